"""Administrators' pages: people and rights, applicants, what is in force, lists of old cases; on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from fundflow.domain.administration import PersonChangeKind
from fundflow.domain.roles import Role
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.outbox import Notice
from fundflow.models.person import Person, PersonChange, PersonRole
from tests.factories import make_organisation
from tests.journey_parts import NOON, Journey, begin, submitted_case
from tests.pages import Browser
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as

PEOPLE = "/administration/personer"
LIST = Path(__file__).parents[1] / "data" / "granted-2018.csv"


@pytest.fixture
def journey(app: Flask, engine: Engine, clock: Clock) -> Journey:
    """People of every role and an applicant."""
    clock.moment = NOON
    return begin(engine, app.extensions["catalogue"])


@pytest.fixture
def leo(app: Flask, journey: Journey) -> Browser:
    """The administrator."""
    return browser_as(app, journey, "administrator")


@pytest.fixture
def found(journey: Journey) -> Callable[[object], object]:
    """Read one value from the database."""

    def one(statement: object) -> object:
        with Session(journey.engine) as session:
            return session.scalar(statement)  # type: ignore[call-overload]

    return one


def roles_of(journey: Journey, who: str) -> set[Role]:
    with Session(journey.engine) as session:
        return set(session.scalars(select(PersonRole.role).where(PersonRole.person_id == journey.ids[who])))


# ----- people


def test_people_are_found_by_words_roles_and_how_the_account_stands(leo: Browser, journey: Journey) -> None:
    with Session(journey.engine) as session:
        name = session.get_one(Person, journey.ids["officer"]).name

    page = leo.open(f"{PEOPLE}?sok={name.split()[0].upper()}")
    assert [row[0].startswith(name) for row in page.table()[1:]] == [True]

    page = leo.open(PEOPLE).form("Visa").fill({"roll": ["Systemadministratör"]}).press("Visa")
    assert len(page.table()) == 2
    page = leo.open(f"{PEOPLE}?lage=closed")
    assert "Ingen person här" in page.text


def test_the_list_of_people_has_pages(leo: Browser, journey: Journey) -> None:
    with Session(journey.engine) as session:
        session.add_all(
            Person(email=f"p{number}@x.example", name=f"Åke Öst {number:02}", created_at=NOON, session_version=1)
            for number in range(40)
        )
        session.commit()

    page = leo.open(f"{PEOPLE}?sok=åke öst")
    assert len(page.table()) == 26
    assert "1–25 av 40" in page.text
    assert len(page.follow("Nästa").table()) == 16


def test_staff_are_invited_by_mail_with_roles_and_positions(
    leo: Browser, journey: Journey, found: Callable[[object], object]
) -> None:
    page = leo.open(PEOPLE).follow("Bjud in").form("Skicka inbjudan").press("Skicka inbjudan", status=422)
    assert len(page.errors) == 2

    form = page.form("Skicka inbjudan").fill(
        {"E-post": "Tove@Nordanland.example", "Namn": " Tove  Berglid ", "Roller": ["Beslutsfattare"]}
    )
    page = form.fill({"Befattningar i delegationsordningen": ["Enhetschef"]}).press("Skicka inbjudan")

    assert page.heading == "Tove Berglid"
    assert "tove@nordanland.example" in page.messages[0]
    assert "Inbjuden" in page.text
    assert "Inbjudan: fick Beslutsfattare, Enhetschef, av" in page.text
    assert found(select(func.count(Notice.id)).where(Notice.letter == "invitation")) == 1


def test_an_invitation_without_a_role_keeps_what_was_typed(leo: Browser) -> None:
    form = leo.open(f"{PEOPLE}/bjud-in").form("Skicka inbjudan")
    page = form.fill({"E-post": "tove@nordanland.example", "Namn": "Tove"}).press("Skicka inbjudan", status=422)

    assert page.errors == ["Välj minst en roll."]
    assert page.form("Skicka inbjudan").value("Namn") == "Tove"


def test_a_decision_maker_without_a_position_is_refused_at_the_field(leo: Browser) -> None:
    form = leo.open(f"{PEOPLE}/bjud-in").form("Skicka inbjudan")
    written = {"E-post": "tove@nordanland.example", "Namn": "Tove", "Roller": ["Beslutsfattare"]}
    page = form.fill(written).press("Skicka inbjudan", status=422)

    assert page.errors == ["Välj en befattning. Utan den får en beslutsfattare inte fatta några beslut."]
    assert page.form("Skicka inbjudan").value("Namn") == "Tove"


def test_an_invitation_is_sent_again_and_taken_back(leo: Browser, found: Callable[[object], object]) -> None:
    form = leo.open(f"{PEOPLE}/bjud-in").form("Skicka inbjudan")
    page = form.fill({"E-post": "t@x.example", "Namn": "Tove", "Roller": ["Analytiker"]}).press()

    page = page.form("Skicka igen").press("Skicka igen")
    assert "Den förra länken gäller inte längre" in page.messages[0]
    assert found(select(func.count(Notice.id)).where(Notice.letter == "invitation")) == 2
    page = page.follow("Ta tillbaka inbjudan").form("Ta tillbaka").press("Ta tillbaka inbjudan")
    assert "tillbakatagen" in page.messages[0]
    assert "Ingen roll" in page.text
    assert "Skicka igen" not in page.text


def test_rights_are_changed_with_a_trace_and_end_the_sessions_of_whoever_gets_less(
    app: Flask, leo: Browser, journey: Journey
) -> None:
    ylva = browser_as(app, journey, "officer")
    ylva.open("/arenden")

    page = leo.open(f"{PEOPLE}/{journey.ids['officer']}").follow("Ändra behörighet")
    page = page.form("Spara").fill({"Roller": ["Analytiker"]}).press("Spara")

    assert "Behörigheten ändrades: fick Analytiker; har inte längre Handläggare" in page.text
    assert roles_of(journey, "officer") == {Role.ANALYST}
    assert ylva.open("/arenden").heading == "Logga in"


def test_the_own_administration_is_kept_and_the_reason_is_told_at_the_field(leo: Browser, journey: Journey) -> None:
    page = leo.open(f"{PEOPLE}/{journey.ids['administrator']}/behorighet")
    page = page.form("Spara").fill({"Roller": ["Revisor"]}).press("Spara", status=422)

    assert "Du kan inte ta ifrån dig själv rollen" in page.errors[0]
    assert page.form("Spara").fields.getlist("roles") == ["auditor"]
    assert roles_of(journey, "administrator") == {Role.ADMINISTRATOR}


def test_two_administrators_do_not_overwrite_each_other(leo: Browser, journey: Journey) -> None:
    mine = leo.open(f"{PEOPLE}/{journey.ids['officer']}/behorighet")
    leo.open(f"{PEOPLE}/{journey.ids['officer']}/behorighet").form("Spara").fill(
        {"Roller": ["Handläggare", "Revisor"]}
    ).press("Spara")

    page = mine.form("Spara").fill({"Roller": ["Analytiker"]}).press("Spara", status=409)
    assert "Nu gäller: Handläggare, Revisor" in page.messages[0]
    assert roles_of(journey, "officer") == {Role.CASE_OFFICER, Role.AUDITOR}
    page.form("Spara").press("Spara")
    assert roles_of(journey, "officer") == {Role.ANALYST}


def test_an_account_is_closed_and_opened_again(app: Flask, leo: Browser, journey: Journey) -> None:
    ylva = browser_as(app, journey, "officer")
    path = f"{PEOPLE}/{journey.ids['officer']}"

    page = leo.open(path).follow("Stäng kontot").form("Stäng kontot").press("Stäng kontot")
    assert "är stängt" in page.messages[0]
    assert ylva.open("/arenden").heading == "Logga in"
    page = page.form("Öppna kontot igen").press("Öppna kontot igen")
    assert "är öppet igen" in page.messages[0]
    with Session(journey.engine) as session:
        kinds = session.scalars(select(PersonChange.kind).order_by(PersonChange.id)).all()
    assert kinds == [PersonChangeKind.DEACTIVATED, PersonChangeKind.REACTIVATED]


def test_the_own_account_is_not_closed(leo: Browser, journey: Journey) -> None:
    path = f"{PEOPLE}/{journey.ids['administrator']}"

    assert "Stäng kontot" not in leo.open(path).links
    page = leo.open(f"{path}/stang").form("Stäng kontot").press("Stäng kontot", status=409)
    assert "Du kan inte stänga ditt eget konto." in page.text


NOT_YOUR_ROLE = "Sidan är inte för din roll"


@pytest.mark.parametrize(
    ("who", "told"),
    [("officer", NOT_YOUR_ROLE), ("director", NOT_YOUR_ROLE), ("applicant", "Sidan är för regionens medarbetare")],
)
def test_others_do_not_administer(app: Flask, journey: Journey, who: str, told: str) -> None:
    browser = browser_as(app, journey, who)

    for path in (PEOPLE, "/administration/delegationsordning", "/administration/aldre-arenden"):
        assert browser.open(path, status=403).heading == told


# ----- applicants


def test_an_applicant_is_marked_as_the_regions_own_and_its_cases_count_so(
    leo: Browser, journey: Journey, found: Callable[[object], object]
) -> None:
    case_id = submitted_case(journey)
    with Session(journey.engine) as session:
        organisation = session.get_one(Organisation, journey.organisation_id)
        name, number = organisation.name, organisation.number

    page = leo.open(f"/administration/organisationer?sok={number}").follow(name)
    page = page.form("Markera").press("Markera som regionens egen")

    assert "räknas nu som regionens egen" in page.messages[0]
    assert "Markerades som regionens egen, av" in page.text
    assert found(select(Case.own_project).where(Case.id == case_id)) is True
    page.form("Ta bort").press("Ta bort markeringen")
    assert found(select(Case.own_project).where(Case.id == case_id)) is False


def test_applicants_are_narrowed_by_kind(leo: Browser, journey: Journey) -> None:
    with Session(journey.engine) as session:
        make_organisation(session, "Åbyns sågverk")
        make_organisation(session, "Okänd från listan", kind=None)
        session.commit()

    assert len(leo.open("/administration/organisationer?sort=company").table()) == 2
    assert leo.open("/administration/organisationer?sort=okand").table()[1][0] == "Okänd från listan"
    assert leo.open("/administration/organisationer?egen=ja").root.first("table") is None


# ----- what is in force


def test_the_delegation_order_says_who_decides_and_where_nobody_does(leo: Browser, journey: Journey) -> None:
    page = leo.open("/administration/delegationsordning")
    assert page.messages == []
    items = page.table(1)
    assert items[1][0] == "1.1"
    assert items[1][3].replace("\u00a0", " ") == "1 200 000 kr"

    for who in ("director", "officer_and_director"):
        path = f"{PEOPLE}/{journey.ids[who]}/behorighet"
        leo.open(path).form("Spara").fill({"Roller": ["Revisor"]}).press("Spara")
    page = leo.open("/administration/delegationsordning")

    assert any("Ingen kan besluta som" in one for one in page.messages)
    assert page.table(0)[3][2] == "Kerstin Granvik, Örjan Lidmark"
    assert "Ingen" in page.table(1)[1][4]


def test_what_is_in_force_is_read_from_the_catalogue(leo: Browser, app: Flask) -> None:
    page = leo.open("/administration/det-som-galler")

    catalogue = app.extensions["catalogue"]
    text = page.text
    assert all(one.label.sv in text for one in catalogue.programmes_in_force(NOON.date()))
    assert all(one.label.sv in text for one in catalogue.strategies())
    assert all(one.name in text for one in catalogue.municipalities(app.config["REGION"]))
    assert all(rule.id in text for rule in catalogue.rulebook(NOON.date(), app.config["REGION"]))
    assert catalogue.versions_hash() in text


# ----- old cases


def send_list(leo: Browser, content: bytes, name: str = "beviljat-2018.csv", status: int = 200) -> object:
    form = leo.open("/administration/aldre-arenden").form("Kontrollera")
    return form.fill({"file": (name, content)}).press("Kontrollera listan", status=status)


def cases(found: Callable[[object], object]) -> object:
    return found(select(func.count(Case.id)))


def test_a_list_is_checked_shown_and_read_in_once_confirmed(leo: Browser, found: Callable[[object], object]) -> None:
    page = send_list(leo, LIST.read_bytes())
    assert page.heading == "Läs in beviljat-2018.csv?"  # type: ignore[attr-defined]
    assert "26 rader utan fel" in page.text  # type: ignore[attr-defined]
    assert cases(found) == 0

    page = page.form("Läs in").press()  # type: ignore[attr-defined]
    assert page.messages == ["26 ärenden är inlästa, 0 fanns redan."]
    assert cases(found) == 26

    page = send_list(leo, LIST.read_bytes())
    assert "26 fanns redan" in page.text  # type: ignore[attr-defined]
    assert "Läs in 26" not in page.text  # type: ignore[attr-defined]


def test_every_bad_row_is_told_and_nothing_is_read_in(leo: Browser, found: Callable[[object], object]) -> None:
    lines = LIST.read_text("utf-8").splitlines()
    lines[2] = lines[2].replace("granted,2018", "granted,2099")
    lines[4] = lines[4].replace("project_funding", "no_such_thing")

    page = send_list(leo, "\n".join(lines).encode(), status=422)

    assert "2 fel. Ingenting är inläst." in page.messages[0]  # type: ignore[attr-defined]
    assert [row[:2] for row in page.table()[1:]] == [["3", "decided_year"], ["5", "programme"]]  # type: ignore[attr-defined]
    assert cases(found) == 0
    assert leo.open("/administration/aldre-arenden/bekrafta").heading == "Läs in äldre ärenden"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("lista.pdf", b"%PDF", "Filen måste vara av typen .xlsx eller .csv."),
        ("lista.csv", "å".encode("latin-1"), "Filen är inte UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(leo: Browser, name: str, content: bytes, error: str) -> None:
    page = send_list(leo, content, name, status=422)

    assert page.errors[0].startswith(error)  # type: ignore[attr-defined]


def test_no_file_at_all_is_asked_for(leo: Browser) -> None:
    page = leo.open("/administration/aldre-arenden").form("Kontrollera").press("Kontrollera listan", status=422)

    assert page.errors == ["Välj en fil."]
