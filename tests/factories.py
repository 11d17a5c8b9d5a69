"""Rows with plausible Swedish defaults, for tests that need something to be there; the services make whole cases."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from fundflow.domain.bank import AccountKind, BankState
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.states import Origin, State
from fundflow.models.bank import BankDetails
from fundflow.models.case import Case
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def make_organisation(session: Session, name: str = "Granlunda utvecklingsbolag", **changes: object) -> Organisation:
    """Add an applicant."""
    facts: dict[str, object] = {"kind": ApplicantKind.COMPANY, "created_at": NOON, **changes}
    organisation = Organisation(name=name, name_folded=folded(name), **facts)
    session.add(organisation)
    session.flush()
    return organisation


def make_bank_details(session: Session, organisation: Organisation, **changes: object) -> BankDetails:
    """Add a bankgiro of the organisation, confirmed unless told otherwise."""
    facts: dict[str, object] = {
        "version": 1,
        "kind": AccountKind.BANKGIRO,
        "number": "50501055",
        "state": BankState.CONFIRMED,
        "entered_at": NOON,
        "judged_at": NOON,
        "evidence": "Bankgiroregistret",
        **changes,
    }
    details = BankDetails(organisation_id=organisation.id, **facts)
    session.add(details)
    session.flush()
    return details


def make_case(session: Session, *, organisation: Organisation | None = None, **changes: object) -> Case:
    """Add a case as a row, received and numbered unless told otherwise."""
    facts: dict[str, object] = {
        "state": State.RECEIVED,
        "origin": Origin.FORM,
        "registry_number": "RUN 2026/00001",
        "programme": "project_funding",
        "programme_version": 1,
        "grant_type": "implementation",
        "strategy": "vasterbotten_rus_2020_2030",
        "strategy_version": 1,
        "source_of_money": "anslag_1_1",
        "title": "Digitala verkstäder i inlandet",
        "created_at": NOON,
        "changed_at": NOON,
        "received_at": NOON,
        "received_on": NOON.date(),
        **changes,
    }
    case = Case(organisation_id=(organisation or make_organisation(session)).id, **facts)
    session.add(case)
    session.flush()
    return case
