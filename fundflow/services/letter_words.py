"""What letters call decisions, reports and how much is asked for, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.reports import ReportKind


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``numbers`` counts from two."""

    decisions: Mapping[str, str]
    reports: Mapping[str, str]
    the_report: str
    more: str
    one_thing: str
    things: str
    numbers: Sequence[str]

    def decision(self, kind: str) -> str:
        """Return what a decision is about."""
        return self.decisions.get(kind, self.decisions[DecisionKind.GRANT])

    def report(self, kind: str | None) -> str:
        """Return what a report is called; None: of which kind is not known."""
        return self.reports.get(kind, self.the_report) if kind else self.the_report

    def asked(self, count: int) -> str:
        """Return how many things are asked for, in words up to twelve; zero: it is not known how many."""
        if count < 1:
            return self.more
        if count == 1:
            return self.one_thing
        place = count - 2
        return f"{self.numbers[place] if place < len(self.numbers) else count} {self.things}"


WORDS: Final[Mapping[str, Words]] = {
    "sv": Words(
        decisions={
            DecisionKind.GRANT: "ansökan",
            DecisionKind.REJECTION: "ansökan",
            DecisionKind.DISMISSAL: "ansökan",
            DecisionKind.WRITE_OFF: "att skriva av ärendet",
            DecisionKind.PAYOUT: "utbetalning",
            DecisionKind.CLOSING: "att avsluta ärendet",
        },
        reports={ReportKind.PROGRESS: "lägesrapporten", ReportKind.FINAL: "slutrapporten"},
        the_report="rapporten",
        more="mer",
        one_thing="en sak",
        things="saker",
        numbers=("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    ),
    "en": Words(
        decisions={
            DecisionKind.GRANT: "the application",
            DecisionKind.REJECTION: "the application",
            DecisionKind.DISMISSAL: "the application",
            DecisionKind.WRITE_OFF: "writing off the case",
            DecisionKind.PAYOUT: "a payment",
            DecisionKind.CLOSING: "closing the case",
        },
        reports={ReportKind.PROGRESS: "the progress report", ReportKind.FINAL: "the final report"},
        the_report="the report",
        more="more",
        one_thing="one thing",
        things="things",
        numbers=("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}
