"""Who asks, whether they may, and the sessions through which a view reads and writes.

Every view says who may use it with one of two decorators, in any order with the route's; one without is a mistake that
the first request shows::

    @bp.get("/arenden")
    @requires(Permission.CASE_READ)
    def worklist() -> ResponseReturnValue:
        cases = worklist_of(reading(), current_actor(), ...)

    @bp.get("/tillganglighet")
    @open_to_all
    def accessibility() -> ResponseReturnValue: ...

Reading never changes anything: the session of ``reading()`` refuses to write on both databases. A deed is done in
``with writing() as uow:``, one transaction, committed when the block ends and rolled back when it raises.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar, cast

from flask import Flask, abort, current_app, g, request, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.periods import swedish_day
from fundflow.domain.roles import PERMISSIONS, Actor, Permission, Role
from fundflow.extensions import db, login
from fundflow.queries.cases import applicant_behind
from fundflow.queries.people import account_of, actor_of
from fundflow.services.rights import PARTY
from fundflow.services.unit_of_work import Region, UnitOfWork
from fundflow.web.locale import LANGUAGE
from fundflow.web.numbers import whole_number

NOBODY: Final = Actor(person_id=0, name="")
"""Who acts before signing in: confirms an address, accepts an invitation, asks for a new password."""

_SEEN_EVERY: Final = timedelta(minutes=1)
_FROM_LIBRARIES: Final = frozenset({"static", "bootstrap.static"})
_View = TypeVar("_View", bound=Callable[..., Any])


class SignInNeeded(Exception):
    """The page needs someone signed in, and nobody is; the account pages answer it, keeping what was posted."""


class SignedIn(UserMixin):  # type: ignore[misc]  # the library ships no types
    """The person of this request, as the cookie names them: id and the version that signing out everywhere raises."""

    def __init__(self, actor: Actor, version: int, language: str) -> None:
        self.actor = actor
        self.version = version
        self.language = language

    def get_id(self) -> str:
        """Return what the cookie keeps."""
        return f"{self.actor.person_id}.{self.version}"


# ----- who may


def requires(permission: Permission) -> Callable[[_View], _View]:
    """Let only those in whose roles the permission is use the view."""

    def mark(view: _View) -> _View:
        view.required_permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: _View) -> _View:
    """Let everybody use the view, signed in or not."""
    view.required_permission = None  # type: ignore[attr-defined]
    return view


def unattended(view: _View) -> _View:
    """Let a page's script use the view by itself: nobody need be at the keyboard, so the session is not kept by it."""
    view.is_unattended = True  # type: ignore[attr-defined]
    return view


def guard() -> None:
    """Stop the request before its view: 403 where no role may, SignInNeeded where nobody is signed in.

    Raises LookupError for a view that does not say who may use it.
    """
    if request.endpoint is None or request.endpoint in _FROM_LIBRARIES:
        return
    view: Any = current_app.view_functions[request.endpoint]
    _end_old_session(is_use=not getattr(view, "is_unattended", False))
    try:
        permission: Permission | None = view.required_permission
    except AttributeError:
        raise LookupError(f"{request.endpoint} does not say who may use it") from None
    if permission is None:
        return
    actor = actor_if_signed_in()
    if actor is None:
        raise SignInNeeded
    if not actor.may(permission):
        abort(403)
    if permission not in PERMISSIONS[Role.APPLICANT]:
        _require_no_party(actor)


def _require_no_party(actor: Actor) -> None:
    """Refuse the office's pages of a case to staff who act for its applicant.

    Source: 2017:900 §§ 16-18 (jäv); D11.
    """
    if not actor.organisations:
        return
    if applicant_behind(reading(), request.view_args or {}) in actor.organisations:
        raise Refused([Finding("own_party", Verdict.STOPS, PARTY)])


_OF_APPLICANTS: Final = PERMISSIONS[Role.APPLICANT] - {Permission.ACCOUNT_USE}
"""What one may only as an applicant: a page that asks for it has the applicant's face, whoever opens it."""


_APPLICANTS_OWN: Final = ("start", "guide", "call", "application", "message", "organisation")
"""Packages that staff too see in the applicant's face."""


def is_for_applicants() -> bool:
    """Say whether the page of this request asks for what one may only as an applicant."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "required_permission", None) in _OF_APPLICANTS


# ----- who asks


def actor_if_signed_in() -> Actor | None:
    """Return the person of this request, or None when nobody is signed in."""
    return current_user.actor if current_user.is_authenticated else None


def is_office() -> bool:
    """Say whether the page is shown in the office's face: to staff, except where they act as applicants."""
    actor = actor_if_signed_in()
    if actor is None or not actor.is_staff or request.blueprint in _APPLICANTS_OWN:
        return False
    return not is_for_applicants()


