"""A running case with a report to write, behind the pages, on both databases."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, select

from fundflow.domain.reports import ReportKind
from fundflow.models.application import IndicatorTarget
from fundflow.models.report import Report
from fundflow.services.followup import approve_report
from tests.claim_parts import sent_report
from tests.journey_parts import NOON, Journey, begin, granted_case
from tests.pages import Page
from tests.web.conftest import Clock

PROMISED = ("persons_taking_part", "companies_taking_part")
TEXT = "Vi har haft fyra träffar och byggt upp köket."
WHOLE = {
    "Vad har ni gjort under perioden?": TEXT,
    "Hur ligger ni till mot målen?": "Halvvägs.",
    "Hur har ni arbetat för jämlik och jämställd inkludering?": "Tiderna passar alla.",
    "Hur har ni tagit ansvar för miljö och klimat?": "Vi reser tillsammans.",
    "Vad händer härnäst?": "Fler träffar.",
    "q_participants_women": "9",
    "q_participants_men": "6",
    "q_participants_unknown": "0",
    "q_indicator-persons_taking_part-women": "9",
    "q_indicator-persons_taking_part-men": "6",
    "q_indicator-persons_taking_part-unknown": "1",
    "q_indicator-companies_taking_part": "7",
}


@pytest.fixture
def journey(app: Flask, engine: Engine, clock: Clock) -> Journey:
    """People, an applicant and a decision frame, on the day of the journey."""
    clock.moment = NOON
    return begin(engine, app.extensions["catalogue"])


def running_case(journey: Journey) -> int:
    """A granted case that promises forty persons and forty companies."""
    case_id = granted_case(journey)
    with journey.acting("officer") as uow:
        uow.session.execute(delete(IndicatorTarget).where(IndicatorTarget.case_id == case_id))
        uow.session.add_all(IndicatorTarget(case_id=case_id, indicator=key, target=40) for key in PROMISED)
    return case_id


def report_id_of(journey: Journey, case_id: int, kind: ReportKind = ReportKind.PROGRESS) -> int:
    """The first report of a kind."""
    with journey.acting("officer") as uow:
        wanted = select(Report.id).where(Report.case_id == case_id, Report.kind == kind).order_by(Report.id)
        return uow.session.scalars(wanted).first() or 0


def report_row(journey: Journey, report_id: int) -> Report:
    """The report as it stands."""
    with journey.acting("officer") as uow:
        return uow.session.get_one(Report, report_id)


def given_report(journey: Journey, case_id: int, kind: ReportKind = ReportKind.PROGRESS) -> int:
    """Write the first report of a kind whole and send it."""
    report_id = report_id_of(journey, case_id, kind)
    with journey.acting("applicant", NOON + timedelta(hours=1)) as uow:
        sent_report(uow, case_id, report_id)
    return report_id


def settled_case(journey: Journey) -> int:
    """A case whose final report is approved."""
    case_id = running_case(journey)
    report_id = given_report(journey, case_id, ReportKind.FINAL)
    with journey.acting("officer") as uow:
        approve_report(uow, report_id)
    return case_id


def written(page: Page, words: str = "Spara och fortsätt", **changes: str) -> Page:
    """Fill in the whole report and press a button."""
    return page.form("Spara").fill({**WHOLE, **changes}).press(words)
