"""Historic cases: all or nothing, every bad row named, known ones left alone, money booked where it belongs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.errors import Refused
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.roles import Actor, Role
from fundflow.domain.states import Origin, State
from fundflow.models.case import Case, CaseMunicipality, CasePriority, NumberSeries
from fundflow.models.event import CaseEvent
from fundflow.models.ledger import LedgerEntry
from fundflow.models.organisation import Organisation
from fundflow.services.importing.deed import Imported, Listed, import_cases
from fundflow.services.unit_of_work import Region, UnitOfWork
from tests.factories import make_case, make_organisation

TODAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROW: dict[str, object] = {
    "external_id": "RV 2018-14",
    "programme": "project_funding",
    "strategy": "vasterbotten_regionplan_2014_2020",
    "priority": 2,
    "applicant_name": "Storbackens  kommun",
    "title": "Testbädd",
    "granted_sek": "655 000",
    "outcome": "granted",
    "decided_on": "2018-05-03",
}


def uow_on(session: Session, catalogue: Catalogue, role: Role = Role.ADMINISTRATOR) -> UnitOfWork:
    actor = Actor(0, "fundflow", frozenset({role}))
    return UnitOfWork(session, actor, TODAY, catalogue, Region("vasterbotten", "Region Exempel", "RUN"))


def listed(*rows: dict[str, object]) -> Listed:
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row))
    return Listed(headings, tuple(enumerate(rows, start=2)), sha256="abc")


@pytest.fixture
def uow(session: Session, catalogue: Catalogue) -> UnitOfWork:
    return uow_on(session, catalogue)


def run(uow: UnitOfWork, *changes: dict[str, object]) -> Imported:
    """Import one row a change of the plausible one; None takes a cell away."""
    rows = [{key: value for key, value in {**ROW, **change}.items() if value is not None} for change in changes]
    imported = import_cases(uow, listed(*rows))
    uow.session.flush()
    return imported


def the_case(uow: UnitOfWork) -> Case:
    return uow.session.scalars(select(Case)).one()


def entries(uow: UnitOfWork) -> list[tuple[EntryKind, int, date]]:
    rows = uow.session.execute(select(LedgerEntry).order_by(LedgerEntry.id)).scalars()
    return [(row.kind, row.amount.whole_kronor, row.booked_on) for row in rows]


def reasons(imported: Imported) -> list[tuple[int | None, str | None]]:
    return [(problem.row, problem.column) for problem in imported.problems]


def test_a_historic_case_keeps_its_own_number_and_pins_no_programme(uow: UnitOfWork) -> None:
    run(
        uow,
        {
            "grant_type": "small_project",
            "municipality_code": "2482",
            "further_priorities": "3|g5_platsbaserat_naringsliv",
        },
    )

    case = the_case(uow)
    assert (case.origin, case.registry_number, case.programme_version) == (Origin.IMPORTED, "RV 2018-14", None)
    assert (case.strategy, case.strategy_version, case.priority) == (
        "vasterbotten_regionplan_2014_2020",
        1,
        "g2_strukturer_innovation",
    )
    assert (case.grant_type, case.decided_on, case.decided_year) == ("small_project", date(2018, 5, 3), 2018)
    assert uow.session.scalars(select(CasePriority.priority).order_by(CasePriority.priority)).all() == [
        "g3_miljodriven_utveckling",
        "g5_platsbaserat_naringsliv",
    ]
    assert uow.session.scalars(select(CaseMunicipality.code)).all() == ["2482"]
    assert uow.session.scalars(select(NumberSeries)).all() == []
    assert "testbädd" in case.search_text


def test_a_case_without_a_number_gets_one_that_no_series_has(uow: UnitOfWork) -> None:
    run(uow, {"external_id": None})

    assert str(the_case(uow).registry_number).startswith("IMP 2018/")


@pytest.mark.parametrize(
    ("ended_on", "state"),
    [
        pytest.param("2026-11-25", State.ONGOING, id="its last day lies ahead"),
        pytest.param("2026-11-24", State.CLOSED, id="its last day is today"),
        pytest.param(None, State.CLOSED, id="no last day is known"),
    ],
)
def test_a_granted_case_runs_while_its_last_day_lies_ahead(uow: UnitOfWork, ended_on: str | None, state: State) -> None:
    run(uow, {"ended_on": ended_on})

    assert the_case(uow).state is state


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("rejected", State.REJECTED), ("dismissed", State.DISMISSED), ("withdrawn", State.WRITTEN_OFF)],
)
def test_other_outcomes_have_their_states_and_no_money(uow: UnitOfWork, outcome: str, state: State) -> None:
    run(uow, {"outcome": outcome, "granted_sek": 0})

    case = the_case(uow)
    assert (case.state, case.withdrawn_at is not None) == (state, outcome == "withdrawn")
    assert entries(uow) == []


def test_money_is_granted_with_the_decision_and_paid_on_the_last_day(uow: UnitOfWork) -> None:
    run(uow, {"paid_sek": "600 000", "ended_on": "2020-06-30"})

    assert entries(uow) == [
        (EntryKind.GRANTED, 655_000, date(2018, 5, 3)),
        (EntryKind.PAID, 600_000, date(2020, 6, 30)),
        (EntryKind.RELEASED, 655_000 - 600_000, date(2020, 6, 30)),
    ]
    assert the_case(uow).balance.outstanding == Money(0)


def test_a_decision_known_by_its_year_is_booked_on_its_last_day(uow: UnitOfWork) -> None:
    run(uow, {"decided_on": None, "decided_year": 2018, "paid_sek": 655_000})

    assert entries(uow) == [
        (EntryKind.GRANTED, 655_000, date(2018, 12, 31)),
        (EntryKind.PAID, 655_000, date(2018, 12, 31)),
    ]
    assert (the_case(uow).decided_on, the_case(uow).decided_year) == (None, 2018)


def test_a_running_case_keeps_what_is_outstanding_and_pays_nothing_ahead_of_time(uow: UnitOfWork) -> None:
    run(uow, {"paid_sek": 55_000, "ended_on": "2027-06-30"})

    assert entries(uow) == [
        (EntryKind.GRANTED, 655_000, date(2018, 5, 3)),
        (EntryKind.PAID, 55_000, date(2018, 5, 3)),
    ]
    assert the_case(uow).balance.outstanding == Money.kronor(600_000)


def test_the_history_begins_with_the_import(uow: UnitOfWork) -> None:
    run(uow, {})

    [event] = uow.session.scalars(select(CaseEvent)).all()
    assert (event.kind.value, event.sequence, event.actor_id) == ("case.imported", 1, None)
    assert (event.payload["granted"], event.payload["file"]) == (65_500_000, "abc")


def test_the_category_follows_the_rule_on_raw_values(uow: UnitOfWork) -> None:
    company = {"applicant_kind": "company", "owners_women_percent": "70"}
    run(
        uow,
        {"external_id": "1", **company},
        {"external_id": "2", "applicant_kind": "company"},
        {"external_id": "3", "applicant_kind": "municipality"},
        {"external_id": "4", "owners_women_percent": 70},
        {"external_id": "5", "applicant_kind": "sole_trader", "leader_gender": "man"},
    )

    found = uow.session.execute(select(Case.gender_category).order_by(Case.external_id)).scalars().all()
    assert found == [
        GenderCategory.WOMEN,
        GenderCategory.UNKNOWN,
        GenderCategory.NOT_APPLICABLE,
        GenderCategory.UNKNOWN,
        GenderCategory.MEN,
    ]
    assert uow.session.scalars(select(Case.owners_women_percent).where(Case.external_id == "1")).one() == Decimal(70)


def test_the_same_list_a_second_time_changes_nothing(uow: UnitOfWork) -> None:
    changes: list[dict[str, object]] = [{}, {"external_id": None, "title": "En annan"}]
    first = run(uow, *changes)

    second = run(uow, *changes)

    assert (first.new, first.known) == (2, 0)
    assert (second.new, second.known, second.problems) == (0, 2, ())
    assert second.report == first.report
    assert uow.session.scalar(select(func.count(LedgerEntry.id))) == 2 * 2
    assert uow.session.scalar(select(func.count(Organisation.id))) == 1


def test_a_longer_list_adds_what_is_new(uow: UnitOfWork) -> None:
    run(uow, {})

    imported = run(uow, {}, {"external_id": "RV 2018-15"})

    assert (imported.new, imported.known) == (1, 1)


def test_a_known_case_with_other_values_is_a_bad_row(uow: UnitOfWork) -> None:
    run(uow, {})

    [problem] = run(uow, {"granted_sek": "700 000"}).problems

    assert (problem.row, problem.column) == (2, "granted_sek")
    assert problem.reason.replace("\u00a0", " ").endswith("655 000 kr där, 700 000 kr i filen.")


def test_the_same_case_twice_in_a_list_is_a_bad_row(uow: UnitOfWork) -> None:
    without_number = {"external_id": None}

    imported = run(uow, without_number, {**without_number, "applicant_name": "STORBACKENS kommun"})

    assert [str(problem) for problem in imported.problems] == [
        "Rad 3, title, ”Testbädd”: Samma ärende står också på rad 2."
    ]


def test_a_number_that_the_service_has_given_is_never_taken_over(uow: UnitOfWork) -> None:
    make_case(uow.session, registry_number="RV 2018-14")

    assert reasons(run(uow, {})) == [(2, "external_id")]


def test_every_bad_row_is_told_and_nothing_is_written(uow: UnitOfWork) -> None:
    imported = run(
        uow,
        {},
        {"external_id": "2", "granted_sek": "47,4 mkr", "priority": 9, "title": None},
        {"external_id": "3", "programme": "projektmedel", "strategy": "rus"},
        {"external_id": "4", "decided_on": None},
    )

    assert reasons(imported) == [
        (3, "granted_sek"),
        (3, "priority"),
        (3, "title"),
        (4, "programme"),
        (4, "strategy"),
        (5, "decided_on"),
    ]
    assert uow.session.scalar(select(func.count(Case.id))) == 0
    assert uow.session.scalar(select(func.count(Organisation.id))) == 0


@pytest.mark.parametrize(
    ("change", "column"),
    [
        pytest.param({"granted_sek": 0}, "granted_sek", id="granted nothing"),
        pytest.param({"granted_sek": " "}, "granted_sek", id="granted an unknown amount"),
        pytest.param({"outcome": "rejected"}, "granted_sek", id="rejected with an amount"),
        pytest.param({"paid_sek": 655_001}, "paid_sek", id="paid more than was granted"),
        pytest.param({"outcome": "rejected", "granted_sek": 0, "paid_sek": 1}, "paid_sek", id="rejected and paid"),
        pytest.param({"decided_year": 2019}, "decided_year", id="two years of decision"),
        pytest.param({"decided_on": "2026-11-25"}, "decided_on", id="decided tomorrow"),
        pytest.param({"received_on": "2018-05-04"}, "received_on", id="received after the decision"),
        pytest.param({"started_on": "2019-01-01", "ended_on": "2018-12-31"}, "ended_on", id="ended before it began"),
        pytest.param({"grant_type": "mikrostod"}, "grant_type", id="a kind of support of another programme"),
        pytest.param({"further_priorities": "2"}, "further_priorities", id="the main priority once more"),
        pytest.param({"further_priorities": "3|g3_miljodriven_utveckling"}, "further_priorities", id="one twice"),
        pytest.param({"eu_programme": "Europaprogrammet"}, "eu_programme", id="an unknown EU programme"),
        pytest.param({"source_of_money": "kassan"}, "source_of_money", id="an unknown source"),
        pytest.param({"strategy": "agenda_2030"}, "strategy", id="a code list that is no strategy"),
    ],
)
def test_what_cannot_be_true_is_told(uow: UnitOfWork, change: dict[str, object], column: str) -> None:
    assert reasons(run(uow, change)) == [(2, column)]


def test_spellings_of_reports_are_recognised_and_kept_as_keys(uow: UnitOfWork) -> None:
    run(uow, {"eu_programme": "Nordprogrammet", "source_of_money": "Anslag 1:1"})

    case = the_case(uow)
    assert (case.eu_programme, case.source_of_money) == ("nordprogrammet", "anslag_1_1")


def test_columns_that_are_unknown_or_missing_are_named(uow: UnitOfWork) -> None:
    row = {key: value for key, value in ROW.items() if key not in ("outcome", "decided_on")}

    imported = import_cases(uow, listed({**row, "belopp": 1}))

    assert [str(problem) for problem in imported.problems] == [
        "Filen, belopp: Kolumnen är inte känd.",
        "Filen, outcome: Kolumnen saknas.",
        "Filen, decided_on / decided_year: En av kolumnerna behövs.",
    ]


def test_an_applicant_is_found_by_number_and_else_by_name(uow: UnitOfWork) -> None:
    known = make_organisation(uow.session, "Gamla namnet", number="556000-4615")
    named = make_organisation(uow.session, "Storbackens kommun", kind=None)

    run(
        uow,
        {"external_id": "1", "applicant_orgnr": "5560004615", "applicant_name": "Nya namnet"},
        {"external_id": "2", "applicant_name": "storbackens KOMMUN", "applicant_kind": "municipality"},
    )

    found = uow.session.execute(select(Case.organisation_id).order_by(Case.external_id)).scalars().all()
    assert found == [known.id, named.id]
    assert (known.name, named.kind) == ("Gamla namnet", ApplicantKind.MUNICIPALITY)


def test_a_number_is_learnt_whatever_the_order_of_the_rows(uow: UnitOfWork) -> None:
    run(uow, {"external_id": "1"}, {"external_id": "2", "applicant_orgnr": "556000-4615"})

    [organisation] = uow.session.scalars(select(Organisation)).all()
    assert organisation.number == "556000-4615"


def test_a_name_that_several_share_is_never_guessed(uow: UnitOfWork) -> None:
    make_organisation(uow.session, "Storbackens kommun", number="556000-4615")
    make_organisation(uow.session, "Storbackens kommun", number="556036-0793")

    assert reasons(run(uow, {})) == [(2, "applicant_name")]


def test_the_regions_own_projects_are_marked_unless_the_list_says_otherwise(uow: UnitOfWork) -> None:
    make_organisation(uow.session, "Storbackens kommun", is_own=True)

    run(uow, {"external_id": "1"}, {"external_id": "2", "own_project": "nej"})

    assert uow.session.scalars(select(Case.own_project).order_by(Case.external_id)).all() == [True, False]


def test_a_dry_run_finds_the_same_and_writes_nothing(uow: UnitOfWork) -> None:
    tried = import_cases(uow, listed(ROW), dry_run=True)

    assert (tried.new, tried.known, len(tried.report)) == (1, 0, 1)
    assert uow.session.scalar(select(func.count(Case.id))) == 0


def test_the_report_adds_up_by_programme_year_strategy_and_priority(uow: UnitOfWork) -> None:
    imported = run(
        uow,
        {"external_id": "1", "paid_sek": 600_000},
        {"external_id": "2", "granted_sek": 45_000},
        {"external_id": "3", "outcome": "rejected", "granted_sek": None},
        {"external_id": "4", "priority": 3, "granted_sek": 10_000},
    )

    assert [(one.number, one.cases, one.granted_cases, one.granted, one.paid) for one in imported.report] == [
        (2, 3, 2, Money.kronor(655_000 + 45_000), Money.kronor(600_000)),
        (3, 1, 1, Money.kronor(10_000), Money(0)),
    ]
    assert {(one.programme, one.year, one.strategy) for one in imported.report} == {
        ("Projektmedel", 2018, "RUP/Regionplan 2014–2020")
    }


def test_the_running_year_alone_is_told_to_count_later(uow: UnitOfWork) -> None:
    imported = run(uow, {"decided_on": None, "decided_year": 2026})

    assert imported.counted_later == 1


def test_only_who_may_import_imports(session: Session, catalogue: Catalogue) -> None:
    with pytest.raises(Refused):
        import_cases(uow_on(session, catalogue, Role.ANALYST), listed(ROW))
