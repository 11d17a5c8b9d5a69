"""Running cases with reports made by the services, one stage a function."""

from sqlalchemy import select

from fundflow.domain.reports import ReportKind
from fundflow.models.application import IndicatorTarget
from fundflow.models.case import Case
from fundflow.models.report import Report
from fundflow.queries.reports import report_of
from fundflow.services.followup import approve_report
from tests.claim_parts import sent_report
from tests.whole_case import World, granted

PERSONS = "persons_taking_part"
COMPANIES = "companies_taking_part"


def reporting(world: World) -> tuple[Case, Report]:
    """A running case that promises persons and companies, and its first report."""
    case = granted(world)
    for indicator in list(world.session.scalars(select(IndicatorTarget).where(IndicatorTarget.case_id == case.id))):
        world.session.delete(indicator)
    world.session.flush()
    world.session.add_all(IndicatorTarget(case_id=case.id, indicator=key, target=40) for key in (PERSONS, COMPANIES))
    world.session.flush()
    world.later(days=190)
    return case, report_in(world, case, ReportKind.PROGRESS)


def report_in(world: World, case: Case, kind: ReportKind) -> Report:
    """The first report of a kind in the case, with what it counts."""
    wanted = select(Report.id).where(Report.case_id == case.id, Report.kind == kind).order_by(Report.id)
    report_id = world.session.scalars(wanted).first()
    assert report_id is not None
    return report_of(world.session, world.actor("officer"), case.id, report_id)


def given(world: World, case: Case, report: Report) -> Report:
    """The report, written whole and sent."""
    return sent_report(world.uow("applicant"), case.id, report.id)


def settled(world: World) -> Case:
    """A case whose final report is approved."""
    case, _ = reporting(world)
    final = given(world, case, report_in(world, case, ReportKind.FINAL))
    approve_report(world.uow("officer"), final.id)
    return case
