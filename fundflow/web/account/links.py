"""Pages that begin or end with a link sent by mail: a new account, an invitation, a new password.

Every answer is the same whether the address has an account or not; a link is shown by GET and used by POST, since mail
programs open links by themselves.
"""

from typing import Final

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from fundflow.extensions import limiter
from fundflow.queries.people import OpenToken, account_of, actor_of, open_token
from fundflow.services.accounts import token_hash
from fundflow.services.people import accept_invitation, ask_for_reset, confirm_email, reset_password, sign_up
from fundflow.web.access import actor_if_signed_in, now, open_to_all, reading, writing
from fundflow.web.account import bp as bp
from fundflow.web.account.beginning import begin_session
from fundflow.web.account.forms import AddressForm, ConfirmForm, NewPasswordForm, OwnerForm, SignUpForm
from fundflow.web.account.kept import kept_before
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.locale import _, spoken
from fundflow.web.navigation import home_url

_GOING_TO: Final = "going_to"


def _mail_limit() -> str:
    return str(current_app.config["MAIL_LIMIT"])


@bp.route("/skapa", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_mail_limit, methods=["POST"])
def create() -> ResponseReturnValue:
    """Make an applicant's account; a link confirms the address, and leads on to where one was going."""
    form = SignUpForm()
    kept = kept_before()
    if form.validate_on_submit():
        with writing() as uow:
            sign_up(uow, text_of(form.email), text_of(form.name), spoken())
        session[_GOING_TO] = kept.path if kept else ""
        return _sent(
            _("Bekräfta din e-post"),
            _(
                "Vi har skickat ett brev till %(email)s. Öppna länken i det och välj ett lösenord.",
                email=text_of(form.email),
            ),
        )
    return render_template("account/create.html", form=form, kept=kept), form.http_status


@bp.route("/bekrafta/<token>", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_mail_limit, methods=["POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Confirm an address, choose a password, and sign in."""
    opened = _opened(token, "confirm")
    if opened is None:
        return _too_old()
    form = _form_for(opened)
    if form.validate_on_submit():
        name, password = _chosen(form, opened)
        with writing() as uow:
            person_id = confirm_email(uow, token, name, password)
        return _signed_in(person_id, _("E-postadressen är bekräftad. Välkommen."), str(session.get(_GOING_TO, "")))
    return render_template("account/confirm.html", form=form, opened=opened), form.http_status


@bp.route("/inbjudan/<token>", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_mail_limit, methods=["POST"])
def invitation(token: str) -> ResponseReturnValue:
    """Accept an invitation; who has an account already only presses the button."""
    opened = _opened(token, "invitation")
    if opened is None:
        return _too_old()
    form = _form_for(opened)
    if form.validate_on_submit():
        name, password = _chosen(form, opened)
        with writing() as uow:
            person_id = accept_invitation(uow, token, name, password)
        if not opened.has_password:
            return _signed_in(person_id, _("Kontot är klart. Välkommen."))
        actor = actor_if_signed_in()
        if actor is not None and actor.person_id == person_id:
            flash(_("Inbjudan är antagen."))
            return redirect(home_url(actor), 303)
        flash(_("Inbjudan är antagen. Logga in som vanligt."))
        return redirect(url_for("account.sign_in"), 303)
    return render_template("account/invitation.html", form=form, opened=opened), form.http_status


def _form_for(opened: OpenToken) -> BaseForm:
    """Return what is asked of whoever opens the letter: a new account's name and password, else a button alone.

    A colleague is invited by address alone, and nobody has told the name.
    """
    if opened.has_password:
        return ConfirmForm()
    return OwnerForm() if opened.organisation else OwnerForm(name=opened.name)


def _chosen(form: BaseForm, opened: OpenToken) -> tuple[str, str]:
    if isinstance(form, OwnerForm):
        return text_of(form.name), text_of(form.password)
    return opened.name, ""


@bp.route("/nytt-losenord", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_mail_limit, methods=["POST"])
def forgotten() -> ResponseReturnValue:
    """Ask for a link that sets a new password."""
    form = AddressForm()
    if form.validate_on_submit():
        with writing() as uow:
            ask_for_reset(uow, text_of(form.email))
        return _sent(
            _("Titta i din e-post"),
            _(
                "Finns det ett konto för %(email)s så har vi skickat en länk dit. Den gäller i två timmar.",
                email=text_of(form.email),
            ),
        )
    return render_template("account/forgotten.html", form=form), form.http_status


@bp.route("/nytt-losenord/<token>", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_mail_limit, methods=["POST"])
def reset(token: str) -> ResponseReturnValue:
    """Set a new password by a link, and sign in."""
    form = NewPasswordForm()
    opened = _opened(token, "reset")
    if opened is None:
        return _too_old()
    if form.validate_on_submit():
        with writing() as uow:
            person_id = reset_password(uow, token, text_of(form.password))
        return _signed_in(person_id, _("Lösenordet är bytt. Andra enheter är utloggade."))
    return render_template("account/reset.html", form=form, opened=opened), form.http_status


def _opened(token: str, purpose: str) -> OpenToken | None:
    opened = open_token(reading(), token_hash(token), at=now())
    return opened if opened is not None and opened.purpose == purpose else None


def _signed_in(person_id: int, greeting: str, path: str = "") -> Response:
    account, actor = account_of(reading(), person_id), actor_of(reading(), person_id)
    if account is None or actor is None:
        return redirect(url_for("account.sign_in"), 303)
    begin_session(actor, account)
    flash(greeting)
    return redirect(path or home_url(actor), 303)


def _sent(heading: str, lead: str) -> str:
    return render_template("account/sent.html", heading=heading, lead=lead)


def _too_old() -> ResponseReturnValue:
    return render_template("account/too_old.html"), 410
