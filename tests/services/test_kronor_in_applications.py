"""Turnover, balance and earlier aid in kronor, on both databases: kept as typed, counted in euro for the rules."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.aid import EarlierAid
from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import Currency
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.size import GroupCompany
from fundflow.domain.undertaking import Size, Undertaking
from fundflow.labels.findings import finding_text
from fundflow.models.case import Case
from fundflow.queries.cases import answers_of as answers_of_case
from fundflow.services.euro_rate import give_rate
from fundflow.services.facts import facts_of
from fundflow.services.undertaking import confirm_group, state_group
from tests.services.test_aid import asking, grant
from tests.services.test_published import enter, rate
from tests.whole_case import World

# The world's day is Monday 2 March 2026; the rules' own rate is 10.50 kronor.
IN_KRONOR = {"turnover_eur": "10 500 000 kr", "balance_eur": "1 050 kr"}


def known(world: World, case: Case) -> CaseFacts:
    return facts_of(world.uow("officer"), case)


def of_rule(facts: CaseFacts, rule: str) -> list[Finding]:
    return [one for one in findings_of(facts) if one.source and one.source.rule == rule]


def declared(**changes: str) -> dict[str, object]:
    row = {"giver": "Kommunen", "granted_on": "2025-06-01", "amount_eur": "105 000 kr", "regulation": "de_minimis"}
    return {"has_earlier_aid": "yes", "earlier_aid": [{**row, **changes}]}


def test_kronor_are_counted_by_the_rate_and_kept_as_they_were_typed(world: World) -> None:
    case = asking(world, "sis", **IN_KRONOR)

    facts = known(world, case)

    # 10 500 000 / 10.50 and 1 050 / 10.50
    assert facts.concepts[Concept.TURNOVER_EUR] == Decimal(1_000_000)
    assert facts.concepts[Concept.BALANCE_EUR] == Decimal(100)
    assert facts.unreadable == ()
    stored = {key: answer.value for key, answer in answers_of_case(world.session, case.id).items()}
    assert {key: stored[key] for key in IN_KRONOR} == IN_KRONOR


def test_the_size_is_told_in_euro_with_the_rate(world: World) -> None:
    enter(world, rate("10"))

    told = of_rule(known(world, asking(world, "sis", **IN_KRONOR)), "E12")

    # 10 500 000 / 10 = 1 050 000
    assert told[0].figures["turnover_eur"] == Decimal(1_050_000)
    assert told[1].verdict is Verdict.INFORMS
    words = finding_text(told[1])
    assert words.startswith("Belopp i kronor är omräknade till euro. En euro räknas som 10 kronor, kursen den")


def test_an_answer_in_euro_says_nothing_of_a_rate(world: World) -> None:
    told = of_rule(known(world, asking(world, "sis")), "E12")

    assert [one.code for one in told] == ["is_sme"]
    assert told[0].figures["turnover_eur"] == Decimal(420_000)


def test_a_limit_in_euro_holds_to_the_krona(world: World) -> None:
    small = {"employees": "4", "balance_eur": "2 000 001 euro"}
    at_limit = known(world, asking(world, "sis", **small, turnover_eur="21 000 000 kr"))
    above = known(world, asking(world, "sis", **small, turnover_eur="21 000 001 kr"))

    # A micro company has a turnover of at most 2 000 000 euro: 21 000 000 / 10.50
    assert of_rule(at_limit, "E12")[0].figures["size"] == "micro"
    assert of_rule(above, "E12")[0].figures["size"] == "small"


def test_the_rate_of_the_case_counts_its_turnover_too(world: World) -> None:
    case = asking(world, "sis", **IN_KRONOR)
    give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal(12), day=date(2026, 2, 27))

    # 10 500 000 / 12
    assert known(world, case).concepts[Concept.TURNOVER_EUR] == Decimal(875_000)


def test_companies_of_the_group_are_each_in_their_own_currency(world: World) -> None:
    row = {"name": "Systern", "relation": "linked", "percent": "100", "employees": "1"}
    rows = [
        {**row, "turnover_eur": "2 100 kr", "balance_eur": "300 euro"},
        {**row, "turnover_eur": "400", "balance_eur": "21 kr"},
    ]

    facts = known(world, asking(world, "sis", in_a_group="yes", group=rows))

    companies = facts.concepts[Concept.GROUP]
    assert isinstance(companies, tuple)
    assert [(one.turnover_eur, one.balance_eur) for one in companies if isinstance(one, GroupCompany)] == [
        (Decimal(200), Decimal(300)),
        (Decimal(400), Decimal(2)),
    ]


def test_the_size_is_told_in_whole_euro(world: World) -> None:
    enter(world, rate("11.15"))

    told = of_rule(known(world, asking(world, "sis", turnover_eur="11 500 000 kr", balance_eur="100 000 kr")), "E12")

    # 11 500 000 / 11.15 = 1 031 390.13 and 100 000 / 11.15 = 8 968.61
    said = finding_text(told[0]).replace("\u00a0", " ")
    assert "omsättning 1 031 390 euro och balansomslutning 8 969 euro" in said


def test_earlier_aid_in_kronor_is_counted_by_the_rate_of_its_day(world: World) -> None:
    enter(world, rate("11", date(2025, 5, 30)))
    enter(world, rate("12"))

    aid = known(world, asking(world, **declared(amount_eur="110 000 kr"))).concepts[Concept.EARLIER_AID]

    # 110 000 / 11
    told = EarlierAid(date(2025, 6, 1), Decimal(10_000), "de_minimis", None, Decimal(110_000))
    assert aid == (told,)


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2024, 6, 1)])
@pytest.mark.parametrize("is_given", [True, False])
def test_the_same_aid_is_as_many_euro_whether_it_is_declared_or_of_the_register(
    world: World, day: date, is_given: bool
) -> None:
    enter(world, rate("11", date(2025, 5, 30)))
    enter(world, rate("12"))
    grant(world, 231_000, day)
    case = asking(world, **declared(granted_on=day.isoformat(), amount_eur="462 000 kr"))
    if is_given:
        give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal("11.42"), day=date(2026, 2, 27))

    euro = [one.aid.amount_eur for one in known(world, case).aid]

    # 231 000 / 11 by the rate of that spring, / 10.50 by the rules before the region's first rate; then twice as much
    assert euro == ([Decimal(21_000), Decimal(42_000)] if day.year == 2025 else [Decimal(22_000), Decimal(44_000)])


def test_aid_that_is_told_in_kronor_and_stands_in_the_register_counts_once(world: World) -> None:
    grant(world, 105_000, date(2025, 6, 1))
    case = asking(world, **declared())
    enter(world, rate("11.90"))

    aid = known(world, case).aid

    assert [(one.own is not None, one.told is not None) for one in aid] == [(True, True)]


def test_earlier_answers_in_plain_euro_keep_their_meaning(world: World) -> None:
    enter(world, rate("11.90"))

    facts = known(world, asking(world, **declared(amount_eur="12 500,50")))

    assert facts.concepts[Concept.EARLIER_AID] == (EarlierAid(date(2025, 6, 1), Decimal("12500.5"), "de_minimis"),)


def test_what_the_region_confirms_in_kronor_is_counted_the_same_way(world: World) -> None:
    case = asking(world, "sis")
    stated = Undertaking(2025, Currency.SEK, Size(Decimal(4), 21_000_000, 10_500_000))
    statement = state_group(world.uow("applicant"), world.organisation_id, stated)
    world.later(minutes=1)
    confirm_group(world.uow("officer"), world.organisation_id, version=statement.version)

    facts = known(world, case)

    # 21 000 000 / 10.50 and 10 500 000 / 10.50
    assert facts.concepts[Concept.TURNOVER_EUR] == Decimal(2_000_000)
    assert facts.concepts[Concept.BALANCE_EUR] == Decimal(1_000_000)
