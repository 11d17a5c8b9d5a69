"""Writing a claim: saved as it is typed, whole or not, and never over someone else's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.claim_figures import figures_in
from fundflow.domain.claims import COSTS, PERIOD_FROM, PERIOD_TO, ClaimContent, DeclaredCost, misfits, read_claim
from fundflow.domain.concepts import CLAIMED
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, flat_cost
from fundflow.domain.programme import Question
from fundflow.domain.roles import Permission
from fundflow.labels.payouts import Line, lines_if_approved
from fundflow.queries.payments import budget_use, used_in_all
from fundflow.services.claim import answers_of, get_claim
from fundflow.services.claim import write_claim as keep
from fundflow.services.claim_checks import to_look_over
from fundflow.services.payable import is_home_delivery, payable_if_approved
from fundflow.web.access import now, requires, unattended, writing
from fundflow.web.autosave import AtFields, save_one, who_is_here
from fundflow.web.case.told import Told
from fundflow.web.filters import clock_time, finding_text
from fundflow.web.forms.questions import PREFIX
from fundflow.web.forms.sheet import Sheet, is_only_shown_again, posted_sheet, stored_sheet, with_conflict
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.own import OwnCase, OwnClaim, own_claim, stored_in

ALLOWED: Final = "allowed"
"""The part of the page that says how the payout would be reckoned."""

_DOUBTED: Final = {COSTS, PERIOD_FROM, PERIOD_TO}
"""The answers, beside what the claim counts, that can change what deserves a second look."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the costs on the page come to, and what they give; a script keeps it while one types."""

    written: Money
    flat: Money
    left: Money

    @property
    def declared(self) -> Money:
        """The costs, flat rates included."""
        return self.written + self.flat

    def gives(self, own: OwnCase) -> Money:
        """Return the grant's part of the costs."""
        return self.declared.part(own.granted, own.case.budgeted_cost) if own.case.budgeted_cost else ZERO


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/skriv", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def write_claim(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Write a claim; what can be read is saved, and what cannot stays in its field as it was typed."""
    found = own_claim(case_id, claim_id)
    if request.method == "GET":
        if not found.is_draft:
            return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
        return _page(found, stored_sheet(found.questions, found.own.offers, found.stored))
    sheet = posted_sheet(found.questions, found.own.offers, MultiDict(request.form), found.stored)
    if is_only_shown_again(request.form):
        return _page(found, sheet, not_saved=True)
    try:
        save_changed(found, sheet)
    except Conflict as conflict:
        return _page(own_claim(case_id, claim_id), with_conflict(sheet, conflict.theirs)), 409
    except Refused as error:
        return _page(own_claim(case_id, claim_id), sheet, refusals=error.findings), 409
    return redirect(_onwards(found, sheet), 303)


@bp.post("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/svar/<question_key>")
@requires(Permission.CLAIM_WRITE)
def save_answer(case_id: int, claim_id: int, question_key: str) -> ResponseReturnValue:
    """Save one field as it is left, whole or not, and never over a colleague's words."""
    found = own_claim(case_id, claim_id)
    question = next((one for one in found.questions if one.key == question_key), None)
    if question is None:
        raise NotFound
    sheet = posted_sheet([question], found.own.offers, MultiDict(request.form), found.stored)

    def at_fields() -> AtFields:
        now_saved = own_claim(case_id, claim_id)
        told = _to_look_over(now_saved)
        shown = {key: render_template("application/_at_field.html", told=here) for key, here in told.items()}
        allowed = _allowed_as_saved(now_saved)
        parts = {ALLOWED: render_template("payment/_allowed.html", allowed=allowed)} if allowed else {}
        return AtFields(now_saved.claim.row_version, shown, parts)

    def tell(asked: Question, answer: object) -> Told:
        return found.own.teller.tell(asked, answer)  # made only where two texts are shown: it gathers the whole case

    tells_more = question_key in _DOUBTED or question.concept in CLAIMED
    return save_one(sheet, lambda _written: save_changed(found, sheet), tell, at_fields if tells_more else None)


def _to_look_over(found: OwnClaim) -> dict[str, list[Finding]]:
    """Return what deserves a second look in the claim as it is saved, by the question at which it is told."""
    told: dict[str, list[Finding]] = {}
    own = {one.key for one in found.questions}
    for finding in to_look_over(found.own.uow, found.own.case, found.claim):
        at = finding.field if finding.field in own and finding.field else COSTS
        told.setdefault(at, []).append(finding)
    return told