def current_actor() -> Actor:
    """Return the person of this request; in a view that ``requires`` something there always is one."""
    actor = actor_if_signed_in()
    if actor is None:
        raise SignInNeeded
    return actor


def sign_in(actor: Actor, version: int, language: str) -> None:
    """Begin a session for the person; nothing of an earlier one is kept."""
    _forget_session()
    session.permanent = True
    session["signed_in_at"] = session["seen_at"] = int(now().timestamp())
    login_user(SignedIn(actor, version, language))


def sign_out() -> None:
    """End the session in this browser."""
    logout_user()
    _forget_session()


def _forget_session() -> None:
    chosen = session.get(LANGUAGE)
    session.clear()
    if chosen is not None:
        session[LANGUAGE] = chosen
    # Flask-WTF keeps the old session's token for the rest of the request; a page made now needs one of the new session.
    g.pop("csrf_token", None)


def load_person(kept: str) -> SignedIn | None:
    """Return the person that the cookie names, unless they have been signed out everywhere or deactivated."""
    person_id, _, version = kept.partition(".")
    account = account_of(reading(), whole_number(person_id, 0))
    if account is None or not account.is_active or account.session_version != whole_number(version, -1):
        return None
    actor = actor_of(reading(), account.person_id)
    return SignedIn(actor, account.session_version, account.language) if actor else None


def _end_old_session(*, is_use: bool) -> None:
    """End a session that is eight hours old or has been idle for one (D15), else note that it was used."""
    if "seen_at" not in session:
        return
    moment = now()
    seen = datetime.fromtimestamp(session["seen_at"], UTC)
    signed_in = datetime.fromtimestamp(session["signed_in_at"], UTC)
    config = current_app.config
    if moment - seen > config["SESSION_IDLE"] or moment - signed_in > config["PERMANENT_SESSION_LIFETIME"]:
        _forget_session()
        g.session_ended = True
    elif is_use and moment - seen > _SEEN_EVERY:
        session["seen_at"] = int(moment.timestamp())


# ----- when, and with what


def now() -> datetime:
    """Return the moment of this request, aware and in UTC; the same from its beginning to its end."""
    if "now" not in g:
        g.now = current_app.extensions["clock"]()
    return cast("datetime", g.now)


def reading() -> Session:
    """Return this request's session for reading; both databases refuse to write through it."""
    if "reading" not in g:
        g.reading = Session(current_app.extensions["reader"], autoflush=False)
        g.setdefault("readers", []).append(g.reading)
    return cast("Session", g.reading)


@contextmanager
def writing() -> Iterator[UnitOfWork]:
    """Do one deed in one transaction: commit when the block ends, roll back when it raises.

    What was read before is read anew after it. Then the queue of letters and documents is woken; if that fails nothing
    is lost, for what is to be done stands in the outbox.

    Raises Conflict when someone else has changed the same row meanwhile.
    """
    with Session(db.engine, expire_on_commit=False) as writer:
        try:
            yield _unit_of_work(writer)
            writer.commit()
        except StaleDataError as error:
            raise Conflict from error
    _stop_reading()
    if wake := current_app.extensions.get("wake"):
        wake()


def looking() -> UnitOfWork:
    """Return what a page that only looks hands to functions that gather facts; nothing can be written through it."""
    return _unit_of_work(reading())


def _unit_of_work(session: Session) -> UnitOfWork:
    return UnitOfWork(
        session=session,
        actor=actor_if_signed_in() or NOBODY,
        now=now(),
        catalogue=current_app.extensions["catalogue"],
        region=current_region(),
    )


def current_region() -> Region:
    """Return the region that runs the service, from the settings."""
    config = current_app.config
    return Region(
        key=config["REGION"],
        name=config["REGION_NAME"],
        registry_prefix=config["REGISTRY_PREFIX"],
        unit=config["REGION_UNIT"],
        unit_en=config["REGION_UNIT_EN"],
        address=config["CONTACT_ADDRESS"],
        email=config["CONTACT_EMAIL"],
        phone=config["CONTACT_PHONE"],
        web=config["CONTACT_WEB"],
        brand=config["REGION_BRAND"],
        mark=current_app.extensions["assets"]["marks"]["paper"].decode(),
    )


def _stop_reading() -> None:
    if reader := g.pop("reading", None):
        reader.close()


def _close_readers(_: BaseException | None = None) -> None:
    """Give back every connection: what was found before a deed may have been asked again after it."""
    g.pop("reading", None)
    for reader in g.pop("readers", ()):
        reader.close()


def register(app: Flask) -> None:
    """Guard every request of the app, and give its templates the person who asks."""
    app.before_request(guard)
    app.teardown_appcontext(_close_readers)
    login.user_loader(load_person)
    app.jinja_env.globals["actor"] = actor_if_signed_in
    app.jinja_env.globals["today"] = lambda: swedish_day(now())
    app.jinja_env.globals["now"] = now
