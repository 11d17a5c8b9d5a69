"""Where a report stands, in words, with the form of its tag: never by colour alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fundflow.domain.periods import swedish_day
from fundflow.domain.reports import GIVEN, TO_SEND, ReportKind, ReportState, days_late
from fundflow.labels.states import REPORT_KIND, REPORT_STATE
from fundflow.web.filters import days_in_words, plain_day
from fundflow.web.locale import _

if TYPE_CHECKING:
    from datetime import date

    from fundflow.models.report import Report

_ICONS: Final = {
    ReportState.DUE: ("circle", "draft"),
    ReportState.SENT: ("envelope-check", "in_preparation"),
    ReportState.RETURNED: ("arrow-return-left", "todo"),
    ReportState.APPROVED: ("check-lg", "done"),
}


@dataclass(frozen=True)
class ListedReport:
    """A report of the schedule as a row of it; ``late`` is the days that have gone since its last day."""

    report: "Report"
    name: str
    state: str
    icon: str
    look: str
    late: int
    expected: str

    @property
    def lateness(self) -> str:
        """How late it is or was, in words; empty when it is in time."""
        if self.late:
            return _("%(days)s sen", days=days_in_words(self.late))
        sent_late = _sent_late(self.report)
        return _("Kom %(days)s efter sista dagen", days=days_in_words(sent_late)) if sent_late else ""

    @property
    def is_given(self) -> bool:
        """Whether it has been sent and is not to be sent again."""
        return self.report.state in GIVEN

    @property
    def is_begun(self) -> bool:
        """Whether something is written in a report that is to be sent."""
        return self.report.state in TO_SEND and bool(self.report.answers)

    @property
    def waits_for_us(self) -> bool:
        """Whether the region is to read it."""
        return self.report.state is ReportState.SENT


def _sent_late(report: "Report") -> int:
    if report.sent_at is None or report.state in TO_SEND:
        return 0
    return max(0, (swedish_day(report.sent_at) - report.due_on).days)


def kind_name(report: "Report") -> str:
    """Return what the report is called."""
    return _(REPORT_KIND[report.kind])


def listed(report: "Report", today: "date") -> ListedReport:
    """Return a report as the schedule shows it today."""
    late = days_late(report.state, report.due_on, today)
    icon, look = _ICONS[report.state]
    if late:
        icon, look = "exclamation-octagon-fill", "rejected"
    state = _(REPORT_STATE[report.state])
    return ListedReport(report, kind_name(report), state, icon, look, late, _expected(report, late))


def _expected(report: "Report", late: int) -> str:
    """Return what is to happen next, as it is told to the applicant."""
    match report.state:
        case ReportState.RETURNED:
            return _("Ändra det vi skriver om och skicka rapporten igen.")
        case ReportState.SENT:
            return _("Vi läser rapporten. Ni behöver inte göra något.")
        case ReportState.APPROVED:
            return _("Godkänd %(day)s.", day=plain_day(swedish_day(report.approved_at))) if report.approved_at else ""
        case _ if late:
            return _("Sista dagen har gått. Skicka rapporten så snart ni kan, eller hör av er till er handläggare.")
        case _ if report.kind is ReportKind.FINAL:
            return _("Skriv den när projektet är slut. Ni kan börja nu och spara det ni har.")
        case _:
            return _("Skriv om det som har hänt sedan projektet började. Ni kan börja nu och spara det ni har.")
