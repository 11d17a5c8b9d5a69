"""Refusals and errors as pages: what happened, why, and what to do.

The domain says no in three ways, which get an answer each: ``Refused`` 409 with every finding, ``NotFound`` 404,
``Conflict`` 409. What nobody foresaw gets a page that was made when the service started, so that it cannot fail too.
"""

from typing import Final

from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from fundflow.config import MEGABYTE
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.web.access import actor_if_signed_in, is_for_applicants
from fundflow.web.filters import finding_text
from fundflow.web.locale import _, _l
from fundflow.web.replies import REFUSED, asked_by_script, problem

_PAGES: Final = {
    400: (_l("Det där gick inte att läsa"), _l("Gå tillbaka och pröva igen. Det du skrev finns kvar i webbläsaren.")),
    403: (_l("Sidan är inte för din roll"), _l("Behöver du den, be den som administrerar tjänsten om rätt roll.")),
    404: (
        _l("Sidan finns inte"),
        _l("Den kan ha flyttats, eller så har du inte rätt att se den. Börja om från början."),
    ),
    405: (_l("Sidan finns inte"), _l("Adressen används bara när något sparas. Börja om från början.")),
    429: (_l("Vänta en stund"), _l("Det kom för många försök på kort tid. Vänta några minuter och pröva igen.")),
}


def refused(error: Refused) -> ResponseReturnValue:
    """Tell that the deed may not be done now, with every reason and its source."""
    if asked_by_script():
        return problem(REFUSED, 409, " ".join(finding_text(one) for one in error.findings))
    return render_template("errors/refused.html", findings=error.findings), 409


def conflict(error: Conflict) -> ResponseReturnValue:
    """Tell that someone else has changed the same thing; a page that can show both texts does so itself."""
    if asked_by_script():
        return problem(REFUSED, 409, _("Någon annan har ändrat samma sak medan du skrev."))
    return render_template("errors/conflict.html", theirs=error.theirs), 409


def not_found(error: NotFound) -> ResponseReturnValue:
    """Tell that it is not there, or not for this person to see: the same answer for both."""
    return _page(404)


def too_large(error: HTTPException) -> ResponseReturnValue:
    """Tell how large files may be; nothing of the request has been read, but the browser still has the page."""
    if asked_by_script():
        return problem(REFUSED, 413, _("Texten är för stor för att sparas. Korta den eller dela upp den."))
    config = current_app.config
    lead = _(
        "En fil får vara högst %(one)s MB, och allt som skickas på en gång högst %(all)s MB. "
        "Gå tillbaka i webbläsaren: det du skrev finns kvar. Ta bort eller minska någon fil och spara igen.",
        one=config["MAX_FILE_SIZE"] // MEGABYTE,
        all=config["MAX_CONTENT_LENGTH"] // MEGABYTE,
    )
    return render_template("errors/error.html", heading=_("Filerna är för stora"), lead=lead), 413


def other(error: HTTPException) -> ResponseReturnValue:
    """Answer every other error of HTTP; redirects and answers that a view made pass through."""
    if error.response is not None or error.code is None or error.code < 400:
        return error
    return _page(error.code)


def broken(error: Exception) -> ResponseReturnValue:
    """Answer what nobody foresaw; Flask has written it to the log before."""
    return Response(current_app.extensions["broken_page"], 500, mimetype="text/html")


_FOR_APPLICANTS: Final = (
    _l("Den här sidan är för sökande"),
    _l(
        "Du är inloggad som medarbetare. Ansökningar skrivs och följs av den som söker, med ett eget konto. "
        "Ärenden som har kommit in finns på skrivbordet."
    ),
)


_FOR_STAFF: Final = (
    _l("Sidan är för regionens medarbetare"),
    _l("Du är inloggad som sökande. Det du har rätt att se finns under Mina ärenden."),
)


def _words(code: int) -> tuple[str, str]:
    """Return heading and lead of the page; who acts in one face and opens a page of the other is told so."""
    actor = actor_if_signed_in()
    if code == 403 and actor is not None and actor.is_staff and is_for_applicants():
        return _FOR_APPLICANTS
    if code == 403 and actor is not None and not actor.is_staff:
        return _FOR_STAFF
    return _PAGES.get(code, _PAGES[400])


def _page(code: int) -> ResponseReturnValue:
    heading, lead = _words(code)
    if asked_by_script():
        return problem(REFUSED, code, f"{heading}. {lead}")
    return render_template("errors/error.html", heading=heading, lead=lead), code


def _broken_page(app: Flask) -> str:
    # Made once, with nothing but settings: whatever breaks later, this page is there.
    with app.test_request_context("/"):
        return render_template("errors/broken.html")


def register(app: Flask) -> None:
    """Answer for every error of the app; called last, since it makes a page."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Conflict, conflict)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(413, too_large)
    app.register_error_handler(HTTPException, other)
    app.register_error_handler(500, broken)
    app.extensions["broken_page"] = _broken_page(app)
    app.jinja_env.globals["here"] = lambda: request.full_path.rstrip("?") if request.query_string else request.path
