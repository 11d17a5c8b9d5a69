"""What a claim counts beside its costs, on the review page: each figure as claimed, and what is to count instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from wtforms import HiddenField, TextAreaField
from wtforms.fields import FormField
from wtforms.validators import Length, Optional

from fundflow.domain.claim_figures import ClaimedFigure
from fundflow.domain.concepts import CONCEPTS, COUNTED_IN_PAYOUT, Concept, Shape
from fundflow.domain.findings import Figure
from fundflow.domain.money import Money
from fundflow.domain.payments import Payable
from fundflow.labels.payouts import BY_OCCASION, FIGURE, correction_text, figure_words
from fundflow.services.claim_review import FigureWritten, standing_of
from fundflow.services.payable import figures_of, is_home_delivery
from fundflow.web.case.look import Looked
from fundflow.web.case.told import Teller, Told
from fundflow.web.filters import kronor, tr
from fundflow.web.forms.base import RowForm, text_of
from fundflow.web.forms.fields import KronorField, WholeNumberField
from fundflow.web.locale import _, _l, spoken

if TYPE_CHECKING:
    from fundflow.models.payment import Claim

_LONGEST: Final = 2000
_PART: Final = "figure_"


class _FigureForm(RowForm):
    """Why another figure counts; ``read`` is the mark of what stood there when the page was opened."""

    reason = TextAreaField(
        _l("Skäl, om du ändrar"),
        [Length(max=_LONGEST, message=_l("Texten är för lång. Den får ha högst 2 000 tecken."))],
        render_kw={"rows": 2},
    )
    read = HiddenField()


Figures = Mapping[Concept, ClaimedFigure]


def figures_in_review(looked: Looked, claim: "Claim") -> Figures:
    """Return the figures of a claim that its payout is reckoned on; none where it is reckoned on costs alone."""
    return figures_of(claim) if is_home_delivery(looked.uow, looked.case) else {}


def figure_part(concept: Concept) -> str:
    """Return the name of the figure's part of the form, by which findings name it too."""
    return f"{_PART}{concept.value}"


def figure_fields(figures: Figures) -> "dict[str, FormField[Any]]":
    """Return a part of the form for each figure: what is to count, an amount or a number, and why."""
    return {figure_part(one): FormField(_form_of(one)) for one in figures}


def _form_of(concept: Concept) -> type[_FigureForm]:
    kind = KronorField if CONCEPTS[concept][0] is Shape.MONEY else WholeNumberField
    return type("FigureForm", (_FigureForm,), {"value": kind(_(FIGURE[concept]), [Optional()])})


def figure_data(figures: Figures) -> dict[str, dict[str, object]]:
    """Return what stands in each figure, as its part of the form holds it."""
    standing = {concept: standing_of(figure) for concept, figure in figures.items()}
    return {
        figure_part(concept): {"value": figures[concept].written(one.number), "reason": one.reason, "read": one.mark}
        for concept, one in standing.items()
    }


def figures_written(form: Any, figures: Figures) -> dict[Concept, FigureWritten]:
    """Return what is written in the form, but for figures that cannot be read."""
    parts = {concept: form[figure_part(concept)] for concept in figures}
    return {concept: _written(part.form) for concept, part in parts.items() if not part.errors}


def _written(part: Any) -> FigureWritten:
    value = part.value.data
    number = value.ore if isinstance(value, Money) else value
    return FigureWritten(number, text_of(part.reason), text_of(part.read))


def mark_figures_as_read(form: Any, figures: Figures) -> None:
    """Let the form have read what stands in the figures now."""
    for concept, figure in figures.items():
        form[figure_part(concept)].form.read.data = standing_of(figure).mark


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the review page shows it; ``correction`` tells what the region has put in its place."""

    concept: Concept
    label: str
    claimed: str
    correction: str
    figure: ClaimedFigure

    @property
    def part(self) -> str:
        """The name of its part of the form."""
        return figure_part(self.concept)


def shown_figures(figures: Figures) -> Iterator[ShownFigure]:
    """Yield the figures in words."""
    for concept, figure in figures.items():
        correction = correction_text(figure, _, spoken()) if figure.is_corrected else ""
        yield ShownFigure(
            concept, _(FIGURE[concept]), figure_words(figure, figure.claimed, spoken()), correction, figure
        )


def told_beside(looked: Looked, claim: "Claim") -> tuple[str, list[tuple[Told, bool]]]:
    """Return what the grant type's own questions are called, and each answer in words; whether the payout counts it."""
    if looked.facts is None or looked.facts.strategy is None:
        return "", []
    form = looked.facts.programme.claim_for(looked.case.grant_type or "")
    teller = Teller(looked.uow.catalogue, looked.facts, looked.facts.strategy)
    counted = {one.key for one in form.questions if one.concept in COUNTED_IN_PAYOUT}
    told = [(one, one.key in counted) for one in teller.told(form.questions, claim.answers)]
    return tr(form.label) if form.label else "", told


def reckoning_of_act(payable: Payable, claim: "Claim") -> dict[str, Any] | None:
    """Return what the script needs to keep the act's limit as one judges; amounts in öre."""
    delivery = payable.delivery
    if delivery is None:
        return None
    own = {concept.value: figure.counts or 0 for concept, figure in figures_of(claim).items()}
    fees, occasions = own[Concept.DELIVERY_FEES.value], own[Concept.DELIVERY_OCCASIONS.value]
    least: Figure | None = delivery.terms.least_net
    label = {"per_occasion": kronor(delivery.terms.per_occasion), "occasions": "{occasions}"}
    return {
        "feesBefore": delivery.delivered.fees.ore - fees,
        "occasionsBefore": delivery.delivered.occasions - occasions,
        "percent": str(delivery.terms.percent),
        "perOccasion": delivery.terms.per_occasion.ore,
        "leastNet": least.ore if isinstance(least, Money) else None,
        "fees": figure_part(Concept.DELIVERY_FEES),
        "occasions": figure_part(Concept.DELIVERY_OCCASIONS),
        "byOccasion": _(BY_OCCASION) % label,
    }
