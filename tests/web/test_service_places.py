"""The register of service places as the office reads and writes it, on both databases."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.service_places import Goods, PlaceFacts, PlacePlan, PointOfSale
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.queries.service_places import record_on
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import Proposal, decide, dispatch
from fundflow.services.facts import facts_of
from fundflow.services.service_place import add_place, link_case
from tests.company_answers import answers_of
from tests.databases import statements_to
from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as
from tests.whole_case import MONDAY, World, assess, in_preparation

WRITTEN = {
    "Vad heter stället?": "Fredrika Lanthandel",
    "Kommun": "2463",
    "By eller adress (om du vill)": "Storgatan 4, Fredrika",
    "Hur säljer stället?": "fixed",
    "Från vilken dag gäller uppgifterna?": "1 januari 2020",
    "Varifrån kommer uppgifterna?": "Kommunens serviceplan",
    "Vad säljer stället?": ["groceries"],
    "Avstånd till nästa ställe som säljer samma varor (om du vill)": "34,5",
    "Vilket ställe är det? (om du vill)": "Åsele Centrum",
    "Har stället öppet hela året?": "yes",
}


@pytest.fixture
def as_one(app: Flask, engine: Engine, catalogue: Catalogue, world: World, clock: Clock) -> Callable[[str], Browser]:
    """Sign in a person of the world."""
    clock.moment = MONDAY
    people = Journey(engine, catalogue, world.organisation_id, world.people)
    return lambda who: browser_as(app, people, who)


@pytest.fixture
def ylva(as_one: Callable[[str], Browser]) -> Browser:
    """An officer, signed in."""
    return as_one("officer")


def place_of(world: World, name: str = "Fredrika Lanthandel", **changes: object) -> int:
    """Add a shop and commit it."""
    facts = PlaceFacts(goods=frozenset({Goods.GROCERIES}), distance_km=Decimal(34), open_all_year=True, **changes)  # type: ignore[arg-type]
    plan = PlacePlan(name, "2463", "Storgatan 4, Fredrika", PointOfSale.FIXED)
    place = add_place(world.uow("officer"), plan, facts, from_on=date(2020, 1, 1), source="Kommunen")
    world.session.commit()
    return place.id


def applied(world: World, grant_type: str = "driftstod", **answers: object) -> Case:
    """A case in preparation, committed."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    written = {**answers_of(grant_type), **answers}
    case = in_preparation(world, programme="commercial_service", grant_type=grant_type, **written)
    world.session.commit()
    return case


def plain(page: Page) -> str:
    return page.text.replace("\u00a0", " ")


# ----- the register


def test_an_officer_adds_a_place_and_it_is_in_the_list(world: World, ylva: Browser) -> None:
    page = ylva.open("/servicestallen")
    assert "Inga serviceställen än" in page.text

    page = page.follow("Nytt ställe").form("Lägg till stället").fill(WRITTEN).press()

    assert page.heading == "Fredrika Lanthandel"
    assert "34,5 km, till Åsele Centrum" in plain(page)
    assert "Kvar av taket 2026 370 000 kr" in plain(page)
    row = page.follow("Serviceställen").table()[1]
    assert [cell.replace("\u00a0", " ") for cell in row[1:]] == ["Åsele", "Dagligvaror", "34,5", "Öppet", "0"]


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(ylva: Browser) -> None:
    wrong = {
        **{label: value for label, value in WRITTEN.items() if label != "Vad säljer stället?"},
        "Ägarens organisationsnummer (om du vill)": "559999-0016",
        "Lades ned (om du vill)": "i fjol",
    }

    page = ylva.open("/servicestallen/nytt").form("Lägg till stället").fill(wrong).press(status=422)

    assert sorted(page.errors) == [
        "Ingen sökande har det numret. Kontrollera numret, eller lämna det tomt och skriv ägarens namn.",
        "Skriv dagen som år, månad och dag, till exempel 2026-02-19.",
        "Välj vad stället säljer.",
    ]
    assert 'value="i fjol"' in page.html
    assert 'value="Fredrika Lanthandel"' in page.html


def test_what_the_register_refuses_is_told_with_every_reason(ylva: Browser) -> None:
    wrong = {
        **WRITTEN,
        "Från vilken dag gäller uppgifterna?": "2026-03-03",
        "Öppnade (om du vill)": "2020-01-01",
        "Lades ned (om du vill)": "2019-01-01",
    }

    page = ylva.open("/servicestallen/nytt").form("Lägg till stället").fill(wrong).press(status=409)

    assert len(page.errors) == 2


