"""Amounts, days, states and people's own texts for the eye. Templates format nothing but through these.

Blanks inside an amount or a day are no-break spaces, and a minus is U+2212; ``labels.amounts`` writes them, so that
pages and letters agree.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from flask import Flask, current_app
from markupsafe import Markup, escape

from fundflow.catalogue.known import ACTS
from fundflow.clock import STOCKHOLM
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict, in_order
from fundflow.domain.identifiers import masked_number
from fundflow.domain.money import Money, percent_of
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Text
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.domain.states import State, is_withdrawn
from fundflow.labels import amounts, findings, payouts
from fundflow.labels.events import EVENT
from fundflow.labels.office_sentences import to_office
from fundflow.labels.payouts import Line
from fundflow.labels.provisions import kind_of_act
from fundflow.labels.states import APPLICANT_KIND, ORGANISATION_RIGHT, ROLE, STATE, VERDICT
from fundflow.web.access import is_office
from fundflow.web.locale import SWEDISH, _, _n, spoken
from fundflow.web.looks import AS_SEEN_BY_APPLICANTS, FILE_ICONS, NOTICE_ICONS, VERDICT_LOOKS
from fundflow.web.todays_figures import with_todays_figures

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall

NOTHING: Final = "–"
_NEAR_DAYS: Final = 7
_BLANK: Final = amounts.NO_BREAK
_NUMBERS: Final = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


# ----- amounts and numbers


def number(value: int | Decimal | None, decimals: int = 0) -> str:
    """Return a number in groups of three, as ``1 234,5``; nothing is a dash."""
    if value is None:
        return NOTHING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    mark = amounts.decimal_mark(spoken())
    written = f"{abs(rounded):,.{decimals}f}".replace(",", _BLANK).replace(".", mark)
    return (amounts.MINUS if rounded < 0 else "") + written


def plain_number(value: Decimal | None) -> str:
    """Return a number with the decimals that it has, as ``12,5`` or ``4``."""
    if value is None:
        return NOTHING
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def amount(money: Money | None) -> str:
    """Return an amount without its unit, for columns that say kr: ``1 200 000``, ``1 234,50`` where there are öre."""
    return NOTHING if money is None else number(money.as_kronor, 2 if money.ore % 100 else 0)


def kronor(money: Money | None) -> str:
    """Return an amount in full, as ``1 200 000 kr``; öre only where there are any."""
    return NOTHING if money is None else amounts.kronor_text(money, spoken())


def kronor_exact(money: Money | None) -> str:
    """Return an amount with its öre, as ``1 200 000,00 kr``."""
    return NOTHING if money is None else f"{number(money.as_kronor, 2)}{_BLANK}kr"


def mnkr(money: Money | None) -> str:
    """Return an amount in million kronor with one decimal, as ``16,8 mnkr``; for overviews only."""
    return NOTHING if money is None else f"{number(money.as_kronor / 1_000_000, 1)}{_BLANK}mnkr"


def percent(value: int | Decimal | None, decimals: int = 0) -> str:
    """Return a percentage (0-100), as ``50 %``; decimals that are zero are left out."""
    if value is None:
        return NOTHING
    written = number(value, decimals)
    return (written.rstrip("0").rstrip(",.") if decimals else written) + f"{_BLANK}%"


def share(part: Money, whole: Money) -> str:
    """Return one amount in percent of another, without decimals; a dash when the whole is zero."""
    return percent(percent_of(part, whole))


def in_words(count: int, *, neuter: bool = False) -> str:
    """Return a whole number up to twelve in words and a larger one in figures; ``neuter``: ett and not en."""
    words = _NUMBERS[spoken()]
    if not 0 <= count < len(words):
        return number(count)
    return "ett" if neuter and count == 1 and spoken() == "sv" else words[count]


# ----- days and moments


def day(value: date | None) -> str:
    """Return a day for tables, as ``2026-02-19``."""
    return _day_of(value).isoformat() if value else NOTHING


def plain_day(value: date | None) -> str:
    """Return a day for texts, as ``19 februari 2026``."""
    return amounts.long_day(_day_of(value), weekday=False, language=spoken()) if value else NOTHING


def long_day(value: date | None) -> str:
    """Return a day with its weekday, as ``torsdag 19 februari 2026``."""
    return amounts.long_day(_day_of(value), language=spoken()) if value else NOTHING


def near_day(value: date | None) -> str:
    """Return a day that is soon or was lately, as ``mån 23 feb``."""
    return amounts.near_day(_day_of(value), spoken()) if value else NOTHING


def clock_time(value: datetime | None) -> str:
    """Return the time of day in Sweden, as ``14.03``."""
    return value.astimezone(STOCKHOLM).strftime("%H.%M") if value else NOTHING


def moment(value: datetime | None) -> str:
    """Return a moment in Sweden, as ``19 februari 2026 14.03``."""
    return f"{plain_day(value)} {clock_time(value)}" if value else NOTHING


def long_moment(value: datetime | None) -> str:
    """Return a moment in Sweden with its weekday, as ``torsdag 19 mars 2026 kl. 16.00``."""
    return amounts.long_moment(value, spoken()) if value else NOTHING


def days_in_words(count: int) -> str:
    """Return a number of days, as ``en dag`` or ``14 dagar``."""
    return _n("%(words)s dag", "%(words)s dagar", count, words=in_words(count)).replace(" ", _BLANK)


def due_words(value: date, on: date) -> str:
    """Return how a day lies to today: ``i dag``, ``i morgon``, ``mån 23 feb``, ``två dagar över``, ``2026-06-30``."""
    left = (_day_of(value) - on).days
    if left < 0:
        return _("%(days)s över", days=days_in_words(-left)).replace(" ", _BLANK)
    if left > _NEAR_DAYS:
        return day(value)
    return {0: _("i dag"), 1: _("i morgon")}.get(left, near_day(value)).replace(" ", _BLANK)


def due_look(value: date, on: date) -> str:
    """Return ``over``, ``near`` (within seven days) or nothing for a day that is still far off."""
    left = (_day_of(value) - on).days
    return "over" if left < 0 else "near" if left <= _NEAR_DAYS else ""


def _day_of(value: date) -> date:
    return swedish_day(value) if isinstance(value, datetime) else value


# ----- texts


def paragraphs(text: str | None) -> Markup:
    """Return a text that someone wrote as paragraphs and lines; whatever looks like markup is shown as written."""
    blocks = (block.strip() for block in (text or "").replace("\r\n", "\n").split("\n\n"))
    lines = (Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks if block)
    return Markup("").join(Markup("<p>{}</p>").format(one) for one in lines)


def tr(text: Text | None) -> str:
    """Return a text of the catalogue in the reader's language, with the day's figures; nothing where there is none."""
    return with_todays_figures(text.read_in(spoken())) if text else ""


def facts_told(grant_type: GrantType) -> list[tuple[str, str]]:
    """Return the facts of a kind of support, with their names; those that say nothing in the region are left out."""
    return [(tr(name), unbroken(told)) for name, value in grant_type.facts if (told := tr(value))]


def told(text: Text | None) -> str:
    """Return a text of the catalogue for the page; one that is not translated is marked as Swedish (WCAG 3.1.2)."""
    if text is None or text.en or spoken() == SWEDISH:
        return tr(text)
    return ours(tr(Text(text.sv)))


def swedish_name(text: Text | None) -> str:
    """Return the Swedish name that stands beside its English one; nothing where the page shows the Swedish already."""
    return "" if text is None or tr(text) == text.sv else text.sv


def ours(text: object) -> Markup:
    """Return what the office wrote, marked as Swedish for readers of another language."""
    return escape(text) if spoken() == SWEDISH else Markup('<span lang="sv">{}</span>').format(text)


def our_paragraphs(text: str | None) -> Markup:
    """Return a text that the office wrote as paragraphs, marked as Swedish for readers of another language."""
    written = paragraphs(text)
    return written if spoken() == SWEDISH else Markup('<div lang="sv">{}</div>').format(written)


def setting(name: str) -> Text:
    """Return a name from the settings, which holds its English beside it."""
    return Text(current_app.config[name], current_app.config[f"{name}_EN"] or None)


def call_title(call: "FundingCall") -> str:
    """Return a call's title in the reader's language."""
    return tr(Text(call.title, call.title_en or None))


def call_name(call: "FundingCall") -> str:
    """Return a call's title for the page, marked as Swedish where it is not translated."""
    return told(Text(call.title, call.title_en or None))


