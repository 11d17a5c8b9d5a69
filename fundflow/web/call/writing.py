"""The office writes, publishes and changes calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.calls import Standing
from fundflow.domain.errors import Refused
from fundflow.domain.money import Money
from fundflow.domain.roles import Permission
from fundflow.labels.amounts import long_moment
from fundflow.queries.calls import all_calls, changes_of, get_call
from fundflow.services.call import change_call, publish_call, write_call
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking, now, requires, writing
from fundflow.web.call import office as office
from fundflow.web.call.forms import CallForm, written
from fundflow.web.filters import finding_text, kronor, tr
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.call import CallChange

STANDING: Final = {
    Standing.UPCOMING: (_l("Kommande"), "clock", "received"),
    Standing.OPEN: (_l("Öppen"), "unlock", "ongoing"),
    Standing.CLOSED: (_l("Stängd"), "lock", "closed"),
}
"""What a standing is called to the office, its icon, and the class of its tag."""

_FIELDS: Final = {
    "title": _l("Rubrik"),
    "title_en": _l("Rubrik på engelska"),
    "text": _l("Text"),
    "text_en": _l("Text på engelska"),
    "opens_at": _l("Öppnar"),
    "closes_at": _l("Stänger"),
    "frame": _l("Pengar att fördela"),
}


@office.get("/")
@requires(Permission.CALL_MANAGE)
def manage() -> str:
    """Show every call, published or not, with how much has come in."""
    uow = looking()
    tallies = all_calls(uow.session)
    return render_template(
        "call/manage.html",
        tallies=tallies,
        standings={one.call.id: one.call.window.standing(now()) for one in tallies},
        looks=STANDING,
        names=_names(uow.catalogue),
        may_read=uow.actor.may(Permission.CASE_READ),
    )


@office.route("/ny", methods=["GET", "POST"])
@requires(Permission.CALL_MANAGE)
def create() -> ResponseReturnValue:
    """Write a call; it is not seen by others until it is published."""
    form = CallForm()
    form.offer(_supports(looking()))
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        try:
            with writing() as uow:
                call = write_call(uow, form.plan())
        except Refused as refused:
            refusals = _links(refused)
        else:
            flash(_("Utlysningen är sparad. Den syns för andra när du publicerar den."))
            return redirect(url_for(".edit", call_id=call.id), 303)
    page = render_template("call/edit.html", form=form, refusals=refusals, call=None, changes=[], look=None)
    return page, 409 if refusals else form.http_status


@office.route("/<int:call_id>", methods=["GET", "POST"])
@requires(Permission.CALL_MANAGE)
def edit(call_id: int) -> ResponseReturnValue:
    """Change a call; a published one never gives less time than it promised."""
    looked = looking()
    call = get_call(looked.session, call_id)
    form = CallForm(data=written(call))
    del form.support
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        version = str(form.version.data)
        try:
            with writing() as uow:
                change_call(uow, call_id, form.plan(call), version=int(version) if version.isdecimal() else 0)
        except Refused as refused:
            refusals = _links(refused)
        else:
            flash(_("Ändringarna är sparade."))
            return redirect(url_for(".edit", call_id=call_id), 303)
    standing = call.window.standing(now())
    page = render_template(
        "call/edit.html",
        form=form,
        refusals=refusals,
        call=call,
        look=STANDING[standing],
        has_opened=call.published_at is not None and standing is not Standing.UPCOMING,
        changes=[(one, _told(one)) for one in changes_of(looking().session, call_id)],
        support=_names(looked.catalogue).get((call.programme, call.grant_type), call.grant_type),
    )
    return page, 409 if refusals else form.http_status


@office.post("/<int:call_id>/publicera")
@requires(Permission.CALL_MANAGE)
def publish(call_id: int) -> ResponseReturnValue:
    """Show the call to everybody."""
    with writing() as uow:
        publish_call(uow, call_id)
    flash(_("Utlysningen är publicerad."))
    return redirect(url_for(".edit", call_id=call_id), 303)


def _links(refused: Refused) -> list[tuple[str, str]]:
    return [(f"#{one.field or 'title'}", finding_text(one)) for one in refused.findings]


def _supports(uow: UnitOfWork) -> list[tuple[str, str, str]]:
    return [
        (programme.key, one.key, f"{tr(programme.label)}: {tr(one.label)}")
        for programme in uow.catalogue.programmes_in_force(uow.today)
        for one in programme.grant_types
        if one.is_open
    ]


def _names(catalogue: Catalogue) -> Mapping[tuple[str, str], str]:
    return {
        (programme.key, one.key): tr(one.label)
        for programme in catalogue.programmes_in_force(looking().today)
        for one in programme.grant_types
    }


def _told(change: "CallChange") -> list[tuple[str, str, str]]:
    """Return what was changed as (field, before, after); the publishing of a call has no fields."""
    return [
        (str(_FIELDS[name]), _shown(name, before), _shown(name, after))
        for name, (before, after) in change.what.items()
        if name in _FIELDS
    ]


def _shown(name: str, value: object) -> str:
    if value in (None, ""):
        return _("inget")
    if name in ("opens_at", "closes_at"):
        return long_moment(datetime.fromisoformat(str(value)))
    return kronor(Money(int(str(value)))) if name == "frame" else str(value)
