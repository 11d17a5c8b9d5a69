"""The register of published figures, on both databases: what is entered stays, and rules take what was known."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding
from fundflow.domain.money import Money
from fundflow.domain.published import FigureKind, Published
from fundflow.domain.rates import EuroRate
from fundflow.domain.rulebook import price_base
from fundflow.domain.rules.engine import findings_of
from fundflow.labels.findings import finding_text
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Document
from fundflow.models.published import PublishedFigure
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import AtMeeting, ConditionWritten, Proposal, decide, dispatch
from fundflow.services.euro_rate import give_rate
from fundflow.services.facts import facts_of
from fundflow.services.payable import payable_in
from fundflow.services.published import correct_figure, enter_figure, rulebook_on
from fundflow.services.unit_of_work import UnitOfWork
from tests.claim_parts import judge, proposed_payout
from tests.databases import statements_to
from tests.delivery_parts import granted_delivery, sent_delivery
from tests.payment_parts import codes
from tests.services.test_aid import asking, grant
from tests.services.test_home_delivery_left import differing
from tests.whole_case import REGION, World, assess

# The world's day is Monday 2 March 2026; the rules' own rate is 10.50 kronor.
FEBRUARY = date(2026, 2, 27)
GRANT = Proposal(
    DecisionKind.GRANT, "Företaget växer.", Money.kronor(25_000), (ConditionWritten("Arbetet är klart i år."),)
)


def rate(kronor: str, day: date = FEBRUARY) -> Published:
    return Published(FigureKind.EURO_RATE, Decimal(kronor), "Påhittad kurs", day=day)


def base(kronor: int, year: int = 2027) -> Published:
    return Published(FigureKind.PRICE_BASE, Decimal(kronor), "Påhittat belopp", year=year)


def enter(world: World, figure: Published, who: str = "administrator") -> PublishedFigure:
    return enter_figure(world.uow(who), figure)


def granted_now(world: World, case: Case) -> Decision:
    """A grant of the case that the head decides at the world's moment."""
    assess(world, case)
    decision = propose_decision(world.uow("officer"), case.id, GRANT)
    decide(world.uow("head"), decision.id)
    return decision


def room(world: World, case: Case) -> Finding:
    found = findings_of(facts_of(world.uow("officer"), case))
    return next(one for one in found if one.rests_on("E1"))


# ----- who and what


@pytest.mark.parametrize("who", ["officer", "head", "economist", "analyst", "auditor", "applicant"])
def test_only_the_administrator_enters_figures(world: World, who: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(world, rate("11.15"), who)

    assert codes(refused) == ["not_permitted"]


def test_a_figure_keeps_who_entered_it_and_when(world: World) -> None:
    figure = enter(world, rate("11.1534"))
    world.session.expire_all()

    assert (figure.value, figure.day, figure.year) == (Decimal("11.1534"), FEBRUARY, None)
    assert (figure.entered_by_id, figure.entered_at) == (world.people["administrator"], world.now)


def test_a_correction_counts_instead_of_what_was_wrong_and_both_stay(world: World) -> None:
    wrong = enter(world, rate("11.51"))
    uow = world.uow("administrator")

    correct_figure(uow, wrong.id, rate("11.15"), reason="Siffrorna var omkastade.")

    assert rulebook_on(uow, uow.today).published.rates == (EuroRate(Decimal("11.15"), FEBRUARY, "Påhittad kurs"),)
    assert world.session.scalar(sa.select(sa.func.count(PublishedFigure.id))) == 2
    with pytest.raises(Refused) as refused:
        correct_figure(uow, wrong.id, rate("11.16"), reason="En gång till.")
    assert codes(refused) == ["published_corrected"]


def test_a_correction_may_move_the_day_but_not_onto_another_figure(world: World) -> None:
    wrong = enter(world, rate("11.15", date(2026, 2, 20)))
    enter(world, rate("11.20"))
    uow = world.uow("administrator")

    with pytest.raises(Refused) as refused:
        correct_figure(uow, wrong.id, rate("11.15"), reason="Fel dag.")
    correct_figure(uow, wrong.id, rate("11.15", date(2026, 2, 26)), reason="Fel dag.")

    assert codes(refused) == ["published_day_known"]
    assert [one.day for one in rulebook_on(uow, uow.today).published.rates] == [FEBRUARY, date(2026, 2, 26)]


def test_what_is_not_there_cannot_be_corrected(world: World) -> None:
    with pytest.raises(NotFound):
        correct_figure(world.uow("administrator"), 4711, rate("11.15"), reason="Fel.")


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_rows_are_only_added(world: World, change: str) -> None:
    enter(world, rate("11.15"))
    world.session.commit()

    with pytest.raises(sa.exc.DBAPIError, match="only added"):
        world.session.execute(sa.text(change.format("published_figure")))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"value": Decimal("111.5")}, id="a rate that nobody would believe"),
        pytest.param({"value": Decimal("-11.5")}, id="below zero"),
        pytest.param({"day": None}, id="a rate without a day"),
        pytest.param({"year": 2026}, id="a rate of a year"),
        pytest.param({"reason": "Fel."}, id="a reason that corrects nothing"),
        pytest.param({"kind": FigureKind.PRICE_BASE, "day": None, "year": 2027}, id="a price base of eleven kronor"),
        pytest.param(
            {"kind": FigureKind.PRICE_BASE, "day": None, "year": 2027, "value": Decimal("60000.5")}, id="half a krona"
        ),
    ],
)
def test_the_database_refuses_what_must_not_be(world: World, changes: dict[str, object]) -> None:
    right: dict[str, object] = {
        "kind": FigureKind.EURO_RATE, "day": FEBRUARY, "value": Decimal("11.15"), "source": "X", "entered_at": world.now
    }  # fmt: skip
    world.session.add(PublishedFigure(**{**right, **changes}))

    with pytest.raises(sa.exc.IntegrityError):
        world.session.flush()


