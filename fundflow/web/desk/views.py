"""The desk, and assigning several cases after a look at what will happen."""

from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.roles import Permission
from fundflow.labels.states import STATE
from fundflow.queries.paging import ListRequest
from fundflow.queries.people import staff_with
from fundflow.queries.worklist import SORTS, WorkRow, desk, rows_of
from fundflow.queries.worklist_base import FACETS, VIEW, VIEWS
from fundflow.services.intake import assign_case
from fundflow.web.access import current_actor, looking, reading, requires, writing
from fundflow.web.case.assigning import AssignForm, officer_choices
from fundflow.web.charts import Meter, meter
from fundflow.web.desk.names import TAB_LABELS, VIEW_LABELS, Names, options
from fundflow.web.lists import ListShape, ListView
from fundflow.web.locale import _, _n
from fundflow.web.numbers import whole_number

bp = Blueprint("desk", __name__)
SHAPE: Final = ListShape(filters=(VIEW, *FACETS), sorts=SORTS, default_sort="frist")
_EVERYTHING: Final = "alla"
_MOST_AT_ONCE: Final = 100


@bp.get("/arenden")
@requires(Permission.CASE_READ)
def worklist() -> str:
    """Show the desk: saved views, filters with counts, the cases of one page, and their sum."""
    uow = looking()
    asked = _asked(request.args)
    found = desk(uow.session, uow.actor, asked, today=uow.today)
    has_cases = uow.actor.may(Permission.CASE_PREPARE)
    names = Names(uow.catalogue, found.facets, {str(uow.actor.person_id): uow.actor.name})
    return render_template(
        "desk/worklist.html",
        heading=_heading(asked),
        found=found,
        page=found.page,
        list=ListView(SHAPE, asked, "desk.worklist"),
        views=_views(asked, found.views, has_cases=has_cases),
        facets=options(found.facets, names, uow.actor.person_id, has_cases=has_cases),
        chips=[(name, value, names.of(name, value)) for name in FACETS for value in asked.chosen(name)],
        names=names,
        ages={row.id: _age(row) for row in found.page.rows},
        may_assign=uow.actor.may(Permission.CASE_ASSIGN),
        states=STATE,
    )


def _asked(args: MultiDict[str, str]) -> ListRequest:
    """Return what is asked for; an address without any question is the person's own open cases, or all open ones.

    ``q`` is understood as ``sok``. Words and filters without a view are asked of every case.
    """
    written = MultiDict(args)
    if "q" in written and "sok" not in written:
        written.setlist("sok", written.getlist("q"))
    asked = SHAPE.read(written)
    if asked.is_narrowed or args.get(VIEW) == _EVERYTHING:
        return asked
    first = "mina" if current_actor().may(Permission.CASE_PREPARE) else "oppna"
    return replace(asked, filters={VIEW: (first,)})


def _heading(asked: ListRequest) -> str:
    view = asked.one(VIEW) or ""
    if view in VIEW_LABELS:
        return str(VIEW_LABELS[view])
    return _("Sökresultat") if asked.words else _("Alla ärenden")


def _views(asked: ListRequest, counts: Any, *, has_cases: bool) -> list[tuple[str, str, int | None, bool]]:
    """Return the saved views as (label, address, count, is current); those of one's own cases are for officers."""
    chosen = asked.one(VIEW)
    shown = [one for one in VIEWS if has_cases or one not in ("mina", "frister", "granska")]
    tabs: list[tuple[str, str, int | None, bool]] = [
        (str(TAB_LABELS[one]), url_for("desk.worklist", vy=one), counts[one], one == chosen) for one in shown
    ]
    return [*tabs, (_("Alla"), url_for("desk.worklist", vy=_EVERYTHING), None, chosen is None)]


def _age(row: WorkRow) -> tuple[int, Meter] | None:
    """Return an undecided case's age in days, and the bar of it against six months."""
    if row.received_on is None or not row.is_undecided:
        return None
    limit = (last_ordinary_day(row.received_on) - row.received_on).days
    used = (looking().today - row.received_on).days
    return used, meter(used, limit, _("%(used)s av %(limit)s dagar", used=used, limit=limit))


# ----- several at once


@bp.route("/arenden/tilldela", methods=["GET", "POST"])
@requires(Permission.CASE_ASSIGN)
def assign_several() -> ResponseReturnValue:
    """Show which of the picked cases will follow and which will not, and assign them to one officer."""
    picked = list(filter(None, (whole_number(one, 0) for one in request.values.getlist("arende"))))
    rows = rows_of(reading(), current_actor(), picked[:_MOST_AT_ONCE])
    people = [(one.id, one.name) for one in staff_with(reading(), Permission.CASE_PREPARE)]
    form = AssignForm()
    form.officer.choices = officer_choices(people, current_actor().person_id)
    follow = [row for row in rows if row.can_be_assigned]
    if follow and form.validate_on_submit():
        officer = int(form.officer.data)
        with writing() as uow:
            for row in follow:
                assign_case(uow, row.id, officer)
        flash(_n("%(name)s har ärendet.", "%(name)s har %(num)s ärenden.", len(follow), name=dict(people)[officer]))
        return redirect(url_for("desk.worklist"), 303)
    page = render_template(
        "desk/assign_several.html",
        form=form,
        follow=follow,
        stay=[row for row in rows if not row.can_be_assigned],
        states=STATE,
    )
    return page, form.http_status