def test_new_facts_stand_beside_what_was_known_before(world: World, ylva: Browser) -> None:
    place_id = place_of(world)
    page = ylva.open(f"/servicestallen/{place_id}").follow("Nya uppgifter")

    changes = {
        "Avstånd till nästa ställe som säljer samma varor (om du vill)": "8,5",
        "Varifrån kommer uppgifterna?": "Ny butik i grannbyn",
    }
    page = page.form("Spara uppgifterna").fill(changes).press()

    assert "Avstånd till nästa ställe: 34 km → 8,5 km" in plain(page)
    assert record_on(world.session, place_id, date(2026, 3, 1)).distance_km == Decimal(34)  # type: ignore[union-attr]
    assert record_on(world.session, place_id, MONDAY.date()).distance_km == Decimal("8.5")  # type: ignore[union-attr]


def test_an_owner_without_a_number_stays_when_other_facts_change(world: World, ylva: Browser) -> None:
    world.session.get_one(Organisation, world.organisation_id).number = None
    place_id = place_of(world, owner_id=world.organisation_id)

    form = ylva.open(f"/servicestallen/{place_id}/uppgifter").form("Spara uppgifterna")
    form.fill({"Varifrån kommer uppgifterna?": "Besök"}).press()

    assert record_on(world.session, place_id, MONDAY.date()).owner_id == world.organisation_id  # type: ignore[union-attr]


def test_a_change_of_name_is_kept_and_a_second_one_meanwhile_collides(
    world: World, ylva: Browser, as_one: Callable[[str], Browser]
) -> None:
    place_id = place_of(world)
    address = f"/servicestallen/{place_id}/andra"
    first, second = ylva.open(address).form("Spara"), as_one("colleague").open(address).form("Spara")

    page = first.fill({"Vad heter stället?": "Fredrika Livs"}).press()
    second.fill({"Vad heter stället?": "Butiken"}).press(status=409)

    assert page.heading == "Fredrika Livs"
    assert "Namn: Fredrika Lanthandel → Fredrika Livs" in plain(page)


def test_turnover_and_earlier_aid_are_noted_and_corrected(world: World, ylva: Browser) -> None:
    page = ylva.open(f"/servicestallen/{place_of(world)}")
    turnover = {"Nettoomsättning av dagligvaror": "6 400 000", "Varifrån kommer uppgiften?": "Årsredovisning"}
    page = page.follow("Lägg till ett år").form("Spara omsättningen").fill(turnover).press()
    aid = {
        "Vilket stöd?": "operating",
        "Vilken dag beslutades stödet?": "2026-01-12",
        "Vilket år gällde det?": "2026",
        "Hur stort var det?": "120 000",
        "Hur vet vi det?": "Beslut RUN 2026/00003 i gamla diariet",
    }
    page = page.follow("Anteckna stöd").form("Anteckna stödet").fill(aid).press()

    assert "2025 6 400 000" in plain(page)
    assert "Kvar av taket 2026 250 000 kr" in plain(page)
    page = page.follow("Rätta").form("Räkna inte stödet").fill({"Varför är uppgiften fel?": "Annan butik"}).press()
    assert "Kvar av taket 2026 370 000 kr" in plain(page)
    assert "Räknas inte: Annan butik" in plain(page)


@pytest.mark.parametrize("who", ["analyst", "auditor", "head"])
def test_those_who_read_cases_read_the_register_and_do_not_write(
    world: World, as_one: Callable[[str], Browser], who: str
) -> None:
    place_id, reader = place_of(world), as_one(who)

    page = reader.open("/servicestallen").follow("Fredrika Lanthandel")

    assert page.heading == "Fredrika Lanthandel"
    assert "Nya uppgifter" not in page.links
    for path in ("nytt", f"{place_id}/andra", f"{place_id}/uppgifter", f"{place_id}/omsattning"):
        reader.open(f"/servicestallen/{path}", status=403)


def test_applicants_do_not_see_the_register(world: World, as_one: Callable[[str], Browser]) -> None:
    as_one("applicant").open("/servicestallen", status=403)


def test_a_place_that_is_not_there_is_not_found(ylva: Browser) -> None:
    for path in ("99", "99/andra", "99/uppgifter", "99/omsattning", "99/tidigare-stod", "99/tidigare-stod/1/ratta"):
        ylva.open(f"/servicestallen/{path}", status=404)


# ----- the place of a case


def test_the_only_place_that_the_applicant_owns_is_chosen_from_the_start(world: World, ylva: Browser) -> None:
    case = applied(world)
    place_id = place_of(world, owner_id=world.organisation_id)
    page = ylva.open(f"/arenden/{case.id}").follow("Koppla till ett ställe")
    assert "Ägs av sökanden" in page.text

    page = page.form("Spara").press()

    assert page.path == f"/arenden/{case.id}"
    world.session.refresh(case)
    assert case.service_place_id == place_id


