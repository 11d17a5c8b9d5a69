"""What the guide tells of amounts, of what decides and of exceptions, computed from the rules."""

from tests.pages import Browser
from tests.web.guiding import MICRO, SHOP, address, ask


def test_home_delivery_tells_how_its_ceiling_is_reckoned(browser: Browser) -> None:
    said = ask(browser, vem="municipality", vad="home_delivery").of("Hemsändningsbidrag").replace("\u00a0", " ")

    assert "Högst 50 procent av kommunens nettokostnad för året, och högst 100 kr för varje hushåll" in said
    assert "en gång om året" in said
    assert "beror på kostnaden" not in said


def test_a_company_that_is_too_old_hears_the_exceptions(browser: Browser) -> None:
    answer = ask(
        browser, vem="company", vad="buy_equipment", kommun="2421", leds="man", fodd="nej", registrerat="2015-01-01"
    )

    assert "om det inte leds av en kvinna" in answer.page.text


def test_the_way_to_what_decides_leads_to_the_first_question_of_it(browser: Browser) -> None:
    page = ask(browser, **{**MICRO, "heltid": "", "forut": ""}).page

    assert "#forut" in page.html


def test_operating_support_is_told_as_up_to(browser: Browser) -> None:
    assert "upp till 370 000 kr, efter omsättningen" in ask(browser, **SHOP).of("Särskilt driftstöd")


def test_the_part_of_umea_is_asked_where_it_decides(browser: Browser) -> None:
    page = browser.open(address(**{**MICRO, "kommun": "2480"}).replace("/svar", "/mer"))

    assert "Vilken del av kommunen?" in page.text
