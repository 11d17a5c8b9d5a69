"""The language that pages are shown in: chosen by a button, kept with the account or in the browser."""

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from fundflow.services.people import set_language
from fundflow.web.access import actor_if_signed_in, open_to_all, writing
from fundflow.web.account import bp as bp
from fundflow.web.account.beginning import ASKED
from fundflow.web.locale import LANGUAGE, languages
from fundflow.web.security import is_local


@bp.post("/sprak")
@open_to_all
def choose_language() -> ResponseReturnValue:
    """Show the pages in another language from now on, and the page that one stood on again."""
    chosen = request.form.get("language", "")
    if chosen not in languages():
        abort(400)
    session[LANGUAGE] = chosen
    if actor_if_signed_in() is None:
        session[ASKED] = True
    else:
        with writing() as uow:
            set_language(uow, chosen)
    back = request.form.get("back", "")
    return redirect(back if is_local(back) else url_for("start.show"), 303)
