"""The office's page of an applicant: who it is, its group, owners, account and cases; and what the office changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from fundflow.catalogue import Catalogue
from fundflow.domain.bank import sees_whole_account
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.labels.undertaking import CURRENCY, LEADER, RELATION
from fundflow.queries.applicants import CaseOfApplicant, all_applicants, cases_of, totals_of
from fundflow.queries.bank import bank_details_of
from fundflow.queries.organisations import find_organisations, names_of, predecessors_of, with_predecessors
from fundflow.queries.people import get_organisation, members_of
from fundflow.queries.undertaking import group_history, group_of, owners_of
from fundflow.services.naming import merge_organisation
from fundflow.services.undertaking import confirm_group, correct_group
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.filters import finding_text, tr
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.fields import OrganisationNumberField, SwedishDateField
from fundflow.web.locale import _, _l
from fundflow.web.numbers import whole_number
from fundflow.web.organisation.forms import ConfirmForm, country_name
from fundflow.web.organisation.naming import NameForm
from fundflow.web.organisation.office import bp as bp
from fundflow.web.organisation.own import asks_of, successor_named
from fundflow.web.organisation.undertaking import GroupForm, counting_amounts, written_before

if TYPE_CHECKING:
    from fundflow.models.organisation import Organisation
    from fundflow.models.undertaking import GroupStatement


class MergeForm(BaseForm):
    """Who continues an applicant that has ceased, and from when."""

    number = OrganisationNumberField(
        _l("Organisationsnummer för den som tar över"),
        [InputRequired(_l("Skriv numret."))],
        description=_l("Den ska redan vara registrerad som sökande."),
    )
    on = SwedishDateField(_l("Från vilken dag?"), [InputRequired(_l("Skriv dagen."))])


class CorrectionForm(GroupForm):
    """What the applicant has stated of size and group, corrected by the office."""

    note = TextAreaField(
        _l("Vad bygger rättelsen på?"),
        [InputRequired(_l("Skriv vad rättelsen bygger på.")), Length(max=1000)],
        description=_l("Till exempel årsredovisningen för 2025. Sökanden ser det."),
        render_kw={"rows": 2},
    )


@bp.get("")
@requires(Permission.CASE_READ)
def listed() -> str:
    """Find an applicant by number or any of its names; without words those registered last."""
    words = request.args.get("sok", "").strip()[:100]
    found = find_organisations(reading(), words) if words else all_applicants(reading())
    return render_template("organisation/office_list.html", found=found, words=words)


@bp.get("/<int:organisation_id>")
@requires(Permission.CASE_READ)
def show(organisation_id: int) -> str:
    """Show an applicant with all that is known of it and its cases here."""
    actor, session = current_actor(), reading()
    organisation = get_organisation(session, actor, organisation_id)
    own = with_predecessors(session, {organisation_id})
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return render_template(
        "organisation/office_show.html",
        organisation=organisation,
        municipality=catalogue.municipality(organisation.municipality_code or ""),
        country=country_name(organisation.country),
        names=names_of(session, organisation_id),
        successor=successor_named(organisation),
        continued=predecessors_of(session, organisation_id),
        group=group_of(session, organisation_id),
        owners=owners_of(session, organisation_id),
        asks=asks_of(organisation.kind),
        account=bank_details_of(session, organisation_id),
        whole_account=sees_whole_account(actor),
        may_confirm=actor.may(Permission.BANK_CONFIRM),
        may_write=actor.may(Permission.CASE_PREPARE) and organisation_id not in actor.organisations,
        members=members_of(session, organisation_id),
        cases=[(one, _type_of(catalogue, one)) for one in cases_of(session, actor, own)],
        totals=totals_of(session, actor, own),
        form=ConfirmForm(formdata=None),
        kinds=ACCOUNT_KIND,
        states=BANK_STATE,
        relations=RELATION,
        counted=counting_amounts(),
        leaders=LEADER,
    )


def _type_of(catalogue: Catalogue, one: CaseOfApplicant) -> str:
    if one.grant_type and catalogue.knows_grant_type(one.programme, one.grant_type):
        return tr(catalogue.grant_type_label(one.programme, one.grant_type))
    return tr(catalogue.programme_label(one.programme))


@bp.route("/<int:organisation_id>/namn", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def name(organisation_id: int) -> ResponseReturnValue:
    """Change the name from a day, or add another; earlier ones are kept."""
    organisation = get_organisation(reading(), current_actor(), organisation_id)
    form = NameForm()
    if form.validate_on_submit() and form.save(organisation_id):
        flash(_("Namnet är sparat."))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template("organisation/office_name.html", form=form, organisation=organisation), form.http_status


@bp.route("/<int:organisation_id>/uppgatt-i", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def merge(organisation_id: int) -> ResponseReturnValue:
    """Say that another organisation continues this one."""
    organisation = get_organisation(reading(), current_actor(), organisation_id)
    form = MergeForm()
    if form.validate_on_submit():
        try:
            with writing() as uow:
                merge_organisation(uow, organisation_id, into_number=form.number.data, on=form.on.data)
        except Refused as error:
            for finding in error.findings:
                field = form.on if finding.field == "on" else form.number
                field.errors = [*field.errors, finding_text(finding)]
        else:
            flash(_("Sammangåendet är sparat. De som företräder den nya organisationen kommer åt ärendena."))
            return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template("organisation/office_merge.html", form=form, organisation=organisation), form.http_status


@bp.route("/<int:organisation_id>/grupp", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def group(organisation_id: int) -> ResponseReturnValue:
    """Correct size and group; what the applicant stated is kept."""
    organisation = get_organisation(reading(), current_actor(), organisation_id)
    history = group_history(reading(), organisation_id)
    form = CorrectionForm(data=written_before(next(iter(history), None)))
    if form.row_button_pressed():
        return _correct(form, organisation, history)
    if form.validate_on_submit():
        try:
            with writing() as uow:
                correct_group(uow, organisation_id, form.stated(), note=text_of(form.note))
        except Refused as error:
            for finding in error.findings:
                form.tell(finding)
        else:
            flash(_("Rättelsen är sparad."))
            return redirect(url_for(".show", organisation_id=organisation_id, _anchor="grupp"), 303)
    return _correct(form, organisation, history), form.http_status


def _correct(form: CorrectionForm, organisation: "Organisation", history: "Sequence[GroupStatement]") -> str:
    return render_template(
        "organisation/office_group.html",
        form=form,
        organisation=organisation,
        history=history,
        relations=RELATION,
        counted=counting_amounts(),
        currencies=CURRENCY,
    )


@bp.post("/<int:organisation_id>/grupp/bekrafta")
@requires(Permission.CASE_PREPARE)
def confirm(organisation_id: int) -> ResponseReturnValue:
    """Confirm what the applicant has stated of size and group, in the version that was read."""
    version = whole_number(request.form.get("version"), None)
    if version is None:
        raise NotFound
    try:
        with writing() as uow:
            confirm_group(uow, organisation_id, version=version)
    except Refused as error:
        for finding in error.findings:
            flash(finding_text(finding), "warning")
    else:
        flash(_("Storlek och grupp är bekräftade."))
    return redirect(url_for(".show", organisation_id=organisation_id, _anchor="grupp"), 303)
