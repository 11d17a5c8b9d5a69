"""Earlier aid to the single undertaking: what is declared and what the register knows, each once, at a dated rate."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete

from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.currencies import Currency
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Refused
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate
from fundflow.domain.roles import OrganisationRight
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.states import State
from fundflow.domain.undertaking import Link, Relation, Size, Undertaking
from fundflow.models.aid import CaseRate
from fundflow.models.case import Case, CaseFact
from fundflow.models.organisation import Organisation
from fundflow.queries.cases import notes_of
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import ConditionWritten, Proposal
from fundflow.services.euro_rate import give_rate
from fundflow.services.facts import facts_of
from fundflow.services.undertaking import confirm_group, state_group
from tests.company_answers import answers_of
from tests.factories import make_case
from tests.journey_parts import TOKENS
from tests.payment_parts import codes
from tests.whole_case import World, add_organisation, assess, in_preparation, join

SISTER = "559999-0008"
# Decided on Monday 2 March 2026: aid counts from 3 March 2023. Figures of the rules: 10.50 kronor a euro.
FIRST_DAY, DAY_BEFORE = date(2023, 3, 3), date(2023, 3, 2)


def grant(
    world: World, kronor: int, on: date, grant_type: str = "tillvaxtcheck", of: int | None = None, **changes: object
) -> Case:
    """A case of the register that was granted on a day."""
    organisation = world.session.get_one(Organisation, of or world.organisation_id)
    service = grant_type in ("servicebidrag", "driftstod", "investeringsstod")
    facts: dict[str, object] = {
        "state": State.ONGOING,
        "registry_number": f"RUN 2025/{next(TOKENS):05d}",
        "programme": "commercial_service" if service else "business_support",
        "grant_type": grant_type,
        "granted": Money.kronor(kronor),
        "decided_on": on,
        "decided_year": on.year,
        **changes,
    }
    return make_case(world.session, organisation=organisation, **facts)


def at_ten(world: World, case: Case) -> None:
    """The rate that an officer gave the case, ten kronor a euro."""
    officer = world.people["officer"]
    world.session.add(
        CaseRate(case_id=case.id, sek_per_eur=Decimal(10), rate_on=FIRST_DAY, noted_at=world.now, noted_by_id=officer)
    )
    world.session.flush()


def asking(world: World, grant_type: str = "mikrostod", **changes: object) -> Case:
    """A case in preparation that asks for the support; 25 000 kronor of mikrostöd."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    programme = "commercial_service" if grant_type == "driftstod" else "business_support"
    return in_preparation(world, programme=programme, grant_type=grant_type, **{**answers_of(grant_type), **changes})


def known(world: World, case: Case) -> CaseFacts:
    return facts_of(world.uow("officer"), case)


def finding(facts: CaseFacts, rule: str) -> Finding:
    return next(one for one in findings_of(facts) if one.source and one.source.rule == rule)


def used(world: World, case: Case, rule: str = "E1") -> object:
    return finding(known(world, case), rule).figures["used_eur"]


def sister_of(world: World, relation: Relation = Relation.LINKED, percent: int = 80) -> int:
    """Another applicant that the world's own has stated as part of its group."""
    sister = add_organisation(world, "Fjällmat AB", number=SISTER, kind=ApplicantKind.COMPANY)
    link = Link("Fjällmat AB", relation, Decimal(percent), Size(), SISTER)
    state_group(world.uow("applicant"), world.organisation_id, Undertaking(2025, Currency.EUR, Size(), (link,)))
    return sister


def declared(*rows: dict[str, str]) -> dict[str, object]:
    return {
        "has_earlier_aid": "yes",
        "earlier_aid": [{"giver": "Regionen", "regulation": "de_minimis"} | r for r in rows],
    }


def _stated_by(world: World, organisation_id: int, link: Link) -> int:
    """State the group of another applicant, by one who acts for it; the version of the statement."""
    own, world.organisation_id = world.organisation_id, organisation_id
    join(world, "writer", OrganisationRight.EDIT, confirmed=True)
    world.organisation_id = own
    stated = Undertaking(2025, Currency.EUR, Size(), (link,))
    return state_group(world.uow("writer"), organisation_id, stated).version


# ----- the register