@bp.post("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/narvaro")
@requires(Permission.CLAIM_WRITE)
@unattended
def be_present(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Note that the claim is open, or is left, and tell which colleagues have it open too."""
    if not own_claim(case_id, claim_id).is_draft:
        raise NotFound
    return who_is_here(case_id, f"utbetalning-{claim_id}")


def save_changed(found: OwnClaim, sheet: Sheet) -> dict[str, int]:
    """Save what was changed on the sheet and leave the rest of the claim as it is; return the answers' versions.

    Raises Conflict with the other texts when a colleague has changed the same; then nothing is saved.
    """
    changed = {key: one.value for key, one in sheet.changed().items()}
    with writing() as uow:
        _case, claim = get_claim(uow, found.claim.id)
        if claim.state is not ClaimState.DRAFT:
            raise Refused([Finding("claim_not_open", Verdict.STOPS)])
        if theirs := sheet.overtaken(stored_in(uow.session, claim)):
            raise Conflict(theirs)
        if not changed:
            return {}
        saved = keep(uow, claim.id, changed, version=claim.row_version)
        return dict.fromkeys(changed, saved.row_version)


def _onwards(found: OwnClaim, sheet: Sheet) -> str:
    """Return where to go after saving: on, to rows from a file, or here again when asked to or something is wrong."""
    then = request.form.get("then", "")
    is_sound = sheet.form.validate() and not any(misfits(sheet.answers))
    if then == "stay" or (then != "file" and not is_sound):
        flash(_("Sparat %(time)s. Ingenting är skickat än.", time=clock_time(now())))
        then = "stay"
    page = {"stay": ".write_claim", "file": ".import_costs"}.get(then, ".vouchers")
    return url_for(page, case_id=found.own.case.id, claim_id=found.claim.id)


def _page(found: OwnClaim, sheet: Sheet, *, not_saved: bool = False, refusals: Sequence[Finding] = ()) -> str:
    own, claim = found.own, found.claim
    used = budget_use(own.uow.session, own.case.id, but_claim=claim.id)
    content = _read(found, sheet.answers)
    is_as_saved = not (not_saved or sheet.theirs or refusals)
    if is_as_saved:
        sheet = replace(sheet, told=_to_look_over(found))
    for finding in misfits(sheet.answers):
        field = sheet.form[f"{PREFIX}{finding.field}"]
        field.errors = [*field.errors, finding_text(finding)]
    return render_template(
        "payment/write_claim.html",
        own=own,
        claim=claim,
        title=found.title,
        sheet=sheet,
        form=sheet.form,
        items={item.question.key: item for item in sheet.items},
        refusals=refusals,
        sums=_sums(own, content.costs),
        own_form=own.claim_form,
        allowed=_allowed(found, sheet.answers, content.costs),
        has_budget=bool(used_in_all(used).budget),
        used=used,
        not_saved=not_saved and not sheet.theirs,
        is_as_saved=is_as_saved,
        was_saved=claim.changed_at > claim.started_at,
    )


def _read(found: OwnClaim, answers: Mapping[str, object]) -> ClaimContent:
    return read_claim(answers, {one.key for one in found.own.programme.cost_types}, found.claim.row_version)


def _allowed_as_saved(found: OwnClaim) -> list[Line]:
    if not is_home_delivery(found.own.uow, found.own.case):
        return []
    answers = answers_of(found.claim)
    return _allowed(found, answers, _read(found, answers).costs)


def _allowed(found: OwnClaim, answers: Mapping[str, object], costs: Sequence[DeclaredCost]) -> list[Line]:
    """Return how the payout would be reckoned on what is on the page; nothing where costs alone decide it."""
    own = found.own
    if not is_home_delivery(own.uow, own.case):
        return []
    declared = total(one.declared for one in costs)
    figures = figures_in(own.claim_form.questions, answers)
    payable = payable_if_approved(own.uow, own.case, found.claim, declared, figures)
    return lines_if_approved(payable, declared)


def _sums(found: OwnCase, costs: Sequence[DeclaredCost]) -> Sums:
    rows = [(one.kind, one.declared) for one in costs]
    return Sums(
        written=total(amount for _kind, amount in rows),
        flat=flat_cost(rows, found.method, found.programme),
        left=found.money.left,
    )
