"""Nothing in code names a programme: one made of TOML alone goes from form to payment."""

from sqlalchemy import select

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import AtMeeting, Proposal, decide, dispatch
from tests.whole_case import World, assessed

VILLAGE = {
    "programme": "village_fund",
    "grant_type": "village_grant",
    "title": "Lekplats vid bygdegården",
    "requested_amount": "40 000",
}


def test_a_case_of_a_made_up_programme_goes_from_form_to_decision(world: World) -> None:
    form = world.catalogue.programme("village_fund", 1)
    costs = [{"kind": form.cost_types[0].key, "what": "Gungor", "year": "2026", "amount": "80 000"}]
    rest = [{"payer": "Byn", "payer_kind": "own", "form": "cash", "standing": "decided", "amount": "40 000"}]

    case = assessed(world, **VILLAGE, costs=costs, financing=rest)
    decision = propose_decision(
        world.uow("officer"),
        case.id,
        Proposal(DecisionKind.GRANT, "Byn samlas kring lekplatsen.", Money.kronor(40_000)),
    )
    decide(world.uow("secretary"), decision.id, meeting=AtMeeting(world.now.date(), "§ 8"))
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()

    stored = world.session.scalars(select(Case)).one()
    assert (stored.state, stored.granted, stored.title) == (
        State.ONGOING,
        Money.kronor(40_000),
        "Lekplats vid bygdegården",
    )
    assert world.session.scalars(select(Decision.legal_basis)).one() == form.grant_types[0].legal_basis.sv
