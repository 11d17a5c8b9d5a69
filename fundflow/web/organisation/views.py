"""Register an organisation, keep its facts, invite and remove colleagues."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.queries.bank import bank_details_of
from fundflow.queries.people import organisations_of
from fundflow.services.organisation import end_membership, register_organisation, update_organisation
from fundflow.services.people import invite_colleague
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.forms import ConfirmForm, FactsForm, InviteForm, RegisterForm
from fundflow.web.organisation.own import own_organisation
from fundflow.web.security import is_local


@bp.get("")
@requires(Permission.ORGANISATION_MANAGE)
def mine() -> str:
    """Show the organisations that the person acts for."""
    return render_template("organisation/mine.html", memberships=organisations_of(reading(), current_actor()))


def _municipalities() -> list[tuple[str, str]]:
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return [(one.code, one.name) for one in catalogue.municipalities(current_app.config["REGION"])]


@bp.route("/ny", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def create() -> ResponseReturnValue:
    """Register an applicant; the person becomes its first, unconfirmed signatory (D12)."""
    form = RegisterForm()
    form.offer(_municipalities())
    back = request.args.get("back", "")
    if form.validate_on_submit():
        number = None if form.is_foreign.data else form.number.data
        try:
            with writing() as uow:
                organisation = register_organisation(uow, form.facts(number))
        except Refused as error:
            form.number.errors = [finding_text(finding) for finding in error.findings]
        else:
            flash(_("%(name)s är registrerad. Nu kan du söka stöd för den.", name=organisation.name))
            onwards = back if is_local(back) else url_for(".show", organisation_id=organisation.id)
            return redirect(onwards, 303)
    return render_template("organisation/create.html", form=form), form.http_status


@bp.get("/<int:organisation_id>")
@requires(Permission.ORGANISATION_MANAGE)
def show(organisation_id: int) -> str:
    """Show what is written of an organisation, and who acts for it."""
    organisation, members, own = own_organisation(organisation_id)
    municipality = current_app.extensions["catalogue"].municipality(organisation.municipality_code or "")
    return render_template(
        "organisation/show.html",
        organisation=organisation,
        members=members,
        own=own,
        municipality=municipality,
        may_sign=own.right is OrganisationRight.SIGN,
        account=bank_details_of(reading(), organisation_id),
        kinds=ACCOUNT_KIND,
        states=BANK_STATE,
    )


@bp.route("/<int:organisation_id>/andra", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def edit(organisation_id: int) -> ResponseReturnValue:
    """Change what is written of an organisation; its number stays."""
    organisation, _members, own = own_organisation(organisation_id)
    if own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = FactsForm(
        data={
            "name": organisation.name,
            "kind": organisation.kind.value if organisation.kind else "",
            "municipality": organisation.municipality_code or "",
            "address": organisation.address,
        }
    )
    form.offer(_municipalities())
    if form.validate_on_submit():
        with writing() as uow:
            update_organisation(uow, organisation_id, form.facts(organisation.number))
        flash(_("Uppgifterna är sparade."))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template("organisation/edit.html", form=form, organisation=organisation), form.http_status


@bp.route("/<int:organisation_id>/bjud-in", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def invite(organisation_id: int) -> ResponseReturnValue:
    """Invite a colleague by mail; only one whose right to sign is confirmed may (D12)."""
    organisation, _members, own = own_organisation(organisation_id)
    may_invite = own.right is OrganisationRight.SIGN and own.confirmed_at is not None
    form = InviteForm()
    if form.validate_on_submit():
        with writing() as uow:
            invite_colleague(uow, organisation_id, text_of(form.email), OrganisationRight(form.right.data))
        flash(_("En inbjudan är skickad till %(email)s. Den gäller i fjorton dagar.", email=form.email.data))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/invite.html", form=form, organisation=organisation, own=own, may_invite=may_invite
    ), form.http_status


@bp.route("/<int:organisation_id>/kollegor/<int:person_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def remove_colleague(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Take back a colleague's right to act, once it has been confirmed."""
    organisation, members, own = own_organisation(organisation_id)
    member = next((one for one in members if one.person_id == person_id and one is not own), None)
    if member is None or own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = ConfirmForm()
    if form.validate_on_submit():
        with writing() as uow:
            end_membership(uow, organisation_id, person_id)
        flash(
            _(
                "%(name)s företräder inte längre %(organisation)s.",
                name=member.person.name,
                organisation=organisation.name,
            )
        )
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/remove_colleague.html", form=form, organisation=organisation, person=member.person
    ), form.http_status
