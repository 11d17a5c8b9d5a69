"""A stored case gives rules what an object of try-rules gives them: same findings, same highest grant."""

from typing import Any

import pytest

from fundflow.cli.rules.printing import told
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.rules.engine import findings_of, highest_grant
from fundflow.models.organisation import Organisation
from fundflow.services.facts import facts_of
from tests.company_answers import answers_of
from tests.domain.applications import company, cost, shop
from tests.domain.applications import figures as figures_of_object
from tests.domain.applications import highest as highest_of_object
from tests.domain.applications import verdict as verdict_of_object
from tests.whole_case import World, draft, in_preparation


def stored(world: World, programme: str, grant_type: str, **changes: object) -> dict[str, Any]:
    """What the rules print of a case whose form was filled in."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    answers = {**answers_of(grant_type), **changes}
    case = in_preparation(world, programme=programme, grant_type=grant_type, **answers)
    return told("", facts_of(world.uow("officer"), case))


def finding(answer: dict[str, Any], rule: str) -> dict[str, Any]:
    findings: list[dict[str, Any]] = answer["findings"]
    return next(one for one in findings if one["rule"] == rule)


def test_group_and_earlier_aid_reach_the_rules_as_they_were_written(world: World) -> None:
    group = {"relation": "partner", "percent": "30", "employees": "80", "turnover_eur": "1 000 000", "balance_eur": "2"}
    aid = {"granted_on": "1 februari 2025", "amount_eur": "12 500,50", "regulation": "de_minimis"}
    answer = stored(
        world,
        "business_support",
        "sis",
        in_a_group="yes",
        group=[{"name": "Systerbolaget", **group}],
        has_earlier_aid="yes",
        earlier_aid=[{"giver": "Kommunen", **aid}],
    )

    # 4.5 + 30 % of 80 employed; 300 000 - 12 500.50 euro
    assert finding(answer, "E12")["figures"]["employees"] == 28.5
    assert finding(answer, "E1")["figures"]["room_eur"] == 287_499.5


def test_what_is_not_asked_since_there_is_none_is_known(world: World) -> None:
    answer = stored(world, "business_support", "sis", in_a_group="no", has_earlier_aid="no")

    assert finding(answer, "E1")["figures"]["used_eur"] == 0
    assert finding(answer, "E12")["verdict"] == "fulfilled"


def begun(world: World, programme: str, grant_type: str, **changes: object) -> dict[str, Any]:
    """What the rules print of a case whose form is being filled in."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    case = draft(world, programme=programme, grant_type=grant_type, **{**answers_of(grant_type), **changes})
    return told("", facts_of(world.uow("applicant"), case))


WHOLE_AID = {"giver": "Kommunen", "granted_on": "2025-02-01", "amount_eur": "12 500", "regulation": "de_minimis"}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"giver": "", "granted_on": "", "amount_eur": "", "regulation": ""}],
        [{**WHOLE_AID, "amount_eur": ""}],
        [{**WHOLE_AID, "giver": ""}],
        [WHOLE_AID, {**WHOLE_AID, "granted_on": ""}],
    ],
)
def test_earlier_aid_that_is_half_told_is_not_known(world: World, rows: list[dict[str, str]]) -> None:
    """Neither met, nor room: the whole ceiling is not left when it is said that there was some."""
    answer = begun(world, "business_support", "sis", has_earlier_aid="yes", earlier_aid=rows)

    assert {finding(answer, rule)["verdict"] for rule in ("E1", "V10", "I1")} == {"not_yet"}
    assert answer["max_grant_sek"] is None


def test_earlier_aid_of_a_shop_that_is_half_told_is_not_accounted_for(world: World) -> None:
    answer = begun(
        world,
        "commercial_service",
        "servicebidrag",
        has_earlier_aid="yes",
        earlier_aid=[{**WHOLE_AID, "regulation": ""}],
    )

    assert (finding(answer, "S11")["verdict"], finding(answer, "E1")["verdict"]) == ("not_yet", "not_yet")


def test_a_group_of_which_no_company_is_written_is_not_known(world: World) -> None:
    answer = begun(world, "business_support", "sis", in_a_group="yes", group=[])

    assert finding(answer, "E12")["verdict"] == "not_yet"


def test_own_work_is_counted_at_most_at_its_hourly_rate(world: World) -> None:
    costs = [
        {"what": "Konsult", "kind": "external_services", "amount": "60 000"},
        {"what": "Vi", "kind": "own_work", "own_hours": "100", "hourly_rate": "400", "amount": "40 000"},
    ]
    answer = stored(world, "business_support", "innovationscheck", costs=costs)
    same = company(
        "innovationscheck",
        costs=[cost("external_services", 60_000), cost("own_work", 40_000, own_hours=100, hourly_rate=400)],
        seat_in_county=True,
    )

    assert answer["max_grant_sek"] == highest_of_object(same) == 43_750


def test_a_shop_is_held_against_the_same_ceiling(world: World) -> None:
    answer = stored(world, "commercial_service", "driftstod", driftstod_same_year="120 000")
    same = shop("driftstod", requested_amount=220_000, driftstod_same_year=120_000)

    assert answer["max_grant_sek"] == highest_of_object(same) == 250_000
    assert finding(answer, "S10")["figures"] == figures_of_object(same, "S10")
    assert finding(answer, "S9")["verdict"] == verdict_of_object(same, "S9")


def test_a_shop_that_has_not_said_what_it_sells_is_not_held_to_sell_nothing(world: World) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    answers = {**answers_of("driftstod"), "service_goods": []}
    case = draft(world, programme="commercial_service", grant_type="driftstod", **answers)
    answer = told("", facts_of(world.uow("applicant"), case))

    assert finding(answer, "S2")["verdict"] == "not_yet"
    assert finding(answer, "S9")["verdict"] != "stops"


@pytest.mark.parametrize("grant_type", ["mikrostod", "ris"])
def test_a_draft_is_held_against_the_day_it_would_be_sent_in(world: World, grant_type: str) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    case = in_preparation(world, programme="business_support", grant_type=grant_type, **answers_of(grant_type))
    case.received_on = None
    facts = facts_of(world.uow("officer"), case)

    assert facts.received_on == world.now.date()
    assert facts.place is not None
    assert highest_grant(findings_of(facts)) is not None
