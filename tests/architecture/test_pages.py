"""Every page names its permission, every role is tried against every route, and looking changes nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import nodes
from werkzeug.routing import Rule

from fundflow import paths
from fundflow.app import create_app
from fundflow.domain.roles import PERMISSIONS, Permission, Role
from fundflow.extensions import db
from tests.architecture.people import sign_in_as
from tests.databases import statements_to

OPEN_TO_ALL = {"account", "account_links", "assets", "call", "guide", "rules", "start"}
"""Page packages with views that nobody needs to sign in for; the views themselves say so one by one."""

ROLES = [*Role, None]
ROOT = Path(__file__).parents[2]
_OF_BOTH = ("application", "followup", "message", "organisation", "payment")
_OF_THE_OFFICE = {"case_claims", "closing", "office", "office_page", "ordering", "review", "review_forms"}


@pytest.fixture(scope="module")
def app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The service over an empty database."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "fundflow.db").write_bytes(sqlite_template.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUNDFLOW_INSTANCE", str(folder))
        app = create_app({"HTTPS": False, "RATELIMIT_ENABLED": False})
    yield app
    with app.app_context():
        db.engine.dispose()


def rules_of(app: Flask) -> list[Rule]:
    """The routes of ours."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ("static", "bootstrap.static")]


def address(rule: Rule) -> str:
    """An address of the route, with numbers and words that belong to nothing."""
    path = re.sub(r"<int:[^>]+>", "987654", rule.rule)
    return re.sub(r"<[^>]+>", "finns-inte", path)


def test_every_endpoint_names_its_permission(app: Flask) -> None:
    silent = [
        rule.endpoint for rule in rules_of(app) if not hasattr(app.view_functions[rule.endpoint], "required_permission")
    ]

    assert silent == []


def test_only_pages_made_for_everyone_are_open(app: Flask) -> None:
    opened = {
        rule.endpoint.partition(".")[0]
        for rule in rules_of(app)
        if app.view_functions[rule.endpoint].required_permission is None
    }

    assert opened <= OPEN_TO_ALL


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "nobody")
def test_every_role_is_let_in_where_it_may_and_nowhere_else(app: Flask, role: Role | None) -> None:
    client = app.test_client()
    if role is not None:
        sign_in_as(app, client, role)

    wrong = []
    for rule in rules_of(app):
        needed: Permission | None = app.view_functions[rule.endpoint].required_permission
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if rule.endpoint in ENDS_THE_SESSION:
                continue
            status = client.open(address(rule), method=method).status_code
            may = needed is None or (role is not None and needed in PERMISSIONS[role])
            let_in = status not in (401, 403) and not (role is None and status in (302, 303) and needed is not None)
            if may and status in (401, 403) and needed is not None:
                wrong.append((rule.endpoint, method, status, "should be let in"))
            if not may and let_in:
                wrong.append((rule.endpoint, method, status, "should be refused"))

    assert wrong == []


ENDS_THE_SESSION = {"account.sign_out", "account.sign_out_everywhere"}


def test_looking_at_a_page_writes_nothing(app: Flask) -> None:
    client = app.test_client()
    sign_in_as(app, client, *Role)

    with app.app_context(), statements_to(db.engine) as sent:
        for rule in rules_of(app):
            if "GET" in (rule.methods or set()):
                client.get(address(rule))

    assert sent
    assert [one for one in sent if re.match(r"\s*(INSERT|UPDATE|DELETE)", one, re.IGNORECASE)] == []


def test_addresses_are_swedish_words_with_hyphens(app: Flask) -> None:
    odd = [rule.rule for rule in rules_of(app) if not re.fullmatch(r"(/([a-z0-9.-]|<[^>]+>)+)*/?", rule.rule)]

    assert odd == []


# ----- templates


def templates_of(app: Flask) -> list[str]:
    """Every HTML template of ours."""
    ours = {str(path.relative_to(paths.TEMPLATES)) for path in paths.TEMPLATES.rglob("*.html")}
    return sorted(ours & set(app.jinja_env.list_templates()))


def test_every_template_compiles_and_marks_nothing_safe(app: Flask) -> None:
    for name in templates_of(app):
        source = app.jinja_env.loader.get_source(app.jinja_env, name)[0]  # type: ignore[union-attr]
        tree = app.jinja_env.parse(source)
        app.jinja_env.compile(source, name)
        assert "safe" not in {node.name for node in tree.find_all(nodes.Filter)}, name
        assert 'style="' not in source, name
        assert not re.search(r"\son(click|change|submit|load|input|key\w+|focus|blur|mouse\w+)=", source), name


def test_no_applicants_page_tells_what_a_decision_has_booked_before_it_is_sent() -> None:
    """Stored sums of a case hold decisions that wait to be sent (D5); an applicant is told ``case_money.money_of``."""
    folders = [ROOT / "fundflow" / "web" / name for name in _OF_BOTH]
    code = [path for folder in folders for path in folder.glob("*.py") if path.stem not in _OF_THE_OFFICE]
    pages = [path for path in paths.TEMPLATES.rglob("*.html") if "layouts/applicant.html" in path.read_text("utf-8")]
    stored = re.compile(r"\bcase\.(cost_approved|entitled|balance|reserved|released|paid|settled|advanced)\b")

    assert [path.name for path in (*code, *pages) if stored.search(path.read_text("utf-8"))] == []


def test_every_template_is_used(app: Flask) -> None:
    code = "".join(path.read_text("utf-8") for path in (paths.TEMPLATES.parent / "fundflow").rglob("*.py"))
    templates = "".join(path.read_text("utf-8") for path in paths.TEMPLATES.rglob("*.html"))

    assert [name for name in templates_of(app) if f'"{name}"' not in code + templates] == []


def client_of(app: Flask) -> FlaskClient:
    """A client that nobody is signed in on."""
    return app.test_client()


def test_a_page_that_is_not_there_says_so_in_swedish(app: Flask) -> None:
    answer = client_of(app).get("/finns-inte")

    assert answer.status_code == 404
    assert "finns inte" in answer.text
