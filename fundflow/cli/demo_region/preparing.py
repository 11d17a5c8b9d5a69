"""What officers and deciders do with an application: register, ask, assess, propose, decide and dispatch."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from fundflow.cli.demo_region import applying
from fundflow.cli.demo_region.applying import PROGRAMME, Live
from fundflow.cli.demo_region.days import board_meetings, in_office_hours, some_days_after
from fundflow.cli.demo_region.phrases import phrase
from fundflow.cli.demo_region.plans import BOARD_LIMIT
from fundflow.cli.demo_region.world import Story
from fundflow.domain.deadlines import working_days_after
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import Criterion, CriterionKind, Programme
from fundflow.queries.decisions import open_proposal_of
from fundflow.services.application import withdraw_application
from fundflow.services.assessment import Judged, judge, propose_decision
from fundflow.services.decision import AtMeeting, ConditionWritten, Proposal, decide, dispatch, send_back
from fundflow.services.intake import (
    Asked,
    assign_case,
    confirm_signatory,
    end_completion,
    request_completion,
    start_preparation,
    write_note,
)
from fundflow.services.unit_of_work import UnitOfWork

_ASKED: Final = ("costs_explained", "equality_activities", "dissemination")


def register(case: Live) -> Story:
    """Give the case to its officer, who takes it into preparation and confirms who signed."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 1, 3)
    with world.deed(plan.officer) as uow:
        assign_case(uow, case.case_id, world.ids[plan.officer])
    yield some_days_after(plan.chance, world.now, 0, 2)
    with world.deed(plan.officer) as uow:
        start_preparation(uow, case.case_id)
        confirm_signatory(uow, case.case_id)
        if plan.chance.random() < 0.3:
            write_note(uow, case.case_id, kind="phone", text=case.say("notes", "phone"))


def request(case: Live) -> Story:
    """Ask the applicant to complete one or two things by a day about two weeks ahead."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 2, 5)
    asked = [Asked(phrase(plan.chance, "completion", key), question=key) for key in plan.chance.sample(_ASKED, 2)]
    if not plan.is_small and plan.chance.random() < 0.3:
        kind = "financing_certificates"
        asked[1] = Asked(phrase(plan.chance, "completion", kind), attachment_kind=kind)
    with world.deed(plan.officer) as uow:
        due_on = working_days_after(uow.today, plan.chance.choice((10, 12, 15)))
        message = phrase(plan.chance, "completion", "message")
        request_completion(uow, case.case_id, asked=asked, due_on=due_on, message=message)


def complete(case: Live) -> Story:
    """Let the applicant answer in time; now and then nobody does, and the officer goes on with what there is."""
    plan, world = case.plan, case.world
    if plan.chance.random() < 0.12:
        yield some_days_after(plan.chance, world.now, 17, 20)
        with world.deed(plan.officer) as uow:
            end_completion(uow, case.case_id)
        return
    yield some_days_after(plan.chance, world.now, 4, 9)
    applying.complete(case)


def assess(case: Live, *, fails: str = "", good: bool = True, part: float = 1.0) -> Story:
    """Judge the criteria at two sittings; ``fails`` names a gate that is not passed, ``part`` how much is done."""
    plan, world = case.plan, case.world
    if plan.chance.random() < 0.25:
        yield some_days_after(plan.chance, world.now, 1, 2)
        with world.deed(plan.officer) as uow:
            write_note(uow, case.case_id, kind="support", text=case.say("notes", "support"))
    programme = world.catalogue.programme_in_force(PROGRAMME, plan.today)
    if programme is None:
        raise LookupError(PROGRAMME)
    criteria = programme.criteria_for(plan.grant_type)
    some = criteria[: round(len(criteria) * part)]
    half = len(some) // 2
    for sitting in (some[:half], some[half:]):
        yield some_days_after(plan.chance, world.now, 1, 4)
        with world.deed(plan.officer) as uow:
            for criterion in sitting:
                world.passes(plan.chance.randint(2, 9))
                _judge(replace(uow, now=world.now), case, criterion, fails=criterion.key == fails, good=good)


def _judge(uow: UnitOfWork, case: Live, criterion: Criterion, *, fails: bool, good: bool) -> None:
    plan = case.plan
    if criterion.kind is CriterionKind.GOALS:
        judged = {goal: Judged(effect, how, 0) for goal, effect, how in plan.idea.sdgs}
        judge(uow, case.case_id, criterion.key, judged)
        return
    value, reason = _judgement(case, criterion, fails=fails, good=good)
    judge(uow, case.case_id, criterion.key, {"": Judged(value, reason, 0)})


def _judgement(case: Live, criterion: Criterion, *, fails: bool, good: bool) -> tuple[str, str]:
    chance, idea = case.plan.chance, case.plan.idea
    match criterion.kind:
        case CriterionKind.GATE:
            passing = [level.key for level in criterion.levels if level.passes is not fails]
            value = "both" if "both" in passing and len(idea.climate_ways) == 2 else passing[0]
            return value, case.say("reasons", f"{criterion.key}{'_fails' if fails else ''}")
        case CriterionKind.GRADED:
            grade = chance.choices((1, 2, 3, 4), (0, 16, 54, 30) if good else (28, 46, 24, 2))[0]
            return str(grade), case.say("reasons", ("weak", "fair", "good", "good")[grade - 1])
        case CriterionKind.GROUND:
            return (
                ("yes", case.say("reasons", "ground_yes"))
                if idea.climate_effect
                else (
                    "no",
                    case.say("reasons", "ground_no"),
                )
            )
        case _:
            return "", case.say("reasons", "text")


def propose_grant(case: Live) -> Story:
    """Propose a grant: what is applied for, or now and then a little less."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 1, 4)
    requested = case.budget.requested
    case.granted = requested * plan.chance.choice((100, 100, 100, 90, 80)) // 100 // 1000 * 1000
    grounds = case.say("grounds", "grant", priority=_priority(case))
    if case.granted < requested:
        grounds += phrase(plan.chance, "grounds", "grant_cut")
    with world.deed(plan.officer) as uow:
        programme = uow.catalogue.programme_in_force(PROGRAMME, uow.today)
        conditions = tuple(_conditions(case, programme)) if programme else ()
        proposal = Proposal(DecisionKind.GRANT, grounds, Money.kronor(case.granted), conditions)
        case.decision_id = propose_decision(uow, case.case_id, proposal).id
    if plan.chance.random() < 0.06:
        yield from _sent_back(case)
        with world.deed(plan.officer) as uow:
            case.decision_id = propose_decision(uow, case.case_id, proposal).id


