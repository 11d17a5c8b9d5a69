"""Calls as everybody may read them: open, to come and closed."""

from flask import current_app, render_template

from fundflow.catalogue import Catalogue
from fundflow.domain.calls import Standing
from fundflow.queries.calls import closed_calls, published_call, published_calls
from fundflow.web.access import now, open_to_all, reading
from fundflow.web.call import bp as bp


@bp.get("/")
@open_to_all
def listed() -> str:
    """Show the calls that are open or to come, and those that closed last."""
    ahead = published_calls(reading(), now())
    return render_template(
        "call/listed.html",
        opened=[one for one in ahead if one.window.standing(now()) is Standing.OPEN],
        upcoming=[one for one in ahead if one.window.standing(now()) is Standing.UPCOMING],
        closed=closed_calls(reading(), now()),
    )


@bp.get("/<int:call_id>")
@open_to_all
def show(call_id: int) -> str:
    """Show one call: what it is for, when it is open, and the way to apply; a closed one says so plainly."""
    call = published_call(reading(), call_id)
    catalogue: Catalogue = current_app.extensions["catalogue"]
    programme = catalogue.programme(call.programme, call.programme_version)
    return render_template(
        "call/show.html",
        call=call,
        standing=call.window.standing(now()),
        programme=programme,
        grant_type=programme.grant_type(call.grant_type),
        kinds=programme.attachments_for(call.grant_type),
    )
