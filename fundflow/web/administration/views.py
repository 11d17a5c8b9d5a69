"""People: found, invited, given rights, closed and opened; and each with what was done to the account."""

from typing import TYPE_CHECKING, Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.administration import Account, Standing
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.periods import swedish_day
from fundflow.domain.roles import STAFF, Permission, Role
from fundflow.labels.administration import ACCOUNT
from fundflow.labels.states import ROLE
from fundflow.queries import administration as queries
from fundflow.services import administration
from fundflow.services.accounts import Invited
from fundflow.web.access import current_actor, now, reading, requires, writing
from fundflow.web.administration import bp as bp
from fundflow.web.administration.forms import ConfirmForm, InviteForm, RightsForm, read, written
from fundflow.web.administration.told import told_of_person
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.lists import ListShape, ListView
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.person import Person

SHAPE = ListShape(filters=queries.PEOPLE_FILTERS, sorts=queries.PEOPLE_SORTS, default_sort="namn")


def order_now() -> DelegationOrder:
    """Return the delegation order in force today."""
    order: DelegationOrder = current_app.extensions["catalogue"].delegation_order(swedish_day(now()))
    return order


# ----- found


@bp.get("/personer")
@requires(Permission.PERSON_MANAGE)
def people() -> str:
    """Show people, page by page."""
    asked = SHAPE.read(request.args)
    roles = [*((role.value, _(ROLE[role])) for role in Role), (queries.NO_ROLE, _("Ingen roll"))]
    accounts = [(account.value, _(ACCOUNT[account][0])) for account in Account]
    facets = [("roll", _("Roll"), roles), ("lage", _("Konto"), accounts)]
    return render_template(
        "administration/people.html",
        page=queries.people(reading(), asked, at=now()),
        list=ListView(SHAPE, asked, "administration.people"),
        facets=[(name, words, [(*option, None) for option in options]) for name, words, options in facets],
        chips=[
            (name, value, label)
            for name, _w, options in facets
            for value, label in options
            if value in asked.chosen(name)
        ],
        accounts=ACCOUNT,
        positions=dict(order_now().positions),
    )


@bp.get("/personer/<int:person_id>")
@requires(Permission.PERSON_MANAGE)
def person(person_id: int) -> str:
    """Show one person: roles, positions, organisations, and what was done to the account."""
    return _page(person_id, ConfirmForm(formdata=None))


def _page(person_id: int, form: ConfirmForm, **more: Any) -> str:
    found = queries.person_as_listed(reading(), person_id, at=now())
    order = order_now()
    return render_template(
        "administration/person.html",
        found=found,
        account=ACCOUNT[found.account],
        is_staff=any(row.role in STAFF for row in found.person.roles),
        is_self=person_id == current_actor().person_id,
        order=order,
        positions=dict(order.positions),
        memberships=queries.memberships_of(reading(), person_id),
        told=[told_of_person(change, order) for change in queries.changes_of_person(reading(), person_id)],
        form=form,
        **more,
    )


def _back_to(person_id: int) -> ResponseReturnValue:
    return redirect(url_for(".person", person_id=person_id), 303)


# ----- invited


