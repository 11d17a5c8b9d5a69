"""Costs out of a workbook or a text file: a template to fill in, and every bad cell told before anything is written."""

from dataclasses import replace
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.config import MEGABYTE
from fundflow.domain.errors import Conflict
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import Permission
from fundflow.excel.claim_template import claim_template
from fundflow.excel.reading import UnreadableFile, read_list
from fundflow.services.importing.claim_costs import KNOWN, OF_THE_TEMPLATE, ImportedCosts
from fundflow.services.importing.claim_costs import import_costs as take_costs
from fundflow.services.importing.values import Problem
from fundflow.web.access import requires, writing
from fundflow.web.downloads import EXCEL, send_download
from fundflow.web.filters import tr
from fundflow.web.locale import _, _l, _n, spoken
from fundflow.web.payment import bp as bp
from fundflow.web.payment.forms import CostFileForm
from fundflow.web.payment.own import claim_title, own_case

_LARGEST: Final = 4 * MEGABYTE
_MOST_TOLD: Final = 100
_CHANGED: Final = _l(
    "Ansökan har ändrats sedan sidan öppnades. Se efter om kostnaderna redan är med; skicka annars filen en gång till."
)


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/kostnader-fran-fil", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def import_costs(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Add the costs of a file to a claim; when one is bad none is added."""
    found = own_case(case_id)
    claim = found.claim(claim_id)
    if claim.state is not ClaimState.DRAFT:
        return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
    form, status = CostFileForm(), 200
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        status = 422
        try:
            imported = _take_in(claim_id, form)
        except Conflict:
            imported, status = _none(str(_CHANGED)), 409
        if not imported.problems:
            told = _n("En kostnad är tillagd.", "%(num)s kostnader är tillagda.", imported.added)
            flash(f"{told} {_('Läs igenom dem innan ni går vidare.')}")
            return redirect(url_for(".write_claim", case_id=case_id, claim_id=claim_id, _anchor="rows"), 303)
        problems, found = imported.problems, own_case(case_id)
        claim = found.claim(claim_id)
    return render_template(
        "payment/import_costs.html",
        own=found,
        claim=claim,
        title=claim_title(claim),
        form=form,
        version=claim.row_version,
        problems=[replace(one, reason=one.said(_, spoken())) for one in problems[:_MOST_TOLD]],
        untold=len(problems[_MOST_TOLD:]),
        headings=[tr(heading) for heading in OF_THE_TEMPLATE.values()],
        most_mb=_LARGEST // MEGABYTE,
    ), status


def _take_in(claim_id: int, form: CostFileForm) -> ImportedCosts:
    sent = request.files.get("file")
    content = sent.stream.read(_LARGEST + 1) if sent is not None else b""
    if sent is None or not sent.filename:
        return _none(_("Välj en fil."))
    if len(content) > _LARGEST:
        return _none(_("Filen är för stor. Den får vara högst %(most)s MB.", most=_LARGEST // MEGABYTE))
    try:
        listed = read_list(content, sent.filename, KNOWN)
    except UnreadableFile as error:
        return _none(_(str(error)))
    version = form.version.data or ""
    opened = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    with writing() as uow:
        return take_costs(uow, claim_id, listed, version=opened, replaces=form.place.data == "instead")


def _none(reason: str) -> ImportedCosts:
    return ImportedCosts(0, (Problem(None, None, "", reason),))


@bp.get("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/kostnader-fran-fil/mall.xlsx")
@requires(Permission.CLAIM_WRITE)
def cost_template(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Send the workbook to fill in, with the kinds of cost that may be claimed in the case."""
    found = own_case(case_id)
    claim = found.claim(claim_id)
    headings = [tr(heading) for heading in OF_THE_TEMPLATE.values()]
    content = claim_template(headings, [tr(one.label) for one in found.kinds], _)
    return send_download(content, _("Kostnader, utbetalning %(number)s.xlsx", number=claim.sequence), EXCEL)
