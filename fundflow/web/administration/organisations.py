"""Applicants: found, with those who act for them, and marked as the region's own."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.roles import Permission
from fundflow.labels.states import APPLICANT_KIND
from fundflow.queries import administration as queries
from fundflow.services.administration import mark_own
from fundflow.web.access import reading, requires, writing
from fundflow.web.administration import bp as bp
from fundflow.web.administration.forms import ConfirmForm
from fundflow.web.administration.told import told_of_organisation
from fundflow.web.lists import ListShape, ListView
from fundflow.web.locale import _

SHAPE = ListShape(filters=queries.ORGANISATION_FILTERS, sorts=queries.ORGANISATION_SORTS, default_sort="namn")


@bp.get("/organisationer")
@requires(Permission.PERSON_MANAGE)
def organisations() -> str:
    """Show applicants, page by page."""
    asked = SHAPE.read(request.args)
    kinds = [(kind.value, _(APPLICANT_KIND[kind])) for kind in ApplicantKind]
    facets = [
        ("sort", _("Sort"), [*kinds, (queries.NO_KIND, _("Okänd sort"))]),
        ("egen", _("Regionens egen"), [("ja", _("Regionens egen"))]),
    ]
    return render_template(
        "administration/organisations.html",
        page=queries.organisations(reading(), asked),
        list=ListView(SHAPE, asked, "administration.organisations"),
        facets=[(name, words, [(*option, None) for option in options]) for name, words, options in facets],
        chips=[
            (name, value, label)
            for name, _words, options in facets
            for value, label in options
            if value in asked.chosen(name)
        ],
    )


@bp.get("/organisationer/<int:organisation_id>")
@requires(Permission.PERSON_MANAGE)
def organisation(organisation_id: int) -> str:
    """Show one applicant, with who acts for it and what was noted of it."""
    found = queries.organisation_as_listed(reading(), organisation_id)
    changes = queries.changes_of_organisation(reading(), organisation_id)
    return render_template(
        "administration/organisation.html",
        found=found,
        municipality=current_app.extensions["catalogue"].municipality(found.organisation.municipality_code or ""),
        members=queries.people_of_organisation(reading(), organisation_id),
        told=[told_of_organisation(change) for change in changes],
        form=ConfirmForm(formdata=None),
    )


@bp.post("/organisationer/<int:organisation_id>/egen")
@requires(Permission.PERSON_MANAGE)
def own(organisation_id: int) -> ResponseReturnValue:
    """Note that an applicant is the region itself, or that it is not."""
    with writing() as uow:
        organisation = mark_own(uow, organisation_id, is_own=request.form.get("egen") == "ja")
    if organisation.is_own:
        flash(_("%(name)s räknas nu som regionens egen.", name=organisation.name))
    else:
        flash(_("%(name)s räknas inte längre som regionens egen.", name=organisation.name))
    return redirect(url_for(".organisation", organisation_id=organisation_id), 303)
