"""Costs and financing that balance, in the words and amounts that an applicant writes."""

from dataclasses import dataclass
from typing import Final

from fundflow.cli.demo_region.phrases import phrase, ways
from fundflow.cli.demo_region.plans import CasePlan

Row = dict[str, str]

_FLAT: Final = {"indirect_15": 15, "staff_40": 40}
_KINDS_OF_COST: Final = (("external_services", "external"), ("travel", "travel"), ("other", "other"))
_OWN: Final = {"municipality": "municipality", "region": "region"}


@dataclass(frozen=True, slots=True)
class Budget:
    """The rows of costs and financing as they are written, and the grant applied for in kronor."""

    costs: tuple[Row, ...]
    financing: tuple[Row, ...]
    requested: int
    total: int


def budget_of(plan: CasePlan) -> Budget:
    """Return a budget of about the plan's size whose plans balance in money and in kind."""
    costs = _lump_sums(plan) if plan.method == "lump_sum" else _costs(plan)
    written = sum(_kronor(row) for row in costs)
    total = written + _flat_on(plan, costs)
    requested = total * plan.share // 100 // 1000 * 1000
    in_kind = sum(_kronor(row) for row in costs if row["kind"] == "in_kind")
    return Budget(tuple(costs), tuple(_financing(plan, total - requested, in_kind, total)), requested, total)


def written_kronor(kronor: int) -> str:
    """Return an amount as people write it, with blanks between thousands."""
    return f"{kronor:,}".replace(",", " ")


def _kronor(row: Row) -> int:
    return int(row["amount"].replace(" ", ""))


def _years(plan: CasePlan) -> list[int]:
    return list(range(plan.starts_on.year, plan.ends_on.year + 1))


def _flat_on(plan: CasePlan, costs: list[Row]) -> int:
    percent = _FLAT.get(plan.method, 0)
    staff: dict[str, int] = {}
    for row in costs:
        if row["kind"] == "staff":
            staff[row["year"]] = staff.get(row["year"], 0) + _kronor(row)
    return sum(amount * percent // 100 for amount in staff.values())


def _cost(kind: str, what: str, year: int, kronor: int) -> Row:
    return {"kind": kind, "what": what, "year": str(year), "amount": written_kronor(max(1000, kronor // 1000 * 1000))}


def _lump_sums(plan: CasePlan) -> list[Row]:
    deliveries = ways("answers", "deliveries")
    parts = (30, 45, 25)
    return [
        _cost("lump_sum", what, plan.ends_on.year, plan.total * part // 100)
        for what, part in zip(deliveries, parts, strict=True)
    ]


def _costs(plan: CasePlan) -> list[Row]:
    chance, years = plan.chance, _years(plan)
    staff_part = {"staff_40": 100, "indirect_15": 65, "actual": 58}[plan.method]
    staff = phrase(chance, "answers", "staff")
    before_flat = plan.total * 100 // (100 + staff_part * _FLAT.get(plan.method, 0) // 100)
    rows = [_cost("staff", staff, year, before_flat * staff_part // 100 // len(years)) for year in years]
    if plan.method == "staff_40":
        return rows
    left = before_flat - before_flat * staff_part // 100
    for (kind, name), part in zip(_KINDS_OF_COST, (60, 15, 15), strict=True):
        rows.append(_cost(kind, phrase(chance, "answers", name), chance.choice(years), left * part // 100))
    if plan.method == "actual" and not plan.is_small:
        rows.append(_cost("investment", phrase(chance, "answers", "investment"), years[0], left * 25 // 100))
    if chance.random() < 0.35:
        rows.append(_cost("in_kind", phrase(chance, "answers", "in_kind"), years[-1], plan.total * 6 // 100))
    return rows


def _financing(plan: CasePlan, left: int, in_kind: int, total: int) -> list[Row]:
    """Return who pays the rest: in kind first, then the EU where there is a programme, others, and the applicant."""
    chance, rows = plan.chance, []
    if in_kind:
        rows.append(_payer(f"{plan.applicant.name}, egen insats", _own_kind(plan), "in_kind", "decided", in_kind))
    rest = left - in_kind
    if plan.idea.eu and not plan.is_small:
        from_eu = min(rest, total * chance.choice((40, 45, 50)) // 100 // 1000 * 1000)
        rows.append(_payer("EU-programmet", "eu", "cash", chance.choice(("decided", "applied")), from_eu))
        rest -= from_eu
    if rest > 200_000:
        from_municipality = rest * chance.choice((20, 30, 40)) // 100 // 1000 * 1000
        standing = chance.choice(("decided", "decided", "applied"))
        rows.append(_payer(f"{plan.other.name} kommun", "municipality", "cash", standing, from_municipality))
        rest -= from_municipality
    if rest:
        rows.append(_payer(plan.applicant.name, _own_kind(plan), "cash", "decided", rest))
    return rows


def _own_kind(plan: CasePlan) -> str:
    return _OWN.get(plan.applicant.kind.value, "own")


def _payer(payer: str, kind: str, form: str, standing: str, kronor: int) -> Row:
    return {
        "payer": payer,
        "payer_kind": kind,
        "form": form,
        "standing": standing,
        "amount": written_kronor(kronor),
    }
