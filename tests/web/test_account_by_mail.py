"""Accounts that begin with a letter: asked for, invited, a forgotten password; whoever reads the letter decides."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from fundflow.domain.roles import Actor, OrganisationRight, Role
from fundflow.extensions import db
from fundflow.models.outbox import Notice
from fundflow.models.person import Person
from fundflow.services.accounts import Invited, send_token
from fundflow.services.administration import invite_staff
from fundflow.web.access import writing
from tests.pages import Browser, Page
from tests.web.conftest import Clock

Account = Callable[..., str]
NEW_PASSWORD = "kantarell och murkla"


def letters(app: Flask) -> list[tuple[str, str | None]]:
    """Every queued letter, and the token in it."""
    with app.app_context():
        return [(one.letter, one.facts.get("token")) for one in db.session.scalars(select(Notice).order_by(Notice.id))]


def token_of(app: Flask, letter: str) -> str:
    """The token in the last letter of a kind."""
    return [token for name, token in letters(app) if name == letter and token][-1]


def sign_up(browser: Browser, email: str) -> str:
    """Ask for an account, and return what the page says."""
    form = browser.open("/konto/skapa").form("Skapa konto")
    return form.fill({"Ditt namn": "Nils Abrahamsdal", "E-post": email}).press().text


def confirm(app: Flask, browser: Browser, password: str = NEW_PASSWORD) -> Page:
    """Open the link of the latest letter, choose a password, and return the page one comes to."""
    form = browser.open(f"/konto/bekrafta/{token_of(app, 'confirm_email')}").form("Bekräfta")
    return form.fill({"Lösenord": password}).press()


def test_a_new_account_is_confirmed_by_mail_and_then_signed_in(app: Flask, browser: Browser) -> None:
    told = sign_up(browser, "nils@example.se")
    welcomed = confirm(app, browser)

    assert "Vi har skickat ett brev till nils@example.se." in told
    assert welcomed.messages == ["E-postadressen är bekräftad. Välkommen."]
    assert browser.open("/konto/mina-uppgifter").text.count("Nils Abrahamsdal") == 1


def test_who_makes_an_account_on_the_way_comes_to_where_they_were_going(app: Flask, browser: Browser) -> None:
    form = browser.open("/prov/spara").follow("Skapa ett konto").form("Skapa konto")
    form.fill({"Ditt namn": "Nils Abrahamsdal", "E-post": "nils@example.se"}).press()

    page = confirm(app, browser)

    assert page.heading == "Spara"


def test_a_new_account_never_leads_away_from_the_service(app: Flask, browser: Browser) -> None:
    form = browser.open("/konto/skapa?next=https://annan.example/").form("Skapa konto")
    form.fill({"Ditt namn": "Nils Abrahamsdal", "E-post": "nils@example.se"}).press()

    page = confirm(app, browser)

    assert page.heading == "Mina ärenden"


def test_asking_for_an_account_tells_nobody_who_has_one(app: Flask, browser: Browser, account: Account) -> None:
    account("maja@example.se", Role.APPLICANT)

    known = sign_up(browser, "maja@example.se")
    unknown = sign_up(browser, "nils@example.se")

    assert known.replace("maja@", "nils@") == unknown
    assert [letter for letter, _ in letters(app)] == ["account_exists", "confirm_email"]


def test_an_account_needs_a_name_an_address_and_a_long_password(browser: Browser) -> None:
    form = browser.open("/konto/skapa").form("Skapa konto")

    page = form.fill({"E-post": "nils@"}).press(status=422)

    assert page.root.first("title").text.startswith("Fel: Skapa ett konto")  # type: ignore[union-attr]
    assert page.errors == [
        "Skriv ditt namn.",
        "Skriv hela e-postadressen, till exempel namn@organisation.se.",
    ]


def test_a_new_account_needs_a_long_password(app: Flask, browser: Browser) -> None:
    sign_up(browser, "nils@example.se")
    form = browser.open(f"/konto/bekrafta/{token_of(app, 'confirm_email')}").form("Bekräfta")

    page = form.fill({"Ditt namn": "", "Lösenord": "kort"}).press(status=422)

    assert page.errors == ["Skriv ditt namn.", "Lösenordet ska ha minst 12 tecken."]


def test_nobody_chooses_a_password_to_an_address_of_another(app: Flask, browser: Browser) -> None:
    """The one who asked for the account may be a stranger; whoever reads its letters decides who gets in."""
    stranger = Browser(app.test_client())
    sign_up(stranger, "nils@example.se")
    confirm(app, browser, "tjäderspel i gryningen")

    form = stranger.open("/konto/logga-in").form("Logga in")
    told = form.fill({"E-post": "nils@example.se", "Lösenord": NEW_PASSWORD}).press(status=422)

    assert "hör inte ihop" in " ".join(told.errors)
    assert browser.open("/konto/mina-uppgifter").heading == "Mina uppgifter"


def test_opening_a_link_uses_nothing_up(app: Flask, browser: Browser) -> None:
    sign_up(browser, "nils@example.se")
    path = f"/konto/bekrafta/{token_of(app, 'confirm_email')}"

    browser.open(path)
    confirm(app, browser)

    assert browser.open(path, status=410).heading == "Länken gäller inte längre"


def test_a_forgotten_password_is_set_anew_and_signs_out_everywhere_else(app: Flask, maja: Browser) -> None:
    stranger = Browser(app.test_client())
    stranger.open("/konto/nytt-losenord").form("Skicka").fill({"E-post": "maja@example.se"}).press()

    link = f"/konto/nytt-losenord/{token_of(app, 'reset_password')}"
    done = stranger.open(link).form("Byt").fill({"Nytt lösenord": NEW_PASSWORD}).press()

    assert done.messages == ["Lösenordet är bytt. Andra enheter är utloggade."]
    assert maja.open("/konto/mina-uppgifter").heading == "Logga in"
    assert stranger.open(link, status=410)


def test_a_link_of_one_kind_does_not_serve_as_another(app: Flask, browser: Browser, account: Account) -> None:
    account("maja@example.se", Role.APPLICANT)
    browser.open("/konto/nytt-losenord").form("Skicka").fill({"E-post": "maja@example.se"}).press()

    assert browser.open(f"/konto/bekrafta/{token_of(app, 'reset_password')}", status=410)


def test_a_link_grows_old(app: Flask, browser: Browser, account: Account, clock: Clock) -> None:
    account("maja@example.se", Role.APPLICANT)
    browser.open("/konto/nytt-losenord").form("Skicka").fill({"E-post": "maja@example.se"}).press()
    clock.goes(hours=3)

    assert browser.open(f"/konto/nytt-losenord/{token_of(app, 'reset_password')}", status=410)


def test_an_invited_colleague_chooses_a_password_and_begins(app: Flask, browser: Browser) -> None:
    leo = Actor(0, "Leo Vinterholm", frozenset({Role.ADMINISTRATOR}))
    with app.test_request_context("/"), writing() as uow:
        invite_staff(
            replace(uow, actor=leo), Invited("tove@nordanland.example", "Tove Berglid", frozenset({Role.ANALYST}))
        )

    page = browser.open(f"/konto/inbjudan/{token_of(app, 'invitation')}")
    page.form("Anta").fill({"Ditt namn": "Tove Berglid", "Lösenord": NEW_PASSWORD}).press()

    assert "tove@nordanland.example" in page.text
    assert "Analytiker" in browser.open("/konto/mina-uppgifter").text


def test_one_who_has_an_account_accepts_with_a_button(app: Flask, maja: Browser) -> None:
    with app.test_request_context("/"), writing() as uow:
        person = uow.session.scalars(select(Person)).one()
        send_token(uow, person, "invitation", "invitation", organisation_id=None, right=OrganisationRight.EDIT)

    page = maja.open(f"/konto/inbjudan/{token_of(app, 'invitation')}").form("Anta").press()

    assert page.messages == ["Inbjudan är antagen."]


def test_asking_for_an_account_renames_nobody_who_is_invited(app: Flask, browser: Browser) -> None:
    leo = Actor(0, "Leo Vinterholm", frozenset({Role.ADMINISTRATOR}))
    with app.test_request_context("/"), writing() as uow:
        invite_staff(replace(uow, actor=leo), Invited("tove@nordanland.example", "Tove", frozenset({Role.ANALYST})))
    sign_up(Browser(app.test_client()), "tove@nordanland.example")

    with app.app_context():
        named = db.session.scalars(select(Person.name).where(Person.email == "tove@nordanland.example")).one()
    assert named == "Tove"
    confirm(app, browser)
    assert "Sökande" in browser.open("/konto/mina-uppgifter").text


def test_an_invited_person_chooses_the_password_whoever_asked_for_the_account(app: Flask, browser: Browser) -> None:
    sign_up(Browser(app.test_client()), "tove@nordanland.example")
    leo = Actor(0, "Leo Vinterholm", frozenset({Role.ADMINISTRATOR}))
    with app.test_request_context("/"), writing() as uow:
        invite_staff(replace(uow, actor=leo), Invited("tove@nordanland.example", "Tove", frozenset({Role.ANALYST})))

    form = browser.open(f"/konto/inbjudan/{token_of(app, 'invitation')}").form("Anta")

    assert form.press(status=422).errors == ["Välj ett lösenord."]
