"""Asks the guide by its address and reads its answer by the names of the kinds of support."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.inspection import Node
from tests.pages import Browser, Page

SHOP = {
    "vem": "company",
    "kommun": "2422",  # Sorsele
    "vad": ["shop_investment", "shop_open"],
    "kostnad": "480 000",
    "borjat": "nej",
    "saljer": "dagligvaror",
    "stalle": "fast",
    "avstand": "30",
    "oppet": "ja",
    "utbud": "ja",
    "dagligvaror": "5 000 000",
}
MICRO = {
    "vem": "company",
    "kommun": "2421",  # Storuman, aid area 1
    "vad": ["buy_equipment"],
    "kostnad": "55 000",
    "borjat": "nej",
    "glesbygd": "ja",
    "flyttar": "nej",
    "anstallda": "3",
    "omsattning": "2 000 000",
    "koncern": "nej",
    "offentligt": "0",
    "registrerat": "2025-06-01",
    "heltid": "ja",
    "forut": "nej",
}


@dataclass(frozen=True)
class Answer:
    """The guide's answer: the page, and what it says of each kind of support under each heading."""

    page: Page

    def names(self, heading: str) -> list[str]:
        """The kinds of support under a heading, in order."""
        return [name.text for item in self._items(heading) for name in item.all("h3")]

    def of(self, name: str) -> str:
        """Everything that is said of one kind of support, with ordinary blanks."""
        found = [item for item in self._items("") if (head := item.first("h3")) is not None and head.text == name]
        assert len(found) == 1, f"{name} stands {len(found)} times"
        return found[0].text.replace("\u00a0", " ")

    def _items(self, heading: str) -> list[Node]:
        sections = [one for one in self.page.root.all("section") if one.first("h2") is not None]
        chosen = [one for one in sections if not heading or one.first("h2").text == heading]  # type: ignore[union-attr]
        return [item for one in chosen for item in one.all("li") if item.first("h3") is not None]


def address(path: str = "/svar", **answers: Any) -> str:
    """Return the address of a page of the guide with answers; those that are None are left out."""
    given = {name: value for name, value in answers.items() if value is not None}
    return f"/hitta-ratt-stod{path}?{urlencode(given, doseq=True)}"


def ask(browser: Browser, **answers: Any) -> Answer:
    """Return the guide's answer."""
    return Answer(browser.open(address(**answers)))
