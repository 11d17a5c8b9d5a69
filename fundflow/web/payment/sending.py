"""The check of a whole claim, and sending it once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, in_order
from fundflow.domain.money import total
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import Permission
from fundflow.queries.payments import vouchers_of
from fundflow.services.claim import send_claim
from fundflow.services.claim_checks import missing_in
from fundflow.web.access import requires, writing
from fundflow.web.forms.questions import PREFIX
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.own import claim_title, own_case


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/kontrollera", methods=["GET", "POST"])
@requires(Permission.CLAIM_SEND)
def check_claim(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Show everything that is claimed and everything that is missing; send it, once."""
    found = own_case(case_id)
    claim = found.claim(claim_id)
    refused: list[Finding] = []
    if request.method == "POST":
        try:
            with writing() as uow:
                sent = send_claim(uow, claim_id, truthful=request.form.get("truthful") == "yes")
            flash(_("%(title)s är inskickad.", title=claim_title(sent)))
            return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
        except Refused as error:
            refused, found = error.findings, own_case(case_id)
            claim = found.claim(claim_id)
    if claim.state is not ClaimState.DRAFT:
        return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
    findings = in_order(missing_in(found.uow, found.case, claim))
    stopping = [one for one in findings if one.refuses and one.code != "may_not_sign"]
    untold = [one for one in refused if one not in stopping]
    return render_template(
        "payment/check_claim.html",
        own=found,
        claim=claim,
        title=claim_title(claim),
        stopping=[*untold, *stopping],
        told=[one for one in findings if not one.refuses],
        url_of={one.field: _url_of(case_id, claim_id, one) for one in [*findings, *untold] if one.field},
        refused=bool(refused),
        truthful=request.form.get("truthful") == "yes",
        declared=total(row.declared for row in claim.rows),
        own_told=found.told(claim),
        vouchers=vouchers_of(found.uow.session, claim_id),
        signers=found.signers(),
    ), 409 if refused else 200


def _url_of(case_id: int, claim_id: int, finding: Finding) -> str:
    """Return where a finding is mended."""
    field = finding.field or ""
    if field == "truthful":
        return "#truthful"
    page = ".vouchers" if field == "vouchers" else ".write_claim"
    anchor = "underlag" if field == "vouchers" else f"{PREFIX}{field}"
    return url_for(page, case_id=case_id, claim_id=claim_id, _anchor=anchor)
