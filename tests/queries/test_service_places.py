"""The register in SQL, on both databases: what filters, words and the day show, and the statements."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.money import Money
from fundflow.domain.service_places import Goods, PlaceFacts, PlacePlan, PointOfSale, RunningAid
from fundflow.models.case import Case
from fundflow.models.service_place import ServicePlace
from fundflow.queries.paging import ListRequest
from fundflow.queries.service_places import cases_of_place, places, places_to_link
from fundflow.services.place_facts import known_of_place, years_of_place
from fundflow.services.service_place import add_place, note_earlier_aid, note_facts
from tests.databases import statements_to
from tests.factories import make_case, make_organisation
from tests.whole_case import World, add_organisation

TODAY = date(2026, 3, 2)
BOTH = frozenset(Goods)


def add(world: World, name: str, code: str = "2463", goods: frozenset[Goods] = BOTH, **changes: object) -> ServicePlace:
    """Add a place that is known from 2020."""
    plan = PlacePlan(name, code, "Storgatan 4", PointOfSale.FIXED, closed_on=changes.pop("closed_on", None))  # type: ignore[arg-type]
    facts = PlaceFacts(goods=goods, **changes)  # type: ignore[arg-type]
    return add_place(world.uow("officer"), plan, facts, from_on=date(2020, 1, 1), source="Kommunen")


def names(world: World, words: str = "", *, day: date = TODAY, sort: str = "namn", **filters: str) -> list[str]:
    """The names that the list shows."""
    asked = ListRequest({name: (value,) for name, value in filters.items()}, words, sort.removeprefix("-"), "-" in sort)
    page = places(world.session, world.actor("officer"), asked, day=day)
    assert page.total == len(page.rows)
    return [row.place.name for row in page.rows]


def test_the_list_is_in_swedish_order(world: World) -> None:
    for name in ("Örträsk Lanthandel", "Zetterbergs Livs", "Åsele Centrum"):
        add(world, name)

    assert names(world) == ["Zetterbergs Livs", "Åsele Centrum", "Örträsk Lanthandel"]
    assert names(world, sort="-namn") == ["Örträsk Lanthandel", "Åsele Centrum", "Zetterbergs Livs"]


def test_filters_narrow_by_municipality_goods_and_whether_it_is_open(world: World) -> None:
    add(world, "Fredrika Lanthandel", goods=frozenset({Goods.GROCERIES}))
    add(world, "Granö Bensin", "2404", goods=frozenset({Goods.FUEL}))
    add(world, "Hamnboden", closed_on=date(2025, 12, 31))

    assert names(world, kommun="2404") == ["Granö Bensin"]
    assert names(world, varor="fuel") == ["Granö Bensin", "Hamnboden"]
    assert names(world, lage="stangt") == ["Hamnboden"]
    assert names(world, lage="oppet") == ["Fredrika Lanthandel", "Granö Bensin"]
    assert names(world, lage="oppet", day=date(2025, 12, 30)) == ["Fredrika Lanthandel", "Granö Bensin", "Hamnboden"]


@pytest.mark.parametrize("words", ["LANTHANDEL", "fredrika handel", "Örjan", "storgatan lant"])
def test_words_find_name_address_and_both_kinds_of_owner(world: World, words: str) -> None:
    owner = add_organisation(world, "Fredrika Handel AB", number="559999-0016")
    add(world, "Lanthandeln", owner_id=owner)
    add(world, "Livs och lanthandel", owner_name="Örjan Åsell")
    add(world, "100 % ekologiskt", "2404")

    found = names(world, words)

    assert found
    assert "100 % ekologiskt" not in found
    assert names(world, "100 %") == ["100 % ekologiskt"]


def test_the_list_shows_facts_of_the_day(world: World) -> None:
    place = add(world, "Fredrika Lanthandel", distance_km=Decimal(34))
    facts = PlaceFacts(goods=BOTH, distance_km=Decimal(8))
    note_facts(world.uow("officer"), place.id, facts, from_on=TODAY, source="Mätt")

    def distance(day: date) -> Decimal | None:
        page = places(world.session, world.actor("officer"), ListRequest(sort="namn"), day=day)
        record = page.rows[0].record
        return record.distance_km if record else None

    assert [distance(day) for day in (date(2019, 1, 1), date(2025, 1, 1), TODAY)] == [None, Decimal(34), Decimal(8)]


def test_a_page_has_its_rows_and_the_total_of_all(world: World) -> None:
    for number in range(7):
        add(world, f"Butik {number}")

    page = places(world.session, world.actor("officer"), ListRequest(sort="namn", page=2, per_page=5), day=TODAY)

    assert ([row.place.name for row in page.rows], page.total) == (["Butik 5", "Butik 6"], 7)


def test_an_owner_is_the_one_of_the_day(world: World) -> None:
    former = add_organisation(world, "Fredrika Handel AB", number="559999-0016")
    place = add(world, "Fredrika Lanthandel", owner_id=former)
    facts = PlaceFacts(goods=BOTH, owner_id=world.organisation_id)
    note_facts(world.uow("officer"), place.id, facts, from_on=TODAY, source="Köpebrev")

    def owned(by: int) -> list[int]:
        return [one.place.id for one in places_to_link(world.session, world.actor("officer"), TODAY, owner_id=by)]

    assert (owned(former), owned(world.organisation_id)) == ([], [place.id])


def test_drafts_are_not_shown_among_the_cases_of_a_place(world: World) -> None:
    place = add(world, "Fredrika Lanthandel")
    seen = granted(world, place, 1)
    make_case(
        world.session,
        organisation=make_organisation(world.session, "En annan"),
        state="draft",
        registry_number=None,
        service_place_id=place.id,
    )

    assert [case.id for case in cases_of_place(world.session, world.actor("officer"), place.id)] == [seen]


def granted(world: World, place: ServicePlace, number: int) -> int:
    """Add a case of operating support about the place, granted this year."""
    organisation = make_organisation(world.session, f"Handlare {number} AB", kind=ApplicantKind.COMPANY)
    return make_case(
        world.session,
        organisation=organisation,
        registry_number=f"RUN 2026/{number:05}",
        programme="commercial_service",
        grant_type="driftstod",
        state="granted",
        granted=Money.kronor(10_000),
        decided_on=date(2026, 2, 1),
        decided_year=2026,
        service_place_id=place.id,
    ).id


def test_statements_do_not_grow_with_places_cases_and_notes(world: World) -> None:
    place = add(world, "Fredrika Lanthandel", owner_name="Örjan Åsell")
    case = world.session.get_one(Case, granted(world, place, 1))

    def taken() -> int:
        world.session.commit()
        with statements_to(world.session.get_bind()) as sent:
            places(world.session, world.actor("officer"), ListRequest(sort="namn"), day=TODAY)
            years_of_place(world.uow("officer"), place.id)
            known_of_place(world.uow("officer"), case)
        return len(sent)

    before = taken()
    for number in range(2, 8):
        owner = make_organisation(world.session, f"Ägare {number} AB").id
        add(world, f"Butik {number}", owner_id=owner)
        granted(world, place, number)
        note_earlier_aid(
            world.uow("officer"),
            place.id,
            RunningAid.OPERATING,
            decided_on=date(2020 + number % 5, 3, 1),
            support_year=2020 + number % 5,
            amount=Money.kronor(1_000),
            reason="Gamla diariet",
        )

    assert taken() == before