def _priority(case: Live) -> str:
    strategy = case.world.catalogue.strategy_in_force(case.world.region.key, case.plan.today)
    labels = {one.key: one.label.sv for one in strategy.priorities} if strategy else {}
    label = labels.get(case.plan.idea.priority, "strategin")
    return f"prioriteringen ”{label}”"


def _conditions(case: Live, programme: Programme) -> list[ConditionWritten]:
    library = programme.conditions_for(case.plan.grant_type)
    chosen = [one for one in library if one.proposed]
    asked = any(row["standing"] == "applied" for row in case.budget.financing)
    chosen += [one for one in library if one.key == "cofinancing_certified" and asked]
    written = [ConditionWritten(one.text.sv, one.gates_payment, one.key) for one in chosen]
    if case.plan.chance.random() < 0.3:
        written.append(ConditionWritten(phrase(case.plan.chance, "conditions", "own")))
    return written


def _sent_back(case: Live) -> Story:
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 1, 2)
    with world.deed(_decider(case)) as uow:
        send_back(uow, case.decision_id, reason=phrase(plan.chance, "grounds", "send_back"))
    yield some_days_after(plan.chance, world.now, 1, 3)


def propose_refusal(case: Live, kind: DecisionKind, reason: str) -> Story:
    """Propose a rejection, a dismissal or a write-off with its reason."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 1, 4)
    with world.deed(plan.officer) as uow:
        case.decision_id = propose_decision(uow, case.case_id, Proposal(kind, case.say("grounds", reason))).id


def _decider(case: Live) -> str:
    amount = case.granted or case.budget.requested
    return "secretary" if amount > BOARD_LIMIT else "director"


def settle(case: Live, *, who: str = "") -> Story:
    """Decide what is proposed: the person of the order, or the board as the secretary records it."""
    plan, world = case.plan, case.world
    who = who or _decider(case)
    meeting = None
    if who == "secretary":
        today = swedish_day(world.now)
        ready = today + timedelta(days=5)
        on = next(day for day in board_meetings(ready, ready + timedelta(days=120)) if day >= ready)
        paragraph = f"§ {40 + plan.number % 60}"
        meeting = AtMeeting(on, paragraph)
        yield in_office_hours(plan.chance, on + timedelta(days=1))
    else:
        yield some_days_after(plan.chance, world.now, 1, 4)
    with world.deed(who) as uow:
        decide(uow, case.decision_id, meeting=meeting)


def send(case: Live) -> Story:
    """Dispatch the decision to the applicant."""
    yield some_days_after(case.plan.chance, case.world.now, 0, 2)
    with case.world.deed(case.plan.officer) as uow:
        dispatch(uow, case.decision_id)


def withdraw(case: Live) -> Story:
    """Let the applicant withdraw; the officer decides to write the case off, and tells."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 3, 12)
    with world.deed(plan.applicant.key) as uow:
        withdraw_application(uow, case.case_id)
        proposal = open_proposal_of(uow.session, case.case_id)
        case.decision_id = proposal.id if proposal else 0
    yield from settle(case, who=plan.officer)
    yield from send(case)
