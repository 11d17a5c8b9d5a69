"""The calculation behind a payout as lines that anyone can follow; page, proposal and letter show the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from fundflow.domain.claim_figures import ClaimedFigure
from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Figure
from fundflow.domain.home_delivery import DeliveryYear
from fundflow.domain.money import Money
from fundflow.domain.payments import Payable
from fundflow.i18n import msgid
from fundflow.labels.amounts import SWEDISH, kronor_text
from fundflow.labels.findings import figure_text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the calculation; ``key`` names it for the script that keeps it as one types.

    ``figures`` fill the places of the label.
    """

    key: str
    label: str
    amount: Money
    is_total: bool = False
    figures: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The amount as it is written."""
        return kronor_text(self.amount)


def line_text(line: Line, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return the label of a line with its figures, in the reader's language."""
    said = {name: figure_text(name, figure, translate, language) for name, figure in line.figures.items()}
    return translate(line.label) % said if said else translate(line.label)


def payout_lines(payable: Payable, paying: Money | None = None) -> list[Line]:
    """Return the calculation line by line, ending in the most that can be paid and in what is paid, when that is known.

    What lessens is below zero. Decided and not yet paid is left out where there is none; the act's own limit stands
    only where it has one.
    """
    delivery = payable.delivery
    share = Line("entitled", msgid("Bidragets andel av dem"), payable.entitled)
    lines = [
        Line("declared", msgid("Redovisade kostnader"), payable.declared),
        Line("approved_now", msgid("Godkända kostnader den här gången"), payable.approved_now),
        Line("approved_before", msgid("Godkända kostnader tidigare"), payable.approved_before),
        Line("approved", msgid("Godkända kostnader hittills"), payable.approved, is_total=True),
        *([share] if delivery is None else _of_delivery(payable, delivery)),
        Line("paid_before", msgid("Utbetalt tidigare"), -payable.paid_before),
        Line("ordered_before", msgid("Beslutat tidigare, inte utbetalt än"), -payable.ordered_before),
        Line("left_of_grant", msgid("Kvar av bidraget"), payable.left_of_grant),
        Line("highest", msgid("Högst att betala ut nu"), payable.highest, is_total=True),
    ]
    paid = [] if paying is None else [Line("paying", msgid("Betalas ut nu"), paying, is_total=True)]
    return [line for line in lines if line.key != "ordered_before" or line.amount] + paid


def lines_as_told(payable: Payable) -> list[Line]:
    """Return what can still be paid of home delivery on what is accounted for, without what is judged of each claim."""
    return [line for line in payout_lines(payable) if line.key not in _OF_A_CLAIM]


def lines_if_approved(payable: Payable, written: Money) -> list[Line]:
    """Return what a claim that is being written gives with those that wait, which its declared costs then name."""
    lines = [line for line in payout_lines(payable) if line.key not in _OF_A_REVIEW]
    if payable.declared == written:
        return lines
    return [replace(line, label=_WITH_WAITING) if line.key == "declared" else line for line in lines]


_WITH_WAITING: Final = msgid("Redovisade kostnader, med ansökningar som väntar")
_OF_A_REVIEW: Final = ("approved_now", "approved_before", "approved")
_OF_A_CLAIM: Final = ("declared", "approved_now", "approved_before", "approved")


def _of_delivery(payable: Payable, delivery: DeliveryYear) -> list[Line]:
    """Return the net cost of the year, what it and the deliveries give, and the most that the act allows.

    Source: S5, 2024:1243 §§ 10-14.
    """
    figures = delivery.figures
    by_act = _BY_ACT if "least" in figures else _BY_ACT_UNKNOWN
    return [
        Line("fees", msgid("Hushållens avgifter hittills"), -delivery.delivered.fees),
        Line("net", msgid("Nettokostnad hittills"), delivery.net, is_total=True),
        Line("by_share", msgid("%(percent)s procent av nettokostnaden"), delivery.by_share, figures=figures),
        Line("by_occasion", BY_OCCASION, delivery.by_occasion, figures=figures),
        Line("by_act", by_act, delivery.highest, is_total=True, figures=figures),
        Line("entitled", msgid("Bidragets andel av nettokostnaden"), payable.entitled),
    ]


BY_OCCASION: Final = msgid("%(per_occasion)s × %(occasions)s leveranser")
_BY_ACT: Final = msgid("Förordningens tak: det lägsta av de två, om nettokostnaden är minst %(least)s")
_BY_ACT_UNKNOWN: Final = msgid("Förordningens tak: prisbasbeloppet för året är inte inlagt")


FIGURE: Final = {
    Concept.DELIVERY_FEES: msgid("Hushållens avgifter"),
    Concept.DELIVERY_OCCASIONS: msgid("Leveranser eller resor"),
}
"""What the figures that a payout is reckoned on are called."""

_CORRECTED: Final = msgid("%(what)s: %(counts)s i stället för %(claimed)s.")
_FILLED_IN: Final = msgid("%(what)s: %(counts)s, som inte stod i ansökan.")


def figure_words(figure: ClaimedFigure, number: int | None, language: str = SWEDISH) -> str:
    """Return a number of a figure as it is read: an amount or a count; nothing where there is none."""
    written = figure.written(number)
    return "" if written is None else figure_text("", written, str, language)


def cut_text(
    declared: Money, approved: Money | None, translate: Callable[[str], str] = str, language: str = SWEDISH
) -> str:
    """Return how a cost is cut: how much is deducted from what was declared; None approved: all of it waits."""
    if approved is None:
        return translate(_PARKED) % {"amount": kronor_text(declared, language)}
    cut, whole = (kronor_text(one, language) for one in (declared - approved, declared))
    return translate(_DEDUCTED) % {"amount": cut, "declared": whole}


_PARKED: Final = msgid("%(amount)s väntar till en senare ansökan")
_DEDUCTED: Final = msgid("%(amount)s dras av från %(declared)s")


def correction_text(figure: ClaimedFigure, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return what the region has put in place of a claimed figure."""
    words = {
        "what": translate(FIGURE[figure.concept]),
        "counts": figure_words(figure, figure.counts, language),
        "claimed": figure_words(figure, figure.claimed, language),
    }
    return translate(_FILLED_IN if figure.claimed is None else _CORRECTED) % words
