"""The history of a case as people read it: what happened, who did it, and the facts it carries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from flask import url_for

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.events import EventKind
from fundflow.domain.money import Money
from fundflow.labels.amounts import kronor_text
from fundflow.labels.events import EVENT, KEY_EVENTS
from fundflow.labels.states import DECISION_KIND
from fundflow.queries.case_page import names_of
from fundflow.queries.cases import history_of
from fundflow.web.case.look import Looked
from fundflow.web.filters import long_day, tr
from fundflow.web.locale import _

_PEOPLE: Final = ("officer", "person")
_PAUSES: Final = frozenset({EventKind.COMPLETION_REQUESTED})
_SHORT_HASH: Final = 12


@dataclass(frozen=True, slots=True)
class Happened:
    """One event: its words and facts, who and when, where it leads, and the beginnings of its hashes.

    ``check_sum`` is that of what was sent in with it; empty where nothing was.
    """

    sequence: int
    text: str
    facts: tuple[str, ...]
    check_sum: str
    who: str
    at: datetime
    url: str | None
    hash: str
    is_key: bool
    is_pause: bool


def history_told(looked: Looked) -> list[Happened]:
    """Return the history, latest first; two statements however long it is."""
    events = history_of(looked.uow.session, looked.case.id)
    mentioned = {value for event, _name in events for key, value in event.payload.items() if key in _PEOPLE}
    words = _Words(looked, names_of(looked.uow.session, mentioned))
    return [
        Happened(
            sequence=event.sequence,
            text=_(EVENT[event.kind]),
            facts=tuple(words.of(event.payload)),
            check_sum=str(event.payload.get("sha256", ""))[:_SHORT_HASH],
            who=name or _("Tjänsten"),
            at=event.at,
            url=_url(looked, event.payload),
            hash=event.hash[:_SHORT_HASH],
            is_key=event.kind in KEY_EVENTS,
            is_pause=event.kind in _PAUSES,
        )
        for event, name in events
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what an event carries."""

    looked: Looked
    names: Mapping[int, str]

    def of(self, payload: Mapping[str, Any]) -> Iterator[str]:
        """Yield each fact that a person understands; ids of rows say nothing and are left out."""
        if "before" in payload and "after" in payload:
            yield _("från %(before)s till %(after)s", before=_day(payload["before"]), after=_day(payload["after"]))
        for key, value in payload.items():
            if key in _PEOPLE:
                yield self.names.get(value, "")
            elif key in _SAID:
                yield _SAID[key](value)
            elif key == "criterion":
                yield self._criterion(value)
            elif key == "grant_type":
                yield tr(self.looked.uow.catalogue.grant_type_label(self.looked.case.programme, value))

    def _criterion(self, key: str) -> str:
        criteria = self.looked.facts.criteria if self.looked.facts else []
        return next((tr(one.label) for one in criteria if one.key == key), key)


def _kronor(ore: int) -> str:
    return kronor_text(Money(ore))


def _day(written: str) -> str:
    return long_day(date.fromisoformat(written))


def _applied_for(ore: int) -> str:
    return _("sökt %(amount)s", amount=_kronor(ore))


def _due(written: str) -> str:
    return _("senast %(day)s", day=_day(written))


def _kind(value: str) -> str:
    return _(DECISION_KIND[DecisionKind(value)]).lower()


_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "applied_for": _applied_for,
    "amount": _kronor,
    "approved": _kronor,
    "declared": _kronor,
    "decision_kind": _kind,
    "due_on": _due,
    "paid_on": _day,
}


def _url(looked: Looked, payload: Mapping[str, Any]) -> str | None:
    """Return where the event is read more of; None where it says all there is."""
    case_id = looked.case.id
    if "decision" in payload:
        return url_for("decision.show", decision_id=payload["decision"])
    if "payment" in payload:
        return url_for("payment.payment", payment_id=payload["payment"])
    if "claim" in payload:
        return url_for("payment.review", case_id=case_id, claim_id=payload["claim"])
    places = {"completion": "intake.completions", "version": "case.application", "criterion": "assessment.show"}
    places["message"] = "case_message.of_case"
    endpoint = next((places[key] for key in payload if key in places), None)
    return url_for(endpoint, case_id=case_id) if endpoint else None
