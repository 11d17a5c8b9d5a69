"""The guide tells, without an account, which kinds of support fit, which may and which do not, and why."""

import itertools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from fundflow.domain.concepts import ApplicantKind
from tests.domain.applications import highest
from tests.journey_parts import Journey
from tests.pages import Browser
from tests.web.guiding import MICRO, SHOP, address, ask
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]

# The tests' day is Thursday 19 February 2026.


def test_a_shop_gets_half_of_an_investment_and_a_yearly_support(browser: Browser) -> None:
    answer = ask(browser, **SHOP)

    # 480 000 kr * 50 % = 240 000 kr; operating support has its ceiling of the year
    assert answer.page.heading == "Två stöd passar det du vill göra"
    assert answer.names("Passar") == ["Särskilt driftstöd", "Investeringsstöd till kommersiell service"]
    assert "högst 240 000 kr" in answer.of("Investeringsstöd till kommersiell service")
    assert "högst 50 %" in answer.of("Investeringsstöd till kommersiell service")
    assert "upp till 370 000 kr" in answer.of("Särskilt driftstöd")
    assert "per år" in answer.of("Särskilt driftstöd")
    assert "Förordning (2024:1243) 21 §" in answer.of("Särskilt driftstöd")


def test_what_was_not_answered_is_why_a_support_may_fit(browser: Browser) -> None:
    answer = ask(browser, **SHOP)
    said = answer.of("Servicebidrag")

    assert answer.names("Kan passa") == ["Servicebidrag"]
    assert "Det beror på: hur det går för butiken eller stationen, hur många år ni har haft servicebidrag." in said

    whole = ask(browser, **SHOP, bidragsar="1", laget="tillfalligt")

    assert "Servicebidrag" in whole.names("Passar")
    assert "Det beror på" not in whole.of("Servicebidrag")


def test_a_micro_company_gets_half_within_the_base_and_is_told_what_an_application_must_hold(browser: Browser) -> None:
    answer = ask(browser, **MICRO)
    said = answer.of("Mikrostöd")

    # 55 000 kr lies between the lowest base 40 000 and the highest 60 000; half of it is 27 500
    assert answer.names("Passar") == ["Mikrostöd", "Särskilt investeringsstöd och företagsutveckling"]
    assert "högst 27 500 kr" in said
    assert "när som helst" in said
    assert "Ansökan frågar också om: om lönerna följer kollektivavtal" in said
    assert "Ha till hands: offerter" in answer.of("Särskilt investeringsstöd och företagsutveckling")


def test_a_larger_support_says_that_the_cost_is_too_small_for_it(browser: Browser) -> None:
    answer = ask(browser, **MICRO)

    # 40 % of 55 000 kr in area 1 is 22 000 kr, and regional aid gives at least 500 000 kr
    said = answer.of("Regionalt investeringsstöd")
    assert "Regionalt investeringsstöd" in answer.names("Passar inte")
    assert "Högst 22 000 kr kan ges, men stödet ges med minst 500 000 kr." in said
    assert "Regionens riktlinje" in said
    assert "V9" not in said


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        pytest.param({"registrerat": "2021-06-01", "leds": "man", "fodd": "nej"}, False, id="too old"),
        pytest.param({"registrerat": "2021-06-01", "leds": "kvinna"}, True, id="old, but led by a woman"),
        pytest.param({"kommun": "2480", "ort": "Holmsund"}, True, id="a part of Umeå that is covered"),
        pytest.param({"kommun": "2480", "ort": "annan del av kommunen"}, False, id="another part of Umeå"),
        pytest.param({"kostnad": "39 999"}, False, id="below the lowest base"),
        pytest.param({"forut": "ja"}, False, id="had before"),
    ],
)
def test_a_micro_grant_fits_by_age_leader_place_and_cost(
    browser: Browser, changes: Mapping[str, str], fits: bool
) -> None:
    answer = ask(browser, **{**MICRO, **changes})

    assert "Mikrostöd" in answer.names("Passar" if fits else "Passar inte")


