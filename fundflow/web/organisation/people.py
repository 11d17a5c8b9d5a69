"""Those who act for an organisation: invite, change rights, take back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.queries.people import open_invitations
from fundflow.services.organisation import cancel_invitation, change_right, end_membership
from fundflow.services.people import invite_colleague
from fundflow.web.access import now, reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.forms import ConfirmForm, InviteForm, RightForm
from fundflow.web.organisation.own import own_organisation


@bp.route("/<int:organisation_id>/bjud-in", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def invite(organisation_id: int) -> ResponseReturnValue:
    """Invite a colleague by mail; only one whose right to sign is confirmed may (D12)."""
    organisation, members, own = own_organisation(organisation_id)
    may_invite = own.right is OrganisationRight.SIGN and own.confirmed_at is not None and own in members
    form = InviteForm()
    if form.validate_on_submit():
        try:
            with writing() as uow:
                invite_colleague(uow, organisation_id, text_of(form.email), OrganisationRight(form.right.data))
        except Refused as refused:
            if any(finding.field != "email" for finding in refused.findings):
                raise
            form.email.errors = [finding_text(finding) for finding in refused.findings]
        else:
            flash(_("En inbjudan är skickad till %(email)s. Den gäller i fjorton dagar.", email=form.email.data))
            return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/invite.html", form=form, organisation=organisation, own=own, may_invite=may_invite
    ), form.http_status


@bp.route("/<int:organisation_id>/kollegor/<int:person_id>/ratt", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def change_colleague(organisation_id: int, person_id: int) -> ResponseReturnValue:
    """Change what a colleague may do."""
    organisation, members, own = own_organisation(organisation_id)
    member = next((one for one in members if one.person_id == person_id and one is not own), None)
    if member is None or own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = RightForm(data={"right": member.right.value})
    if form.validate_on_submit():
        try:
            with writing() as uow:
                change_right(uow, organisation_id, person_id, OrganisationRight(form.right.data))
        except Refused as error:
            form.right.errors = [finding_text(finding) for finding in error.findings]
        else:
            flash(_("Rätten för %(name)s är ändrad.", name=member.person.name))
            return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/change_colleague.html", form=form, organisation=organisation, person=member.person
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
        name, organisation_name = member.person.name, organisation.name
        flash(_("%(name)s företräder inte längre %(organisation)s.", name=name, organisation=organisation_name))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/remove_colleague.html", form=form, organisation=organisation, person=member.person
    ), form.http_status


@bp.route("/<int:organisation_id>/inbjudningar/<int:invitation_id>/ta-tillbaka", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def withdraw_invitation(organisation_id: int, invitation_id: int) -> ResponseReturnValue:
    """Take back an invitation, once it has been confirmed."""
    organisation, _members, own = own_organisation(organisation_id)
    invited = next(
        (one for one in open_invitations(reading(), organisation_id, at=now()) if one.id == invitation_id), None
    )
    if invited is None or own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = ConfirmForm()
    if form.validate_on_submit():
        with writing() as uow:
            cancel_invitation(uow, organisation_id, invitation_id)
        flash(_("Inbjudan till %(email)s är tillbakatagen.", email=invited.person.email))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/withdraw_invitation.html", form=form, organisation=organisation, invited=invited
    ), form.http_status
