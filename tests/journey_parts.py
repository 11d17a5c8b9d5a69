"""A case taken along its way by the services, for tests that need one that stands somewhere.

``Journey`` holds a database, the people and an applicant; each function takes a case one stage further and commits, so
that pages and services see it::

    journey = begin(engine, catalogue)
    case_id = granted_case(journey, kronor=600_000)
    with journey.acting("officer") as uow:
        claim = ...
"""

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from inspect import signature
from typing import Concatenate, Final, ParamSpec

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fundflow.adapters import passwords
from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.money import Money
from fundflow.domain.programme import Criterion
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.application import Attachment
from fundflow.models.appropriation import Appropriation, FrameKind
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership, Person, PersonPosition, PersonRole
from fundflow.queries.cases import get_case
from fundflow.queries.people import actor_of
from fundflow.services.application import Start, Written, save_answers, start_application
from fundflow.services.decision import ConditionWritten, Proposal
from fundflow.services.intake import confirm_signatory
from fundflow.services.submission import submit_application
from fundflow.services.unit_of_work import Region, UnitOfWork
from tests import stages
from tests.calls import open_call
from tests.factories import make_bank_details
from tests.journey_answers import APPLICANT, answers
from tests.remembered import remember

NOON: Final = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""Monday 2 March 2026, noon in Sweden: the day of every deed unless told otherwise."""

TODAY: Final = date(2026, 3, 2)
REGION: Final = Region("vasterbotten", "Region Nordanland", "RUN")
GROUNDS: Final = (
    "Projektet ger små livsmedelsföretag i tre kommuner ett gemensamt kök och vägar till handeln. Behovet är visat, "
    "planen är tydlig och fler än sökanden har nytta av resultatet."
)
TOKENS = itertools.count(1)
"""Tells forms and files of one process apart, whichever test made them."""


@dataclass(frozen=True)
class Someone:
    """A made-up person of the journey."""

    name: str
    roles: tuple[Role, ...]
    positions: tuple[str, ...] = ()


PEOPLE: Final[Mapping[str, Someone]] = {
    "applicant": Someone("Maja Tallmyr", (Role.APPLICANT,)),
    "colleague": Someone("Isak Forsdal", (Role.APPLICANT,)),
    "stranger": Someone("Vera Myrbäck", (Role.APPLICANT,)),
    "officer": Someone("Ylva Sandmo", (Role.CASE_OFFICER,)),
    "second_officer": Someone("Åke Bergfors", (Role.CASE_OFFICER,)),
    "director": Someone("Kerstin Granvik", (Role.DECISION_MAKER,), ("director",)),
    "head": Someone("Anders Holmvik", (Role.DECISION_MAKER,), ("head_of_unit",)),
    "officer_and_director": Someone("Örjan Lidmark", (Role.CASE_OFFICER, Role.DECISION_MAKER), ("director",)),
    "secretary": Someone("Olle Näsmark", (Role.BOARD_SECRETARY,)),
    "economist": Someone("Elin Rönnheden", (Role.ECONOMIST,)),
    "second_economist": Someone("Nils Åkervall", (Role.ECONOMIST,)),
    "analyst": Someone("Signe Havtorn", (Role.ANALYST,)),
    "auditor": Someone("Gun Fjällsten", (Role.AUDITOR,)),
    "administrator": Someone("Leo Vinterholm", (Role.ADMINISTRATOR,)),
}
"""Who is who; the key is the name in ``acting`` and the first part of the address before ``@nordanland.example``."""


@dataclass(frozen=True)
class Journey:
    """A database with people and an applicant, and the catalogue."""

    engine: Engine
    catalogue: Catalogue
    organisation_id: int
    ids: Mapping[str, int] = field(default_factory=dict)

    def id_of(self, who: str) -> int:
        """Return the id of the person of that key."""
        return self.ids[who]

    @contextmanager
    def acting(self, who: str, at: datetime = NOON) -> Iterator[UnitOfWork]:
        """Do one deed as the person of that key, and commit it."""
        with Session(self.engine, expire_on_commit=False) as session:
            actor = actor_of(session, self.ids[who])
            assert actor is not None
            yield UnitOfWork(session, actor, at, self.catalogue, REGION)
            session.commit()

    def case(self, case_id: int) -> Case:
        """Return the case as it stands, with applicant and officer."""
        with self.acting("applicant") as uow:
            return get_case(uow.session, uow.actor, case_id)

    def decision_of(self, case_id: int) -> Decision:
        """Return the latest decision of the case."""
        with Session(self.engine, expire_on_commit=False) as session:
            statement = select(Decision).where(Decision.case_id == case_id).order_by(Decision.id.desc())
            return session.scalars(statement).first()  # type: ignore[return-value]


P = ParamSpec("P")


def _remembered(stage: Callable[Concatenate[Journey, P], int]) -> Callable[Concatenate[Journey, P], int]:
    """Go through a stage once for a database that is known (tests.remembered), however often it is asked for."""

    @wraps(stage)
    def go(journey: Journey, *args: P.args, **kwargs: P.kwargs) -> int:
        asked = signature(stage).bind(journey, *args, **kwargs)
        asked.apply_defaults()
        deed = (stage.__name__, journey.catalogue, repr(list(asked.arguments.items())[1:]))
        return remember(journey.engine, deed, lambda: stage(journey, *args, **kwargs))

    return go


def begin(engine: Engine, catalogue: Catalogue, *, confirmed: bool = True, password: str | None = None) -> Journey:
    """Make the people, an applicant whose first person may sign, and a decision frame of 50 million kronor.

    ``confirmed`` False: the officer has not yet confirmed the applicant's right to sign (D12). ``password``: with which
    everybody may sign in.
    """
    deed = ("journey begins", catalogue, confirmed, password)
    organisation_id, ids = remember(engine, deed, lambda: _make(engine, confirmed=confirmed, password=password))
    return Journey(engine, catalogue, organisation_id, dict(ids))


def _make(engine: Engine, *, confirmed: bool, password: str | None) -> tuple[int, Mapping[str, int]]:
    with Session(engine, expire_on_commit=False) as session:
        password_hash = None if password is None else passwords.hash_password(password)
        ids = {key: _add_person(session, key, someone, password_hash) for key, someone in PEOPLE.items()}
        organisation = _add_organisation(session, APPLICANT, "559999-0008")
        members = {"applicant": OrganisationRight.SIGN, "colleague": OrganisationRight.EDIT}
        for key, right in members.items():
            moment = NOON if confirmed else None
            session.add(
                Membership(
                    person_id=ids[key],
                    organisation_id=organisation.id,
                    right=right,
                    created_at=NOON,
                    confirmed_at=moment,
                )
            )
        set_frame(session, 50_000_000)
        session.commit()
        return organisation.id, ids


def _add_person(session: Session, key: str, someone: Someone, password_hash: str | None) -> int:
    person = Person(
        email=f"{key}@nordanland.example",
        name=someone.name,
        password_hash=password_hash,
        email_confirmed_at=NOON,
        session_version=1,
        language="sv",
        created_at=NOON,
    )
    person.roles = [PersonRole(role=role) for role in someone.roles]
    person.positions = [PersonPosition(position=position) for position in someone.positions]
    session.add(person)
    session.flush()
    return person.id


def _add_organisation(session: Session, name: str, number: str) -> Organisation:
    organisation = Organisation(
        name=name,
        name_folded=folded(name),
        number=number,
        kind=ApplicantKind.ASSOCIATION,
        municipality_code="2462",
        address="Torget 1, 912 32 Vilhelmina",
        created_at=NOON,
    )
    session.add(organisation)
    session.flush()
    make_bank_details(session, organisation)
    return organisation


def set_frame(session: Session, kronor: int, year: int = TODAY.year) -> None:
    """Register a decision frame of the appropriation for the year."""
    session.add(
        Appropriation(
            kind=FrameKind.DECISION_FRAME,
            source_of_money="anslag_1_1",
            year=year,
            amount=Money.kronor(kronor),
            decided_on=date(year, 1, 1),
            reference="RUN 2025/00001",
            entered_at=NOON,
        )
    )


@_remembered
def draft_case(journey: Journey, *, kronor: int = 600_000, changed: Mapping[str, object] | None = None) -> int:
    """Start an application with every answer and attachment; ``changed`` replaces answers by question key."""
    with journey.acting("applicant") as uow:
        call_id = open_call(uow, "project_funding", "implementation")
        start = Start("project_funding", "implementation", journey.organisation_id, f"token-{next(TOKENS)}", call_id)
        case = start_application(uow, start)
        written = {key: Written(value, 0) for key, value in {**answers(kronor), **(changed or {})}.items()}
        save_answers(uow, case.id, written)
        attach_certificate(uow, case)
    return case.id


def attach_certificate(uow: UnitOfWork, case: Case, kind: str = "financing_certificates") -> Attachment:
    """Write an attachment of the application as a row; its file is not stored."""
    name = "Intyg om medfinansiering.pdf"
    attachment = Attachment(
        case_id=case.id,
        kind=kind,
        file_name=name,
        media_type="application/pdf",
        size=48_200,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        storage_key=f"attachment-{case.id}-{next(TOKENS)}",
        uploaded_at=uow.now,
        uploaded_by_id=uow.actor.person_id,
    )
    uow.session.add(attachment)
    uow.session.flush()
    return attachment


@_remembered
def submitted_case(
    journey: Journey, *, kronor: int = 600_000, at: datetime = NOON, changed: Mapping[str, object] | None = None
) -> int:
    """Send in an application of so many kronor."""
    case_id = draft_case(journey, kronor=kronor, changed=changed)
    with journey.acting("applicant", at) as uow:
        submit_application(uow, case_id, truthful=True)
    return case_id


@_remembered
def prepared_case(
    journey: Journey,
    *,
    officer: str = "officer",
    kronor: int = 600_000,
    changed: Mapping[str, object] | None = None,
) -> int:
    """Take a sent application into preparation by an officer."""
    case_id = submitted_case(journey, kronor=kronor, changed=changed)
    stages.prepare(journey, case_id, officer=officer)
    return case_id


@_remembered
def assessed_case(
    journey: Journey,
    *,
    officer: str = "officer",
    kronor: int = 600_000,
    failing: str | None = None,
    changed: Mapping[str, object] | None = None,
) -> int:
    """Judge every criterion, each gate passed but that of the key ``failing``."""
    case_id = prepared_case(journey, officer=officer, kronor=kronor, changed=changed)
    with journey.acting(officer) as uow:
        confirm_signatory(uow, case_id)

    def level(criterion: Criterion) -> str:
        passes = criterion.key != failing
        return next((level.key for level in criterion.levels[::-1] if level.passes is passes), "")

    stages.assess(journey, case_id, officer=officer, level=level)
    return case_id


@_remembered
def proposed_case(
    journey: Journey,
    *,
    officer: str = "officer",
    kronor: int = 600_000,
    kind: DecisionKind = DecisionKind.GRANT,
    changed: Mapping[str, object] | None = None,
) -> int:
    """Propose a decision of the kind; a grant is proposed with all that is applied for and two conditions."""
    case_id = assessed_case(journey, officer=officer, kronor=kronor, changed=changed)
    grants = kind is DecisionKind.GRANT
    conditions = (
        ConditionWritten("Projektets kostnader ska kunna skiljas från annan verksamhet.", key="separate_accounts"),
        ConditionWritten("Köket ska vara öppet för företag i alla tre kommunerna."),
    )
    proposal = Proposal(kind, GROUNDS, Money.kronor(kronor) if grants else Money(0), conditions if grants else ())
    stages.propose(journey, case_id, proposal, officer=officer)
    return case_id


@_remembered
def decided_case(
    journey: Journey,
    *,
    officer: str = "officer",
    kronor: int = 600_000,
    kind: DecisionKind = DecisionKind.GRANT,
    changed: Mapping[str, object] | None = None,
) -> int:
    """Decide as proposed: the director within the delegation, above it the board as the secretary records it."""
    case_id = proposed_case(journey, officer=officer, kronor=kronor, kind=kind, changed=changed)
    meeting = TODAY - timedelta(days=4) if Money.kronor(kronor) > stages.DIRECTORS_LIMIT else None
    stages.settle(journey, journey.decision_of(case_id).id, meeting=meeting, paragraph="§ 14")
    return case_id


@_remembered
def granted_case(
    journey: Journey,
    *,
    officer: str = "officer",
    kronor: int = 600_000,
    changed: Mapping[str, object] | None = None,
) -> int:
    """Dispatch a grant: the case is ongoing, its reports are planned and the applicant sees the decision."""
    case_id = decided_case(journey, officer=officer, kronor=kronor, changed=changed)
    stages.send_out(journey, journey.decision_of(case_id).id, officer=officer)
    assert journey.decision_of(case_id).status is DecisionStatus.DISPATCHED
    return case_id
