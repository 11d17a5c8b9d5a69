"""What a claim counts beside its costs: read from the answers, corrected by the region, kept side by side.

A figure is a whole number; one that is money is in öre. It is known by its concept, in every programme.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fundflow.domain.answers import Unreadable, read_answer
from fundflow.domain.concepts import CLAIMED, CONCEPTS, COUNTED_IN_PAYOUT, Concept, Shape
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.home_delivery import Delivered
from fundflow.domain.money import Money
from fundflow.domain.programme import Question


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """A figure that the payout is reckoned on: what was claimed, and what the region has put in its place and why.

    ``claimed`` None: the claim does not tell. ``corrected`` counts once there is a reason; till then it is begun.
    """

    concept: Concept
    claimed: int | None
    corrected: int | None = None
    reason: str = ""
    by: int | None = None

    @property
    def is_corrected(self) -> bool:
        """Whether the region has put another figure in place of the claimed one, with a reason."""
        return self.is_begun and bool(self.reason)

    @property
    def is_begun(self) -> bool:
        """Whether another figure than the claimed one is written, with or without a reason."""
        return self.corrected is not None and self.corrected != self.claimed

    @property
    def counts(self) -> int | None:
        """What the payout is reckoned on; None when neither claim nor region tells."""
        return self.corrected if self.is_corrected else self.claimed

    def written(self, number: int | None) -> Money | int | None:
        """Return a number of this figure as what it is: money, or a count."""
        is_money = CONCEPTS[self.concept][0] is Shape.MONEY
        return Money(number) if is_money and number is not None else number


def figures_in(questions: Iterable[Question], answers: Mapping[str, object]) -> dict[str, int]:
    """Return what the answers count, by concept; what is not written or cannot be read is left out."""
    counted: dict[str, int] = {}
    for question in questions:
        if question.concept is None or question.concept not in CLAIMED:
            continue
        try:
            value = read_answer(question, answers.get(question.key))
        except Unreadable:
            continue
        if isinstance(value, Money):
            counted[question.concept.value] = value.ore
        elif isinstance(value, int):
            counted[question.concept.value] = value
    return counted


def figures_to_review(
    claimed: Mapping[str, int], corrections: Mapping[str, Mapping[str, object]]
) -> dict[Concept, ClaimedFigure]:
    """Return each figure that a payout is reckoned on, as a claim holds it."""
    return {concept: _figure(concept, claimed, corrections) for concept in COUNTED_IN_PAYOUT}


def _figure(
    concept: Concept, claimed: Mapping[str, int], corrections: Mapping[str, Mapping[str, object]]
) -> ClaimedFigure:
    kept = corrections.get(concept.value, {})
    corrected, by = kept.get("value"), kept.get("by")
    if not isinstance(corrected, int):
        return ClaimedFigure(concept, claimed.get(concept.value))
    return ClaimedFigure(
        concept,
        claimed.get(concept.value),
        corrected,
        str(kept.get("reason") or ""),
        by if isinstance(by, int) else None,
    )


def without_number(figures: Mapping[Concept, ClaimedFigure], emptied: Iterable[Concept]) -> Iterator[Finding]:
    """Yield the figures that somebody has told and that are to be nothing: a figure is a number, if only zero."""
    for concept in emptied:
        if figures[concept].counts is not None:
            yield Finding(_WITHOUT_NUMBER[concept], Verdict.NOT_YET, field=f"figure_{concept.value}-value")


def delivered_in(figures: Mapping[Concept, ClaimedFigure]) -> Delivered:
    """Return what a claim accounts for of home delivery; what it does not tell counts as nothing."""
    fees, occasions = (figures[one].counts or 0 for one in (Concept.DELIVERY_FEES, Concept.DELIVERY_OCCASIONS))
    return Delivered(Money(fees), occasions)


def unsettled(figures: Mapping[Concept, ClaimedFigure]) -> Iterator[Finding]:
    """Yield the figures that nobody has told, and corrections without a reason: nothing is paid before they are.

    Source: S5, 2024:1243 §§ 10-14.
    """
    for concept, figure in figures.items():
        missing, without_reason = _UNSETTLED[concept]
        if figure.is_begun and not figure.reason:
            yield Finding(without_reason, Verdict.NOT_YET, field=f"figure_{concept.value}-reason")
        elif figure.counts is None:
            yield Finding(missing, Verdict.NOT_YET, field=f"figure_{concept.value}-value")


_UNSETTLED: Final = {
    Concept.DELIVERY_FEES: ("delivery_fees_missing", "delivery_fees_reason_missing"),
    Concept.DELIVERY_OCCASIONS: ("delivery_occasions_missing", "delivery_occasions_reason_missing"),
}
"""What is said of a figure that nobody has told, and of another figure without a reason."""

_WITHOUT_NUMBER: Final = {
    Concept.DELIVERY_FEES: "delivery_fees_emptied",
    Concept.DELIVERY_OCCASIONS: "delivery_occasions_emptied",
}
