"""A region with its people, and the deeds that take a case from draft to closed, one at a time.

The answers are made from the programme's own questions, so that a case of any programme can be taken the whole way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.programme import Column, Option, Question, QuestionKind
from fundflow.domain.roles import Actor, OrganisationRight, Role
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership, Person, PersonPosition, PersonRole
from fundflow.queries.cases import answers_of
from fundflow.queries.people import actor_of
from fundflow.services.application import Start, Written, save_answers, start_application
from fundflow.services.decision import ConditionWritten, Proposal
from fundflow.services.facts import programme_of, questions_of
from fundflow.services.unit_of_work import Region, UnitOfWork
from tests import stages
from tests.calls import open_call
from tests.factories import make_bank_details
from tests.journey_parts import TOKENS
from tests.remembered import is_known, remember

Answer = TypeVar("Answer")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REGION = Region("vasterbotten", "Region Nordanland", "RUN")
PASSWORD = "Norrsken over fjallet"
STAFF: Mapping[str, tuple[str, tuple[Role, ...], tuple[str, ...]]] = {
    "officer": ("Ylva Sandmo", (Role.CASE_OFFICER,), ()),
    "colleague": ("Jonas Fjällborg", (Role.CASE_OFFICER,), ()),
    "director": ("Kerstin Öhrling", (Role.DECISION_MAKER,), ("director",)),
    "head": ("Per Tallund", (Role.DECISION_MAKER,), ("head_of_unit",)),
    "secretary": ("Olle Myrdal", (Role.BOARD_SECRETARY,), ()),
    "economist": ("Siv Granström", (Role.ECONOMIST,), ()),
    "second_economist": ("Bo Älvberg", (Role.ECONOMIST,), ()),
    "analyst": ("Elin Norrby", (Role.ANALYST,), ()),
    "administrator": ("Arne Vikman", (Role.ADMINISTRATOR,), ()),
    "auditor": ("Gun Åsell", (Role.AUDITOR,), ()),
}


@dataclass
class World:
    """A session over an empty database with one region's people and one applicant in it."""

    session: Session
    catalogue: Catalogue
    now: datetime = MONDAY
    people: dict[str, int] = field(default_factory=dict)
    organisation_id: int = 0

    def id_of(self, who: str) -> int:
        """Return the id of the person of that name."""
        return self.people[who]

    def actor(self, who: str) -> Actor:
        """The person as the one who acts, with the rights held now."""
        actor = actor_of(self.session, self.people[who])
        assert actor is not None
        return actor

    def uow(self, who: str) -> UnitOfWork:
        """A unit of work of a person, at the world's moment."""
        return UnitOfWork(self.session, self.actor(who), self.now, self.catalogue, REGION)

    @contextmanager
    def acting(self, who: str) -> Iterator[UnitOfWork]:
        """Do one deed as that person, and commit it."""
        yield self.uow(who)
        self.session.commit()

    def later(self, **passed: float) -> None:
        """Let time pass."""
        self.now += timedelta(**passed)


def make_world(session: Session, catalogue: Catalogue) -> World:
    """People of every role, and an association whose signatory is confirmed and whose colleague may only write."""
    world = World(session, catalogue)
    people, world.organisation_id = _remembered(world, "world begins", lambda: _people_and_applicant(world))
    world.people = dict(people)
    return world


def _people_and_applicant(world: World) -> tuple[dict[str, int], int]:
    for who, (name, roles, positions) in STAFF.items():
        world.people[who] = add_person(world, name, roles, positions)
    for who, name in (("applicant", "Maja Tallund"), ("writer", "Nils Holmlund")):
        world.people[who] = add_person(world, name, (Role.APPLICANT,))
    world.organisation_id = add_organisation(world, "Älvdalens utvecklingsförening", number="802000-0009")
    join(world, "applicant", OrganisationRight.SIGN, confirmed=True)
    join(world, "writer", OrganisationRight.EDIT, confirmed=True)
    world.session.commit()
    return world.people, world.organisation_id


def _remembered(world: World, deed: str, do: Callable[[], Answer], **asked: object) -> Answer:
    """Do a deed once for a database that is known (tests.remembered), however often it is asked for."""
    session, engine = world.session, world.session.get_bind()
    if session.new or session.dirty or session.deleted or not is_known(engine):
        return do()
    session.commit()  # what has been read so far
    session.expire_all()
    return remember(engine, (deed, world.catalogue, repr((world.now, sorted(asked.items())))), do)


