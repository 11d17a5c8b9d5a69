"""Claims of a running project: written, sent, judged row by row, decided, and paid by two persons."""

from dataclasses import dataclass
from datetime import date, timedelta

from fundflow.cli.demo_region.applying import Live
from fundflow.cli.demo_region.budgets import Row
from fundflow.cli.demo_region.days import of_an_evening, some_days_after
from fundflow.cli.demo_region.papers import paper
from fundflow.cli.demo_region.phrases import phrase
from fundflow.cli.demo_region.world import Story
from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.money import Money, parse_kronor
from fundflow.domain.payments import RowVerdict
from fundflow.domain.periods import add_months
from fundflow.queries.payments import claim_of, conditions_of, payments_of
from fundflow.services.attachments import VOUCHER, Belongs, Upload, attach
from fundflow.services.claim import get_claim, save_claim, send_claim, start_claim
from fundflow.services.claim_review import RowJudged, review_claim
from fundflow.services.decision import decide, dispatch
from fundflow.services.payable import payable_in
from fundflow.services.payment import authorise_payment, confirm_payment, meet_condition, propose_payout
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Period:
    """What a claim covers: its place among the claims of the case, its days, its part of the budget in percent."""

    place: int
    first: date
    last: date
    percent: int
    is_final: bool = False


