"""What is answered in the guide and is wrong, or leaves something open: it is said at the field, or why and where."""

import pytest

from tests.pages import Browser
from tests.web.guiding import MICRO, SHOP, address, ask
from tests.web.office_parts import database_url

__all__ = ["database_url"]


def test_an_area_of_another_municipality_is_refused_at_its_field_and_kept(browser: Browser) -> None:
    page = browser.open(address(**{**MICRO, "kommun": "2480", "deso": "2580C1010"}), status=422)

    assert any("DeSO-området 2580C1010 ligger i en annan kommun" in one for one in page.errors)
    assert any("börjar med 2480" in one for one in page.errors)
    assert 'value="2580C1010"' in page.html


def test_a_company_in_a_group_is_told_what_more_is_counted_and_where_it_is_answered(browser: Browser) -> None:
    answers = {**MICRO, "vad": ["buy_equipment", "energy"], "kommun": "2460", "lokal": "ja", "koncern": "ja"}

    said = ask(browser, **answers).of("Stöd till energieffektivisering")

    assert "Då räknas även deras anställda, omsättning och balansomslutning." in said
    assert "Du fyller i dem i ansökan" in said
    assert "andra företag i koncernen" not in said


def test_ten_kilometres_exactly_is_a_doubt_with_its_reason(browser: Browser) -> None:
    answer = ask(browser, **{**SHOP, "vad": ["shop_open"], "avstand": "10", "o": "nej"})

    assert "Särskilt driftstöd" in answer.names("Kan passa")
    assert "Det är 10 kilometer till nästa butik. Det ska vara mer än 10" in answer.of("Särskilt driftstöd")


@pytest.mark.parametrize("cost", ["120 000", "9 000 000"])
def test_the_share_of_a_micro_grant_is_half_whatever_its_ceiling(browser: Browser, cost: str) -> None:
    said = ask(browser, **{**MICRO, "kostnad": cost, "vad": ["buy_advice"]}).of("Mikrostöd")

    assert "högst 30 000 kr" in said
    assert "högst 50 %" in said
