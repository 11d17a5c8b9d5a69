"""Sign in and out, accounts by mail, and what is kept when a session ends."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.domain.roles import Role
from tests.pages import Browser
from tests.web.conftest import PASSWORD, Clock

Account = Callable[..., str]
NEW_PASSWORD = "kantarell och murkla"


# ----- sign in and out


def test_one_signs_in_and_comes_to_where_one_was_going(browser: Browser, account: Account) -> None:
    account("maja@example.se", Role.APPLICANT)

    asked = browser.open("/prov/spara")
    page = asked.form("Logga in").fill({"E-post": " MAJA@example.se ", "Lösenord": PASSWORD}).press()

    assert asked.heading == "Logga in"
    assert page.heading == "Spara"


@pytest.mark.parametrize("email", ["maja@example.se", "ingen@example.se"])
def test_a_wrong_password_and_an_unknown_address_have_the_same_answer(
    browser: Browser, account: Account, email: str
) -> None:
    account("maja@example.se", Role.APPLICANT)

    form = browser.open("/konto/logga-in").form("Logga in").fill({"E-post": email, "Lösenord": "fel fel fel fel"})
    page = form.press(status=422)

    assert page.errors == ["E-posten och lösenordet hör inte ihop. Pröva igen, eller be om ett nytt lösenord."]
    assert page.form("Logga in").value("E-post") == email
    assert "fel fel" not in page.html


def test_a_closed_account_is_as_if_it_were_not_there(browser: Browser, account: Account, clock: Clock) -> None:
    account("maja@example.se", Role.APPLICANT, deactivated_at=clock.moment)

    form = browser.open("/konto/logga-in").form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": PASSWORD})

    assert "hör inte ihop" in form.press(status=422).errors[0]


def test_an_address_is_confirmed_before_it_is_used(browser: Browser, account: Account) -> None:
    account("maja@example.se", Role.APPLICANT, email_confirmed_at=None)

    form = browser.open("/konto/logga-in").form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": PASSWORD})

    assert form.press(status=422).errors[0].startswith("E-posten och lösenordet hör inte ihop.")


@pytest.mark.parametrize(
    "path", ["https://annan.example/", "//annan.example/", "/\\annan.example", "javascript:alert(1)", "annan"]
)
def test_signing_in_never_leads_away_from_the_service(browser: Browser, account: Account, path: str) -> None:
    account("maja@example.se", Role.APPLICANT)
    form = browser.open("/konto/logga-in").form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": PASSWORD})
    form.fields["next"] = path

    answer = browser.client.post("/konto/logga-in", data=form.fields)

    assert answer.headers["Location"].startswith("/")
    assert "annan" not in answer.headers["Location"]


def test_signing_out_ends_the_session_and_empties_what_the_browser_kept(maja: Browser) -> None:
    token = maja.open("/konto/mina-uppgifter").form("Byt lösenord").fields["csrf_token"]
    answer = maja.client.post("/konto/logga-ut", data={"csrf_token": token})

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert maja.open("/konto/mina-uppgifter").heading == "Logga in"


def test_a_stolen_cookie_is_worth_nothing_after_signing_out_everywhere(app: Flask, maja: Browser) -> None:
    elsewhere = Browser(app.test_client())
    elsewhere.sign_in("maja@example.se", PASSWORD)

    maja.open("/konto/mina-uppgifter").form("Logga ut på alla").press("Logga ut på alla enheter")

    assert elsewhere.open("/konto/mina-uppgifter").heading == "Logga in"


@pytest.mark.parametrize("settings", [{"RATELIMIT_ENABLED": True, "HTTPS": False}], ids=["with limits"])
def test_passwords_cannot_be_guessed_at_speed(browser: Browser) -> None:
    form = browser.open("/konto/logga-in").form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": "x"})

    statuses = [browser.client.post("/konto/logga-in", data=form.fields).status_code for _ in range(11)]
    page = browser.post("/konto/logga-in", MultiDict(form.fields), status=429)

    assert statuses == [422] * 10 + [429]
    assert page.heading == "Vänta en stund"


@pytest.mark.parametrize("settings", [{"DEMO": True, "HTTPS": False}, {"HTTPS": False}], ids=["demo", "in earnest"])
def test_the_accounts_of_the_demo_are_one_press_away_there_and_nowhere_else(
    app: Flask, browser: Browser, account: Account
) -> None:
    account("maja@example.se", Role.APPLICANT)
    app.extensions["demo_accounts"] = [
        {"name": "Maja Tallund", "what": "Sökande", "email": "maja@example.se", "password": PASSWORD}
    ]

    page = browser.open("/konto/logga-in")

    if app.config["DEMO"]:
        assert "Logga ut" in page.form("som Maja Tallund").press().html
    else:
        assert PASSWORD not in page.html


# ----- sessions end


def test_an_idle_session_ends_after_an_hour(maja: Browser, clock: Clock) -> None:
    clock.goes(minutes=59)
    still = maja.open("/konto/mina-uppgifter")
    clock.goes(minutes=61)
    ended = maja.open("/konto/mina-uppgifter")

    assert still.heading == "Mina uppgifter"
    assert ended.heading == "Logga in"
    assert "Du har blivit utloggad" in ended.messages[0]


def test_a_session_ends_after_eight_hours_however_busy(maja: Browser, clock: Clock) -> None:
    for _ in range(9):
        clock.goes(minutes=50)
        maja.client.get("/konto/kvar")

    clock.goes(minutes=31)

    assert maja.open("/konto/mina-uppgifter").heading == "Logga in"


def test_the_warning_keeps_the_session(maja: Browser, clock: Clock) -> None:
    clock.goes(minutes=56)
    kept = maja.client.get("/konto/kvar?tyst=1")
    clock.goes(minutes=56)

    assert kept.status_code == 204
    assert 'data-session-idle="3600"' in maja.open("/konto/mina-uppgifter").html


def test_what_was_typed_when_the_session_ended_is_saved_after_signing_in(maja: Browser, clock: Clock) -> None:
    form = maja.open("/prov/spara").form("Spara")
    form.fill({"Text": 'Rad ett\nrad "två" <b>', "Mål": ["1", "2"]})
    clock.goes(hours=2)

    asked = form.press("Spara", status=401)
    back = asked.form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": PASSWORD}).press()
    saved = back.form("Fortsätt och spara").press()

    assert asked.messages[0].startswith("Du har blivit utloggad. Det du skrev finns kvar.")
    assert back.heading == "Det du skrev finns kvar"
    assert [pair for pair in saved.answer.json["saved"] if pair[0] != "csrf_token"] == [
        ["text", 'Rad ett\nrad "två" <b>'],
        ["goals", "1"],
        ["goals", "2"],
    ]


def test_a_wrong_password_on_the_way_back_loses_nothing_either(maja: Browser, clock: Clock) -> None:
    form = maja.open("/prov/spara").form("Spara").fill({"Text": "Viktigt"})
    clock.goes(hours=2)

    asked = form.press("Spara", status=401)
    again = asked.form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": "fel"}).press(status=422)
    back = again.form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": PASSWORD}).press()

    assert ["text", "Viktigt"] in back.form("Fortsätt").press().answer.json["saved"]


def test_files_are_asked_for_again(maja: Browser, clock: Clock) -> None:
    form = maja.open("/prov/spara").form("Spara").fill({"Text": "Viktigt", "Fil": ("offert.pdf", b"%PDF-")})
    clock.goes(hours=2)

    asked = form.press("Spara", status=401)

    assert "Filer behöver du välja en gång till." in asked.messages[0]


def test_a_page_older_than_the_session_can_be_sent_once_more_without_signing_in(maja: Browser) -> None:
    form = maja.open("/prov/spara").form("Spara").fill({"Text": "Viktigt"})
    with maja.client.session_transaction() as session:
        del session["csrf_token"]

    page = form.press("Spara", status=400)
    saved = page.form("Fortsätt och spara").press()

    assert page.heading == "Det du skrev finns kvar"
    assert "Ingenting är sparat än." in page.text
    assert ["text", "Viktigt"] in saved.answer.json["saved"]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://annan.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_what_another_site_sends_is_not_kept(browser: Browser, headers: dict[str, str]) -> None:
    answer = browser.client.post("/prov/spara", data={"text": "från en annan"}, headers=headers)

    assert answer.status_code == 401
    assert "från en annan" not in answer.text


def test_passwords_are_never_kept_in_a_page(maja: Browser, clock: Clock) -> None:
    form = maja.open("/konto/mina-uppgifter").form("Byt lösenord")
    form.fill({"Nuvarande lösenord": PASSWORD, "Nytt lösenord": NEW_PASSWORD})
    clock.goes(hours=2)

    asked = form.press("Byt lösenord", status=401)

    assert PASSWORD not in asked.html
    assert NEW_PASSWORD not in asked.html


# ----- one's own password


def test_the_own_password_is_changed_by_who_knows_the_old_one(app: Flask, maja: Browser) -> None:
    form = maja.open("/konto/mina-uppgifter").form("Byt lösenord")
    wrong = form.fill({"Nuvarande lösenord": "gissning gissning", "Nytt lösenord": NEW_PASSWORD}).press(status=422)
    right = wrong.form("Byt lösenord").fill({"Nuvarande lösenord": PASSWORD, "Nytt lösenord": NEW_PASSWORD}).press()

    assert wrong.errors == ["Det nuvarande lösenordet stämmer inte."]
    assert right.messages == ["Lösenordet är bytt. Andra enheter är utloggade."]
    assert "Logga ut" in Browser(app.test_client()).sign_in("maja@example.se", NEW_PASSWORD).html
