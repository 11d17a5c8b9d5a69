"""Costs out of a workbook or a text file: a template to fill in, and every bad cell told before anything is written."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.config import MEGABYTE
from fundflow.domain.claims import cost_rows, mark_of_costs
from fundflow.domain.errors import Conflict
from fundflow.domain.roles import Permission
from fundflow.excel.claim_template import claim_template
from fundflow.excel.reading import UnreadableFile, read_list
from fundflow.services.claim import answers_of
from fundflow.services.importing.claim_costs import KNOWN, OF_THE_TEMPLATE, ImportedCosts
from fundflow.services.importing.claim_costs import import_costs as take_costs
from fundflow.services.importing.values import Problem
from fundflow.web.access import requires, writing
from fundflow.web.downloads import EXCEL, send_download
from fundflow.web.filters import tr
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _, _l, _n, spoken
from fundflow.web.payment import bp as bp
from fundflow.web.payment.forms import CostFileForm
from fundflow.web.payment.own import own_claim

_LARGEST: Final = 4 * MEGABYTE
_MOST_TOLD: Final = 100
_CHANGED: Final = _l(
    "Ansökan har ändrats sedan sidan öppnades. Se efter om kostnaderna redan är med; skicka annars filen en gång till."
)


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/kostnader-fran-fil", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def import_costs(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Add the costs of a file to a claim; when one is bad none is added."""
    found = own_claim(case_id, claim_id)
    if not found.is_draft:
        return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
    form, status = CostFileForm(), 200
    problems: tuple[Problem, ...] = ()
    notice = ""
    if request.method == "POST":
        status = 422
        try:
            imported = _take_in(claim_id, form)
        except Conflict:
            imported, status = _none(str(_CHANGED)), 409
        if not imported.problems:
            told = _n("En kostnad är tillagd.", "%(num)s kostnader är tillagda.", imported.added)
            flash(f"{told} {_('Läs igenom dem innan ni går vidare.')}")
            for remark in imported.remarks:
                flash(remark.text.said(_, spoken()), "warning" if remark.is_warning else "info")
            if imported.notice:
                flash(_(imported.notice), "info")
            return redirect(url_for(".write_claim", case_id=case_id, claim_id=claim_id), 303)
        problems, notice, found = imported.problems, imported.notice, own_claim(case_id, claim_id)
    typed = answers_of(found.claim)
    return render_template(
        "payment/import_costs.html",
        own=found.own,
        claim=found.claim,
        title=found.title,
        form=form,
        onto=mark_of_costs(typed),
        has_costs=bool(cost_rows(typed)),
        how_read=_(notice) if notice else "",
        problems=[one.in_language(_, spoken()) for one in problems[:_MOST_TOLD]],
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
        listed = read_list(content, sent.filename, KNOWN, as_excel_saves=True)
    except UnreadableFile as error:
        return _none(_(str(error)))
    with writing() as uow:
        return take_costs(uow, claim_id, listed, onto=text_of(form.onto), replaces=form.place.data == "instead")


def _none(reason: str) -> ImportedCosts:
    return ImportedCosts(0, (Problem(None, None, "", reason),))


@bp.get("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/kostnader-fran-fil/mall.xlsx")
@requires(Permission.CLAIM_WRITE)
def cost_template(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Send the workbook to fill in, with the kinds of cost that may be claimed in the case."""
    found = own_claim(case_id, claim_id)
    headings = [tr(heading) for heading in OF_THE_TEMPLATE.values()]
    content = claim_template(headings, [tr(one.label) for one in found.own.kinds], _)
    number = found.claim.sequence
    return send_download(content, _("Kostnader, utbetalning %(number)s.xlsx", number=number), EXCEL)
