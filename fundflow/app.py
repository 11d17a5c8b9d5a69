"""Puts everything together: settings, libraries, templates, page packages, error pages."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask
from jinja2 import StrictUndefined
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from fundflow import clock, paths
from fundflow.adapters.mail import FolderSender, LogSender, Sender, Server, SmtpSender, Writer
from fundflow.adapters.storage import FolderStore
from fundflow.catalogue.loader import load_catalogue
from fundflow.config import DEFAULTS, kept_secret
from fundflow.extensions import babel, bootstrap, csrf, db, limiter, login, migrate
from fundflow.jobs.draining import JobContext
from fundflow.models.engine import prepare
from fundflow.web import access, assets, errors, filters, lists, navigation, security
from fundflow.web.account import language, links
from fundflow.web.account import views as account
from fundflow.web.administration import importing, in_force, organisations
from fundflow.web.administration import views as administration
from fundflow.web.application import autosave, files, following, sending, starting
from fundflow.web.application import views as application
from fundflow.web.appropriation import views as appropriation
from fundflow.web.assessment import views as assessment
from fundflow.web.call import views as call
from fundflow.web.call import writing as calls
from fundflow.web.case import views as case
from fundflow.web.decision import views as decision
from fundflow.web.desk import views as desk
from fundflow.web.followup import autosave as report_answers
from fundflow.web.followup import closing
from fundflow.web.followup import files as report_files
from fundflow.web.followup import office as followup
from fundflow.web.followup import writing as reporting
from fundflow.web.forms.fields import cell_look
from fundflow.web.guide import views as guide
from fundflow.web.intake import euro_rate
from fundflow.web.intake import views as intake
from fundflow.web.locale import NAMES, chosen_language, languages
from fundflow.web.message import views as message
from fundflow.web.numbers import IdConverter
from fundflow.web.organisation import bank, naming, office, office_page, undertaking
from fundflow.web.organisation import people as organisation_people
from fundflow.web.organisation import views as organisation
from fundflow.web.payment import case_claims, costs_from_file, ordering, review, vouchers, writing
from fundflow.web.payment import own as claims
from fundflow.web.payment import sending as claim_sending
from fundflow.web.published import views as published
from fundflow.web.rules import views as rules
from fundflow.web.service_place import linking
from fundflow.web.service_place import views as service_places
from fundflow.web.service_place import writing as place_writing
from fundflow.web.start import views as start
from fundflow.web.statistics import views as statistics

PAGES: Final[tuple[Blueprint, ...]] = tuple(
    dict.fromkeys(
        (
            start.bp,
            guide.bp,
            rules.bp,
            call.bp,
            calls.office,
            account.bp,
            links.bp,
            language.bp,
            application.bp,
            autosave.bp,
            files.bp,
            sending.bp,
            starting.bp,
            following.bp,
            organisation.bp,
            bank.bp,
            naming.bp,
            undertaking.bp,
            organisation_people.bp,
            desk.bp,
            case.bp,
            message.bp,
            message.office,
            *(intake.bp, euro_rate.bp),
            assessment.bp,
            decision.bp,
            office.bp,
            office_page.bp,
            case_claims.bp,
            review.bp,
            ordering.bp,
            appropriation.bp,
            reporting.bp,
            report_answers.bp,
            report_files.bp,
            followup.bp,
            closing.bp,
            claims.bp,
            writing.bp,
            costs_from_file.bp,
            vouchers.bp,
            claim_sending.bp,
            service_places.bp,
            linking.of_case,
            place_writing.bp,
            statistics.bp,
            *(administration.bp, organisations.bp, in_force.bp, importing.bp, published.bp),
        )
    )
)
"""The page packages; one whose views stand in several modules has one blueprint, and names each module here."""


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the service, ready to answer.

    Settings come from ``config.DEFAULTS``, ``instance/config.py``, the environment (``FUNDFLOW_…``) and the argument;
    the last one wins. The catalogue is read and checked once, here.

    Raises CatalogueError, ValueError or LookupError, each saying what to mend, when the service cannot start.
    """
    app = Flask(
        "fundflow",
        template_folder=str(paths.TEMPLATES),
        static_url_path=f"/static/{assets.static_version()}",
        instance_path=os.environ.get("FUNDFLOW_INSTANCE"),
        instance_relative_config=True,
    )
    app.url_map.converters["int"] = IdConverter
    _configure(app, settings or {})
    _bind_libraries(app)
    _prepare_templates(app)
    app.extensions["catalogue"] = load_catalogue(paths.CATALOGUE, *map(Path, app.config["CATALOGUE_FOLDERS"]))
    app.extensions["clock"] = app.config.get("CLOCK", clock.now)
    _bind_outside(app)
    for pages in PAGES:
        app.register_blueprint(pages)
    account.register(app)
    errors.register(app)
    return app


def _configure(app: Flask, settings: Mapping[str, Any]) -> None:
    app.config.from_mapping(DEFAULTS)
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("FUNDFLOW")
    app.config.from_mapping(settings)
    config = app.config
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    config["SECRET_KEY"] = config["SECRET_KEY"] or kept_secret(Path(app.instance_path))
    config["SQLALCHEMY_DATABASE_URI"] = config["DATABASE_URL"]
    config["SESSION_COOKIE_SECURE"] = config["HTTPS"]
    config["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    if proxies := config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def _bind_libraries(app: Flask) -> None:
    """Bind the libraries; Babel before Flask-WTF, whose messages are English otherwise.

    The guard of ``access`` runs before the check of the token: a form that an ended session left is kept, not refused.
    """
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        app.extensions["reader"] = reader_of(db.engine)
    migrate.init_app(app, db, directory=str(paths.MIGRATIONS), render_as_batch=True)
    babel.init_app(app, locale_selector=chosen_language)
    login.init_app(app)
    security.register(app)
    access.register(app)
    csrf.init_app(app)
    limiter.init_app(app)
    bootstrap.init_app(app)


def _bind_outside(app: Flask) -> None:
    """Say where files lie, who carries letters, and what the worker works with."""
    config, instance = app.config, Path(app.instance_path)
    app.extensions["store"] = FolderStore(instance / "files")
    with app.app_context():
        app.extensions["jobs"] = JobContext(
            engine=db.engine,
            sender=_sender(app),
            store=app.extensions["store"],
            region=access.current_region(),
            base_url=config["BASE_URL"],
            clock=app.extensions["clock"],
        )


def _sender(app: Flask) -> Sender:
    """Return who carries letters: the mail server, a folder to look in for the demo, or the log."""
    config = app.config
    writer = Writer(config["MAIL_SENDER"] or "noreply@localhost", config["REGION_NAME"], config["CONTACT_EMAIL"])
    if config["MAIL_SERVER"]:
        server = Server(
            config["MAIL_SERVER"],
            config["MAIL_PORT"],
            config["MAIL_USE_TLS"],
            config["MAIL_USERNAME"],
            config["MAIL_PASSWORD"],
        )
        return SmtpSender(server, writer)
    return FolderSender(Path(app.instance_path) / "mail", writer) if config["DEMO"] else LogSender()


def reader_of(engine: Engine) -> Engine:
    """Return the engine through which nothing can be written, on either database."""
    return engine.execution_options(reads_only=True, postgresql_readonly=engine.dialect.name == "postgresql")


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for register in (assets.register, filters.register, navigation.register):
        register(app)
    app.jinja_env.filters["cell_look"] = cell_look
    app.jinja_env.globals.update(
        page_numbers=lists.page_numbers, language=chosen_language, languages=languages, language_names=NAMES
    )