def call_text(call: "FundingCall") -> Markup:
    """Return a call's text as paragraphs, with the day's figures; marked as Swedish where it is not translated."""
    if spoken() != SWEDISH and call.text_en:
        return paragraphs(with_todays_figures(call.text_en))
    return our_paragraphs(with_todays_figures(call.text))


def file_size(size: int) -> str:
    """Return a file's size in bytes as people say it: ``840 kB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{_BLANK}kB"
    return f"{number(Decimal(size) / 1_000_000, 1)}{_BLANK}MB"


_IN_AMOUNTS: Final = re.compile(r"(?<=\d) (?=\d{3}\b|kr|procent|euro)")


def unbroken(text: str) -> str:
    """Return a text of the catalogue with the amounts in it whole at the end of a line."""
    return _IN_AMOUNTS.sub(_BLANK, text)


def file_icon(name: str) -> str:
    """Return the icon of a file, by the ending of its name."""
    return FILE_ICONS.get(name.rpartition(".")[2].lower(), FILE_ICONS[""])


# ----- states and findings


def seen_state(state: State, office: bool = True) -> State:
    """Return the state as the reader is to see it; an applicant does not see that a proposal is ready."""
    return state if office else AS_SEEN_BY_APPLICANTS.get(state, state)


def state_icon(state: State, office: bool = True) -> str:
    """Return the icon of the state's tag."""
    return STATE[seen_state(state, office)].icon