def test_a_municipality_may_deliver_goods_and_run_projects_but_gets_no_business_support(browser: Browser) -> None:
    answer = ask(
        browser, vem="municipality", kommun="2421", vad=["home_delivery", "project", "energy"], kostnad="500 000"
    )

    # half of 500 000 kr, and what home delivery gives is reckoned on net cost and households
    assert answer.names("Passar") == ["Mindre projekt", "Hemsändningsbidrag"]
    assert "Belopp till och med 1 200 000 kr söks som mindre projekt" in answer.of("Genomförandeprojekt")
    assert "högst 250 000 kr" in answer.of("Mindre projekt")
    assert "Högst 50 procent av kommunens nettokostnad" in answer.of("Hemsändningsbidrag")
    assert "nettokostnad för hemsändningen" in answer.of("Hemsändningsbidrag")
    assert "Stödet söks av företag och enskilda firmor." in answer.of("Stöd till energieffektivisering")


def test_a_university_gets_half_of_a_project_and_less_of_a_small_one(browser: Browser) -> None:
    answer = ask(browser, vem="university", kommun="2480", vad="project", kostnad="5 500 000", borjat="nej")

    # half of 5 500 000 kr; a small project stops at 1 200 000 kr, and its share is the half all the same
    assert answer.names("Passar") == ["Genomförandeprojekt", "Mindre projekt"]
    assert "högst 2 750 000 kr" in answer.of("Genomförandeprojekt")
    assert "högst 1 200 000 kr" in answer.of("Mindre projekt")
    assert "högst 50 %" in answer.of("Mindre projekt")


def test_a_company_may_run_a_project_only_if_others_benefit(browser: Browser) -> None:
    answer = ask(browser, vem="company", kommun="2421", vad="project", kostnad="400 000")

    assert answer.names("Kan passa") == ["Genomförandeprojekt", "Mindre projekt"]
    assert "om andra än ert företag har nytta av projektet" in answer.of("Mindre projekt")


def test_an_association_is_told_that_it_must_carry_on_a_business(browser: Browser) -> None:
    answer = ask(browser, **{**MICRO, "vem": "association"})

    assert "Mikrostöd" in answer.names("Kan passa")
    assert "Det beror på: om ni driver näringsverksamhet." in answer.of("Mikrostöd")


def test_a_company_outside_the_county_is_sent_to_its_own_region_and_to_us(browser: Browser) -> None:
    answer = ask(
        browser, vem="company", kommun="utanfor_lanet", vad=["buy_equipment", "new_product"], kostnad="300 000"
    )

    assert "Platsen ligger utanför regionen." in answer.of("Mikrostöd")
    assert "Företaget ska ha säte och arbetsplats i länet." in answer.of("Innovationscheck")
    assert answer.names("Passar") == []


def test_what_has_begun_gets_nothing_and_no_day_is_made_up(browser: Browser) -> None:
    begun = {**MICRO, "borjat": "ja"}

    answer = ask(browser, **begun)
    dated = ask(browser, **{**begun, "start": "2026-02-01"})

    assert answer.page.heading == "Inget av våra stöd passar det du vill göra"
    assert "Kontakta oss" in answer.page.text
    assert "stod@nordanland.example" in answer.page.text
    assert "Du har redan börjat." in answer.of("Mikrostöd")
    assert "februari" not in answer.of("Mikrostöd")
    assert "Arbetet börjar 1 februari 2026" in dated.of("Mikrostöd")


def test_a_start_today_is_in_time_and_yesterday_is_not(browser: Browser) -> None:
    today = ask(browser, **{**MICRO, "borjat": None, "start": "2026-02-19"})
    yesterday = ask(browser, **{**MICRO, "borjat": None, "start": "2026-02-18"})

    assert "Mikrostöd" in today.names("Passar")
    assert "Mikrostöd" in yesterday.names("Passar inte")


def test_nothing_answered_rules_nothing_out(browser: Browser) -> None:
    answer = ask(browser)

    assert answer.page.heading == "17 stöd kan passa det du vill göra"
    assert "Du har inte svarat på någon fråga." in answer.page.text


# ----- the questions


def test_one_asks_further_only_what_would_tell_more(browser: Browser) -> None:
    page = browser.open("/hitta-ratt-stod").form("Gå vidare")
    page = page.fill(
        {
            "Vem är du?": "Företag",
            "I vilken kommun finns verksamheten?": "Storuman",
            "Vad vill du göra?": ["Komma i gång med ett nytt företag"],
            "Ungefär vad kostar det?": "50 000",
            "Har du börjat?": "Nej",
        }
    ).press()

    assert page.heading == "Några frågor till"
    legends = [node.text for node in page.root.all("legend")]
    assert "När registrerades företaget?" in page.text
    assert "Har företaget fått samma slags stöd förut?" in legends
    assert "Vad säljer ni?" not in legends
    assert "Vilken del av kommunen?" not in page.text

    answered = page.form("Visa").fill(
        {
            "När registrerades företaget?": "2025-06-01",
            "Arbetar den som leder företaget i det på heltid?": "Ja",
            "Har företaget fått samma slags stöd förut?": "Nej",
        }
    )
    answer = answered.press()

    assert answer.heading == "Ett stöd passar det du vill göra"
    assert "högst 25 000 kr" in answer.text.replace("\u00a0", " ")


