"""The conditions on transitions: pure questions that answer with findings."""

from collections.abc import Callable, Iterator

from fundflow.domain import completeness
from fundflow.domain.assessment import gate_findings, not_judged
from fundflow.domain.budget import kinds_not_allowed
from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import BOARD, OFFICER
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict, told_once
from fundflow.domain.money import ZERO
from fundflow.domain.payments import over_payable
from fundflow.domain.roles import Actor, Permission, Role
from fundflow.domain.rules.engine import findings_of

Guard = Callable[[CaseFacts, Actor], Iterator[Finding]]

_DELEGATION = LegalSource("L13", "2017:725", "6 kap. 37 § och 7 kap. 5 §")
_TWO_PERSONS = LegalSource("D13", None, "regionens delegationsordning")
_REASONS = LegalSource("L8", "2017:900", "32 §")


def may_sign(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask for the right to sign for the applicant."""
    if facts.organisation_id not in actor.may_sign_for:
        yield Finding("may_not_sign", Verdict.STOPS)


def may_edit(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask for the right to write for the applicant."""
    if facts.organisation_id not in actor.organisations:
        yield Finding("may_not_edit", Verdict.STOPS)


def is_complete(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask for every required answer, whole rows and required attachments (D2)."""
    yield from completeness.missing(facts)


def budget_balances(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that costs equal financing and grant, in money and in kind, and that rows fit the way to reckon (D2).

    A form that asks for costs alone leaves the rest to the applicant: nothing is to balance. Source: Y3.
    """
    question = facts.programme.question_of(Concept.COSTS, facts.grant_type.key)
    if question is None:
        return
    if facts.programme.question_of(Concept.FINANCING, facts.grant_type.key) is not None:
        yield from _plans_agree(facts, question.key)
    yield from _kinds_fit(facts, question.key)


def _plans_agree(facts: CaseFacts, field: str) -> Iterator[Finding]:
    plan = facts.plan
    figures = {"costs": plan.total_cost, "financing": plan.financed + (plan.requested or ZERO)}
    if plan.gap > ZERO:
        yield Finding("financing_short", Verdict.NOT_YET, None, {**figures, "gap": plan.gap}, field)
    elif plan.gap < ZERO:
        yield Finding("financing_over", Verdict.NOT_YET, None, {**figures, "gap": -plan.gap}, field)
    if plan.in_kind_gap:
        yield Finding(
            "in_kind_differs",
            Verdict.NOT_YET,
            LegalSource("Y3", None, "nationell praxis"),
            {"costs": plan.in_kind_cost, "financing": plan.in_kind_financed},
            field,
        )


def _kinds_fit(facts: CaseFacts, field: str) -> Iterator[Finding]:
    method = facts.programme.cost_method(str(facts.concepts.get(Concept.COST_METHOD)))
    written = [row for row in facts.plan.costs if not _is_flat(facts, row.kind)]
    for kind in kinds_not_allowed(written, method):
        cost_type = facts.programme.cost_type(kind)
        what = cost_type.label if cost_type else kind
        yield Finding("cost_kind_not_allowed", Verdict.NOT_YET, None, {"what": what}, field)


def _is_flat(facts: CaseFacts, kind: str) -> bool:
    cost_type = facts.programme.cost_type(kind)
    return cost_type is not None and cost_type.flat


def grant_type_is_open(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that the support can be applied for."""
    if not facts.grant_type.is_open:
        yield Finding("grant_type_closed", Verdict.STOPS, None, {"what": facts.grant_type.label.sv})


def call_is_open(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that the call is open at this moment; a support that is always open needs none (D2)."""
    if facts.call is not None:
        yield from facts.call.window.closed_to(facts.call.moment)
    elif facts.grant_type.in_calls_only:
        yield Finding("call_needed", Verdict.STOPS, None, {"what": facts.grant_type.label.sv})


def not_withdrawn(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that the applicant has not withdrawn."""
    if facts.withdrawn:
        yield Finding("is_withdrawn", Verdict.STOPS)


def has_an_officer(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that someone is responsible."""
    if facts.officer_id is None:
        yield Finding("no_officer", Verdict.NOT_YET)


def completion_day_has_passed(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that the applicant has had the time that was set."""
    if facts.completion_due_on is not None and facts.today <= facts.completion_due_on:
        yield Finding("completion_day_ahead", Verdict.NOT_YET, None, {"day": facts.completion_due_on})


def has_grounds(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask for written reasons.

    Source: L8, FL § 32.
    """
    if facts.decision is not None and not facts.decision.grounds.strip():
        yield Finding("grounds_missing", Verdict.NOT_YET, _REASONS, field="grounds")


def gates_are_passed(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that every gate is judged and passed.

    Source: X26 and X27, regional policy.
    """
    yield from gate_findings(facts.criteria, facts.judgements, facts.rulebook)


def is_fully_assessed(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask for a judgement with a reason on every criterion; gates answer for themselves."""
    gates = {finding.field for finding in gate_findings(facts.criteria, facts.judgements, facts.rulebook)}
    for criterion in not_judged(facts.criteria, facts.judgements):
        if criterion.key not in gates:
            yield Finding(
                "criterion_not_judged", Verdict.NOT_YET, _REASONS, {"criterion": criterion.label.sv}, criterion.key
            )


def signatory_is_confirmed(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that the right to sign of whoever sent in has been confirmed (D12)."""
    if not facts.signatory_confirmed:
        yield Finding("signatory_not_confirmed", Verdict.NOT_YET)


def grant_is_within_plan(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Hold the proposal above zero and within what was applied for."""
    if facts.decision is None:
        return
    if facts.decision.amount <= ZERO:
        yield Finding("amount_missing", Verdict.NOT_YET, field="amount")
    requested = facts.plan.requested
    if requested is not None and facts.decision.amount > requested:
        figures = {"highest": requested, "asked": facts.decision.amount, "over": facts.decision.amount - requested}
        yield Finding("more_than_applied_for", Verdict.STOPS, None, figures, "amount")


def rules_allow(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask every rule of the grant type; stops and not yet refuse a grant, never a rejection (D2).

    Gates are asked by their own guard.
    """
    gates = set(gate_findings_codes(facts))
    yield from (one for one in told_once(findings_of(facts)) if (one.code, one.field) not in gates)


def gate_findings_codes(facts: CaseFacts) -> Iterator[tuple[str, str | None]]:
    """Yield what identifies the findings of the gates."""
    for finding in gate_findings(facts.criteria, facts.judgements, facts.rulebook):
        yield finding.code, finding.field


def has_the_proposal(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that there is something to decide."""
    if facts.decision is None:
        yield Finding("nothing_proposed", Verdict.STOPS)


def four_eyes(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Refuse a decision by someone who prepared it; a write-off after withdrawal is the officer's alone (D4, D13)."""
    decision = facts.decision
    if decision is None or (decision.kind is DecisionKind.WRITE_OFF and facts.withdrawn):
        return
    if facts.organisation_id in actor.organisations:
        yield Finding("own_case", Verdict.STOPS, _TWO_PERSONS)
    if actor.person_id in decision.preparers:
        code = "prepared_by_decider" if decision.payable is None else "reviewer_decides"
        yield Finding(code, Verdict.STOPS, _TWO_PERSONS)


def payout_is_covered(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Hold a payout within what costs give right to and what remains, also after other payouts were decided.

    Source: P8; Y4.
    """
    decision = facts.decision
    if decision is not None and decision.payable is not None:
        yield from over_payable(decision.payable, decision.amount)


def within_delegation(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Hold the decision within what the delegation order gives the person; the board's are recorded by the secretary.

    Source: L13, KL 6:37 and 7:5; the region's order.
    """
    decision = facts.decision
    if decision is None:
        return
    if decision.item is None:
        yield Finding("no_delegation_item", Verdict.STOPS, _DELEGATION)
        return
    position = decision.item.position
    label = facts.order.label_of(position).sv if facts.order else position
    figures: dict[str, Figure] = {"position": label, "item": decision.item.number, "amount": decision.matter.amount}
    if position == BOARD:
        if not actor.may(Permission.BOARD_RECORD):
            yield Finding("board_decides", Verdict.STOPS, _DELEGATION, figures)
        elif not decision.on_meeting:
            yield Finding("meeting_missing", Verdict.NOT_YET, _DELEGATION, figures, "meeting_on")
    elif not decides_as(position, actor):
        yield Finding("outside_delegation", Verdict.STOPS, _DELEGATION, figures)


def decides_as(position: str, actor: Actor) -> bool:
    """Say whether the person decides what the order gives the position; who records for the board, for the board."""
    if position == BOARD:
        return actor.may(Permission.BOARD_RECORD)
    return position in positions_of(actor) and actor.may(Permission.CASE_DECIDE)


def positions_of(actor: Actor) -> frozenset[str]:
    """Return the positions a person holds; every case officer holds that of officer."""
    return actor.positions | {OFFICER} if Role.CASE_OFFICER in actor.roles else actor.positions


def within_decision_frame(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Hold what is decided of the source and year within its frame; without a registered frame it informs (D20)."""
    if facts.frame is None or facts.decision is None:
        return
    frame, asked = facts.frame, facts.decision.amount
    figures: dict[str, Figure] = {"year": frame.year, "decided": frame.decided, "asked": asked}
    if frame.frame is None:
        yield Finding("no_frame", Verdict.INFORMS, None, figures)
        return
    left = frame.frame - frame.decided
    verdict = Verdict.STOPS if asked > left else Verdict.FULFILLED
    over: dict[str, Figure] = {"over": asked - left} if asked > left else {}
    code = "frame_exceeded" if asked > left else "frame_holds"
    yield Finding(code, verdict, LegalSource("L28", None, "regionens beslutsram"), {**figures, "left": left, **over})


def nothing_is_open(facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Ask that no claim, payout decision or payment is under way before the case is closed."""
    if facts.open_claims:
        yield Finding("claims_open", Verdict.NOT_YET, None, {"count": facts.open_claims})
    if facts.open_payments:
        yield Finding("payments_open", Verdict.NOT_YET, None, {"count": facts.open_payments})
