"""What deserves a second look before a claim is sent: a cost twice, days that belong elsewhere, odd deliveries.

They warn and stop nothing. Two train journeys may cost the same, and a bill may be paid after its period.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from fundflow.domain.claim_figures import figures_to_review
from fundflow.domain.claims import COSTS, DeclaredCost
from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.periods import Period
from fundflow.domain.programme import Question, Text

_MOST_NAMED: Final = 10

Same = tuple[str, str, str, date | None, int]
"""What makes two costs the same: kind, text, supplier, day and amount."""


def same_as(cost: DeclaredCost) -> Same:
    """Return what the cost is known by, whatever the case of its letters."""
    return (cost.kind, cost.what.casefold(), cost.supplier.casefold(), cost.paid_on, cost.declared.ore)


def doubts(
    costs: Sequence[DeclaredCost], earlier: Mapping[Same, int], *, claimed: Period | None, project: Period | None
) -> Iterator[Finding]:
    """Yield what deserves a second look in the costs of a claim, with the numbers of its rows.

    ``earlier``: the costs of claims that have been sent, and the number of their claim. ``claimed``: the claim's
    period, ``project``: the project's; None where it is not known.
    """
    known = [(place, cost) for place, cost in enumerate(costs, start=1) if cost.what and cost.declared]
    yield from _alike(known)
    yield from _again(known, earlier)
    for code, period in (("claim_costs_outside_period", claimed), ("claim_costs_outside_project", project)):
        outside = [place for place, cost in known if cost.paid_on and period and cost.paid_on not in period]
        if period and outside:
            yield _doubt(code, outside, {"starts": period.first, "last": period.last})


def doubts_of_delivery(
    claimed: Mapping[str, int], corrections: Mapping[str, Mapping[str, object]], questions: Sequence[Question]
) -> Iterator[Finding]:
    """Yield that more households are told than deliveries: each delivery counts the households that it is made to.

    ``claimed`` and ``corrections``: what the claim counts beside its costs, and what the region has put instead.
    """
    households = claimed.get(Concept.DELIVERY_HOUSEHOLDS.value)
    deliveries = figures_to_review(claimed, corrections)[Concept.DELIVERY_OCCASIONS].counts
    if households is None or deliveries is None or households <= deliveries:
        return
    figures: dict[str, Figure] = {"households": households, "occasions": deliveries}
    field = next((one.key for one in questions if one.concept is Concept.DELIVERY_HOUSEHOLDS), None)
    yield Finding("claim_households_over_deliveries", Verdict.WARNS, None, figures, field)


def _alike(known: Sequence[tuple[int, DeclaredCost]]) -> Iterator[Finding]:
    first: dict[Same, int] = {}
    for place, cost in known:
        first.setdefault(same_as(cost), place)
    again = [place for place, cost in known if first[same_as(cost)] != place]
    if again:
        yield _doubt("claim_costs_alike", again, begins=True)


def _again(known: Sequence[tuple[int, DeclaredCost]], earlier: Mapping[Same, int]) -> Iterator[Finding]:
    by_claim: dict[int, list[int]] = {}
    for place, cost in known:
        if cost.parked_from is None and (number := earlier.get(same_as(cost))):
            by_claim.setdefault(number, []).append(place)
    for number, places in sorted(by_claim.items()):
        yield _doubt("claim_costs_again", places, {"claim": number}, begins=True)


def _doubt(
    code: str, places: Sequence[int], figures: Mapping[str, Figure] | None = None, *, begins: bool = False
) -> Finding:
    """Return a doubt about some rows; ``begins``: its sentence begins with them, and they are not taken for others."""
    rows, field = _named(places), f"{COSTS}-{places[0] - 1}-what"
    named = Text(rows.sv.capitalize(), rows.en.capitalize() if rows.en else None) if begins else rows
    return Finding(code, Verdict.WARNS, None, {"rows": named, **(figures or {})}, field)


def _named(places: Sequence[int]) -> Text:
    """Return rows by their numbers, as they are read; of many, the first ones and how many more."""
    named, more = [str(place) for place in places[:_MOST_NAMED]], len(places) - _MOST_NAMED
    if more > 0:
        together = ", ".join(named)
        return Text(f"rad {together} och {more} till", f"rows {together} and {more} more")
    rows = "row" if len(places) == 1 else "rows"
    return Text(f"rad {_listed(named, 'och')}", f"{rows} {_listed(named, 'and')}")


def _listed(words: Sequence[str], joined_by: str) -> str:
    return f" {joined_by} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