def add_person(world: World, name: str, roles: tuple[Role, ...], positions: tuple[str, ...] = ()) -> int:
    """Add a person with roles."""
    email = f"{folded(name).replace(' ', '.')}@nordanland.example"
    person = Person(
        email=email, name=name, created_at=MONDAY, email_confirmed_at=MONDAY, session_version=1, language="sv"
    )
    person.roles = [PersonRole(role=role) for role in roles]
    person.positions = [PersonPosition(position=position) for position in positions]
    world.session.add(person)
    world.session.flush()
    return person.id


def add_organisation(world: World, name: str, *, number: str | None = None, **changes: object) -> int:
    """Add an applicant with a confirmed account for payments."""
    facts: dict[str, object] = {"kind": ApplicantKind.ASSOCIATION, **changes}
    organisation = Organisation(
        name=name, name_folded=folded(name), number=number, created_at=MONDAY, municipality_code="2481", **facts
    )
    world.session.add(organisation)
    world.session.flush()
    make_bank_details(world.session, organisation)
    return organisation.id


def join(world: World, who: str, right: OrganisationRight, *, confirmed: bool) -> None:
    """Let a person act for the world's applicant."""
    world.session.add(
        Membership(
            person_id=world.people[who],
            organisation_id=world.organisation_id,
            right=right,
            created_at=MONDAY,
            confirmed_at=MONDAY if confirmed else None,
        )
    )
    world.session.flush()


# ----- answers


def answers_for(catalogue: Catalogue, questions: Iterable[Question], **given: object) -> dict[str, object]:
    """A plausible answer to every question of a form; a plan of 1 000 000 kr of which half is applied for.

    ``given``: answers by the question's concept, or by its key.
    """
    return {question.key: _given(question, given, answer_to(catalogue, question)) for question in questions}


def _given(question: Question, given: Mapping[str, object], otherwise: object) -> object:
    by_key = given.get(question.key, otherwise)
    return given.get(question.concept.value, by_key) if question.concept is not None else by_key


