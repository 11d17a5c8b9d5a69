"""Reads every page that an applicant can reach, in English: a small demo's cases, all followed by one person."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from fundflow import clock
from fundflow.app import create_app
from fundflow.cli.demo import demo
from fundflow.cli.demo_region.people import APPLICANTS, PASSWORD
from fundflow.extensions import db
from tests.pages import Browser, Page
from tests.web.guiding import MICRO, SHOP, address

TODAY = date(2026, 3, 2)
MAJA = APPLICANTS[0].email
OF_THE_OFFICE = re.compile(r"/(arenden|utbetalningar|kontoret)\b")
OF_A_CASE = ("", "kvitto", "komplettera", "komplettera/skicka", "aterkalla", "ta-bort")
OF_A_REPORT = ("", "kontrollera", "kvitto", "bilagor", "las")
OF_A_CLAIM = ("", "aterkalla")
EVERY_ONE = re.compile(r"/ansokan/\d+(/handlingar/\d+/las)?")
ALIKE = 3
"""So many links are followed that differ in numbers alone; those of ``EVERY_ONE`` all."""

_LET_HER_FOLLOW_ALL = """
    INSERT INTO membership (person_id, organisation_id, "right", created_at, confirmed_at)
    SELECT me.id, org.id, 'sign', org.created_at, org.created_at FROM organisation org, person me
    WHERE me.email = :me AND NOT EXISTS (
        SELECT 1 FROM membership held WHERE held.person_id = me.id AND held.organisation_id = org.id
    )
"""


def made_region(folder: Path) -> Flask:
    """A region with cases in every state, all of them the first applicant's to follow."""
    order = ["--no-serve", "--cases", "24", "--today", TODAY.isoformat(), "--instance", str(folder)]
    made = CliRunner().invoke(demo, order)
    assert made.exit_code == 0, made.output
    away = timedelta(days=(TODAY - clock.today()).days)
    app = create_app({"HTTPS": False, "RATELIMIT_ENABLED": False, "CLOCK": lambda: clock.now() + away})
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(_LET_HER_FOLLOW_ALL), {"me": MAJA})
    return app


def asked(app: Flask, question: str) -> list[Any]:
    """Ask the database."""
    with app.app_context(), db.engine.connect() as connection:
        return list(connection.execute(text(question)))


def applicant(app: Flask) -> Browser:
    """The applicant who follows every case, and reads English."""
    browser = Browser(app.test_client())
    browser.sign_in(MAJA, PASSWORD)
    browser.open("/").form("English").press()
    return browser


def visitor(app: Flask) -> Browser:
    """Somebody who has not signed in, and reads English."""
    browser = Browser(app.test_client())
    browser.open("/").form("English").press()
    return browser


def visitors_pages(app: Flask) -> dict[str, Page]:
    """The pages on the way to an account, with those that letters lead to, by address."""
    browser = visitor(app)
    create = browser.open("/konto/skapa").form("Create account")
    create.fill({"Your name": "Ann Other", "Email": "ann@other.example"})
    pages = [create.press(), browser.open("/konto/nytt-losenord").form("Send the link").fill({"Email": MAJA}).press()]
    letters = {"confirm_email": "bekrafta", "reset_password": "nytt-losenord", "invitation": "inbjudan"}
    for letter, facts in asked(app, "SELECT letter, facts FROM notice ORDER BY id DESC"):
        token = json.loads(facts or "{}").get("token")
        if token and letter in letters:
            pages.append(browser.open(f"/konto/{letters.pop(letter)}/{token}"))
    pages += [browser.open("/konto/bekrafta/gammal", status=410), browser.open("/konto/logga-in")]
    return {page.path: page for page in pages}


def begun(app: Flask, browser: Browser) -> list[str]:
    """Begin what can be begun: a claim, a copy of an earlier application, an invitation; return their addresses."""
    ((running, organisation),) = asked(
        app, "SELECT id, organisation_id FROM funding_case WHERE state = 'ongoing' AND origin = 'form' LIMIT 1"
    )
    claim = browser.open(f"/ansokan/{running}/utbetalningar").form("Start a claim for payment").press()
    copy = browser.open("/ansokan/ny?program=project_funding&stodform=pre_study").form("Start the application")
    copy.fields["organisation"], copy.fields["earlier"] = str(organisation), str(running)
    invite = browser.open(f"/organisationer/{organisation}/bjud-in").form("Send the invitation")
    invited = invite.fill({"Your colleague’s email": "new@colleague.example"}).press()
    parts = ("", "/skriv", "/kontrollera", "/underlag", "/kostnader-fran-fil", "/aterkalla")
    base = re.sub(r"(/utbetalningar/\d+).*", r"\1", claim.path)
    return [copy.press().path, invited.path, *(base + part for part in parts)]


def pages_of(app: Flask, browser: Browser, waiting: list[str]) -> dict[str, Page]:
    """Every answer by its address: those waited for, and what links on them lead to."""
    waiting = ["/", *waiting, address("/mer", **SHOP), address(**SHOP), address(**MICRO), *_of_all_cases(app)]
    alike: Counter[str] = Counter()
    found: dict[str, Page] = {}
    for one in waiting:
        found[one] = Page(browser, browser.client.get(one, follow_redirects=True))
        for link in _links_of(found[one]):
            shape = re.sub(r"\d+", "#", link)
            alike[shape] += link not in waiting
            if link not in waiting and (alike[shape] <= ALIKE or EVERY_ONE.fullmatch(link)):
                waiting.append(link)
    return found


def _of_all_cases(app: Flask) -> Iterator[str]:
    for (case,) in asked(app, "SELECT id FROM funding_case WHERE origin = 'form' ORDER BY id"):
        yield from (f"/ansokan/{case}/{part}".rstrip("/") for part in OF_A_CASE)
    for report, case in asked(app, "SELECT id, case_id FROM report ORDER BY id"):
        yield from (f"/ansokan/{case}/rapporter/{report}/{part}".rstrip("/") for part in OF_A_REPORT)
    for claim, case in asked(app, "SELECT id, case_id FROM claim ORDER BY id"):
        yield from (f"/ansokan/{case}/utbetalningar/{claim}/{part}".rstrip("/") for part in OF_A_CLAIM)


def _links_of(page: Page) -> Iterator[str]:
    for link in page.root.all("a"):
        target = urlsplit(link.attrs.get("href", "#"))
        if not target.scheme and not target.netloc and target.path and not OF_THE_OFFICE.match(target.path):
            yield urljoin(page.path, target._replace(fragment="").geturl())
