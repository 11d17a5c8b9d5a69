"""Register an organisation, keep its facts, invite and remove colleagues."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.labels.undertaking import LEADER, RELATION
from fundflow.queries.bank import bank_details_of
from fundflow.queries.organisations import names_of, predecessors_of
from fundflow.queries.people import open_invitations, organisations_of
from fundflow.queries.undertaking import group_of, owners_of
from fundflow.services.offers import municipalities_in_order
from fundflow.services.organisation import register_organisation, update_organisation
from fundflow.web.access import current_actor, now, reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.forms import ELSEWHERE, FactsForm, RegisterForm, country_name
from fundflow.web.organisation.own import asks_of, own_organisation, successor_named
from fundflow.web.organisation.undertaking import counting_amounts
from fundflow.web.security import is_local


@bp.get("")
@requires(Permission.ORGANISATION_MANAGE)
def mine() -> str:
    """Show the organisations that the person acts for."""
    return render_template("organisation/mine.html", memberships=organisations_of(reading(), current_actor()))


def _municipalities() -> list[tuple[str, str]]:
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return [(one.code, one.name) for one in municipalities_in_order(catalogue, current_app.config["REGION"])]


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
                organisation = register_organisation(uow, form.facts(text_of(form.name), number))
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
        invitations=open_invitations(reading(), organisation_id, at=now()),
        municipality=municipality,
        country=country_name(organisation.country),
        names=names_of(reading(), organisation_id),
        successor=successor_named(organisation),
        continued=predecessors_of(reading(), organisation_id),
        group=group_of(reading(), organisation_id),
        owners=owners_of(reading(), organisation_id),
        asks=asks_of(organisation.kind),
        relations=RELATION,
        counted=counting_amounts(),
        leaders=LEADER,
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
            "kind": organisation.kind.value if organisation.kind else "",
            "municipality": organisation.municipality_code or ELSEWHERE,
            "address": organisation.address,
            "country": organisation.country or "",
            "foreign_id": organisation.foreign_id,
        }
    )
    form.offer(_municipalities())
    if form.validate_on_submit():
        with writing() as uow:
            update_organisation(uow, organisation_id, form.facts(organisation.name, organisation.number))
        flash(_("Uppgifterna är sparade."))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template("organisation/edit.html", form=form, organisation=organisation), form.http_status
