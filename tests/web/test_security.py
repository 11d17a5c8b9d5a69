"""What every answer is protected by, and who is let in."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from fundflow.app import create_app
from fundflow.config import kept_secret
from fundflow.web.access import requires
from fundflow.web.assets import cut_sprite, icons_in_use
from tests.pages import Browser


def test_a_page_may_load_nothing_but_our_own(browser: Browser) -> None:
    policy = browser.open("/").answer.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert re.search(r"script-src 'self' 'nonce-[\w-]{20,}'", policy)
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_word_that_lets_scripts_run_is_new_for_each_page(browser: Browser) -> None:
    nonces = {re.findall(r'nonce="([^"]+)"', browser.open("/").html)[0] for _ in range(3)}

    assert len(nonces) == 3


def test_pages_are_asked_for_anew_and_versioned_files_are_kept_for_a_year(browser: Browser) -> None:
    page = browser.open("/")

    assert page.answer.headers["Cache-Control"] == "private, no-cache"  # nobody is signed in
    for href in re.findall(r'(?:href|src)="(/[^"#]+\.(?:css|js|svg))', page.html):
        with browser.client.get(href) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable", href


def test_scripts_load_their_parts_from_versioned_addresses(app: Flask) -> None:
    script = Path(str(app.static_folder)) / "js" / "fundflow.js"

    parts = re.findall(r'import "\./([a-z]+\.js)"', script.read_text("utf-8"))

    client = app.test_client()
    assert parts
    for part in parts:
        with client.get(f"{app.static_url_path}/js/{part}") as answer:
            assert answer.status_code == 200, part
    assert re.fullmatch(r"/static/[0-9a-f]{12}", str(app.static_url_path))


@pytest.mark.parametrize("settings", [{"HTTPS": True}], ids=["over https"])
def test_cookies_are_sent_only_encrypted_and_never_to_scripts_or_other_sites(browser: Browser) -> None:
    answer = browser.client.get("/konto/logga-in", base_url="https://stod.nordanland.example")

    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_file_is_saved_and_never_shown_in_the_page(browser: Browser) -> None:
    answer = browser.client.get("/prov/fil")

    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert "Beslut%20om%20st%C3%B6d%20%C3%A5%C3%A4%C3%B6.pdf" in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_for_a_role_is_refused_to_others(maja: Browser, ylva: Browser) -> None:
    refused = maja.open("/prov/kontor", status=403)
    let_in = ylva.open("/prov/kontor")

    assert refused.heading == "Sidan är för regionens medarbetare"
    assert let_in.heading == "Kontor"


def test_a_view_that_does_not_say_who_may_use_it_is_refused(own_app: Flask) -> None:
    own_app.add_url_rule("/glomd", "forgotten", lambda: "hemligt")
    own_app.config["PROPAGATE_EXCEPTIONS"] = True

    with pytest.raises(LookupError, match="forgotten"):
        own_app.test_client().get("/glomd")


def test_the_mark_of_a_view_stands_whichever_decorator_comes_first(own_app: Flask) -> None:
    @requires("case:read")
    @own_app.get("/markt")
    def marked() -> str:
        return "hemligt"

    assert own_app.test_client().get("/markt").status_code == 303


def test_what_is_read_through_cannot_write(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = True

    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        app.test_client().get("/prov/skriver")


def test_a_form_without_its_token_is_not_obeyed(maja: Browser) -> None:
    answer = maja.client.post("/konto/logga-ut-overallt")

    assert answer.status_code in (303, 400)
    assert maja.open("/konto/mina-uppgifter").heading == "Mina uppgifter"


def test_every_icon_that_a_template_names_is_in_the_package() -> None:
    sprite = cut_sprite(icons_in_use())

    assert len(sprite) < 60_000
    assert '<symbol id="trash3"' in sprite


def test_an_icon_that_the_package_lacks_stops_the_start_and_is_named() -> None:
    with pytest.raises(LookupError, match="ingen-sadan"):
        cut_sprite(frozenset({"ingen-sadan", "trash3"}))


def test_a_colour_that_is_none_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path))

    with pytest.raises(ValueError, match="REGION_BRAND"):
        create_app({"REGION_BRAND": "red; } body { display: none"})


def test_the_secret_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    first = kept_secret(tmp_path)

    assert kept_secret(tmp_path) == first
    assert len(first) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_setting_in_the_environment_wins_over_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path))
    monkeypatch.setenv("FUNDFLOW_REGION_NAME", "Region Söderslätt")
    (tmp_path / "config.py").write_text('REGION_UNIT = "Utveckling"\nREGION_NAME = "Annan"\n', "utf-8")

    app = create_app()

    assert app.config["REGION_NAME"] == "Region Söderslätt"
    assert app.config["REGION_UNIT"] == "Utveckling"
