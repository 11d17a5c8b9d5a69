"""What home delivery is paid on actual figures: worked by hand, at the boundaries, and never above either bound."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.catalogue import Catalogue
from fundflow.domain.claim_figures import ClaimedFigure, delivered_in, figures_in, figures_to_review, unsettled
from fundflow.domain.concepts import Concept
from fundflow.domain.findings import LegalSource, Verdict
from fundflow.domain.home_delivery import Delivered, DeliveryTerms, DeliveryYear, terms_of
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import Payable, entitled, entitled_by_delivery, over_payable
from fundflow.domain.programme import Question, QuestionKind, Text
from fundflow.labels.findings import finding_text

TERMS = DeliveryTerms(
    year=2026,
    percent=Decimal(50),
    per_occasion=Money.kronor(100),
    least_net=Money.kronor(29_600),
    source=LegalSource("S5", "2024:1243", "§§ 10-14"),
)
KRONOR = st.integers(min_value=0, max_value=5_000_000)
ORE = st.integers(min_value=0, max_value=500_000_000)


def kr(kronor: int) -> Money:
    return Money.kronor(kronor)


def year(costs: int, fees: int, occasions: int) -> DeliveryYear:
    """A year in whole kronor."""
    return DeliveryYear(TERMS, kr(costs), Delivered(kr(fees), occasions))


def payable(
    delivery: DeliveryYear, *, granted: int = 180_000, budgeted: int = 480_000, paid: int = 0, ordered: int = 0
) -> Payable:
    """A payout of home delivery; every cost is in this claim."""
    return Payable(
        declared=delivery.costs,
        approved_now=delivery.costs,
        approved_before=ZERO,
        granted=kr(granted),
        budgeted=kr(budgeted),
        paid_before=kr(paid),
        ordered_before=kr(ordered),
        left_of_grant=kr(granted - paid - ordered),
        delivery=delivery,
    )


def test_the_terms_of_a_year_are_those_of_the_act_and_its_price_base_amount(catalogue: Catalogue) -> None:
    rulebook = catalogue.rulebook(date(2027, 1, 15), "vasterbotten")
    rule = rulebook.find("S5")

    assert rule is not None
    terms = terms_of(rule, rulebook, 2026)
    # half of the price base amount of 2026, 59 200
    assert (terms.percent, terms.per_occasion, terms.least_net) == (Decimal(50), kr(100), kr(29_600))
    assert terms_of(rule, rulebook, 2025).least_net == kr(29_400)
    assert terms_of(rule, rulebook, 2031).least_net is None


@pytest.mark.parametrize(
    ("costs", "fees", "occasions", "highest"),
    [
        pytest.param(480_000, 80_000, 2_500, 200_000, id="half of 400 000"),
        pytest.param(480_000, 80_000, 1_850, 185_000, id="1 850 deliveries at 100"),
        pytest.param(480_000, 80_000, 2_000, 200_000, id="the two are the same"),
        pytest.param(480_001, 80_000, 5_000, 200_000, id="half of 400 001 is rounded down"),
        pytest.param(400_000, 0, 5_000, 200_000, id="no fees"),
        pytest.param(400_000, 0, 0, 0, id="no deliveries"),
        pytest.param(29_600, 0, 5_000, 14_800, id="just half a price base amount"),
        pytest.param(29_599, 0, 5_000, 0, id="a krona below half a price base amount"),
        pytest.param(109_600, 80_001, 5_000, 0, id="a krona below it, by the fees"),
        pytest.param(60_000, 80_000, 5_000, 0, id="fees above the costs"),
    ],
)
def test_the_act_allows_the_lower_of_the_share_and_the_deliveries(
    costs: int, fees: int, occasions: int, highest: int
) -> None:
    assert year(costs, fees, occasions).highest == kr(highest)


def test_an_ore_below_half_a_price_base_amount_is_below_it() -> None:
    delivery = DeliveryYear(TERMS, Money(2_959_999), Delivered(ZERO, 500))

    assert (delivery.is_too_small, delivery.highest) == (True, ZERO)


def test_the_payout_is_the_lowest_of_share_act_and_grant() -> None:
    """Granted 180 000 of a net cost of 480 000, which is 37.5 percent.

    Net 400 000 gives 150 000. 1 400 deliveries give 140 000, which is less; 60 000 is paid, so 80 000 is left.
    """
    assert payable(year(480_000, 80_000, 2_500)).highest == kr(150_000)
    assert payable(year(480_000, 80_000, 1_400)).highest == kr(140_000)
    assert payable(year(480_000, 80_000, 1_400), paid=40_000, ordered=20_000).highest == kr(80_000)
    # the whole grant, though share and act allow more
    assert payable(year(900_000, 80_000, 9_000)).highest == kr(180_000)
    assert payable(year(480_000, 80_000, 1_400), paid=150_000).highest == ZERO


def test_more_than_the_act_allows_is_refused_with_every_figure() -> None:
    [finding] = over_payable(payable(year(480_000, 80_000, 1_400)), kr(150_000))

    assert (finding.code, finding.verdict, finding.source) == ("payout_over_delivery", Verdict.STOPS, TERMS.source)
    assert finding.figures["highest"] == kr(140_000)
    assert finding.figures["over"] == kr(10_000)
    assert (finding.figures["net"], finding.figures["by_share"], finding.figures["by_occasion"]) == (
        kr(400_000),
        kr(200_000),
        kr(140_000),
    )


@pytest.mark.parametrize(
    ("delivery", "code"),
    [
        (year(20_000, 0, 5_000), "payout_delivery_too_small"),
        (
            DeliveryYear(
                DeliveryTerms(2031, Decimal(50), kr(100), None, TERMS.source), kr(400_000), Delivered(ZERO, 5_000)
            ),
            "payout_price_base_unknown",
        ),
    ],
)
def test_nothing_is_paid_before_the_net_cost_is_known_to_be_enough(delivery: DeliveryYear, code: str) -> None:
    found = payable(delivery)

    assert found.highest == ZERO
    assert [one.code for one in over_payable(found, kr(1))] == [code]
    assert not list(over_payable(found, ZERO))
    assert [one.verdict for one in delivery.told()] == [Verdict.WARNS]


def test_a_price_base_amount_that_nobody_has_entered_is_told_as_such() -> None:
    terms = DeliveryTerms(2031, Decimal(50), kr(100), None, TERMS.source)
    delivery = DeliveryYear(terms, kr(400_000), Delivered(ZERO, 5_000))

    said = [finding_text(one) for one in (*delivery.told(), *over_payable(payable(delivery), kr(1)))]

    assert len(said) == 2
    assert all(one.startswith("Prisbasbeloppet för 2031 är inte inlagt.") for one in said)


def test_what_remains_of_the_grant_is_told_as_such() -> None:
    [finding] = over_payable(payable(year(900_000, 80_000, 9_000)), kr(180_001))

    assert finding.code == "payout_over_grant"


@given(costs=ORE, fees=ORE, occasions=st.integers(0, 100_000), granted=KRONOR, budgeted=KRONOR, paid=KRONOR)
def test_a_payout_never_passes_share_act_or_grant(
    costs: int, fees: int, occasions: int, granted: int, budgeted: int, paid: int
) -> None:
    paid = min(paid, granted)
    delivery = DeliveryYear(TERMS, Money(costs), Delivered(Money(fees), occasions))
    found = payable(delivery, granted=granted, budgeted=budgeted, paid=paid)
    together = found.highest.ore + paid * 100

    if found.highest:
        assert together * 2 <= costs - fees
        assert together <= occasions * 100 * 100
        assert costs - fees >= 2_960_000
        assert together <= entitled(Money(costs), granted=kr(granted), budgeted=kr(budgeted)).ore
        assert together <= granted * 100
    assert found.highest.ore % 100 == 0
    assert not list(over_payable(found, found.highest))
    assert list(over_payable(found, found.highest + Money(100)))


@given(costs=ORE, fees=ORE, occasions=st.integers(0, 100_000), granted=KRONOR, budgeted=KRONOR)
def test_what_a_year_gives_right_to_is_what_a_first_payout_may_be(
    costs: int, fees: int, occasions: int, granted: int, budgeted: int
) -> None:
    delivery = DeliveryYear(TERMS, Money(costs), Delivered(Money(fees), occasions))

    right = entitled_by_delivery(delivery, granted=kr(granted), budgeted=kr(budgeted))

    assert right == payable(delivery, granted=granted, budgeted=budgeted).highest
    assert right <= min(delivery.highest, kr(granted))


def test_more_paid_than_a_later_account_gives_right_to_is_told() -> None:
    """150 000 is paid; fees of 100 000 more leave a net cost of 300 000, which gives 112 500."""
    told = list(payable(year(480_000, 180_000, 2_500), paid=100_000, ordered=50_000).about_delivery())

    assert [one.code for one in told] == ["delivery_allows", "delivery_paid_over"]
    assert (told[1].verdict, told[1].source) == (Verdict.WARNS, TERMS.source)
    assert told[1].figures == {"year": 2026, "paid": kr(150_000), "right": kr(112_500), "over": kr(37_500)}


# ----- figures, claimed and corrected

FEES = Question("fees", QuestionKind.MONEY, Text("Avgifter"), concept=Concept.DELIVERY_FEES, required=True)
TIMES = Question("times", QuestionKind.WHOLE_NUMBER, Text("Antal"), concept=Concept.DELIVERY_OCCASIONS, required=True)


def test_figures_are_read_by_concept_and_money_in_ore() -> None:
    assert figures_in([FEES, TIMES], {"fees": "1 234,50", "times": "1 850"}) == {
        "delivery_fees": 123_450,
        "delivery_occasions": 1_850,
    }
    assert figures_in([FEES, TIMES], {"fees": "0", "times": "många"}) == {"delivery_fees": 0}


def test_a_corrected_figure_counts_once_there_is_a_reason() -> None:
    claimed = {"delivery_fees": 100, "delivery_occasions": 20}
    begun = figures_to_review(claimed, {"delivery_fees": {"value": 300, "reason": ""}})
    corrected = figures_to_review(claimed, {"delivery_fees": {"value": 300, "reason": "Enligt huvudboken.", "by": 7}})

    assert delivered_in(begun) == Delivered(Money(100), 20)
    assert [one.code for one in unsettled(begun)] == ["delivery_fees_reason_missing"]
    assert delivered_in(corrected) == Delivered(Money(300), 20)
    assert not list(unsettled(corrected))
    assert corrected[Concept.DELIVERY_FEES].by == 7


def test_a_figure_that_nobody_tells_keeps_the_payout_waiting() -> None:
    assert [one.code for one in unsettled(figures_to_review({}, {}))] == [
        "delivery_fees_missing",
        "delivery_occasions_missing",
    ]
    told = ClaimedFigure(Concept.DELIVERY_FEES, None, 0, "Gratis enligt taxan.")
    assert told.counts == 0
