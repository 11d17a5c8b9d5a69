"""How provisions are cited, in Swedish and in English.

``§ 26`` is written ``26 §`` in Swedish, and as it stands in English. What is no section of an act has its words here; a
provision that a region's own rules name in other words stays as it is written.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from fundflow.i18n import msgid
from fundflow.labels.amounts import NO_BREAK, SWEDISH

_POLICY: Final = msgid("regionens riktlinje")
_NAMED: Final[Mapping[str, str]] = {
    "regional policy": _POLICY,
    **{
        words: words
        for words in (
            msgid("allmän praxis"),
            msgid("allmänt känt; kontrolleras mot SCB"),
            msgid("bilaga I artikel 3"),
            msgid("bilagan"),
            msgid("förordningen som helhet"),
            msgid("i lydelse 2014:388, överförd till kartan 2022–2027"),
            msgid("kartan 2022–2027"),
            msgid("nationell praxis"),
            msgid("Nyps, projektmedel"),
            msgid("programmets kriterier"),
            msgid("Region Örebro läns allmänna villkor 2014"),
            msgid("regionens beslutsram"),
            msgid("regionens delegationsordning"),
            msgid("regionens rutin för utbetalning"),
            msgid("regionens utlysningar"),
            msgid("regionens villkor för utbetalning"),
            msgid("regionernas budgetkurs 2025"),
            msgid("reskontrans villkor"),
            msgid("Tillväxtverkets handbok för EU-projekt 2021–2027"),
            msgid("Tillväxtverkets handbok för nationella projektmedel"),
            msgid("Tillväxtverkets handbok, version 1.5"),
            msgid("Tillväxtverkets regler för nationella projektmedel"),
            msgid("Tillväxtverkets sidor om schabloner"),
            msgid("Tillväxtverkets sidor om utbetalning"),
            msgid("tolkning av 2024:1243"),
        )
    },
}
_SECTIONS: Final = re.compile(r"^(§§?) ([0-9][0-9 a-z–,-]*?)(?= (?:första|andra|tredje|fjärde|och följande)|$)")
_SWEDISH_SECTIONS: Final = re.compile(r"([0-9][0-9 a–,-]*) (§§?)")
_IN_ENGLISH: Final = (
    (re.compile(r"(\d+) kap\. "), r"chapter \1 "),
    (re.compile(r" tredje–fjärde styckena"), ", third and fourth paragraphs"),
    (re.compile(r" första stycket"), ", first paragraph"),
    (re.compile(r" andra stycket"), ", second paragraph"),
    (re.compile(r" tredje stycket"), ", third paragraph"),
    (re.compile(r" fjärde stycket"), ", fourth paragraph"),
    (re.compile(r" och följande"), " and following"),
    (re.compile(r" och "), " and "),
    (re.compile(r"^art "), "Article "),
)


def provision_text(provision: str, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return a provision as it is cited: ``26 §`` in Swedish, ``§ 26`` in English, and what is no section in words."""
    if provision in _NAMED:
        return translate(_NAMED[provision])
    if language == SWEDISH:
        return _SECTIONS.sub(rf"\2{NO_BREAK}\1", provision)
    text = _SWEDISH_SECTIONS.sub(rf"\2{NO_BREAK}\1", provision)
    for swedish, english in _IN_ENGLISH:
        text = swedish.sub(english, text)
    return text


_KINDS: Final = {"förordning": msgid("Förordning"), "lag": msgid("Lag")}


def kind_of_act(number: str | None, titles: Mapping[str, str], translate: Callable[[str], str] = str) -> str:
    """Return what kind of act has the number, by its Swedish title, for a reader who knows none of them by heart."""
    if number is None:
        return ""
    title = titles.get(number, "")
    if "/" in number:
        return translate(_RECOMMENDATION if "rekommendation" in title else _EU_REGULATION)
    kind = title.partition(" om ")[0]
    return translate(_KINDS[kind]) if kind in _KINDS else kind


_RECOMMENDATION: Final = msgid("EU-rekommendation")
_EU_REGULATION: Final = msgid("EU-förordning")
