"""The guide asks what separates the kinds of support where it matters, and the rules decide by the answer."""

import pytest

from tests.pages import Browser
from tests.web.guiding import MICRO, SHOP, address, ask

KEEP_OPEN = {**SHOP, "vad": ["shop_open"], "bidragsar": "0"}
SITUATION, OTHERS, BUSINESS = (
    "Hur går det för butiken eller stationen?",
    "Har andra än ert företag nytta av projektet?",
    "Driver ni näringsverksamhet?",
)
PROJECT = {"vem": "company", "kommun": "2421", "vad": ["explore_idea", "project"], "kostnad": "400 000"}


@pytest.mark.parametrize(
    ("situation", "heading", "said"),
    [
        ("tillfalligt", "Passar", "Vi bedömer om problemen med lönsamheten är tillfälliga"),
        ("lange", "Passar inte", "Era problem har varat länge."),
        ("bra", "Passar inte", "Ni har inga sådana problem."),
        (None, "Kan passa", "Det beror på: hur det går för butiken eller stationen."),
    ],
)
def test_a_service_grant_is_for_temporary_problems(
    browser: Browser, situation: str | None, heading: str, said: str
) -> None:
    answer = ask(browser, **KEEP_OPEN, laget=situation)

    assert "Servicebidrag" in answer.names(heading)
    assert said in answer.of("Servicebidrag")
    if heading == "Passar inte":
        assert "Förordning (2024:1243) 19–20 §§" in answer.of("Servicebidrag")
    assert "Särskilt driftstöd" in answer.names("Passar")


@pytest.mark.parametrize(
    ("others", "heading", "said"),
    [
        ("ja", "Passar", "Företag kan få projektmedel om andra har nytta av projektet. Vi bedömer det."),
        ("nej", "Passar inte", "Här är det bara ert företag som har det."),
        (None, "Kan passa", "Det beror på: om andra än ert företag har nytta av projektet."),
    ],
)
def test_a_company_gets_a_project_that_others_benefit_from(
    browser: Browser, others: str | None, heading: str, said: str
) -> None:
    answer = ask(browser, **PROJECT, nytta=others)

    for name in ("Förstudie", "Mindre projekt"):
        assert name in answer.names(heading)
        assert said in answer.of(name)


@pytest.mark.parametrize(
    ("business", "heading", "said"),
    [
        ("ja", "Passar", "Den som driver näringsverksamhet kan söka. Vi bedömer det."),
        ("nej", "Passar inte", "Stödet är för företag och andra som driver näringsverksamhet. Det gör ni inte."),
        (None, "Kan passa", "Det beror på: om ni driver näringsverksamhet."),
    ],
)
def test_an_association_gets_business_support_if_it_carries_on_a_business(
    browser: Browser, business: str | None, heading: str, said: str
) -> None:
    answer = ask(browser, **{**MICRO, "vem": "association"}, naring=business)

    assert "Mikrostöd" in answer.names(heading)
    assert said in answer.of("Mikrostöd")


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param({"vem": "company", "vad": "shop_open"}, {SITUATION}, id="who keeps a shop open"),
        pytest.param({"vem": "company", "vad": "shop_investment"}, set(), id="who does a shop up"),
        pytest.param({"vem": "company", "vad": "buy_equipment"}, set(), id="a company that buys machines"),
        pytest.param({"vem": "company", "vad": "explore_idea"}, {OTHERS}, id="a company with an idea"),
        pytest.param({"vem": "municipality", "vad": "project"}, set(), id="a municipality with a project"),
        pytest.param({"vem": "association", "vad": "buy_equipment"}, {BUSINESS}, id="an association"),
        pytest.param({"vem": "association", "vad": "project"}, set(), id="an association with a project"),
    ],
)
def test_each_is_asked_only_what_decides_for_it(browser: Browser, answers: dict[str, str], asked: set[str]) -> None:
    page = browser.open(address("/mer", kommun="2421", kostnad="400000", borjat="nej", **answers))

    assert {node.text for node in page.root.all("legend")} & {SITUATION, OTHERS, BUSINESS} == asked


FAVOURABLE = {
    **MICRO,
    "vad": [
        *("buy_equipment", "build", "buy_advice", "reach_customers", "new_product", "energy"),
        *("explore_idea", "project"),
    ],
    "kostnad": "3 000 000",
    "lokal": "ja",
    "leds": "kvinna",
    "ager": "100",
    "sate": "ja",
    "nytta": "ja",
}
FITTING = [
    (KEEP_OPEN | {"laget": "tillfalligt"}, {"Servicebidrag", "Särskilt driftstöd"}),
    (SHOP, {"Investeringsstöd till kommersiell service"}),
    ({"vem": "municipality", "vad": "home_delivery"}, {"Hemsändningsbidrag"}),
    (FAVOURABLE, {"Mikrostöd", "Tillväxtcheck", "Innovationscheck", "Innovationsbidrag", "Regionalt investeringsstöd"}),
    (FAVOURABLE, {"Särskilt investeringsstöd och företagsutveckling"}),
    (FAVOURABLE, {"Förstudie", "Genomförandeprojekt", "Mindre projekt"}),
    (FAVOURABLE | {"kommun": "2401", "saljer": "inget"}, {"Stöd till energieffektivisering"}),
]
NO_RATE_IN_FORCE = {
    "Hållbarhetscheck",
    "Affärsutvecklingscheck digitalisering",
    "Affärsutvecklingscheck internationalisering",
}


@pytest.mark.parametrize(("answers", "names"), FITTING)
def test_every_kind_of_support_fits_somebody(browser: Browser, answers: dict[str, object], names: set[str]) -> None:
    assert names <= set(ask(browser, **answers).names("Passar"))


def test_all_but_those_whose_rate_is_not_settled_are_among_them(browser: Browser) -> None:
    told = ask(browser)
    every = set(told.names("Kan passa"))

    assert every - {name for _, names in FITTING for name in names} == NO_RATE_IN_FORCE