def test_own_grants_and_those_of_a_linked_company_count_within_three_years(world: World) -> None:
    case = asking(world)
    grant(world, 105_000, FIRST_DAY)
    grant(world, 21_000, date(2025, 6, 1), "servicebidrag")
    grant(world, 42_000, date(2025, 6, 1), of=sister_of(world))
    grant(world, 999_999, DAY_BEFORE)

    # (105 000 + 21 000 + 42 000) / 10.50 = 16 000 euro; (300 000 - 16 000) x 10.50 = 2 982 000 kronor
    within = finding(known(world, case), "E1")
    assert within.figures["used_eur"] == 16_000
    assert within.figures["room_eur"] == 284_000
    assert within.figures["highest"] == Money.kronor(2_982_000)


def test_a_grant_that_is_not_dispatched_counts_for_the_office_and_shows_the_applicant_nothing(world: World) -> None:
    case = asking(world)
    grant(world, 105_000, FIRST_DAY, state=State.GRANTED)

    seen = finding(facts_of(world.uow("applicant"), case), "E1").figures["used_eur"]

    assert (used(world, case), seen) == (10_000, 0)


def test_what_is_released_does_not_count_and_changes_do(world: World) -> None:
    case = asking(world)
    grant(world, 100_000, FIRST_DAY, changed=Money.kronor(10_000), released=Money.kronor(5_000))

    # 105 000 / 10.50
    assert used(world, case) == 10_000


def test_services_of_general_interest_are_counted_apart(world: World) -> None:
    case = asking(world)
    grant(world, 210_000, FIRST_DAY, "driftstod")
    grant(world, 105_000, FIRST_DAY, "ris")
    assert used(world, case) == 0

    shop = asking(world, "driftstod")
    grant(world, 21_000, FIRST_DAY)
    assert used(world, shop, "E9") == 20_000
    assert finding(known(world, shop), "E9").figures["ceiling_eur"] == 750_000


def test_a_partner_is_another_undertaking(world: World) -> None:
    case = asking(world)
    grant(world, 42_000, FIRST_DAY, of=sister_of(world, Relation.PARTNER, 40))

    assert used(world, case) == 0


def test_what_was_granted_to_one_that_has_been_taken_over_counts(world: World) -> None:
    case = asking(world)
    before = add_organisation(world, "Gamla bolaget AB", merged_into_id=world.organisation_id)
    grant(world, 10_500, FIRST_DAY, of=before)

    assert used(world, case) == 1_000


def test_what_another_states_of_its_group_counts_once_the_region_has_confirmed_it(world: World) -> None:
    case = asking(world)
    own_number = world.session.get_one(Organisation, world.organisation_id).number
    other = add_organisation(world, "Moderbolaget AB", number=SISTER, kind=ApplicantKind.COMPANY)
    grant(world, 10_500, FIRST_DAY, of=other)
    link = Link("Dottern", Relation.LINKED, Decimal(100), Size(), own_number)
    version = _stated_by(world, other, link)
    assert used(world, case) == 0

    confirm_group(world.uow("officer"), other, version=version)
    assert used(world, case) == 1_000


def test_a_linked_company_of_a_linked_company_is_the_same_undertaking(world: World) -> None:
    case, sister = asking(world), sister_of(world)
    third = add_organisation(world, "Tredje AB", number="556000-0001", kind=ApplicantKind.COMPANY)
    version = _stated_by(world, sister, Link("Tredje", Relation.LINKED, Decimal(60), Size(), "556000-0001"))
    confirm_group(world.uow("officer"), sister, version=version)
    grant(world, 21_000, FIRST_DAY, of=third)

    assert used(world, case) == 2_000


# ----- declared and registered


def test_a_declared_row_that_the_register_knows_counts_once(world: World) -> None:
    # 105 000 / 10.50 = 10 000 euro, declared as 10 001; the municipality's 500 euro stand beside it.
    same, other = (
        {"granted_on": "2025-06-01", "amount_eur": "10001"},
        {"granted_on": "2025-06-01", "amount_eur": "500"},
    )
    case = asking(world, **declared(same, other))
    granted = grant(world, 105_000, date(2025, 6, 1))

    assert used(world, case) == 10_500
    assert [(one.own and one.own.case_id, one.told is not None) for one in known(world, case).aid] == [
        (granted.id, True),
        (None, True),
    ]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"granted_on": "2025-06-01", "amount_eur": "10001,01"}, id="more than a euro apart"),
        pytest.param({"granted_on": "2025-06-02", "amount_eur": "10000"}, id="another day"),
    ],
)
def test_a_declared_row_that_differs_counts_beside_the_register(world: World, row: dict[str, str]) -> None:
    case = asking(world, **declared(row))
    grant(world, 105_000, date(2025, 6, 1))

    assert used(world, case) == 10_000 + Decimal(row["amount_eur"].replace(",", "."))