def test_what_differs_is_shown_side_by_side_and_nothing_is_overwritten(world: World, ylva: Browser) -> None:
    case = applied(world, distance_km="12", open_all_year="yes")
    link_case(world.uow("officer"), case.id, place_of(world))
    world.session.commit()

    page = ylva.open(f"/arenden/{case.id}")

    assert "En uppgift i ansökan stämmer inte med registret." in plain(page)
    rows = next(rows for number in range(3) if (rows := page.table(number))[0] == ["Uppgift", "Ansökan", "Registret"])
    told = {row[0]: [cell.replace("\u00a0", " ") for cell in row[1:]] for row in rows}
    assert told["Avstånd till nästa ställeKontrollera"] == ["12 km", "34 km"]
    assert told["Öppet hela året"] == ["Ja", "Ja"]
    assert facts_of(world.uow("officer"), case).concepts[Concept.DISTANCE_KM] == Decimal(12)


def test_earlier_aid_is_shown_with_the_decision_it_comes_from(world: World, ylva: Browser) -> None:
    place_id = place_of(world)
    first = granted(world, applied(world, "driftstod"), place_id, 220_000)
    second = applied(world, "servicebidrag")
    link_case(world.uow("officer"), second.id, place_id)
    world.session.commit()

    page = ylva.open(f"/arenden/{second.id}")

    assert "Kvar av taket för 2026: 150 000 kr av 370 000 kr." in plain(page)
    words = f"{first.registry_number}: 220 000 kr, beslut 2 mars 2026"
    source = next(href for text, href in page.links.items() if text.replace("\u00a0", " ") == words)
    assert source == f"/arenden/{first.id}"
    shown = ylva.open(f"/servicestallen/{place_id}")
    assert [row[-1].replace("\u00a0", " ") for row in shown.table(1)[1:]] == ["–", "220 000"]
    assert [cell.replace("\u00a0", " ") for cell in shown.table()[1]] == [
        "2026",
        "0",
        "220 000",
        "150 000av 370 000",
        "0",
        "0",
    ]


def granted(world: World, case: Case, place_id: int, kronor: int) -> Case:
    """Link a case to a place and grant it."""
    link_case(world.uow("officer"), case.id, place_id)
    assess(world, case)
    proposal = Proposal(DecisionKind.GRANT, "Butiken bär bygden.", Money.kronor(kronor))
    decision = propose_decision(world.uow("officer"), case.id, proposal)
    world.session.commit()
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()
    return case


def test_a_place_is_added_from_a_case_with_what_the_application_tells(world: World, ylva: Browser) -> None:
    case = applied(world, distance_km="23,5")
    page = ylva.open(f"/arenden/{case.id}/servicestalle").follow("Lägg till stället i registret")
    assert 'value="23,5"' in page.html

    page = page.form("Lägg till stället").fill({"Vad heter stället?": "Fredrika Lanthandel"}).press()

    assert page.path == f"/arenden/{case.id}"
    world.session.refresh(case)
    record = record_on(world.session, case.service_place_id or 0, MONDAY.date())
    assert record is not None
    assert (record.owner_id, record.distance_km, record.open_all_year) == (
        world.organisation_id,
        Decimal("23.5"),
        True,
    )


def test_a_link_is_taken_away_and_the_history_tells_both(world: World, ylva: Browser) -> None:
    case = applied(world)
    link_case(world.uow("officer"), case.id, place_of(world))
    world.session.commit()

    form = ylva.open(f"/arenden/{case.id}/servicestalle").form("Spara")
    form.fill({"Vilket ställe gäller ärendet?": "0"}).press()

    history = ylva.open(f"/arenden/{case.id}/historik").text
    assert "Ärendet kopplades till ett serviceställe" in history
    assert "Kopplingen till serviceställe togs bort" in history


def test_the_whole_register_can_be_searched_for_the_place_of_a_case(world: World, ylva: Browser) -> None:
    case = applied(world, municipality="2481")
    place_of(world)
    page = ylva.open(f"/arenden/{case.id}/servicestalle")
    assert "Inget ställe i registret ägs av sökanden eller ligger i kommunen." in page.text

    page = ylva.open(f"/arenden/{case.id}/servicestalle?sok=fredrika")

    assert "Fredrika Lanthandel, Åsele" in page.text


def test_a_case_of_another_support_has_no_page_for_a_place(world: World, ylva: Browser) -> None:
    case = in_preparation(world)

    assert "Serviceställe" not in ylva.open(f"/arenden/{case.id}").text.replace("Serviceställen", "")
    ylva.open(f"/arenden/{case.id}/servicestalle", status=404)


def test_pages_take_as_many_statements_for_one_case_as_for_three(
    app: Flask, world: World, ylva: Browser, session: Session
) -> None:
    place_id, counts = place_of(world), []
    for kronor in (20_000, 30_000, 40_000):
        case = granted(world, applied(world, "driftstod"), place_id, kronor)
        with statements_to(app.extensions["reader"]) as sent:
            for path in ("/servicestallen", f"/servicestallen/{place_id}", f"/arenden/{case.id}/servicestalle"):
                ylva.open(path)
        counts.append(len(sent))

    assert counts[0] > 0
    assert counts[1] == counts[2]