def test_where_the_municipality_is_split_its_part_is_asked_for(browser: Browser) -> None:
    page = browser.open(address("/mer", vem="company", kommun="2480", vad="start_company", kostnad="50000"))

    assert page.form("Visa").fill({"Vilken del av kommunen?": "Holmsund"}).value("ort") == "Holmsund"


def test_with_nothing_more_to_ask_the_answer_comes_at_once(browser: Browser) -> None:
    page = browser.open(address("/mer", vem="university", kommun="2480", vad="project", kostnad="900000", borjat="nej"))

    assert page.path == "/hitta-ratt-stod/svar"


def test_an_answer_can_be_shared_and_each_part_of_it_changed(browser: Browser) -> None:
    page = ask(browser, **MICRO).page

    first = page.follow("Ändra svaret på Ungefär vad kostar det?")
    changed = first.form("Gå vidare").fill({"Ungefär vad kostar det?": "60 000"}).press().form("Visa").press()

    assert first.form("Gå vidare").value("Ungefär vad kostar det?") == "55 000"
    assert "högst 30 000 kr" in changed.text.replace("\u00a0", " ")
    assert "2025-06-01" in changed.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kostnad": "mycket"}, "Skriv beloppet i kronor med siffror"),
        ({"start": "i vår"}, "Skriv dagen som år, månad och dag"),
        ({"anstallda": "många"}, "Skriv ett helt tal med siffror"),
        ({"offentligt": "130"}, "Skriv en andel mellan 0 och 100"),
        ({"avstand": "-3"}, "Skriv ett tal med siffror"),
        ({"deso": "Umeå"}, "”Umeå” är ingen kod för ett DeSO-område"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_stands_and_kept(
    browser: Browser, wrong: Mapping[str, str], told: str
) -> None:
    answers = {**MICRO, **wrong}

    page = browser.open(address(**answers), status=422)

    assert told in page.errors[0]
    (typed,) = wrong.values()
    assert f'value="{typed}"' in page.html
    assert "2025-06-01" in page.html


def test_a_municipality_or_purpose_that_is_not_offered_is_told(browser: Browser) -> None:
    page = browser.open(address(kommun="9999", vad="slott"), status=422)

    assert len(page.errors) == 2


# ----- when it can be applied for


def publish(officer: Browser, opens: str, closes: str) -> None:
    """Publish a call for implementation projects that opens at eight on a day and closes at four on another."""
    written = {
        "Vilket stöd gäller utlysningen?": "project_funding/implementation",
        "Vad heter utlysningen?": "Grön omställning i inlandet",
        "Text": "För projekt som minskar klimatpåverkan.",
        "Öppnar dag": opens,
        "Öppnar klockan": "8",
        "Stänger dag": closes,
        "Stänger klockan": "16",
    }
    officer.open("/kontoret/utlysningar/ny").form("Spara").fill(written).press().form("Publicera").press()


def test_an_open_call_is_told_with_its_last_moment_and_leads_to_it(app: Flask, journey: Journey) -> None:
    publish(browser_as(app, journey, "officer"), "2026-03-01", "2026-03-19")

    answer = ask(Browser(app.test_client()), vem="university", vad="project", kostnad="5 500 000")

    assert "senast torsdag 19 mars 2026 kl. 16.00" in answer.of("Genomförandeprojekt")
    assert "när som helst" in answer.of("Mindre projekt")
    assert answer.page.links["Läs utlysningen Grön omställning i inlandet"] == "/utlysningar/1"


def test_a_support_that_is_taken_in_calls_waits_for_the_next_one(browser: Browser) -> None:
    answer = ask(browser, vem="university", vad="project", kostnad="5 500 000")

    assert "i nästa utlysning" in answer.of("Genomförandeprojekt")
    assert answer.page.follow("Se utlysningar om genomförandeprojekt").heading == "Utlysningar"


def test_an_upcoming_call_is_told_with_its_first_moment(app: Flask, journey: Journey) -> None:
    publish(browser_as(app, journey, "officer"), "2026-04-01", "2026-05-01")

    answer = ask(Browser(app.test_client()), vem="university", vad="project", kostnad="5 500 000")

    assert "från onsdag 1 april 2026 kl. 08.00" in answer.of("Genomförandeprojekt")


def test_the_guide_speaks_english(browser: Browser) -> None:
    browser.open("/hitta-ratt-stod").form("English").press("English")

    answer = ask(browser, **MICRO)

    assert answer.page.heading == "Two kinds of support fit what you want to do"
    assert "at most 27 500 kr" in answer.of("Micro grant")
    assert "Buy machines, inventories or equipment" in answer.page.text


def test_the_start_page_and_the_menu_lead_to_the_guide(browser: Browser) -> None:
    page = browser.open("/")

    assert page.follow("Hitta rätt stöd").heading == "Hitta rätt stöd"


def test_a_kind_of_support_leads_to_its_application_its_page_and_its_rules(browser: Browser) -> None:
    page = ask(browser, **MICRO).page

    assert page.links["Börja ansökan om mikrostöd"].endswith("program=business_support&stodform=mikrostod")
    assert page.follow("Läs om stödet Mikrostöd").heading == "Mikrostöd"
    rules = page.follow("Läs reglerna för mikrostöd")
    assert "regler för Mikrostöd gäller den 19 februari 2026" in rules.text.replace("\u00a0", " ")


# ----- the same rules, and every answer


def test_the_guide_reckons_as_try_rules_does(browser: Browser) -> None:
    answer = ask(browser, **{**MICRO, "kostnad": "2 000 000"})

    told = {
        "grant_type": "sis",
        "decision_on": "2026-02-19",
        "received_on": "2026-02-19",
        "work_starts_on": "2026-02-19",
        "applicant_kind": "company",
        "municipality_code": "2421",
        "rural_area": True,
        "employees": 3,
        "turnover_eur": 190_477,
        "public_ownership_percent": 0,
        "group": [],
        "earlier_aid": [],
        "sek_per_eur": Decimal("10.5"),
        "total_cost": 2_000_000,
        "total_investment": 2_000_000,
    }
    # half of 2 000 000 kr in a sparsely populated area
    assert highest(told) == 1_000_000
    assert "högst 1 000 000 kr" in answer.of("Särskilt investeringsstöd och företagsutveckling")


WHO = [None, *(kind.value for kind in ApplicantKind)]
WHERE = [None, "2421", "2480", "2482", "utanfor_lanet"]
WHAT = [None, "buy_equipment", "new_product", "energy", "shop_open", "home_delivery", "project"]
COST = [None, "0", "1", "55 000", "30 000 000"]
BEGUN = [None, "ja", "nej"]
EVERY = list(itertools.product(WHO, WHERE, WHAT, COST, BEGUN))


@pytest.mark.parametrize("first", range(0, len(EVERY), len(EVERY) // 9))
def test_every_answer_has_an_answer(browser: Browser, first: int) -> None:
    for who, where, what, cost, begun in EVERY[first : first + len(EVERY) // 9 : 47]:
        answer = ask(browser, vem=who, kommun=where, vad=what, kostnad=cost, borjat=begun)
        told = [*answer.names("Passar"), *answer.names("Kan passa"), *answer.names("Passar inte")]

        assert len(told) == len(set(told)) == 17
        browser.open(address("/mer", vem=who, kommun=where, vad=what, kostnad=cost, borjat=begun))


def test_every_further_answer_is_read(browser: Browser) -> None:
    extreme: dict[str, Any] = {
        **dict.fromkeys(("glesbygd", "flyttar", "lokal", "sate", "forut", "fodd", "heltid", "o", "oppet"), "nej"),
        "koncern": "ja",
        "anstallda": "0",
        "omsattning": "0",
        "offentligt": "100",
        "registrerat": "2030-01-01",
        "leds": "annan",
        "ar": "0",
        "ager": "0",
        "saljer": "inget",
        "stalle": "rorlig",
        "avstand": "0,1",
        "utbud": "nej",
        "dagligvaror": "99 000 000",
        "bidragsar": "9",
        "ort": "Lund",
        "deso": "2480C1050",
    }

    for what in ("start_company", "buy_advice", "energy", "new_product", "build", "shop_open", "shop_investment"):
        answer = ask(browser, vem="company", kommun="2480", vad=what, kostnad="100 000", borjat="nej", **extreme)

        assert answer.names("Passar") == []