@bp.route("/personer/bjud-in", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def invite() -> ResponseReturnValue:
    """Invite someone to the office by mail; one with an account gets the roles at once."""
    form = InviteForm()
    form.offer(order_now())
    if form.validate_on_submit():
        name = " ".join(text_of(form.name).split())
        invited = Invited(text_of(form.email), name, form.chosen_roles, form.chosen_positions)
        try:
            with writing() as uow:
                one = administration.invite_staff(uow, invited)
        except Refused as refused:
            _mark(form, refused)
        else:
            flash(_told_of_invitation(one))
            return _back_to(one.id)
    return render_template("administration/invite.html", form=form), form.http_status


def _told_of_invitation(person: "Person") -> str:
    if person.password_hash is None:
        return _("En inbjudan är skickad till %(email)s. Den gäller i fjorton dagar.", email=person.email)
    return _("%(name)s hade redan ett konto och har fått rollerna.", name=person.name)


def _mark(form: RightsForm, refused: Refused) -> None:
    """Put each reason at its field; at the roles where it has none."""
    for finding in refused.findings:
        field = getattr(form, finding.field or "roles")
        field.errors = [*field.errors, finding_text(finding)]


@bp.post("/personer/<int:person_id>/inbjudan/skicka-igen")
@requires(Permission.PERSON_MANAGE)
def resend(person_id: int) -> ResponseReturnValue:
    """Send an invitation once more."""
    with writing() as uow:
        one = administration.resend_invitation(uow, person_id)
    flash(_("En ny inbjudan är skickad till %(email)s. Den förra länken gäller inte längre.", email=one.email))
    return _back_to(person_id)


@bp.route("/personer/<int:person_id>/inbjudan/ta-tillbaka", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def withdraw(person_id: int) -> ResponseReturnValue:
    """Take back an invitation, once it has been confirmed."""
    if request.method == "POST":
        with writing() as uow:
            one = administration.withdraw_invitation(uow, person_id)
        flash(_("Inbjudan till %(email)s är tillbakatagen.", email=one.email))
        return _back_to(person_id)
    return _ask(person_id, "withdraw")


# ----- rights


@bp.route("/personer/<int:person_id>/behorighet", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def rights(person_id: int) -> ResponseReturnValue:
    """Change a person's roles and positions; what someone else has changed meanwhile is shown, not overwritten."""
    found = queries.person_as_listed(reading(), person_id, at=now()).person
    stands = _standing(found)
    form = RightsForm(
        data={
            "roles": [role.value for role in stands.roles],
            "positions": list(stands.positions),
            "seen": written(stands),
        }
    )
    form.offer(order_now(), stands.positions)
    meanwhile = False
    if form.validate_on_submit():
        try:
            with writing() as uow:
                administration.change_rights(
                    uow,
                    person_id,
                    seen=read(form.seen.data),
                    roles=form.chosen_roles,
                    positions=form.chosen_positions,
                )
        except Refused as refused:
            _mark(form, refused)
        except Conflict:
            meanwhile, form.seen.data = True, written(stands)
        else:
            flash(_("Behörigheten för %(name)s är sparad.", name=found.name))
            return _back_to(person_id)
    page = render_template(
        "administration/rights.html",
        form=form,
        person=found,
        order=order_now(),
        is_self=person_id == current_actor().person_id,
        meanwhile=_in_words(stands) if meanwhile else "",
    )
    return page, 409 if meanwhile else form.http_status


def _standing(person: "Person") -> Standing:
    return Standing(frozenset(row.role for row in person.roles), frozenset(row.position for row in person.positions))


def _in_words(standing: Standing) -> str:
    labels = dict(order_now().positions)
    roles = [_(ROLE[role]) for role in Role if role in standing.roles]
    positions = [str(labels.get(key, key)) for key in sorted(standing.positions)]
    return ", ".join([*roles, *positions]) or _("ingen roll")


# ----- closed and opened


@bp.route("/personer/<int:person_id>/stang", methods=["GET", "POST"])
@requires(Permission.PERSON_MANAGE)
def close(person_id: int) -> ResponseReturnValue:
    """Close an account, once it has been confirmed."""
    if request.method == "POST":
        with writing() as uow:
            one = administration.deactivate(uow, person_id)
        flash(_("Kontot för %(name)s är stängt.", name=one.name))
        return _back_to(person_id)
    return _ask(person_id, "close")


@bp.post("/personer/<int:person_id>/oppna")
@requires(Permission.PERSON_MANAGE)
def reopen(person_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    with writing() as uow:
        one = administration.reactivate(uow, person_id)
    flash(_("Kontot för %(name)s är öppet igen.", name=one.name))
    return _back_to(person_id)


def _ask(person_id: int, deed: str) -> ResponseReturnValue:
    found = queries.person_as_listed(reading(), person_id, at=now())
    return render_template(
        "administration/confirm.html", person=found.person, deed=deed, form=ConfirmForm(formdata=None)
    )