_BY_CONCEPT: Mapping[Concept, object] = {
    Concept.TITLE: "Digitala verkstäder i inlandet",
    Concept.SUMMARY: "Tre verkstäder där företag lär sig använda ny teknik tillsammans.",
    Concept.REQUESTED_AMOUNT: "500 000",
    Concept.MUNICIPALITIES: ["2481", "2421"],
    Concept.PRIORITY: "p1_nytankande_smart",
    Concept.STRATEGIC_AREA: "digitalisering",
    Concept.FURTHER_PRIORITIES: ["p6_rik_pa_kompetenser"],
    Concept.PROJECT_STARTS_ON: "2026-09-01",
    Concept.PROJECT_ENDS_ON: "2027-08-31",
    Concept.STATE_AID: "none",
    Concept.OPERATING_SUPPORT: "no",
    Concept.COST_METHOD: "actual",
    Concept.COSTS: [
        {"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "700 000"},
        {"kind": "external_services", "what": "Utbildare", "year": "2027", "amount": "300 000"},
    ],
    Concept.FINANCING: [
        {"payer": "Kommunen", "payer_kind": "municipality", "form": "cash", "standing": "decided", "amount": "500 000"}
    ],
    Concept.AGENDA_GOALS: [{"goal": "sdg_05", "effect": "direct", "how": "Hälften av deltagarna är kvinnor."}],
    Concept.OWNERS_WOMEN_PERCENT: "50",
    Concept.LEADER_GENDER: "woman",
}


def answer_to(catalogue: Catalogue, question: Question) -> object:
    """A plausible answer to one question."""
    if question.concept in _BY_CONCEPT and question.kind is not QuestionKind.MUNICIPALITY:
        return _BY_CONCEPT[question.concept]
    match question.kind:
        case QuestionKind.ROWS:
            return [{column.key: _cell(column) for column in question.columns}]
        case QuestionKind.CHOICES:
            return [_first(question.options)]
        case QuestionKind.MUNICIPALITY:
            return "2481"
        case _:
            return _value(question.kind, question.options)


def _cell(column: Column) -> str:
    return str(_value(column.kind, column.options))


def _value(kind: QuestionKind, options: tuple[Option, ...]) -> object:
    match kind:
        case QuestionKind.YES_NO:
            return "yes"
        case QuestionKind.CHOICE:
            return _first(options)
        case QuestionKind.MONEY:
            return "10 000"
        case QuestionKind.WHOLE_NUMBER | QuestionKind.NUMBER:
            return "12"
        case QuestionKind.CURRENCY_AMOUNT:
            return "12 000 kr"
        case QuestionKind.PERCENT:
            return "50"
        case QuestionKind.DAY:
            return "2026-10-01"
        case _:
            return "Vi gör det tillsammans med företagen i de tre kommunerna."


def _first(options: tuple[Option, ...]) -> str:
    return options[0].key


# ----- deeds


def draft(
    world: World, programme: str = "project_funding", grant_type: str = "implementation", **by_concept: object
) -> Case:
    """A draft with every question answered and every required file there."""
    asked = {"programme": programme, "grant_type": grant_type, **by_concept}
    return _case(world, _remembered(world, "draft", lambda: _written(world, **asked), **asked))


def _written(world: World, programme: str, grant_type: str, **by_concept: object) -> int:
    with world.acting("applicant") as uow:
        call_id = open_call(uow, programme, grant_type)
        start = Start(programme, grant_type, world.organisation_id, f"token-{next(TOKENS)}", call_id=call_id)
        case = start_application(uow, start)
        form = programme_of(uow, case)
        written = answers_for(world.catalogue, questions_of(uow, case), **by_concept)
        proposed = {key: answer.version for key, answer in answers_of(uow.session, case.id).items()}
        save_answers(uow, case.id, {key: Written(value, proposed.get(key, 0)) for key, value in written.items()})
        for kind in form.attachments_for(grant_type):
            if kind.required:
                attach_row(world, case, kind.key)
    return case.id


def _case(world: World, case_id: int) -> Case:
    """The case as the world's session has it, with no transaction left open."""
    case = world.session.get_one(Case, case_id)
    world.session.commit()
    return case


def attach_row(world: World, case: Case, kind: str, *, claim_id: int | None = None) -> None:
    """A file as its row says, without its content."""
    world.session.add(
        Attachment(
            case_id=case.id,
            claim_id=claim_id,
            kind=kind,
            file_name="intyg.pdf",
            media_type="application/pdf",
            size=1000,
            sha256="0" * 64,
            storage_key=f"key-{next(TOKENS)}",
            uploaded_at=world.now,
        )
    )
    world.session.flush()


def submitted(world: World, **changes: Any) -> Case:
    """A case sent in by the applicant."""
    return _case(world, _remembered(world, "submitted", lambda: _submitted(world, **changes), **changes))


def _submitted(world: World, **changes: Any) -> int:
    case = draft(world, **changes)
    stages.send_in(world, case.id)
    return case.id


def in_preparation(world: World, **changes: Any) -> Case:
    """A case that the officer has begun to prepare."""
    return _case(world, _remembered(world, "in_preparation", lambda: _in_preparation(world, **changes), **changes))


def _in_preparation(world: World, **changes: Any) -> int:
    case = submitted(world, **changes)
    stages.prepare(world, case.id)
    return case.id


def assess(world: World, case: Case, *, who: str = "officer", **levels: str) -> None:
    """Judge every criterion, with a level that passes unless told otherwise by the criterion's key."""
    stages.assess(world, case.id, officer=who, given=levels)


def assessed(world: World, **changes: Any) -> Case:
    """A case with every criterion judged."""
    return _case(world, _remembered(world, "assessed", lambda: _assessed(world, **changes), **changes))


def _assessed(world: World, **changes: Any) -> int:
    case = in_preparation(world, **changes)
    assess(world, case)
    return case.id


def proposed(
    world: World, *, kronor: int = 500_000, kind: DecisionKind = DecisionKind.GRANT, **changes: Any
) -> Decision:
    """A case proposed for decision by the officer."""
    asked = {"kronor": kronor, "kind": kind, **changes}
    decision_id = _remembered(world, "proposed", lambda: _proposed(world, **asked), **asked)
    decision = world.session.get_one(Decision, decision_id)
    world.session.commit()
    return decision


def _proposed(world: World, kronor: int, kind: DecisionKind, **changes: Any) -> int:
    case = assessed(world, **changes)
    grants = kind is DecisionKind.GRANT
    conditions = (ConditionWritten("Projektet genomförs som i ansökan."),) if grants else ()
    amount = Money.kronor(kronor) if grants else Money(0)
    return stages.propose(world, case.id, Proposal(kind, "Projektet stärker länets företag.", amount, conditions))


def granted(world: World, *, kronor: int = 500_000, **changes: Any) -> Case:
    """A running case: granted by the director or the board, and dispatched."""
    asked = {"kronor": kronor, **changes}
    return _case(world, _remembered(world, "granted", lambda: _granted(world, **asked), **asked))


def _granted(world: World, kronor: int, **changes: Any) -> int:
    decision = proposed(world, kronor=kronor, **changes)
    by_board = Money.kronor(kronor) > stages.DIRECTORS_LIMIT or changes.get("programme") not in (
        None,
        "project_funding",
    )
    stages.settle(world, decision.id, meeting=world.now.date() if by_board else None, paragraph="§ 42")
    stages.send_out(world, decision.id)
    return decision.case_id


def day(text: str) -> date:
    """A day written as people do."""
    return date.fromisoformat(text)
