"""Say which place a case is about: those its applicant owns first, then those that the application names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import Permission
from fundflow.queries.cases import answers_of
from fundflow.queries.service_places import ListedPlace, as_listed, places_in, places_to_link
from fundflow.services.place_facts import is_about_a_place
from fundflow.services.service_place import link_case
from fundflow.web.access import requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.case.told import municipality_name
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _
from fundflow.web.service_place import of_case as of_case
from fundflow.web.service_place.forms import LinkForm
from fundflow.web.service_place.told import owner_told

_NONE = "0"
_LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place to choose, and why it is suggested."""

    found: ListedPlace
    why: str


@of_case.route("", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def link(case_id: int) -> ResponseReturnValue:
    """Choose the place of a case, among those that it may be about or by searching the register."""
    looked = look_at(case_id)
    if not is_about_a_place(looked.uow, looked.case):
        raise NotFound
    words = " ".join(request.args.get("sok", "").split())[:_LONGEST_WORDS]
    suggestions = _suggestions(looked, words)
    form = LinkForm(data={"place": _chosen_at_first(looked, suggestions)})
    _offer(form, looked, suggestions)
    refused: list[tuple[str, str]] = []
    if form.validate_on_submit():
        chosen = int(text_of(form.place))
        try:
            with writing() as uow:
                link_case(uow, case_id, chosen or None)
        except Refused as error:
            refused = [("#place-0", finding_text(one)) for one in error.findings]
        else:
            flash(_("Ärendet är kopplat till stället.") if chosen else _("Kopplingen är borttagen."))
            return redirect(url_for("case.overview", case_id=case_id), 303)
    page = render_template(
        "service_place/link.html",
        head=head_of(looked, "case.overview", page=_("Serviceställe")),
        form=form,
        refusals=refused,
        suggestions=suggestions,
        words=words,
    )
    return page, 409 if refused else form.http_status


def _suggestions(looked: Looked, words: str) -> list[Suggestion]:
    """Return the places found by the words; without words the applicant's, the case's own and its municipality's."""
    uow, case = looked.uow, looked.case
    if words:
        found = places_to_link(uow.session, uow.actor, uow.today, owner_id=case.organisation_id, words=words)
        return [Suggestion(one, "") for one in found]
    owned = places_to_link(uow.session, uow.actor, uow.today, owner_id=case.organisation_id)
    near = places_in(uow.session, uow.actor, uow.today, case.municipality_code) if case.municipality_code else []
    told = _texts(looked)
    named = [one for one in near if one.place.name_folded in told]
    linked = [as_listed(uow.session, uow.actor, case.service_place_id, day=uow.today)] if case.service_place_id else []
    groups: Sequence[tuple[Iterable[ListedPlace], str]] = (
        (linked, _("Kopplat i dag")),
        (owned, _("Ägs av sökanden")),
        (named, _("Namnet står i ansökan")),
        (near, _("I samma kommun")),
    )
    suggested: dict[int, Suggestion] = {}
    for places, why in groups:
        for one in places:
            suggested.setdefault(one.place.id, Suggestion(one, why))
    return list(suggested.values())


def _texts(looked: Looked) -> str:
    """Return every text of the application, folded as names are."""
    answers = answers_of(looked.uow.session, looked.case.id).values()
    return " ".join(" ".join(str(one.value).casefold().split()) for one in answers if isinstance(one.value, str))


def _chosen_at_first(looked: Looked, suggestions: Sequence[Suggestion]) -> str | None:
    """Return the place that is chosen when the page opens: the linked one, or the only one that its applicant owns."""
    if looked.case.service_place_id is not None:
        return str(looked.case.service_place_id)
    owned = [
        one.found.place.id
        for one in suggestions
        if one.found.record is not None and one.found.record.owner_id == looked.case.organisation_id
    ]
    return str(owned[0]) if len(owned) == 1 else None


def _offer(form: LinkForm, looked: Looked, suggestions: Sequence[Suggestion]) -> None:
    catalogue = looked.uow.catalogue
    choices = [
        (
            str(one.found.place.id),
            f"{one.found.place.name}, {municipality_name(catalogue, one.found.place.municipality_code)}",
        )
        for one in suggestions
    ]
    none = [(_NONE, _("Inget ställe"))] if looked.case.service_place_id is not None else []
    form.place.choices = choices_of([*choices, *none])
    form.place.hints = {str(one.found.place.id): _hint(one) for one in suggestions}  # type: ignore[attr-defined]


def _hint(one: Suggestion) -> str:
    place, record = one.found.place, one.found.record
    owner = _("ägare %(name)s", name=owner_told(record)) if record and (record.owner or record.owner_name) else ""
    closed = _("nedlagt") if place.closed_on else ""
    return " · ".join(part for part in (one.why, place.address, owner, closed) if part)
