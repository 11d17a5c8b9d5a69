"""Cases of business support and commercial service, each taken as far as its content says by the service's deeds."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from fundflow.cli.demo_region.accounting import HOME_DELIVERY, account_for_the_year
from fundflow.cli.demo_region.applicants import give_account, with_check_digit
from fundflow.cli.demo_region.days import in_office_hours, of_an_evening, some_days_after
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.papers import paper
from fundflow.cli.demo_region.people import PASSWORD
from fundflow.cli.demo_region.places import keep_place
from fundflow.cli.demo_region.support_answers import answers_to
from fundflow.cli.demo_region.world import Story, World
from fundflow.domain.completeness import files_missing
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.conditions import library_of
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.domain.roles import Role
from fundflow.queries.cases import get_case
from fundflow.services.accounts import Invited, open_account
from fundflow.services.application import Start, Written, save_answers, start_application
from fundflow.services.assessment import Judged, judge, propose_decision
from fundflow.services.attachments import Upload, attach
from fundflow.services.decision import ConditionWritten, Proposal, decide, dispatch
from fundflow.services.facts import facts_of, questions_of
from fundflow.services.intake import assign_case, confirm_signatory, start_preparation
from fundflow.services.organisation import OrganisationFacts, register_organisation
from fundflow.services.submission import submit_application

FEWEST: Final = 60
"""A smaller demo is of projects alone, so that every state of a case is there."""

_CONTENT: Final = Path(__file__).parent / "content" / "supports.toml"
_STAGES: Final = ("received", "prepared", "proposed", "granted")
_HEADS_LIMIT: Final = 400_000
_REASON: Final = "Det framgår av ansökan och underlagen, och av samtal med sökanden."


@dataclass(frozen=True, slots=True)
class Support:
    """What is applied for and by whom; ``stage`` is how far the case has come."""

    grant_type: str
    applicant: str
    kind: ApplicantKind
    signer: str
    municipality: str
    title: str
    what: str
    need: str
    gives: str
    kronor: int
    stage: str
    cost: int = 0
    cost_kind: str = ""
    led_by: str = ""
    women_percent: int = 0

    @property
    def key(self) -> str:
        """The key of whoever signs."""
        return f"support-{self.grant_type}"


def read_supports(order: Order) -> list[Support]:
    """Return the cases to make; none in a demo that is too small for them."""
    if order.cases < FEWEST:
        return []
    raw: list[dict[str, Any]] = tomllib.loads(_CONTENT.read_text(encoding="utf-8"))["supports"]
    return [Support(**{**one, "kind": ApplicantKind(one["kind"])}) for one in raw]


def supports(world: World, found: list[Support], order: Order) -> list[Story]:
    """Return the story of each case, the first ones sent in first."""
    return [_life(world, one, place, order) for place, one in enumerate(found, start=1)]


def _life(world: World, support: Support, place: int, order: Order) -> Story:
    chance = Random(f"{order.seed}-{support.grant_type}")  # noqa: S311 - made-up cases, to be the same each time
    sent_on = order.today - timedelta(days=230 - 12 * place if support.stage == "granted" else 40 - 2 * place)
    officer = ("ylva", "jonas", "aino")[place % 3]
    yield of_an_evening(chance, sent_on - timedelta(days=4))
    organisation_id = _register(world, support, place)
    case_id = _write(world, support, organisation_id, sent_on)
    yield in_office_hours(chance, sent_on)
    with world.deed(support.key) as uow:
        submit_application(uow, case_id, truthful=True)
    if support.stage == _STAGES[0]:
        return
    yield some_days_after(chance, world.now, 1, 3)
    with world.deed(officer) as uow:
        assign_case(uow, case_id, world.ids[officer])
        start_preparation(uow, case_id)
        confirm_signatory(uow, case_id)
        keep_place(uow, case_id, support.applicant)
    yield some_days_after(chance, world.now, 2, 5)
    _assess(world, case_id, officer)
    if support.stage == _STAGES[1]:
        return
    yield some_days_after(chance, world.now, 1, 3)
    decision_id = _propose(world, support, case_id, officer)
    if support.stage == _STAGES[2]:
        return
    yield some_days_after(chance, world.now, 1, 4)
    with world.deed("head" if support.kronor <= _HEADS_LIMIT else "director") as uow:
        decide(uow, decision_id)
    yield some_days_after(chance, world.now, 0, 2)
    with world.deed(officer) as uow:
        dispatch(uow, decision_id)
    if support.grant_type == HOME_DELIVERY:
        yield from account_for_the_year(world, support, case_id, chance)


def _register(world: World, support: Support, place: int) -> int:
    with world.deed("system") as uow:
        first = support.signer.split()[0].lower().translate(str.maketrans("åäö", "aao"))
        email = f"{first}@{support.grant_type.replace('_', '-')}.example"
        world.ids[support.key] = open_account(
            uow, Invited(email, support.signer, frozenset({Role.APPLICANT})), PASSWORD
        ).id
    with world.deed(support.key) as uow:
        number = with_check_digit(f"559997{place:03d}")
        facts = OrganisationFacts(support.applicant, number, support.kind, support.municipality, "Byvägen 2")
        organisation_id = register_organisation(uow, facts).id
    world.forget(support.key)
    give_account(world, support.key, organisation_id, with_check_digit(f"998{place:04d}", hyphen_before=4))
    return organisation_id


def _write(world: World, support: Support, organisation_id: int, sent_on: date) -> int:
    with world.deed(support.key) as uow:
        programme = next(
            one
            for one in uow.catalogue.programmes_in_force(uow.today)
            if any(grant_type.key == support.grant_type for grant_type in one.grant_types)
        )
        wanted = Start(programme.key, support.grant_type, organisation_id, f"demo-{support.grant_type}")
        case = start_application(uow, wanted)
        world.passes(35)
        answers = answers_to(questions_of(uow, case), support, sent_on)
        save_answers(replace(uow, now=world.now), case.id, {key: Written(one, 0) for key, one in answers.items()})
        for lacking in list(files_missing(facts_of(uow, case))):
            name = str(lacking.figures["what"])
            upload = Upload(f"{name}.pdf", paper([name, "", support.applicant, support.title]))
            attach(uow, world.store, case.id, str(lacking.field).removeprefix("bilaga-"), upload)
        return case.id


def _assess(world: World, case_id: int, officer: str) -> None:
    with world.deed(officer) as uow:
        facts = facts_of(uow, get_case(uow.session, uow.actor, case_id))
        for criterion in facts.criteria:
            world.passes(4)
            judge(replace(uow, now=world.now), case_id, criterion.key, _judged(criterion))


def _judged(criterion: Criterion) -> dict[str, Judged]:
    if criterion.kind is CriterionKind.GOALS:
        some = criterion.goals[3 : 3 + criterion.at_least]
        return {goal.key: Judged(criterion.levels[0].key, f"{goal.label.sv}: {_REASON}", 0) for goal in some}
    passing = [level.key for level in criterion.levels if level.passes]
    best = passing[-1] if criterion.kind is CriterionKind.GRADED else next(iter(passing), "")
    return {"": Judged(best, _REASON, 0)}


def _propose(world: World, support: Support, case_id: int, officer: str) -> int:
    with world.deed(officer) as uow:
        facts = facts_of(uow, get_case(uow.session, uow.actor, case_id))
        chosen = [one for one in library_of(facts) if one.proposed]
        conditions = tuple(ConditionWritten(one.text.sv, one.gates_payment, one.key) for one in chosen)
        proposal = Proposal(
            DecisionKind.GRANT, f"{support.need} {support.gives}", Money.kronor(support.kronor), conditions
        )
        return propose_decision(uow, case_id, proposal).id
