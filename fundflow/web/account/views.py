"""Sign in and out, keep what an ended session left, and one's own account."""

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.wrappers import Response as BaseResponse

from fundflow.adapters import passwords
from fundflow.domain.errors import Refused
from fundflow.domain.roles import Permission
from fundflow.extensions import limiter
from fundflow.queries.people import SignIn, account_of, actor_of, organisations_of, person_for_sign_in
from fundflow.services import people
from fundflow.web import access
from fundflow.web.access import (
    SignInNeeded,
    actor_if_signed_in,
    current_actor,
    open_to_all,
    reading,
    requires,
    writing,
)
from fundflow.web.account import bp as bp
from fundflow.web.account.beginning import begin_session
from fundflow.web.account.forms import ChangePasswordForm, ConfirmForm, SignInForm
from fundflow.web.account.kept import Kept, keep_request, kept_before, sent_by_our_page
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.navigation import home_url
from fundflow.web.replies import OLD_PAGE, SIGNED_OUT, asked_by_script, problem
from fundflow.web.security import is_local


def _sign_in_limit() -> str:
    return str(current_app.config["SIGN_IN_LIMIT"])


# ----- sign in and out


@bp.route("/logga-in", methods=["GET", "POST"])
@open_to_all
@limiter.limit(_sign_in_limit, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password, and go on to where one was going."""
    form = SignInForm()
    kept = kept_before()
    if form.validate_on_submit():
        account = person_for_sign_in(reading(), text_of(form.email))
        problem = _problem_with(account, text_of(form.password))
        if account is not None and problem is None:
            return _signed_in(account, kept)
        form.password.errors = [problem or ""]
    elif actor_if_signed_in() and not form.is_submitted():
        return redirect(kept.path if kept else home_url(), 303)
    return _sign_in_page(form, kept), form.http_status


def _problem_with(account: SignIn | None, password: str) -> str | None:
    """Return why nobody is signed in; the answer and its time are the same whether there is an account or not."""
    known = account.password_hash if account is not None and account.is_active else None
    if known is None:
        passwords.waste(password)
    if account is None or known is None or not passwords.verify(known, password):
        return _("E-posten och lösenordet hör inte ihop. Pröva igen, eller be om ett nytt lösenord.")
    return None


def _signed_in(account: SignIn, kept: Kept | None) -> ResponseReturnValue:
    actor = actor_of(reading(), account.person_id)
    if actor is None:
        raise SignInNeeded
    begin_session(actor, account)
    if kept is not None and kept.fields:
        return render_template("account/continue.html", kept=kept, stale=False)
    return redirect(kept.path if kept else home_url(actor), 303)


def _sign_in_page(form: SignInForm, kept: Kept | None) -> str:
    return render_template(
        "account/sign_in.html",
        form=form,
        kept=kept,
        ended=bool(g.get("session_ended")) or bool(kept and kept.fields),
        accounts=current_app.extensions.get("demo_accounts", ()) if current_app.config["DEMO"] else (),
    )


@bp.post("/logga-ut")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Sign out in this browser; nothing that was shown can be brought back with the Back button."""
    access.sign_out()
    flash(_("Du är utloggad."))
    return _with_nothing_left(redirect(url_for("start.show"), 303))


def _with_nothing_left(answer: BaseResponse) -> BaseResponse:
    """Ask the browser to forget what it was shown, and what was typed and not saved, for whoever comes next."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/kvar")
@requires(Permission.ACCOUNT_USE)
def stay() -> ResponseReturnValue:
    """Keep the session from ending; the guard has noted the visit."""
    session["seen_at"] = int(access.now().timestamp())
    if request.headers.get("Sec-Fetch-Mode") == "cors" or request.args.get("tyst"):
        return Response(status=204)
    return render_template("account/stay.html")


# ----- sessions that have ended


def sign_in_needed(error: SignInNeeded) -> ResponseReturnValue:
    """Ask who it is: a page one wanted to see comes after the sign-in, what one sent is kept meanwhile."""
    if asked_by_script():
        return problem(SIGNED_OUT, 401)
    if request.method in ("GET", "HEAD"):
        if g.get("session_ended"):
            flash(_("Du har blivit utloggad, eftersom du inte gjort något på en timme."), "info")
        return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")), 303)
    return _sign_in_page(SignInForm(formdata=None), keep_request()), 401


def page_too_old(error: CSRFError) -> ResponseReturnValue:
    """Let someone who is signed in send an old page's fields once more, by one button; nothing is saved before that."""
    if request.endpoint == "account.sign_in":
        return _sign_in_page(SignInForm(formdata=None), kept_before()), 400
    if asked_by_script():
        return _new_token()
    kept = keep_request()
    if request.blueprint == "account" or not kept.fields or actor_if_signed_in() is None:
        flash(_("Sidan hade varit öppen för länge. Pröva igen."), "info")
        return redirect(request.path if _can_be_shown() else home_url(), 303)
    return render_template("account/continue.html", kept=kept, stale=True), 400


def _new_token() -> ResponseReturnValue:
    """Give a script of an old page the token of the session in force, and whose session that is.

    No other site's page can read it. The script goes on only where the person is the one who opened its page, so that
    nothing is saved in another's name.
    """
    actor = actor_if_signed_in()
    if actor is None or not sent_by_our_page():
        return problem(SIGNED_OUT, 401)
    return problem(OLD_PAGE, 400, token=generate_csrf(), person=actor.person_id)


def _can_be_shown() -> bool:
    rule = request.url_rule
    return rule is not None and rule.methods is not None and "GET" in rule.methods and is_local(request.path)


# ----- one's own account


@bp.route("/mina-uppgifter", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_USE)
def settings() -> ResponseReturnValue:
    """Show one's account, and change its password."""
    form = ChangePasswordForm()
    actor = current_actor()
    if form.validate_on_submit():
        try:
            with writing() as uow:
                people.change_password(uow, text_of(form.old_password), text_of(form.new_password))
        except Refused as error:
            form.old_password.errors = [finding_text(finding) for finding in error.findings]
        else:
            _stay_signed_in()
            flash(_("Lösenordet är bytt. Andra enheter är utloggade."))
            return redirect(url_for(".settings"), 303)
    return render_template(
        "account/settings.html",
        form=form,
        account=account_of(reading(), actor.person_id),
        memberships=organisations_of(reading(), actor),
        sign_out_form=ConfirmForm(formdata=None),
    ), form.http_status


@bp.post("/logga-ut-overallt")
@requires(Permission.ACCOUNT_USE)
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out on every device."""
    with writing() as uow:
        people.sign_out_everywhere(uow)
    access.sign_out()
    flash(_("Du är utloggad på alla enheter."))
    return _with_nothing_left(redirect(url_for("account.sign_in"), 303))


def _stay_signed_in() -> None:
    """Go on in this browser after the account's version was raised."""
    actor = current_actor()
    account = account_of(reading(), actor.person_id)
    if account is not None:
        begin_session(actor, account)


def register(app: Flask) -> None:
    """Answer for sessions that have ended, everywhere in the app."""
    app.register_error_handler(SignInNeeded, sign_in_needed)
    app.register_error_handler(CSRFError, page_too_old)