def state_label(state: State, office: bool = True) -> str:
    """Return what the state is called, to the office or to the applicant."""
    label = STATE[seen_state(state, office)]
    return _(label.office if office else label.applicant)


def state_next(state: State) -> str:
    """Return what comes next, to the applicant."""
    return _(STATE[state].next_for_applicant)


def shown_findings(all_of: Iterable[Finding]) -> list[Finding]:
    """Return the findings to show, what stops first; a rule that does not apply is left out."""
    return in_order(finding for finding in all_of if finding.verdict is not Verdict.NOT_APPLICABLE)


def tally(all_of: Iterable[Finding]) -> list[tuple[Verdict, int]]:
    """Return how many findings there are of each verdict, in the order of reading."""
    return list(Counter(finding.verdict for finding in shown_findings(all_of)).items())


def finding_text(finding: Finding) -> str:
    """Return the finding's sentence with its figures; to the office it tells of the applicant."""
    return findings.finding_text(finding, to_office(_) if is_office() else _, spoken())


def line_text(line: Line) -> str:
    """Return the label of a line of a payout's calculation, with its figures."""
    return payouts.line_text(line, _, spoken())


def finding_source(finding: Finding) -> str:
    """Return the finding's sources with their rules' ids; nothing for the service's own order of work."""
    return findings.sources_text(finding.sources, _, spoken())


def plain_source(finding: Finding) -> str:
    """Return the finding's sources as applicants are told them, without ids; nothing for the service's own order."""
    said = (findings.plain_source_parts(source, _act(source.act), _, spoken()) for source in finding.sources)
    return " ".join(dict.fromkeys(part for where, doubt in said for part in (where, doubt) if part))


def _act(number: str | None) -> str:
    """Return what kind of act has the number, for a reader who knows none of them by heart."""
    acts = current_app.extensions["catalogue"].codes(ACTS).codes
    return kind_of_act(number, {one.key: one.label.sv for one in acts}, _)


def verdict_label(verdict: Verdict) -> str:
    """Return what the verdict is called."""
    return _(VERDICT[verdict][0])


def verdict_icon(verdict: Verdict) -> str:
    """Return the verdict's icon."""
    return VERDICT[verdict][1]


def verdict_look(verdict: Verdict) -> str:
    """Return the verdict's word in class names."""
    return VERDICT_LOOKS.get(verdict, verdict.value)


def role_labels(roles: Iterable[Role]) -> list[str]:
    """Return what roles are called, in the order of the table of roles."""
    held = set(roles)
    return [_(ROLE[role]) for role in Role if role in held]


def right_label(right: OrganisationRight) -> str:
    """Return what a person may do for an organisation."""
    return _(ORGANISATION_RIGHT[right])


def kind_label(kind: ApplicantKind) -> str:
    """Return what a kind of applicant is called."""
    return _(APPLICANT_KIND[kind])


def notice_look(category: str) -> str:
    """Return a flash message's kind; one that was given none tells of success."""
    return category if category in NOTICE_ICONS else "success"


def event_label(kind: EventKind) -> str:
    """Return how an event is told."""
    return _(EVENT[kind])


FILTERS: Final[Mapping[str, object]] = {
    one.__name__: one
    for one in (
        *(number, plain_number, amount, kronor, kronor_exact, mnkr, percent, in_words),
        *(day, plain_day, long_day, near_day, clock_time, moment, long_moment, days_in_words, due_words, due_look),
        *(paragraphs, our_paragraphs, ours, tr, told, facts_told, call_title, call_name, call_text),
        *(swedish_name, file_size, file_icon),
        *(notice_look, role_labels, right_label, kind_label, masked_number),
        *(seen_state, is_withdrawn, state_icon, state_label, state_next, event_label),
        *(shown_findings, tally, finding_text, finding_source, plain_source, line_text),
        *(verdict_label, verdict_icon, verdict_look),
    )
}


def register(app: Flask) -> None:
    """Give the templates the filters, and the shapes that belong to words."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(share=share, setting=setting, notice_icons=NOTICE_ICONS, Verdict=Verdict, State=State)
