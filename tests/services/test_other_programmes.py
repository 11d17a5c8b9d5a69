"""Business support and commercial service go from form to decision, each kind by the same deeds as project funding."""

import json

import pytest
from sqlalchemy import select

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.conditions import library_of
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.decision import Condition
from fundflow.models.document import Document
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Payment
from fundflow.models.report import Report
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import AtMeeting, ConditionWritten, Proposal, decide, dispatch
from fundflow.services.facts import facts_of
from fundflow.services.payment import authorise_payment, confirm_payment
from tests.company_answers import COMPANY, SHOP, answers_of
from tests.whole_case import World, assess, in_preparation

LARGE = {"ris"}
KINDS = [*(("business_support", key) for key in COMPANY), *(("commercial_service", key) for key in SHOP)]


def granted(world: World, programme: str, grant_type: str) -> Case:
    """A case of the kind of support: applied for, judged, decided and sent."""
    kronor = (COMPANY | SHOP)[grant_type][0]
    applicant = world.session.get_one(Organisation, world.organisation_id)
    applicant.kind = ApplicantKind.MUNICIPALITY if grant_type == "hemsandning" else ApplicantKind.COMPANY
    case = in_preparation(world, programme=programme, grant_type=grant_type, **answers_of(grant_type))
    assess(world, case)
    library = library_of(facts_of(world.uow("officer"), case))
    conditions = tuple(ConditionWritten(one.text.sv, one.gates_payment, one.key) for one in library if one.proposed)
    proposal = Proposal(DecisionKind.GRANT, "Stödet behövs och verksamheten bär sig.", Money.kronor(kronor), conditions)
    decision = propose_decision(world.uow("officer"), case.id, proposal)
    world.session.commit()
    decide(world.uow("director" if grant_type in LARGE else "head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()
    return case


@pytest.mark.parametrize(("programme", "grant_type"), KINDS, ids=lambda value: str(value))
def test_a_support_goes_from_form_to_decision(world: World, programme: str, grant_type: str) -> None:
    case = granted(world, programme, grant_type)

    assert (case.state, case.granted) == (State.ONGOING, Money.kronor((COMPANY | SHOP)[grant_type][0]))
    assert (
        case.priority
        == {
            "business_support": "p2_platsbaserat_naringsliv",
            "commercial_service": "p3_nara_tillganglig",
        }[programme]
    )
    letter = world.session.scalars(select(Document).where(Document.template == "decision_grant")).one()
    assert "projekt" not in json.dumps(letter.facts["letter"], ensure_ascii=False).lower()
    due = world.session.scalars(select(Report.due_on).where(Report.case_id == case.id).order_by(Report.due_on)).all()
    assert due[-1] > (case.project_ends_on or world.now.date())


@pytest.mark.parametrize("grant_type", ["servicebidrag", "driftstod"])
def test_support_of_running_a_shop_is_paid_when_it_is_granted(world: World, grant_type: str) -> None:
    case = granted(world, "commercial_service", grant_type)
    payment = world.session.scalars(select(Payment).where(Payment.case_id == case.id)).one()

    authorise_payment(world.uow("economist"), payment.id)
    confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())

    assert payment.amount == case.paid == case.granted


def test_the_decision_of_operating_support_states_the_range_and_the_hours(world: World) -> None:
    granted(world, "commercial_service", "driftstod")

    texts = world.session.scalars(select(Condition.text)).all()
    imposed = next(text for text in texts if "allmänt ekonomiskt intresse, hålla" in text)
    assert "{" not in "".join(texts)
    assert imposed.endswith("Öppettiderna ska vara minst: måndag–fredag 9–18, lördag 10–14.")


def test_other_support_waits_for_its_costs(world: World) -> None:
    case = granted(world, "commercial_service", "hemsandning")

    assert world.session.scalars(select(Payment.id)).all() == []
    assert (case.total_cost, case.budgeted_cost) == (Money.kronor(480_000), Money.kronor(480_000))


@pytest.mark.parametrize(
    ("changed", "known"), [({"wants_85": "yes", "ground_85": "4"}, "4"), ({"wants_85": "no"}, None)]
)
def test_what_the_officer_establishes_counts_before_the_applicants_answer(
    world: World, changed: dict[str, object], known: str | None
) -> None:
    case = in_preparation(
        world,
        programme="commercial_service",
        grant_type="investeringsstod",
        **{**answers_of("investeringsstod"), **changed},
    )
    uow = world.uow("officer")
    before = {concept.value: value for concept, value in facts_of(uow, case).concepts.items()}
    assess(world, case, ground_85="1a")
    after = {concept.value: value for concept, value in facts_of(uow, case).concepts.items()}

    assert before.get("ground_85") == known
    assert after["ground_85"] == "1a"
    assert after["municipality_heard"] is True


def test_the_board_decides_the_largest_support(world: World) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    answers = {
        **answers_of("ris"),
        "requested_amount": "1 500 000",
        "costs": [
            {"what": "Hall", "supplier": "Norrbygg AB", "kind": "building", "year": "2026", "amount": "5 000 000"}
        ],
        "financing": [{"payer": "Vi", "payer_kind": "own", "standing": "decided", "amount": "3 500 000"}],
    }
    case = in_preparation(world, programme="business_support", grant_type="ris", **answers)
    assess(world, case)
    proposal = Proposal(DecisionKind.GRANT, "Investeringen bär orten.", Money.kronor(1_500_000))
    decision = propose_decision(world.uow("officer"), case.id, proposal)
    world.session.commit()

    decide(world.uow("secretary"), decision.id, meeting=AtMeeting(world.now.date(), "§ 9"))

    assert decision.delegation_item == "1.4"
