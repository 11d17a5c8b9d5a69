"""Refusals and errors: what happened, why, and what to do."""

import pytest

from fundflow.web.numbers import whole_number
from tests.pages import Browser


def test_a_refusal_lists_every_reason_with_its_verdict_and_source(browser: Browser) -> None:
    page = browser.open("/prov/nekat", status=409)

    assert page.heading == "Det går inte att göra nu"
    assert "Stoppar. Beslutsramen för 2026 räcker inte." in page.text
    assert "2003:596" in page.text
    assert "Inte än. Nämnden beslutar." in page.text


def test_a_conflict_shows_what_the_other_one_wrote(browser: Browser) -> None:
    page = browser.open("/prov/annan", status=409)

    assert page.heading == "Någon annan har ändrat"
    assert "Ylva Sandmo" in page.text
    assert "Deras text." in page.text


@pytest.mark.parametrize("path", ["/prov/borta", "/finns-inte", "/prov/finns/inte"])
def test_what_is_not_there_and_what_one_may_not_see_have_the_same_answer(browser: Browser, path: str) -> None:
    assert browser.open(path, status=404).heading == "Sidan finns inte"


def test_an_address_that_only_saves_says_so_when_it_is_opened(browser: Browser) -> None:
    assert browser.open("/konto/logga-ut", status=405).heading == "Sidan finns inte"


def test_what_nobody_foresaw_gets_a_page_without_its_explanation(browser: Browser) -> None:
    page = browser.open("/prov/trasig", status=500)

    assert page.heading == "Något gick fel hos oss"
    assert "Something went wrong on our side" in page.text
    assert "stod@nordanland.example" in page.text
    assert "hemlig" not in page.html
    assert "Traceback" not in page.html


@pytest.mark.parametrize("settings", [{"MAX_CONTENT_LENGTH": 2_000_000, "HTTPS": False}], ids=["at most 2 MB"])
def test_too_much_at_once_is_refused_with_the_limit(browser: Browser) -> None:
    answer = browser.client.post("/konto/logga-in", data={"email": "x" * 3_000_000})

    assert answer.status_code == 413
    assert "högst 20" in answer.text
    assert "det du skrev finns kvar" in answer.text


def test_staff_meet_errors_in_their_own_face(ylva: Browser) -> None:
    page = ylva.open("/prov/borta", status=404)

    assert 'class="ff-office"' in page.html


@pytest.mark.parametrize(
    "number", ["2147483648", "9" * 30, "9" * 5000], ids=["one too many", "30 digits", "5000 digits"]
)
def test_a_number_that_no_column_can_hold_is_no_page_and_no_number(browser: Browser, number: str) -> None:
    assert browser.open(f"/utlysningar/{number}", status=404).heading == "Sidan finns inte"
    assert whole_number(number, 7) == 7


@pytest.mark.parametrize(
    ("written", "read"), [("0", 0), ("2147483647", 2_147_483_647), ("", None), (None, None), ("-1", None), ("²", None)]
)
def test_a_whole_number_is_written_with_digits_alone(written: str | None, read: int | None) -> None:
    assert whole_number(written, None) == read