def periods(case: Live) -> list[Period]:
    """Return the claims of a project: about every half year while it lasts, and a final one."""
    plan = case.plan
    months = (plan.ends_on - plan.starts_on).days // 30
    count = (months > 7) if plan.is_small else max(1, min(3, months // 8))
    step = max(2, months // (count + 1))
    lasts = [add_months(plan.starts_on, step * place) - timedelta(days=1) for place in range(1, count + 1)]
    firsts = [plan.starts_on, *(last + timedelta(days=1) for last in lasts)]
    whole = plan.chance.choice((88, 94, 97, 100, 100, 103))
    each = whole // (count + 1)
    found = [Period(place, firsts[place], last, each) for place, last in enumerate(lasts)]
    return [*found, Period(count, firsts[-1], plan.ends_on, whole - each * count, is_final=True)]


def claims(case: Live, wanted: list[Period]) -> Story:
    """Claim for each period some weeks after its end."""
    for period in wanted:
        day = max(period.last, case.plan.sent_on) + timedelta(days=case.plan.chance.randint(8, 40))
        yield of_an_evening(case.plan.chance, day)
        yield from claim(case, period)


def claim(case: Live, period: Period) -> Story:
    """Write and send one claim, and let the region judge, decide and pay it."""
    plan, world = case.plan, case.world
    with world.deed(plan.applicant.key) as uow:
        claim_id = start_claim(uow, case.case_id, token=f"{plan.token}-claim-{period.place}").id
        save_claim(uow, claim_id, _content(uow, case, claim_id, period))
        _vouch(uow, case, claim_id, period)
        send_claim(uow, claim_id, truthful=True)
    yield from _judged(case, claim_id)
    yield from _paid(case, claim_id)


def _content(uow: UnitOfWork, case: Live, claim_id: int, period: Period) -> ClaimContent:
    _, claim = get_claim(uow, claim_id)
    parked = tuple(
        DeclaredCost(row.kind, row.what, row.supplier, row.paid_on, row.declared, row.parked_from_id)
        for row in claim.rows
        if not row.computed
    )
    last = min(period.last, uow.today - timedelta(days=1))
    progress = case.say("claims", "progress")
    costs = (*parked, *_costs(case, period, last))
    return ClaimContent(min(period.first, last), last, progress, period.is_final, costs, claim.row_version)


def _costs(case: Live, period: Period, last: date) -> list[DeclaredCost]:
    if case.plan.method == "lump_sum":
        rows = case.budget.costs[-1:] if period.is_final else case.budget.costs[:-1]
        return [_delivery(row) for row in rows]
    of_kind: dict[str, list[Row]] = {}
    for row in case.budget.costs:
        of_kind.setdefault(row["kind"], []).append(row)
    return [cost for rows in of_kind.values() for cost in _of_one_kind(case, rows, period, last)]


def _delivery(row: Row) -> DeclaredCost:
    return DeclaredCost(row["kind"], row["what"], "", None, parse_kronor(row["amount"]))


def _of_one_kind(case: Live, rows: list[Row], period: Period, last: date) -> list[DeclaredCost]:
    """Return the period's part of a kind of cost: one row, or two where it is not staff."""
    chance, kind = case.plan.chance, rows[0]["kind"]
    planned = sum(parse_kronor(row["amount"]).whole_kronor for row in rows)
    declared = planned * period.percent * chance.randint(94, 106) // 10_000
    days = max(1, (last - period.first).days)
    parts = (declared,) if kind in ("staff", "in_kind") else (declared * 2 // 3, declared - declared * 2 // 3)
    found = []
    for kronor in parts:
        if kronor:
            paid_on = None if kind == "in_kind" else last - timedelta(days=chance.randrange(days))
            supplier = "Lönelista" if kind == "staff" else phrase(chance, "claims", "suppliers")
            found.append(DeclaredCost(kind, rows[0]["what"], supplier, paid_on, Money.kronor(kronor)))
    return found


def _vouch(uow: UnitOfWork, case: Live, claim_id: int, period: Period) -> None:
    lines = ["Huvudbok, utdrag", "", case.plan.title, f"{period.first} till {period.last}"]
    upload = Upload("Huvudbok.pdf", paper(lines))
    attach(uow, case.world.store, case.case_id, VOUCHER, upload, Belongs(claim_id=claim_id))


def _judged(case: Live, claim_id: int) -> Story:
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 6, 32)
    with world.deed(plan.officer) as uow:
        for condition in conditions_of(uow.session, case.case_id):
            if condition.gates_payment and condition.met_at is None:
                evidence = phrase(plan.chance, "conditions", "evidence")
                meet_condition(uow, case.case_id, condition_id=condition.id, evidence=evidence)
        claim = claim_of(uow.session, uow.actor, case.case_id, claim_id)
        judged = {
            row.id: _verdict(case, row.declared, whole=row.kind == "lump_sum" or row.in_kind, last=claim.is_final)
            for row in claim.rows
            if not row.computed
        }
        review_claim(uow, claim_id, judged, note=phrase(plan.chance, "claims", "note"))
    world.passes(plan.chance.randint(10, 60))
    with world.deed(plan.officer) as uow:
        found, claim = get_claim(uow, claim_id)
        cut = any(row.verdict is not RowVerdict.APPROVED for row in claim.rows)
        grounds = case.say("grounds", "payout", cuts=phrase(plan.chance, "grounds", "cuts") if cut else "")
        highest = payable_in(uow, found, claim).highest
        case.decision_id = propose_payout(uow, claim_id, amount=highest, grounds=grounds).id


def _verdict(case: Live, declared: Money, *, whole: bool, last: bool) -> RowJudged:
    chance = case.plan.chance
    drawn = chance.random()
    if whole or drawn > 0.14:
        return RowJudged(RowVerdict.APPROVED, None, "")
    if drawn > 0.05 or last:
        left = Money.kronor(declared.whole_kronor * chance.randint(55, 95) // 100)
        return RowJudged(RowVerdict.DEDUCTED, left, phrase(chance, "claims", "deducted"))
    return RowJudged(RowVerdict.PARKED, None, phrase(chance, "claims", "parked"))


def _paid(case: Live, claim_id: int) -> Story:
    plan, world, decision_id = case.plan, case.world, case.decision_id
    yield some_days_after(plan.chance, world.now, 2, 9)
    with world.deed("head") as uow:
        decide(uow, decision_id)
    yield some_days_after(plan.chance, world.now, 0, 1)
    with world.deed(plan.officer) as uow:
        dispatch(uow, decision_id)
        payment = next((one for one in payments_of(uow.session, case.case_id) if one.decision_id == decision_id), None)
    if payment is None:
        return
    first, second = plan.chance.sample(("economist", "second_economist"), 2)
    yield some_days_after(plan.chance, world.now, 1, 7)
    with world.deed(first) as uow:
        authorise_payment(uow, payment.id)
    yield some_days_after(plan.chance, world.now, 1, 6)
    with world.deed(second) as uow:
        confirm_payment(uow, payment.id, paid_on=uow.today)
