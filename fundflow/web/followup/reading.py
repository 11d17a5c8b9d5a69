"""A report as it was sent: its answers in words, what it counts beside targets and earlier values, and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from babel.lists import format_list

from fundflow.domain.concepts import REPORTED, Concept
from fundflow.domain.events import digest
from fundflow.domain.programme import Question
from fundflow.queries.case_page import names_of
from fundflow.queries.reports import earlier_report, every_file_of, sent_of
from fundflow.services.facts import facts_of
from fundflow.services.offers import offers_of
from fundflow.services.report_checks import Outcome, form_of, outcomes_of, participants_in
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.case.changes import Change, FileChange, changes_between, file_changes
from fundflow.web.case.told import Teller, Told, ToldPage
from fundflow.web.filters import percent, tr
from fundflow.web.locale import _, spoken

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.document import Document
    from fundflow.models.report import Report

PARTICIPANTS: Final = (Concept.PARTICIPANTS_WOMEN, Concept.PARTICIPANTS_MEN, Concept.PARTICIPANTS_UNKNOWN)


@dataclass(frozen=True, slots=True)
class Result:
    """Something counted: what is promised, what the report before said, and what this one says; None: nothing said."""

    label: str
    unit: str
    target: int | None
    previous: int | None
    now: int | None
    women: int | None = None
    men: int | None = None
    unknown: int | None = None

    @property
    def reached(self) -> str:
        """How much of the target is reached, in percent; empty without a target or a value."""
        return percent(self.now * 100 // self.target) if self.target and self.now is not None else ""

    @property
    def persons(self) -> str:
        """Women, men and unknown in words; empty for what is not counted so."""
        parts = ((_("kvinnor"), self.women), (_("män"), self.men), (_("okänt"), self.unknown))
        return ", ".join(f"{count} {word}" for word, count in parts if count is not None)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent; ``id`` None where it cannot be found any more."""

    id: int | None
    name: str
    size: int


@dataclass(frozen=True)
class SentReport:
    """A report as it was sent once; ``number`` counts from one."""

    number: int
    registered: str
    sha256: str
    sent_at: datetime
    by: str
    answers: tuple[Told, ...]
    results: tuple[Result, ...]
    files: tuple[SentFile, ...]
    from_claims: str
    changes: tuple[Change, ...]
    file_changes: tuple[FileChange, ...]


def teller_of_case(uow: UnitOfWork, case: "Case") -> Teller:
    """Return who says answers in words."""
    return Teller(uow.catalogue, facts_of(uow, case), offers_of(uow, case).strategy)


def sent_versions(uow: UnitOfWork, case: "Case", report: "Report") -> list[SentReport]:
    """Return the report each time it was sent, latest first, with what each changed."""
    reader = _Reader(uow, case, report)
    sent: list[SentReport] = []
    before: Mapping[str, Any] | None = None
    for number, document in enumerate(sent_of(uow.session, report), start=1):
        sent.append(reader.read(number, document, before))
        before = document.facts
    return sent[::-1]


class _Reader:
    """Reads the frozen copies of a report; what it fetches it fetches once."""

    def __init__(self, uow: UnitOfWork, case: "Case", report: "Report") -> None:
        self.teller = teller_of_case(uow, case)
        self.form = form_of(uow, case, report)
        self.outcomes = outcomes_of(uow, case, report)
        self.earlier = earlier_report(uow.session, report)
        self.kept = {(one.sha256, one.file_name): one.id for one in every_file_of(uow.session, report.id)}
        self.by = names_of(uow.session, filter(None, [report.sent_by_id])).get(report.sent_by_id or 0, "")

    def read(self, number: int, document: "Document", before: Mapping[str, Any] | None) -> SentReport:
        """Return one frozen copy; ``before``: the one that it replaced."""
        facts = document.facts or {}
        answers = self.teller.told(_in_words(self.form.questions), facts["answers"])
        return SentReport(
            number=number,
            registered=document.number,
            sha256=digest(facts),
            sent_at=document.registered_at,
            by=self.by,
            answers=tuple(answers),
            results=tuple(self.results(facts["answers"], facts["indicators"])),
            files=tuple(
                SentFile(self.kept.get((one["sha256"], one["name"])), one["name"], one["size"])
                for one in facts["files"]
            ),
            from_claims=told_by_words(facts.get("from_claims", []), is_reviewed=facts.get("claims_reviewed", False)),
            changes=tuple(changes_between(self._pages(before), self._pages(facts))) if before else (),
            file_changes=tuple(file_changes(_attached(before), _attached(facts))) if before else (),
        )

    def _pages(self, facts: Mapping[str, Any]) -> list[ToldPage]:
        counted = (
            Told(f"result-{place}", one.label, ", ".join(filter(None, [_written(one.now), one.persons])))
            for place, one in enumerate(self.results(facts["answers"], facts["indicators"]))
        )
        answers = self.teller.told(_in_words(self.form.questions), facts["answers"])
        return [ToldPage("report", "", (*answers, *counted))]

    def results(self, answers: Mapping[str, Any], indicators: Mapping[str, Sequence[int | None]]) -> list[Result]:
        """Return participants first, then each indicator that is promised or counted."""
        rows = [_as_sent(one, indicators.get(one.kind.key, (None, None, None, None))) for one in self.outcomes]
        counted = [result_of(one) for one in rows if one.target is not None or one.value is not None]
        return [participants(participants_in(self.form, answers), self.earlier), *counted]


def told_by_words(claims: Sequence[int], *, is_reviewed: bool) -> str:
    """Return in a sentence which claims a report has taken figures from; nothing where it has taken none."""
    if not claims:
        return ""
    numbers = format_list([str(one) for one in claims], locale=spoken())
    if is_reviewed:
        return _("Ur ansökan om utbetalning %(numbers)s, så som siffrorna är godkända.", numbers=numbers)
    return _("Ur ansökan om utbetalning %(numbers)s, så som siffrorna skickades.", numbers=numbers)


def _in_words(questions: Sequence[Question]) -> list[Question]:
    return [one for one in questions if one.concept not in REPORTED]


def _as_sent(outcome: Outcome, counts: Sequence[int | None]) -> Outcome:
    value, women, men, unknown = counts
    return replace(outcome, value=value, women=women, men=men, unknown=unknown)


def _written(value: int | None) -> str:
    return "" if value is None else str(value)


def _attached(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"attachments": facts["files"]}


def result_of(outcome: Outcome) -> Result:
    """Return an indicator as a row of results."""
    counts = (outcome.value, outcome.women, outcome.men, outcome.unknown)
    return Result(tr(outcome.kind.label), tr(outcome.kind.unit), outcome.target, outcome.previous, *counts)


def participants(counted: Mapping[Concept, int], earlier: "Report | None") -> Result:
    """Return the participants as a row of results; nothing is promised of them."""
    now = [counted.get(concept) for concept in PARTICIPANTS]
    return Result(_("Deltagare"), _("personer"), None, participants_before(earlier), _sum(now), *now)


def participants_before(earlier: "Report | None") -> int | None:
    """Return how many participants the report before counted."""
    return _sum([getattr(earlier, concept.value) for concept in PARTICIPANTS]) if earlier else None


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
