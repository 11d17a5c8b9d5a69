"""Cost plan and financing plan, in cash and in kind; they must balance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.programme import CostMethod, Programme


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of the cost plan; ``kind`` is a cost type of the programme.

    The applicant's own work may tell its hours and what an hour costs.
    """

    kind: str
    what: str
    year: int | None
    amount: Money
    in_kind: bool = False
    is_vehicle: bool = False
    own_hours: Decimal | None = None
    hourly_rate: Money | None = None


@dataclass(frozen=True, slots=True)
class FinancingRow:
    """A line of the financing plan beside the grant applied for; ``decided`` is False while it is only applied for."""

    payer: str
    payer_kind: str
    amount: Money
    in_kind: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The two plans and what they add up to; ``requested`` None: not answered yet."""

    costs: tuple[CostRow, ...]
    financing: tuple[FinancingRow, ...]
    requested: Money | None = None

    @property
    def total_cost(self) -> Money:
        """All costs, in kind included."""
        return total(row.amount for row in self.costs)

    @property
    def in_kind_cost(self) -> Money:
        """Costs that are not money."""
        return total(row.amount for row in self.costs if row.in_kind)

    @property
    def financed(self) -> Money:
        """All financing beside the grant applied for."""
        return total(row.amount for row in self.financing)

    @property
    def in_kind_financed(self) -> Money:
        """Financing that is not money."""
        return total(row.amount for row in self.financing if row.in_kind)

    @property
    def gap(self) -> Money:
        """Costs less financing and grant applied for; zero when they balance, negative when too much is there."""
        return self.total_cost - self.financed - (self.requested or ZERO)

    @property
    def in_kind_gap(self) -> Money:
        """In-kind costs less in-kind financing; they are to be equal (Y3)."""
        return self.in_kind_cost - self.in_kind_financed

    def by_type(self) -> dict[str, Money]:
        """Return the sum of each kind of cost, in the order they first stand."""
        sums: dict[str, Money] = {}
        for row in self.costs:
            sums[row.kind] = sums.get(row.kind, ZERO) + row.amount
        return sums

    def by_year(self) -> dict[int, Money]:
        """Return the sum of each year that has a cost, in order."""
        years = sorted({row.year for row in self.costs if row.year is not None})
        return {year: total(row.amount for row in self.costs if row.year == year) for year in years}


def with_flat_rates(rows: Iterable[CostRow], method: CostMethod | None, programme: Programme) -> tuple[CostRow, ...]:
    """Return the rows with the flat-rate lines that the method gives, one a year, named as the kind of cost is.

    The flat rate is a percentage of direct staff of the year, rounded down to whole kronor.

    Source: P11 and D19.
    """
    written = tuple(rows)
    if method is None or method.percent_of_staff is None or method.flat_cost_type is None:
        return written
    staff_kinds = {cost_type.key for cost_type in programme.cost_types if cost_type.staff}
    flat_type = programme.cost_type(method.flat_cost_type)
    label = flat_type.label.sv if flat_type else method.label.sv
    staff: dict[int | None, Money] = {}
    for row in written:
        if row.kind in staff_kinds:
            staff[row.year] = staff.get(row.year, ZERO) + row.amount
    flat = (
        CostRow(method.flat_cost_type, label, year, amount.share(method.percent_of_staff))
        for year, amount in staff.items()
    )
    return (*written, *(row for row in flat if row.amount))


def kinds_not_allowed(rows: Sequence[CostRow], method: CostMethod | None) -> list[str]:
    """Return the kinds of cost that the chosen way to reckon does not take, once each."""
    if method is None or not method.allows:
        return []
    return list(dict.fromkeys(row.kind for row in rows if row.kind not in method.allows))