def test_a_day_that_a_correction_has_left_is_free_again(world: World) -> None:
    moved = enter(world, rate("11.15"))
    correct_figure(world.uow("administrator"), moved.id, rate("11.15", date(2026, 2, 26)), reason="Fel dag.")

    enter(world, rate("11.20"))

    assert [(one.day, one.sek_per_eur) for one in rulebook_on(world.uow("officer"), FEBRUARY).published.rates] == [
        (date(2026, 2, 26), Decimal("11.15")),
        (FEBRUARY, Decimal("11.2")),
    ]


# ----- two administrators at once


@pytest.mark.parametrize("figure", [rate("11.16"), base(60_000)])
def test_the_database_keeps_one_figure_that_counts(world: World, figure: Published) -> None:
    """Also where nobody asked the service first."""
    enter(world, figure)
    kept = {"kind": figure.kind, "day": figure.day, "year": figure.year, "value": figure.value, "source": "X"}
    world.session.add(PublishedFigure(**kept, entered_at=world.now))

    with pytest.raises(sa.exc.IntegrityError, match="counts for a day or year"):
        world.session.flush()


def refusals_at_once(engine: sa.Engine, world: World, deed: Callable[[UnitOfWork], object]) -> list[list[str]]:
    """Do a deed in eight sessions at once; why each one that was refused was."""
    actor, refusals = world.actor("administrator"), []
    world.session.commit()
    together = Barrier(8)

    def work(_: int) -> None:
        together.wait()
        with Session(engine, expire_on_commit=False) as session:
            try:
                deed(UnitOfWork(session, actor, world.now, world.catalogue, REGION))
                session.commit()
            except Refused as refused:
                refusals.append([one.code for one in refused.findings])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    return refusals


def test_of_two_who_enter_the_same_day_at_once_one_is_told_that_it_is_known(engine: sa.Engine, world: World) -> None:
    refusals = refusals_at_once(engine, world, lambda uow: enter_figure(uow, rate("11.15")))

    assert refusals == [["published_day_known"]] * 7
    assert world.session.scalar(sa.select(sa.func.count(PublishedFigure.id))) == 1


def test_of_two_who_correct_the_same_figure_at_once_one_is_told_that_it_is_corrected(
    engine: sa.Engine, world: World
) -> None:
    wrong = enter(world, rate("11.51"))

    def correct(uow: UnitOfWork) -> None:
        correct_figure(uow, wrong.id, rate("11.15"), reason="Siffrorna var omkastade.")

    assert refusals_at_once(engine, world, correct) == [["published_corrected"]] * 7
    assert world.session.scalar(sa.select(sa.func.count(PublishedFigure.id))) == 2


# ----- what rules take


def test_the_room_is_reckoned_at_the_newest_rate_and_tells_its_day_and_source(world: World) -> None:
    case = asking(world)
    enter(world, rate("11.15"))

    found = room(world, case)

    # 300 000 euro x 11.15 = 3 345 000 kronor
    assert found.figures["highest"].whole_kronor == 3_345_000  # type: ignore[union-attr]
    told = "En euro räknas som 11,15 kronor, kursen den 27\u00a0februari\u00a02026. Källa: Påhittad kurs."
    assert told in finding_text(found)


