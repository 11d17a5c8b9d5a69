"""The desk in SQL, on both databases: what each view and filter holds, their counts, order, pages and statements."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from fundflow.domain.gender import GenderCategory
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.roles import Actor, Role
from fundflow.domain.states import Origin, State
from fundflow.models.payment import Claim
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.queries.paging import ListRequest
from fundflow.queries.worklist import Desk, desk, rows_of
from tests.databases import statements_to
from tests.factories import NOON, make_case, make_organisation

TODAY = date(2026, 3, 2)


def person(session: Session, name: str) -> int:
    """Add an officer."""
    someone = Person(email=f"{name}@nordanland.example", name=name, created_at=NOON, session_version=1, language="sv")
    session.add(someone)
    session.flush()
    return someone.id


def add(session: Session, number: int, **changes: Any) -> int:
    """Add a case with a number and a search text."""
    facts: dict[str, Any] = {"registry_number": f"RUN 2026/{number:05}", "search_text": f"run 2026/{number:05}"}
    return make_case(session, **{**facts, **changes}).id


def add_report(session: Session, case_id: int, state: ReportState) -> None:
    """Add a report that stands there."""
    sent = NOON if state is not ReportState.DUE else None
    approved = NOON if state is ReportState.APPROVED else None
    facts = {"kind": ReportKind.PROGRESS, "due_on": TODAY, "changed_at": NOON, "sent_at": sent, "approved_at": approved}
    session.add(Report(case_id=case_id, state=state, **facts))
    session.flush()


def add_claim(session: Session, case_id: int, state: ClaimState) -> None:
    """Add a claim that stands there."""
    session.add(Claim(case_id=case_id, sequence=1, state=state, sent_at=NOON, started_at=NOON, changed_at=NOON))
    session.flush()


def officer(person_id: int) -> Actor:
    return Actor(person_id, "Ylva", frozenset({Role.CASE_OFFICER}))


def shown(session: Session, viewer: Actor, words: str = "", sort: str = "nummer", **filters: str) -> Desk:
    """What the desk shows with one value a filter."""
    descending = sort.startswith("-")
    chosen = {name: (value,) for name, value in filters.items()}
    return desk(session, viewer, ListRequest(chosen, words, sort.removeprefix("-"), descending), today=TODAY)


def ids(found: Desk) -> list[int]:
    return [row.id for row in found.page.rows]


@pytest.fixture
def ylva(session: Session) -> Actor:
    return officer(person(session, "Ylva Sandmo"))


def test_my_open_cases_are_mine_and_open(session: Session, ylva: Actor) -> None:
    mine = add(session, 1, officer_id=ylva.person_id, state=State.IN_PREPARATION)
    add(session, 2, officer_id=ylva.person_id, state=State.REJECTED)
    add(session, 3, officer_id=person(session, "Åke Bergfors"))
    add(session, 4)

    found = shown(session, ylva, vy="mina")

    assert ids(found) == [mine]
    assert found.views == {
        "mina": 1, "frister": 0, "granska": 0, "otilldelade": 1, "nya": 4, "oppna": 3, "klara": 0, "expediera": 0
    }  # fmt: skip


def test_what_waits_for_me_is_sent_reports_and_claims_of_my_cases(session: Session, ylva: Actor) -> None:
    running: dict[str, Any] = {"state": State.ONGOING, "granted": Money.kronor(1)}
    mine = {"officer_id": ylva.person_id, **running}
    reported, claimed, both, quiet = (add(session, number, **mine) for number in (1, 2, 3, 4))
    for case_id in (reported, both, add(session, 5, **running)):
        add_report(session, case_id, ReportState.SENT)
    for state in (ReportState.DUE, ReportState.RETURNED, ReportState.APPROVED):
        add_report(session, quiet, state)
    for case_id in (claimed, both):
        add_claim(session, case_id, ClaimState.SENT)
    add_claim(session, quiet, ClaimState.PROPOSED)

    found = shown(session, ylva, vy="granska")

    assert [(row.id, row.report_waits, row.claim_waits) for row in found.page.rows] == [
        (reported, True, False),
        (claimed, False, True),
        (both, True, True),
    ]
    assert found.views["granska"] == 3


def test_my_deadlines_are_those_within_a_week_or_over(session: Session, ylva: Actor) -> None:
    over = add(session, 1, officer_id=ylva.person_id, deadline_on=TODAY - timedelta(days=2))
    soon = add(session, 2, officer_id=ylva.person_id, deadline_on=TODAY + timedelta(days=7))
    add(session, 3, officer_id=ylva.person_id, deadline_on=TODAY + timedelta(days=8))

    found = shown(session, ylva, vy="frister", sort="frist")

    assert ids(found) == [over, soon]
    assert (found.totals.overdue, found.totals.soon) == (1, 1)


def test_drafts_and_discarded_cases_are_never_on_the_desk(session: Session, ylva: Actor) -> None:
    add(session, 1, state=State.DRAFT, registry_number=None, received_at=None, received_on=None)
    add(session, 2, discarded_at=NOON)

    assert ids(shown(session, ylva)) == []


def test_someone_who_may_not_read_cases_sees_none(session: Session) -> None:
    organisation = make_organisation(session)
    make_case(session, organisation=organisation)
    applicant = Actor(9, "Maja", frozenset({Role.APPLICANT}), organisations=frozenset({organisation.id}))

    assert ids(shown(session, applicant)) == []


def test_counts_of_a_filter_follow_the_other_filters_and_not_its_own(session: Session, ylva: Actor) -> None:
    add(session, 1, state=State.RECEIVED, gender_category=GenderCategory.WOMEN)
    add(session, 2, state=State.RECEIVED, gender_category=GenderCategory.MEN)
    add(session, 3, state=State.IN_PREPARATION, gender_category=GenderCategory.MEN)

    found = shown(session, ylva, kategori="men", lage="received")

    assert {count.value: count.cases for count in found.facets["lage"]} == {"received": 1, "in_preparation": 1}
    assert {count.value: count.cases for count in found.facets["kategori"]} == {"women": 1, "men": 1}


@pytest.mark.parametrize(
    ("received_on", "age"),
    [
        pytest.param(date(2026, 2, 3), "under-1", id="less than a month"),
        pytest.param(date(2026, 2, 2), "1-4", id="a month to the day"),
        pytest.param(date(2025, 11, 2), "4-6", id="four months to the day"),
        pytest.param(date(2025, 9, 2), "over-6", id="six months to the day"),
    ],
)
def test_age_is_counted_in_months_from_the_received_day(
    session: Session, ylva: Actor, received_on: date, age: str
) -> None:
    case_id = add(session, 1, received_on=received_on)

    assert ids(shown(session, ylva, alder=age)) == [case_id]


def test_decided_cases_have_no_age(session: Session, ylva: Actor) -> None:
    add(session, 1, received_on=date(2020, 1, 1), state=State.REJECTED)

    assert ids(shown(session, ylva, alder="over-6")) == []


@pytest.mark.parametrize(
    ("kronor", "size"),
    [(200_000, "under-200"), (200_001, "200-500"), (1_200_000, "500-1200"), (1_200_001, "over-1200")],
)
def test_amounts_belong_to_the_band_that_reaches_them(session: Session, ylva: Actor, kronor: int, size: str) -> None:
    case_id = add(session, 1, requested_amount=Money.kronor(kronor))

    assert ids(shown(session, ylva, belopp=size)) == [case_id]


def test_the_year_of_decision_chooses_imported_cases_too(session: Session, ylva: Actor) -> None:
    imported = add(
        session,
        1,
        origin=Origin.IMPORTED,
        state=State.CLOSED,
        granted=Money.kronor(5),
        decided_year=2018,
        received_on=None,
        registry_number="HIST-1",
    )
    add(session, 2)

    assert ids(shown(session, ylva, beslutsar="2018")) == [imported]


def test_jag_is_the_one_who_looks(session: Session, ylva: Actor) -> None:
    mine = add(session, 1, officer_id=ylva.person_id)
    add(session, 2, officer_id=person(session, "Åke Bergfors"))

    assert ids(shown(session, ylva, handlaggare="jag")) == [mine]
    assert ids(shown(session, officer(999), handlaggare="jag")) == []


def test_officers_stand_in_swedish_order_with_their_names(session: Session, ylva: Actor) -> None:
    for number, name in enumerate(("Örjan Lidmark", "Åke Bergfors", "Zara Myr"), start=1):
        add(session, number, officer_id=person(session, name))

    names = [count.name for count in shown(session, ylva).facets["handlaggare"]]

    assert names == ["Zara Myr", "Åke Bergfors", "Örjan Lidmark"]


@pytest.mark.parametrize("words", ["ÄLVEN", "älven 2026/00001", "100%"])
def test_every_word_is_looked_for_whatever_its_case(session: Session, ylva: Actor, words: str) -> None:
    found = add(session, 1, search_text="run 2026/00001 längs älven 100% lokalt")
    add(session, 2, search_text="run 2026/00002 alven 1000 lokalt")

    assert ids(shown(session, ylva, words=words)) == [found]


def test_cases_sort_in_swedish_and_missing_values_stand_last(session: Session, ylva: Actor) -> None:
    by_title = {title: add(session, n, title=title) for n, title in enumerate(("Öl", "Zon", "Ål", "Al"), start=1)}
    soon = add(session, 9, title="Äng", deadline_on=TODAY)

    found = [row.title for row in shown(session, ylva, sort="arende").page.rows]

    assert found == ["Al", "Zon", "Ål", "Äng", "Öl"]
    assert ids(shown(session, ylva, sort="frist"))[0] == soon
    assert ids(shown(session, ylva, sort="-frist"))[0] == soon
    assert by_title["Al"] in ids(shown(session, ylva, sort="-frist"))


def test_pages_follow_on_each_other_without_gaps(session: Session, ylva: Actor) -> None:
    everything = [add(session, number, requested_amount=Money.kronor(5)) for number in range(1, 8)]

    pages = [desk(session, ylva, ListRequest({}, "", "sokt", False, page, 3), today=TODAY).page for page in (1, 2, 3)]

    assert [row.id for page in pages for row in page.rows] == everything
    assert pages[0].total == 7


def test_the_sum_is_of_the_whole_list_and_not_of_the_page(session: Session, ylva: Actor) -> None:
    for number in range(1, 6):
        add(session, number, requested_amount=Money.kronor(100_000))

    found = desk(session, ylva, ListRequest({}, "", "sokt", False, 1, 2), today=TODAY)

    assert found.totals.requested == Money.kronor(500_000)
    assert found.totals.cases == 5


@pytest.mark.parametrize("number", [2, 200])
def test_a_page_of_the_desk_takes_three_statements(session: Session, ylva: Actor, number: int) -> None:
    organisation = make_organisation(session)
    for place in range(number):
        add(session, place, organisation=organisation)

    with statements_to(session.get_bind()) as sent:
        shown(session, ylva)

    assert len(sent) == 3


def test_rows_of_chosen_ids_leave_out_those_the_viewer_may_not_see(session: Session, ylva: Actor) -> None:
    seen = add(session, 1)
    draft = add(session, 2, state=State.DRAFT, registry_number=None)

    assert [row.id for row in rows_of(session, ylva, [seen, draft, 987654])] == [seen]


def test_new_this_week_counts_seven_days_with_today(session: Session, ylva: Actor) -> None:
    first = datetime(2026, 2, 24, 8, tzinfo=UTC)
    new = add(session, 1, received_on=first.date(), received_at=first)
    add(session, 2, received_on=first.date() - timedelta(days=1))

    assert ids(shown(session, ylva, vy="nya")) == [new]
