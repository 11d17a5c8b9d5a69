"""Every page that an applicant can reach is in English for who has chosen it; what stays Swedish is marked so."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.adapters import passwords
from fundflow.extensions import db
from tests.english import swedish_on, written_by_people
from tests.inspection import parse
from tests.pages import Browser, Page
from tests.web.english_pages import OF_THE_OFFICE, applicant, asked, begun, made_region, pages_of, visitors_pages

# One process makes the region, and reads its pages.
pytestmark = pytest.mark.xdist_group("english")

STAGES = frozenset(
    ("account", "application", "call", "followup", "guide", "message", "organisation", "payment", "rules", "start")
)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A region with cases in every state."""
    folder = tmp_path_factory.mktemp("english") / "region"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUNDFLOW_INSTANCE", str(folder))
        app = made_region(folder)
        yield app
        with app.app_context():
            db.engine.dispose()
    passwords.configure(fast=False)


@pytest.fixture(scope="module")
def maja(region: Flask) -> Browser:
    """An applicant who follows every case, and reads English."""
    return applicant(region)


@pytest.fixture(scope="module")
def read(region: Flask, maja: Browser) -> dict[str, Page]:
    """Every page, by its address."""
    waiting = begun(region, maja)
    return visitors_pages(region) | pages_of(region, maja, waiting)


@pytest.fixture(scope="module")
def written(region: Flask, read: dict[str, Page]) -> frozenset[str]:
    """What people have written, once all is begun that is read."""
    with region.app_context():
        return written_by_people(db.engine)


def test_no_page_holds_swedish_of_ours_that_is_not_marked(read: dict[str, Page], written: frozenset[str]) -> None:
    swedish = {address: left for address, page in read.items() if (left := swedish_on(page.root, written))}

    assert swedish == {}


def test_every_page_of_an_applicant_is_among_them(region: Flask, read: dict[str, Page]) -> None:
    addresses = region.url_map.bind("localhost")

    opened = {addresses.match(page.path)[0] for page in read.values() if page.answer.status_code < 300}

    every = {
        rule.endpoint
        for rule in region.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in STAGES
        and "GET" in (rule.methods or ())
        and not OF_THE_OFFICE.match(rule.rule)
    }
    assert every - opened == set()


def test_every_decision_can_be_read_in_english_and_says_that_the_swedish_one_counts(read: dict[str, Page]) -> None:
    letters = {page.heading: page for address, page in read.items() if re.fullmatch(r".*/handlingar/\d+/las", address)}

    assert {"Decision: approval", "Decision: rejection", "Decision: payment", "Decision: closure"} <= set(letters)
    for page in letters.values():
        assert "The Swedish original prevails." in page.text
        assert page.root.first("div", lang="sv"), "what the officer wrote is marked as Swedish"


@pytest.mark.parametrize(
    "path",
    [
        "/konto/mina-uppgifter",
        "/organisationer/ny",
        "/organisationer/{organisation}/bjud-in",
        "/organisationer/{organisation}/konto",
        "/organisationer/{organisation}/grupp",
        "/organisationer/{organisation}/namn",
        "/ansokan/{running}/meddelanden",
    ],
)
def test_what_is_wrong_in_a_form_is_told_in_english(
    region: Flask, maja: Browser, written: frozenset[str], path: str
) -> None:
    cases = {
        state: (case, by) for case, by, state in asked(region, "SELECT id, organisation_id, state FROM funding_case")
    }
    known = {"running": cases["ongoing"][0], "organisation": cases["ongoing"][1]}
    path = path.format_map(known)
    form = maja.open(path).form()
    emptied = MultiDict((name, value if name in ("csrf_token", "token") else "") for name, value in form.fields.items())

    answer = maja.client.post(path, data=emptied, follow_redirects=True)

    page = Page(maja, answer)
    assert answer.status_code == 422
    assert page.errors
    assert swedish_on(page.root, written) == {}


def test_what_is_wrong_in_a_file_of_costs_is_told_in_english(
    region: Flask, maja: Browser, read: dict[str, Page], written: frozenset[str]
) -> None:
    path = next(one for one in read if one.endswith("/kostnader-fran-fil"))
    listed = "kind of cost;what the cost is for;amount, kr\nLunch;Training;many\n;" + "x" * 400 + ";0\n"
    form = maja.open(path).form()
    form.fields["file"] = (BytesIO(listed.encode()), "costs.csv")

    page = maja.post(path, form.fields, status=422)

    assert "Is not a kind of cost. Write one of: Staff" in page.text
    assert swedish_on(page.root, written) == {}


def test_a_file_of_costs_that_lacks_a_column_or_a_day_is_told_the_templates_names(
    region: Flask, maja: Browser, read: dict[str, Page], written: frozenset[str]
) -> None:
    path = next(one for one in read if one.endswith("/kostnader-fran-fil"))

    def refused(listed: str) -> Page:
        form = maja.open(path).form()
        form.fields["file"] = (BytesIO(listed.encode()), "costs.csv")
        page = maja.post(path, form.fields, status=422)
        assert swedish_on(page.root, written) == {}
        return page

    assert "Kind of cost – The column is missing" in refused("what the cost is for;amount, kr\nTrain;900\n").text
    assert "Paid on" in refused("kind of cost;what the cost is for;amount, kr\nStaff;Train;900\n").text


def test_what_a_claim_lacks_is_told_in_english(
    region: Flask, maja: Browser, read: dict[str, Page], written: frozenset[str]
) -> None:
    path = next(one for one in read if one.endswith("/skriv"))
    form = maja.open(path).form("Save")
    form.fields["q_costs-0-supplier"] = "SJ"
    form.fields |= {"q_costs-1-what": "SJ", "q_costs-1-declared": "many"}
    form.press("Save")

    page = maja.open(path.replace("/skriv", "/kontrollera"))

    for said in ("Row 1: fill in “Kind of cost”.", "Row 2: “Amount” cannot be read. Write it in another way."):
        assert said in page.text
    assert swedish_on(page.root, written | {"SJ"}) == {}


def test_swedish_is_found_where_it_is_not_marked() -> None:
    marked, _ = parse('<html lang="en"><p>See <span lang="sv">förordningen om bidrag</span> and the 5 kr.</p></html>')
    unmarked, _ = parse('<html lang="en"><p>See förordningen</p><p title="Beslut">of 2003</p><p>Mitt hus</p></html>')

    assert swedish_on(marked) == {}
    assert swedish_on(unmarked, {"Mitt hus"}) == {"See förordningen": ["förordningen"], "Beslut": ["beslut"]}
