"""What rules say of a company in words: its class, the day of its decision, and which ceiling is meant."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.findings import Verdict
from fundflow.domain.money import Money
from fundflow.labels.findings import finding_text
from tests.domain.applications import UNKNOWN, company, cost, everything_found, found


def regional(**changes: object) -> dict[str, object]:
    return company("ris", costs=[cost("machinery", 4_000_000)], requested_amount=500_000, **changes)


def voucher(**changes: object) -> dict[str, object]:
    return company("tillvaxtcheck", costs=[cost("external_services", 200_000)], leader_gender="woman", **changes)


@pytest.mark.parametrize(
    ("decided_by", "code"),
    [
        (None, "exemption_is_valid"),
        (date(2026, 12, 31), "exemption_is_valid"),
        (date(2027, 1, 1), "exemption_may_end_first"),
    ],
)
def test_a_decision_that_may_come_after_the_exemption_has_ended_is_told_of(decided_by: date | None, code: str) -> None:
    assert found(regional(), "E15", decided_by=decided_by).code == code


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"employees": 9}, "Företaget räknas som ett mikroföretag: 9 anställda"),
        ({"employees": 49, "turnover_eur": 8_000_000}, "Företaget räknas som ett litet företag: 49 anställda"),
        ({"employees": 50}, "Företaget räknas som ett medelstort företag: 50 anställda"),
        ({"employees": 50}, "omsättning 900 000 euro och balansomslutning 400 000 euro"),
        ({"employees": 250}, "Företaget är större än medelstort: 250 anställda"),
        ({"public_ownership_percent": 30}, "Med offentliga ägare räknas företaget inte som litet eller medelstort."),
        (
            {"group": [{"relation": "linked", "employees": 50, "turnover_eur": 0, "balance_eur": 0}]},
            "Med hela koncernen räknad är företaget ett medelstort företag: 56 anställda",
        ),
    ],
)
def test_the_class_of_a_company_is_named_with_its_figures(answers: dict[str, object], said: str) -> None:
    assert said in finding_text(found(regional(**answers), "E12")).replace("\u00a0", " ")


def test_each_ceiling_says_which_one_it_is_before_anything_is_applied_for() -> None:
    application = voucher(requested_amount=UNKNOWN)
    said = {rule: finding_text(found(application, rule)).replace("\u00a0", " ") for rule in ("E1", "V10")}

    assert said["E1"].startswith("EU:s tak för stöd av mindre betydelse lämnar utrymme för 300 000 euro")
    assert said["V10"].startswith("Regionens gemensamma tak för tre år lämnar utrymme för ")


def micro(kronor: int, **changes: object) -> dict[str, object]:
    return company("mikrostod", costs=[cost("external_services", kronor)], **changes)


@pytest.mark.parametrize(
    ("kronor", "asked", "said"),
    [
        (50_000, 25_000, "Stödet ryms i 50 procent av kostnaderna som räknas, det vill säga 25 000 kr."),
        (
            50_000,
            25_001,
            "Stödet kan vara högst 25 000 kr, 50 procent av kostnaderna som räknas. Beloppet är",
        ),
        (60_000, 30_000, "Stödet ryms i 50 procent av kostnaderna som räknas, det vill säga 30 000 kr."),
        (80_000, 30_000, "Stödet ryms i 50 procent av kostnaderna som räknas, dock högst 30 000 kr."),
        (
            80_000,
            40_000,
            "Stödet kan vara 50 procent av kostnaderna som räknas, dock högst 30 000 kr. Beloppet är",
        ),
        (
            80_000,
            UNKNOWN,
            "Stödet kan vara 50 procent av kostnaderna som räknas, dock högst 30 000 kr. Skriv hur",
        ),
    ],
)
def test_a_share_and_a_ceiling_below_it_are_told_as_what_they_are(kronor: int, asked: object, said: str) -> None:
    told = finding_text(found(micro(kronor, requested_amount=asked), "V1")).replace("\u00a0", " ")

    assert told.startswith(said)


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        ({"balance_eur": UNKNOWN}, "Företaget räknas som ett mikroföretag: 6 anställda och omsättning 900 000 euro."),
        (
            {"turnover_eur": UNKNOWN},
            "Företaget räknas som ett mikroföretag: 6 anställda och balansomslutning 400 000 euro.",
        ),
        ({"balance_eur": UNKNOWN, "turnover_eur": UNKNOWN, "employees": 250}, "större än medelstort: 250 anställda."),
    ],
)
def test_a_figure_that_nobody_has_told_is_not_stated(unknown: dict[str, object], said: str) -> None:
    told = finding_text(found(regional(**unknown), "E12")).replace("\u00a0", " ")

    assert told.endswith(said)


SHARE, SHARE_WITH_CEILING = {"share_within", "share_over"}, {"share_within_cap", "share_over_cap"}


@pytest.mark.parametrize(
    "grant_type",
    [
        "mikrostod",
        "tillvaxtcheck",
        "energieffektivisering",
        "innovationscheck",
        "innovationsbidrag",
    ],
)
@pytest.mark.parametrize("kronor", [50_000, 400_000, 9_000_000])
@pytest.mark.parametrize("asked", [1_000, 8_000_000])
def test_what_is_called_a_share_of_the_costs_is_that_share(grant_type: str, kronor: int, asked: int) -> None:
    """No amount is told as so many per cent of the costs, when something else holds the support back."""
    rows = [cost(kind, kronor) for kind in ("external_services", "building")]
    told = everything_found(company(grant_type, costs=rows, requested_amount=asked))
    shares = [one for one in told if one.code in SHARE | SHARE_WITH_CEILING]

    assert shares
    for one in shares:
        base, percent, highest = (one.figures[name] for name in ("base", "percent", "highest"))
        assert isinstance(base, Money)
        assert isinstance(percent, Decimal)
        assert (highest == base.share(percent)) is (one.code in SHARE)


@pytest.mark.parametrize(
    ("leader", "why"),
    [
        ({"leader_gender": "woman"}, "Åldersgränsen på 2 år gäller inte för företag som leds av en kvinna."),
        ({"leader_born_outside_nordics": True, "leader_years_in_sweden": 9}, "kortare tid än 10 år."),
    ],
)
def test_an_old_company_is_told_why_its_age_does_not_matter(leader: dict[str, object], why: str) -> None:
    of_terms = [
        one for one in everything_found(micro(60_000, registered_on="2020-01-01", **leader)) if one.rests_on("V1")
    ]

    [told] = [one for one in of_terms if one.code.startswith("age_exempt")]

    assert (told.verdict, finding_text(told).endswith(why)) == (Verdict.FULFILLED, True)


def test_of_a_young_company_no_exception_is_told() -> None:
    assert not [
        one for one in everything_found(micro(60_000, leader_gender="woman")) if one.code.startswith("age_exempt")
    ]