def test_the_rate_that_an_officer_gave_the_case_goes_before_the_regions(world: World) -> None:
    case = asking(world)
    enter(world, rate("11.15"))
    give_rate(world.uow("officer"), case.id, sek_per_eur=Decimal("11.42"), day=FEBRUARY)

    found = room(world, case)

    assert found.figures["rate"] == EuroRate(Decimal("11.42"), FEBRUARY)
    assert "som handläggaren har angett" in finding_text(found)


@pytest.mark.parametrize("passed", [pytest.param(1, id="later the same day"), pytest.param(72, id="days later")])
def test_a_decided_case_keeps_the_rate_that_was_known_when_it_was_decided(world: World, passed: int) -> None:
    case, waiting = asking(world), asking(world)
    first = enter(world, rate("11.15"))
    decision = granted_now(world, case)
    world.later(hours=passed)
    correct_figure(world.uow("administrator"), first.id, rate("11.16"), reason="Fel i avskriften.")
    enter(world, rate("11.30", date(2026, 3, 1)))
    dispatch(world.uow("officer"), decision.id)

    kept, now = (facts_of(world.uow("officer"), one).euro_rate for one in (case, waiting))

    assert (kept and kept.sek_per_eur, now and now.sek_per_eur) == (Decimal("11.15"), Decimal("11.3"))


def test_a_decision_that_is_recorded_after_its_day_keeps_what_was_known_when_it_was_recorded(world: World) -> None:
    """The rules were tried with that, though the meeting was before the correction."""
    case, wrong = asking(world), enter(world, rate("11.51"))
    assess(world, case)
    decision = propose_decision(world.uow("officer"), case.id, GRANT)
    world.later(days=3)
    correct_figure(world.uow("administrator"), wrong.id, rate("11.15"), reason="Siffrorna var omkastade.")
    decide(world.uow("head"), decision.id, meeting=AtMeeting(date(2026, 3, 3), "§ 12"))

    known = facts_of(world.uow("officer"), case).euro_rate

    assert (decision.decided_on, known and known.sek_per_eur) == (date(2026, 3, 3), Decimal("11.15"))


def test_a_decided_payout_keeps_the_price_base_amount_in_its_letter(world: World) -> None:
    """Net 70 000 gives 26 250; with a price base of 200 000 entered later it would be too small to give anything."""
    case = granted_delivery(world)
    claim = sent_delivery(world.uow("applicant"), case.id, 70_000, fees=0)
    judge(world.uow("officer"), claim.id)
    decision = proposed_payout(world.uow("officer"), claim.id)
    decide(world.uow("head"), decision.id)
    world.later(hours=1)
    enter(world, base(200_000, 2026))
    world.later(days=1)
    dispatch(world.uow("officer"), decision.id)

    letter = world.session.get_one(Document, decision.document_id)

    assert "Högst att betala ut nu: 26 250 kr" in lines_of(letter)
    assert payable_in(world.uow("officer"), case, claim).highest == Money.kronor(26_250)
    assert (case.entitled, differing(world)) == (Money.kronor(26_250), [])


def lines_of(letter: Document) -> list[str]:
    """The calculation of a letter as it is frozen, line by line."""
    frozen: Any = letter.facts
    return [f"{one['label']}: {one['amount']}".replace("\u00a0", " ") for one in frozen["claim"]["calculation"]]


def test_an_earlier_grant_counts_at_the_rate_of_its_day(world: World) -> None:
    enter(world, rate("11", date(2025, 5, 30)))
    enter(world, rate("12"))
    grant(world, 110_000, date(2025, 6, 1))

    # 110 000 / 11 = 10 000 euro, on the day of that decision
    assert room(world, asking(world)).figures["used_eur"] == Decimal(10_000)


def test_the_price_base_amount_of_a_year_can_be_entered_when_it_is_published(world: World) -> None:
    uow = world.uow("administrator")
    before = price_base(rulebook_on(uow, uow.today), 2027)
    enter(world, base(60_000))

    after = price_base(rulebook_on(uow, uow.today), 2027)

    assert before is None
    assert after is not None
    assert (after.amount.whole_kronor, after.source) == (60_000, "Påhittat belopp")


def test_another_support_than_one_with_a_ceiling_knows_the_rate_too(world: World) -> None:
    enter(world, rate("11.15"))
    case = asking(world, "ris")

    assert facts_of(world.uow("officer"), case).concepts[Concept.SEK_PER_EUR] == Decimal("11.15")


def test_the_figures_are_read_once_for_all_that_is_known_of_a_case(engine: sa.Engine, world: World) -> None:
    case = asking(world)
    enter(world, rate("11.15"))

    with statements_to(engine) as sent:
        facts_of(world.uow("officer"), case)

    assert len([one for one in sent if "FROM published_figure" in one]) == 1
