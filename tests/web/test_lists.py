"""Lists in the address bar, and their pages."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.queries.paging import ListRequest, Page
from fundflow.web.lists import ListShape, ListView, page_numbers
from tests.pages import Browser

SHAPE = ListShape(filters=("lage", "vem"), sorts=("frist", "sokt"), default_sort="frist", starts_with={"vem": ("jag",)})


def read(**written: str | list[str]) -> ListRequest:
    """What a query string asks for."""
    return SHAPE.read(MultiDict(written))


def test_filters_have_several_values_and_each_is_kept() -> None:
    asked = read(lage=["inkommen", "klar", "inkommen"], sok="  norr   land ", sortera="-sokt", sida="3")

    assert asked == ListRequest(
        {"lage": ("inkommen", "klar"), "vem": ("jag",)}, "norr land", "sokt", descending=True, page=3
    )


@pytest.mark.parametrize(
    "written",
    [
        {"sida": "-1"},
        {"sida": "0"},
        {"sida": "två"},
        {"sida": "²"},
        {"sortera": "okänd"},
        {"per_sida": "7"},
        {"annat": "x"},
    ],
    ids=str,
)
def test_what_is_wrong_in_an_old_link_is_left_out(written: dict[str, str]) -> None:
    assert read(**written) == read()


def test_what_goes_without_saying_is_not_written() -> None:
    assert SHAPE.write(read()) == {}


@pytest.mark.parametrize(
    "written",
    [
        {"lage": ["inkommen", "klar"], "sok": "norr", "sortera": "-sokt", "sida": "2", "per_sida": "50"},
        {"vem": ["alla"]},
        {"vem": ["ylva"], "sortera": "-frist"},
    ],
    ids=str,
)
def test_what_is_written_is_read_as_the_same(written: dict[str, str | list[str]]) -> None:
    asked = read(**written)

    again = MultiDict(
        {
            name: [str(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in SHAPE.write(asked).items()
        }
    )

    assert SHAPE.read(again) == asked


def test_a_filter_that_holds_at_first_can_be_taken_away() -> None:
    assert read().chosen("vem") == ("jag",)
    assert read(vem="alla").chosen("vem") == ()


def test_a_head_sorts_and_a_second_press_turns_the_order(app: Flask) -> None:
    with app.test_request_context("/"):
        first = ListView(SHAPE, read(sida="3"), "made_up.listed")
        second = ListView(SHAPE, read(sortera="sokt"), "made_up.listed")

        assert first.sort_url("sokt") == "/prov/lista?sortera=sokt"
        assert second.sort_url("sokt") == "/prov/lista?sortera=-sokt"
        assert (second.aria_sort("sokt"), second.aria_sort("frist")) == ("ascending", None)


def test_a_chip_takes_away_one_value_and_keeps_the_rest(app: Flask) -> None:
    with app.test_request_context("/"):
        view = ListView(SHAPE, read(lage=["inkommen", "klar"], sok="norr", sida="2"), "made_up.listed")

        assert view.without_url("lage", "klar") == "/prov/lista?lage=inkommen&sok=norr"
        assert view.without_words_url() == "/prov/lista?lage=inkommen&lage=klar"
        assert view.kept("lage") == [("sok", "norr")]


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (2, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
    ],
)
def test_pages_are_shown_around_this_one(number: int, last: int, shown: list[int | None]) -> None:
    page: Page[object] = Page([object()], total=last * 25, request=ListRequest(page=number))

    assert page_numbers(page) == shown


def test_a_page_knows_which_rows_it_holds() -> None:
    page = Page(["a", "b"], total=52, request=ListRequest(page=3))

    assert (page.first_row, page.last_row, page.last_number) == (51, 52, 3)
    assert (Page([], 0, ListRequest()).first_row, Page([], 0, ListRequest()).last_number) == (0, 1)


def test_a_list_page_can_be_read_sorted_and_turned(browser: Browser) -> None:
    page = browser.open("/prov/lista?lage=inkommen")

    later = page.follow("Nästa")
    fewer = page.follow("Inkommen, ta bort filtret") if "Inkommen, ta bort filtret" in page.links else page

    assert page.table()[0][0] == "Namn"
    assert "26–50 av 60" in later.text
    assert "51–60 av 60" in later.follow("Sida 3").text
    assert fewer.path == "/prov/lista"


def test_a_facet_shows_its_choice_and_sends_it_with_the_rest(browser: Browser) -> None:
    page = browser.open("/prov/lista?sok=norr&sida=2")

    chosen = page.form("Visa").fill({"Läge": ["klar"]}).press("Visa")

    assert chosen.answer.request.args.to_dict(flat=False) == {"sok": ["norr"], "lage": ["klar"]}
    assert chosen.form("Visa").fields.getlist("lage") == ["klar"]
