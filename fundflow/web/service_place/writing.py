"""The pages where the office writes in the register of service places."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.concepts import Concept
from fundflow.domain.errors import Refused
from fundflow.domain.roles import Permission
from fundflow.domain.service_places import answers_of_place
from fundflow.labels.service_places import RUNNING_AID
from fundflow.queries.service_places import as_listed, get_aid, get_place, names_of_places
from fundflow.services import service_place as deeds
from fundflow.services.facts import told_in_application
from fundflow.services.offers import municipalities_in_order
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking, reading, requires, writing
from fundflow.web.case.look import Looked, look_at
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.locale import _
from fundflow.web.service_place import bp as bp
from fundflow.web.service_place.forms import (
    CorrectionForm,
    EarlierAidForm,
    FactsForm,
    NewPlaceForm,
    PlaceForm,
    TurnoverForm,
    links,
    written_facts,
    written_place,
)


def _offered(uow: UnitOfWork, form: PlaceForm) -> None:
    form.offer([(one.code, one.name) for one in municipalities_in_order(uow.catalogue, uow.region.key)])


def _to_place(place_id: int, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for(".show", place_id=place_id), 303)


def _do(deed: Callable[[UnitOfWork], object], otherwise: str) -> list[tuple[str, str]]:
    """Do one deed; return what refuses it with where it is mended, nothing when it is done."""
    try:
        with writing() as uow:
            deed(uow)
    except Refused as refused:
        return links(refused.findings, otherwise)
    return []


def _page(template: str, form: BaseForm, refusals: list[tuple[str, str]], **more: Any) -> ResponseReturnValue:
    page = render_template(template, form=form, refusals=refusals, **more)
    return page, 409 if refusals else form.http_status


# ----- a place


@bp.route("/nytt", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def create() -> ResponseReturnValue:
    """Add a place; begun from a case, it starts with what the application tells, and the case is linked to it."""
    case_id = request.args.get("arende", type=int)
    looked = look_at(case_id) if case_id is not None else None
    form = NewPlaceForm(data={"from_on": looking().today, **(_from_application(looked) if looked else {})})
    _offered(looking(), form)
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        try:
            with writing() as uow:
                place = deeds.add_place(
                    uow, form.plan(), form.facts(), from_on=form.from_on.data, source=text_of(form.source)
                )
                if case_id is not None:
                    deeds.link_case(uow, case_id, place.id)
        except Refused as refused:
            refusals = links(refused.findings, "name")
        else:
            if case_id is None:
                return _to_place(place.id, _("Stället är tillagt."))
            flash(_("Stället är tillagt och ärendet är kopplat till det."))
            return redirect(url_for("case.overview", case_id=case_id), 303)
    return _page("service_place/create.html", form, refusals, names=names_of_places(reading()), looked=looked)


_FROM_APPLICATION: Mapping[Concept, str] = {
    Concept.DISTANCE_KM: "distance_km",
    Concept.ISLAND_WITHOUT_FIXED_LINK: "island_without_fixed_link",
    Concept.OPEN_ALL_YEAR: "open_all_year",
    Concept.SGEI_OPENING_HOURS: "hours",
    Concept.WIDE_GROCERY_RANGE: "wide_grocery_range",
    Concept.SGEI_ASSORTMENT: "assortment",
    Concept.SERVICE_GOODS: "goods",
    Concept.POINT_OF_SALE: "point_of_sale",
}


def _from_application(looked: Looked) -> dict[str, Any]:
    """Return what a form of a new place begins with: what the application tells, its applicant and its number."""
    case, told = looked.case, told_in_application(looked.uow, looked.case) if looked.facts else {}
    written = answers_of_place({one: told[one] for one in _FROM_APPLICATION if one in told})
    found = {_FROM_APPLICATION[one]: value for one, value in written.items()}
    if Concept.DISTANCE_KM in told:
        found["distance_km"] = told[Concept.DISTANCE_KM]
    return {
        **found,
        "municipality": case.municipality_code,
        "owner_number": case.organisation.number,
        "owner_name": None if case.organisation.number else case.organisation.name,
        "source": _("Ansökan %(number)s", number=case.registry_number or case.external_id or ""),
        "from_on": case.received_on or looked.uow.today,
    }


@bp.route("/<int:place_id>/andra", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def change(place_id: int) -> ResponseReturnValue:
    """Change what is written of the place itself."""
    place = get_place(reading(), place_id)
    form = PlaceForm(data=written_place(place))
    _offered(looking(), form)
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        version = str(form.version.data)
        read = int(version) if version.isdecimal() else 0
        refusals = _do(lambda uow: deeds.change_place(uow, place_id, form.plan(), version=read), "name")
        if not refusals:
            return _to_place(place_id, _("Ändringarna är sparade."))
    return _page("service_place/change.html", form, refusals, place=place)


# ----- what is noted of it


@bp.route("/<int:place_id>/uppgifter", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def note(place_id: int) -> ResponseReturnValue:
    """Note what holds of the place from a day."""
    uow = looking()
    listed = as_listed(uow.session, uow.actor, place_id, day=uow.today)
    form = FactsForm(data=written_facts(listed.record, uow.today))
    form.known_owner = listed.record
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        day, source, facts = form.from_on.data, text_of(form.source), form.facts()
        refusals = _do(lambda uow: deeds.note_facts(uow, place_id, facts, from_on=day, source=source), "from_on")
        if not refusals:
            return _to_place(place_id, _("Uppgifterna är sparade."))
    names = names_of_places(reading(), but=place_id)
    return _page("service_place/note.html", form, refusals, place=listed.place, names=names)


@bp.route("/<int:place_id>/omsattning", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def turnover(place_id: int) -> ResponseReturnValue:
    """Note the turnover of a year."""
    place = get_place(reading(), place_id)
    form = TurnoverForm(data={"year": looking().today.year - 1})
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        year, amount, source = form.year.data, form.amount.data, text_of(form.source)
        refusals = _do(lambda uow: deeds.note_turnover(uow, place_id, year, amount, source=source), "year")
        if not refusals:
            return _to_place(place_id, _("Omsättningen är sparad."))
    return _page("service_place/turnover.html", form, refusals, place=place)


@bp.route("/<int:place_id>/tidigare-stod", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def earlier_aid(place_id: int) -> ResponseReturnValue:
    """Note aid that was decided before the service."""
    place = get_place(reading(), place_id)
    form = EarlierAidForm()
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        kind, written = form.kind, form.written()
        refusals = _do(lambda uow: deeds.note_earlier_aid(uow, place_id, kind, **written), "decided_on")
        if not refusals:
            return _to_place(place_id, _("Stödet är antecknat och räknas."))
    return _page("service_place/earlier_aid.html", form, refusals, place=place)


@bp.route("/<int:place_id>/tidigare-stod/<int:aid_id>/ratta", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def correct(place_id: int, aid_id: int) -> ResponseReturnValue:
    """Say that a noted aid is wrong, so that it does not count."""
    place, aid = get_place(reading(), place_id), get_aid(reading(), place_id, aid_id)
    form = CorrectionForm()
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        reason = text_of(form.reason)
        refusals = _do(lambda uow: deeds.correct_earlier_aid(uow, place_id, aid_id, reason=reason), "reason")
        if not refusals:
            return _to_place(place_id, _("Uppgiften är rättad och räknas inte längre."))
    return _page("service_place/correct.html", form, refusals, place=place, aid=aid, kind=_(RUNNING_AID[aid.aid]))
