"""Costs by kind and year, and how they are paid, as the budget page shows them; a script keeps them while typing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.money import ZERO, Money, percent_of, total
from fundflow.domain.programme import CostMethod, Question
from fundflow.web.filters import tr
from fundflow.web.forms.questions import PREFIX
from fundflow.web.locale import _


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of cost: an amount a year and their sum; ``is_flat``: computed, not written."""

    label: str
    cells: tuple[Money, ...]
    whole: Money
    is_flat: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """The two plans in figures; ``last`` is the question under which they are summed up.

    ``kept``: the sums of what the application holds and this page does not ask for, as in a completion, by the names
    that the script reckons with. ``by_year``: the form asks in which year a cost falls. ``is_financed``: it asks who
    pays the rest.
    """

    years: tuple[str, ...]
    rows: tuple[KindRow, ...]
    sums: KindRow
    flat: Money
    financed: Money
    requested: Money
    gap: Money
    last: str
    script: str
    kept: tuple[tuple[str, Money], ...] = ()
    by_year: bool = True
    is_financed: bool = True

    @property
    def paid(self) -> Money:
        """All financing, the grant applied for included."""
        return self.financed + self.requested

    @property
    def financed_width(self) -> str:
        """The part of the costs that others pay, as a width in percent."""
        return _width(self.financed, self.sums.whole)

    @property
    def paid_width(self) -> str:
        """The part of the costs that is paid in all, as a width in percent."""
        return _width(self.paid, self.sums.whole)


def budget_of(facts: CaseFacts, questions: Sequence[Question]) -> Budget | None:
    """Return the budget for a page that asks for costs; None for other pages."""
    bound = _bound(questions)
    if Concept.COSTS not in bound:
        return None
    plan = facts.plan
    years = sorted({row.year for row in plan.costs}, key=lambda year: (year is None, year or 0))
    flat = {cost_type.key for cost_type in facts.programme.cost_types if cost_type.flat}
    rows = [_kind_row(facts, kind, years, kind in flat) for kind in plan.by_type()]
    by_year = tuple(total(row.amount for row in plan.costs if row.year == year) for year in years)
    money = (Concept.COSTS, Concept.FINANCING, Concept.REQUESTED_AMOUNT)
    last = [question.key for question in questions if question.concept in money][-1]
    return Budget(
        years=tuple(str(year) if year else _("Utan år") for year in years),
        rows=tuple(rows),
        sums=KindRow(_("Summa"), by_year, plan.total_cost, is_flat=False),
        flat=total(row.whole for row in rows if row.is_flat),
        financed=plan.financed,
        requested=plan.requested or ZERO,
        gap=plan.gap,
        last=last,
        script=_script(facts, bound),
        kept=tuple(_kept(facts, bound)),
        by_year=any(column.key == "year" for column in bound[Concept.COSTS].columns),
        is_financed=Concept.FINANCING in _bound(facts.questions),
    )


def _bound(questions: Sequence[Question]) -> dict[Concept, Question]:
    return {question.concept: question for question in questions if question.concept is not None}


def _kept(facts: CaseFacts, bound: dict[Concept, Question]) -> Iterator[tuple[str, Money]]:
    if Concept.FINANCING not in bound:
        yield "financing", facts.plan.financed
    if Concept.REQUESTED_AMOUNT not in bound:
        yield "requested", facts.plan.requested or ZERO


def _kind_row(facts: CaseFacts, kind: str, years: Sequence[int | None], is_flat: bool) -> KindRow:
    cells = tuple(
        total(row.amount for row in facts.plan.costs if row.kind == kind and row.year == one) for one in years
    )
    cost_type = facts.programme.cost_type(kind)
    return KindRow(tr(cost_type.label) if cost_type else kind, cells, total(cells), is_flat)


def _script(facts: CaseFacts, bound: dict[Concept, Question]) -> str:
    """Return what the script needs to reckon the same: names of fields, kinds of cost and flat rates."""
    method = bound.get(Concept.COST_METHOD)
    return json.dumps(
        {
            "rows": PREFIX + bound[Concept.COSTS].key,
            "method": PREFIX + method.key if method else "",
            "chosen": "" if method else _chosen_method(facts),
            "kinds": {one.key: tr(one.label) for one in facts.programme.cost_types},
            "staff": [one.key for one in facts.programme.cost_types if one.staff],
            "flat": {one.key: _flat(one) for one in facts.programme.cost_methods if one.percent_of_staff},
            "noYear": _("Utan år"),
            "sum": _("Summa"),
            "head": _("Slag"),
        },
        ensure_ascii=False,
    )


def _chosen_method(facts: CaseFacts) -> str:
    """Return the way to reckon that the application has chosen on a page that does not ask for it."""
    method = _bound(facts.questions).get(Concept.COST_METHOD)
    return str(facts.answers.get(method.key) or "") if method else ""


def _width(part: Money, whole: Money) -> str:
    return f"{min(percent_of(part, whole) or 0, 100):.2f}%"


def _flat(method: CostMethod) -> dict[str, str]:
    return {"kind": method.flat_cost_type or "", "percent": str(method.percent_of_staff)}