def test_two_grants_of_a_day_are_two_though_declared_once(world: World) -> None:
    case = asking(world, **declared({"granted_on": "2025-06-01", "amount_eur": "10000"}))
    grant(world, 105_000, date(2025, 6, 1))
    grant(world, 105_000, date(2025, 6, 1))

    assert used(world, case) == 20_000


def test_a_grant_that_was_lowered_is_still_the_one_that_was_declared(world: World) -> None:
    case = asking(world, **declared({"granted_on": "2025-06-01", "amount_eur": "10000"}))
    grant(world, 105_000, date(2025, 6, 1), released=Money.kronor(52_500))

    assert used(world, case) == 5_000


def test_what_the_applicant_has_not_answered_stays_unknown(world: World) -> None:
    case = asking(world, **declared({"granted_on": "2025-06-01", "amount_eur": "500"}))
    world.session.execute(delete(CaseFact).where(CaseFact.concept == Concept.EARLIER_AID))
    grant(world, 105_000, FIRST_DAY)

    assert finding(known(world, case), "E1").verdict is Verdict.NOT_YET
    assert len(known(world, case).aid) == 1


# ----- the ceiling holds


@pytest.mark.parametrize(("kronor", "refused"), [(2_975_000, False), (2_975_001, True)])
def test_one_krona_more_than_the_room_stops_the_proposal(world: World, kronor: int, refused: bool) -> None:
    # At 10 kronor a euro: (300 000 - 297 500) x 10 = 25 000, which is what is asked for.
    case = asking(world)
    assess(world, case)
    for one in (case, grant(world, kronor, FIRST_DAY, "servicebidrag")):
        at_ten(world, one)

    proposal = Proposal(DecisionKind.GRANT, "Behövs.", Money.kronor(25_000), (ConditionWritten("Som i ansökan."),))
    if not refused:
        assert propose_decision(world.uow("officer"), case.id, proposal).amount == Money.kronor(25_000)
        return
    with pytest.raises(Refused) as told:
        propose_decision(world.uow("officer"), case.id, proposal)
    over = next(one for one in told.value.findings if one.source and one.source.rule == "E1")
    assert (over.code, over.figures["over"]) == ("room_over", Money.kronor(1))


# ----- the rate


def test_the_rate_of_the_officer_wins_and_is_kept_with_its_day(world: World) -> None:
    case = asking(world)
    assert known(world, case).euro_rate == EuroRate(Decimal("10.5"))

    give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal("11.42"), day=date(2026, 2, 27))

    facts = known(world, case)
    assert facts.euro_rate == EuroRate(Decimal("11.42"), date(2026, 2, 27))
    assert finding(facts, "E1").figures["highest"] == Money.kronor(3_426_000)
    assert [note.text.replace("\u00a0", " ") for note in notes_of(world.session, case.id)] == [
        "En euro räknas som 11,42 kronor, kursen den 27 februari 2026. Förut 10,5 kronor."
    ]


def test_a_later_case_counts_a_grant_at_the_rate_it_was_decided_on(world: World) -> None:
    earlier = asking(world)
    give_rate(world.uow("officer"), earlier.id, sek_per_eur=Decimal("12.5"), day=date(2026, 2, 27))
    earlier.state, earlier.granted, earlier.decided_on = State.ONGOING, Money.kronor(25_000), date(2026, 3, 2)
    case = asking(world)

    assert used(world, case) == 2_000


@pytest.mark.parametrize(
    ("rate", "day", "code"),
    [
        ("11.4", date(2026, 3, 3), "rate_day_ahead"),
        ("0", date(2026, 3, 2), "rate_not_above_zero"),
        ("114", date(2026, 3, 2), "rate_far_off"),
        ("1.14", date(2026, 3, 2), "rate_far_off"),
    ],
)
def test_a_rate_that_cannot_be_right_is_refused(world: World, rate: str, day: date, code: str) -> None:
    case = asking(world)

    with pytest.raises(Refused) as refused:
        give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal(rate), day=day)
    assert codes(refused) == [code]


def test_a_decided_case_keeps_its_rate(world: World) -> None:
    case = grant(world, 25_000, FIRST_DAY)

    with pytest.raises(Refused) as refused:
        give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal("11.4"), day=FIRST_DAY)
    assert codes(refused) == ["wrong_state"]
