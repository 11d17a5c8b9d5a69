"""Begin a session, in the language that was asked for before it."""

from typing import TYPE_CHECKING, Final

from flask import session

from fundflow.services.people import set_language
from fundflow.web import access
from fundflow.web.locale import LANGUAGE

if TYPE_CHECKING:
    from fundflow.domain.roles import Actor
    from fundflow.queries.people import SignIn

ASKED: Final = "language_asked"
"""Set when the language was chosen by someone who had not signed in; a session that begins or ends forgets it."""


def begin_session(actor: "Actor", account: "SignIn") -> None:
    """Sign the person in; the language that was just asked for in this browser becomes the account's own."""
    asked = session.get(LANGUAGE) if session.get(ASKED) and not actor.is_staff else None
    access.sign_in(actor, account.session_version, asked or account.language)
    if asked and asked != account.language:
        with access.writing() as uow:
            set_language(uow, asked)
