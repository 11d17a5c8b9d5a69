"""Costs and financing as tables with sums and shares of the whole."""

from dataclasses import dataclass, replace

from flask import current_app

from fundflow.domain.budget import Plan
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.money import ZERO, Money, percent_of
from fundflow.domain.programme import Programme, Question
from fundflow.web.access import is_office
from fundflow.web.filters import kronor, percent, tr
from fundflow.web.locale import _


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of a plan: what it is, a note under it, its amount and its share of the whole."""

    label: str
    note: str
    amount: Money
    share: str


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A plan's lines and what they add up to; ``in_kind`` is the part that is not money."""

    rows: tuple[PlanRow, ...]
    total: Money
    in_kind: Money
    in_kind_share: str


@dataclass(frozen=True, slots=True)
class Plans:
    """Both plans, and the costs summed by kind and by year."""

    costs: PlanTable
    by_type: tuple[PlanRow, ...]
    by_year: tuple[PlanRow, ...]
    financing: PlanTable


def plans_of(facts: CaseFacts) -> Plans | None:
    """Return the plans of a case; None where its form has no cost plan or nothing stands in it."""
    plan, programme = facts.plan, facts.programme
    if not plan.costs and not plan.financing:
        return None
    whole = plan.total_cost
    return Plans(
        costs=PlanTable(_costs(plan, programme), whole, plan.in_kind_cost, _share(plan.in_kind_cost, whole)),
        by_type=tuple(
            PlanRow(_type(programme, kind), "", part, _share(part, whole)) for kind, part in plan.by_type().items()
        ),
        by_year=tuple(PlanRow(str(year), "", part, _share(part, whole)) for year, part in plan.by_year().items()),
        financing=_financing(facts),
    )


def _share(amount: Money, whole: Money) -> str:
    return percent(percent_of(amount, whole), 1)


def _type(programme: Programme, kind: str) -> str:
    cost_type = programme.cost_type(kind)
    return tr(cost_type.label) if cost_type else kind


def _costs(plan: Plan, programme: Programme) -> tuple[PlanRow, ...]:
    rows = []
    for row in plan.costs:
        notes = [_type(programme, row.kind), str(row.year) if row.year else "", _("i annat än pengar") * row.in_kind]
        rows.append(
            PlanRow(
                row.what or notes[0], " · ".join(filter(None, notes)), row.amount, _share(row.amount, plan.total_cost)
            )
        )
    return tuple(rows)


def _financing(facts: CaseFacts) -> PlanTable:
    """Return the financing with the grant applied for first; shares are of all financing."""
    plan = facts.plan
    whole = plan.financed + (plan.requested or ZERO)
    question = facts.programme.question_of(Concept.FINANCING, facts.grant_type.key)
    rows = [
        PlanRow(
            _("Sökt av oss") if is_office() else _("Sökt av %(region)s", region=current_app.config["REGION_NAME"]),
            _("av kostnaderna %(cost)s", cost=kronor(plan.total_cost)),
            plan.requested or ZERO,
            _share(plan.requested or ZERO, whole),
        )
    ]
    for row in plan.financing:
        notes = [_payer_kind(question, row.payer_kind), _("i annat än pengar") * row.in_kind]
        notes.append(_("klart") if row.decided else _("sökt, inte klart"))
        rows.append(PlanRow(row.payer, " · ".join(filter(None, notes)), row.amount, _share(row.amount, whole)))
    if question is None and plan.gap > ZERO:
        whole = plan.total_cost
        rows[0] = replace(rows[0], share=_share(rows[0].amount, whole))
        rows.append(PlanRow(_("Betalas av sökanden"), "", plan.gap, _share(plan.gap, whole)))
    return PlanTable(tuple(rows), whole, plan.in_kind_financed, _share(plan.in_kind_financed, whole))


def _payer_kind(question: Question | None, key: str) -> str:
    columns = question.columns if question else ()
    options = [option for column in columns for option in column.options if option.key == key]
    return tr(options[0].label) if options else key
