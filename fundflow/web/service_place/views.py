"""The pages that show the register of service places."""

from typing import Any

from flask import render_template, request

from fundflow.domain.roles import Permission
from fundflow.domain.service_places import Goods, RunningAid
from fundflow.labels.service_places import GOODS, POINT_OF_SALE, RUNNING_AID
from fundflow.queries import service_places as queries
from fundflow.services.offers import municipalities_in_order
from fundflow.services.place_facts import years_of_place
from fundflow.web.access import current_actor, looking, requires
from fundflow.web.case.told import municipality_name
from fundflow.web.filters import tr
from fundflow.web.lists import ListShape, ListView
from fundflow.web.locale import _
from fundflow.web.service_place import bp as bp
from fundflow.web.service_place.told import change_told, counting, facts_told, notes_told, owner_told

SHAPE = ListShape(filters=queries.FILTERS, sorts=queries.SORTS, default_sort="namn")


@bp.get("/")
@requires(Permission.CASE_READ)
def listed() -> str:
    """Show the register, page by page, as it is today."""
    uow, asked = looking(), SHAPE.read(request.args)
    facets = [
        (
            "kommun",
            _("Kommun"),
            [(one.code, one.name) for one in municipalities_in_order(uow.catalogue, uow.region.key)],
        ),
        ("varor", _("Varor"), [(one.value, _(GOODS[one])) for one in Goods]),
        ("lage", _("Läge"), [(queries.OPEN, _("Öppet")), (queries.CLOSED, _("Nedlagt"))]),
    ]
    page = queries.places(uow.session, uow.actor, asked, day=uow.today)
    return render_template(
        "service_place/listed.html",
        page=page,
        list=ListView(SHAPE, asked, "service_place.listed"),
        facets=[(name, words, [(*option, None) for option in options]) for name, words, options in facets],
        chips=[
            (name, value, label)
            for name, _words, options in facets
            for value, label in options
            if value in asked.chosen(name)
        ],
        rows=[(one, municipality_name(uow.catalogue, one.place.municipality_code)) for one in page.rows],
        goods=GOODS,
        owner_told=owner_told,
        day=uow.today,
        may_write=uow.actor.may(Permission.CASE_PREPARE),
    )


@bp.get("/<int:place_id>")
@requires(Permission.CASE_READ)
def show(place_id: int) -> str:
    """Show one place: what is known of it now and over time, its cases, and what was granted and paid each year."""
    uow = looking()
    listed_place = queries.as_listed(uow.session, uow.actor, place_id, day=uow.today)
    place, record = listed_place.place, listed_place.record
    turnover = queries.turnover_of(uow.session, place_id)
    noted = queries.aid_noted(uow.session, place_id)
    return render_template(
        "service_place/show.html",
        place=place,
        municipality=municipality_name(uow.catalogue, place.municipality_code),
        point_of_sale=_(POINT_OF_SALE[place.point_of_sale]),
        is_closed=place.closed_on is not None and place.closed_on <= uow.today,
        facts=facts_told(record) if record else [],
        record=record,
        years=years_of_place(uow, place_id),
        year=uow.today.year,
        aids=[(aid, _(RUNNING_AID[aid])) for aid in RunningAid],
        cases=[
            (case, _support(uow.catalogue, case)) for case in queries.cases_of_place(uow.session, uow.actor, place_id)
        ],
        notes=notes_told(queries.records_of(uow.session, place_id)),
        turnover=turnover,
        counting=counting(turnover),
        noted=[one for one in noted if one.corrects_id is None],
        corrections={one.corrects_id: one for one in noted if one.corrects_id is not None},
        aid_names=RUNNING_AID,
        changes=[(one, change_told(one, uow.catalogue)) for one in queries.changes_of_place(uow.session, place_id)],
        may_write=current_actor().may(Permission.CASE_PREPARE),
    )


def _support(catalogue: Any, case: Any) -> str:
    """Return what the support of a case is called."""
    if case.grant_type and catalogue.knows_grant_type(case.programme, case.grant_type):
        return tr(catalogue.grant_type_label(case.programme, case.grant_type))
    return tr(catalogue.programme_label(case.programme))
