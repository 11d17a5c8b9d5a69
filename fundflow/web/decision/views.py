"""Decisions that wait, the page where one is taken or sent back, and its sending."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Refused
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict, told_once
from fundflow.domain.guards import within_decision_frame
from fundflow.domain.money import Money
from fundflow.domain.roles import Permission
from fundflow.domain.rules.engine import findings_of
from fundflow.labels.amounts import kronor_text
from fundflow.labels.states import DECISION_KIND, DECISION_STATUS
from fundflow.queries.decisions import (
    came_of_withdrawal,
    decided_since,
    decisions_of,
    decisions_to_dispatch,
    get_decision,
    preparers_of,
    waiting_decisions,
)
from fundflow.services import decision as deeds
from fundflow.services.decision import AtMeeting
from fundflow.services.facts import facts_of
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking, requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.judged import summary
from fundflow.web.case.look import look_at
from fundflow.web.charts import MoneyBar, money_bar
from fundflow.web.decision.forms import APPROVE, SEND_BACK, BoardForm, DecideForm, EmptyForm
from fundflow.web.decision.letter import decided_by, letter_page, presented_by, preview_pdf
from fundflow.web.decision.waiting import is_boards, position_of, refusals_to_decide, sort_waiting
from fundflow.web.downloads import PDF, send_download
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.decision import Decision

bp = Blueprint("decision", __name__)
_LATELY: Final = timedelta(days=30)
_WITH_ASSESSMENT: Final = (DecisionKind.GRANT, DecisionKind.REJECTION)


@dataclass(frozen=True)
class Shown:
    """A decision with what is known of its case today."""

    uow: UnitOfWork
    decision: "Decision"
    facts: CaseFacts

    @property
    def is_open(self) -> bool:
        """Whether it waits to be decided."""
        return self.decision.status is DecisionStatus.PROPOSED

    @property
    def may_decide(self) -> bool:
        """Whether the person's roles let them decide at all, alone or for the board."""
        return self.uow.actor.may(Permission.BOARD_RECORD if self.records else Permission.CASE_DECIDE)

    @property
    def records(self) -> bool:
        """Whether the board decides and the person records it."""
        return is_boards(self.facts) and self.uow.actor.may(Permission.BOARD_RECORD)


def _look(decision_id: int) -> Shown:
    uow = looking()
    decision = get_decision(uow.session, uow.actor, decision_id)
    return Shown(uow, decision, facts_of(uow, decision.case, decision))


@bp.get("/beslut")
@requires(Permission.CASE_READ)
def worklist() -> str:
    """Show the proposals that wait, the person's own first, the decisions to send, and those taken lately."""
    uow = looking()
    session, actor = uow.session, uow.actor
    mine, others = sort_waiting(uow, waiting_decisions(session, actor))
    return render_template(
        "decision/worklist.html",
        mine=[(one.decision, one.waits_for) for one in mine],
        others=[(one.decision, one.waits_for) for one in others],
        to_dispatch=[(one, decided_by(one)) for one in decisions_to_dispatch(session, actor)],
        lately=[(one, decided_by(one)) for one in decided_since(session, actor, uow.today - _LATELY)],
        decides=actor.may(Permission.CASE_DECIDE) or actor.may(Permission.BOARD_RECORD),
        dispatches=actor.may(Permission.DECISION_DISPATCH),
        kinds=DECISION_KIND,
        presented_by=presented_by,
    )


@bp.get("/beslut/<int:decision_id>")
@requires(Permission.CASE_READ)
def show(decision_id: int) -> ResponseReturnValue:
    """Show the letter as it will be sent, what the decision rests on, and the choice for whoever may decide."""
    shown = _look(decision_id)
    return _page(shown, _form(shown))


def _form(shown: Shown) -> DecideForm:
    form = BoardForm() if shown.records else DecideForm()
    form.choice.choices = choices_of([(APPROVE, _approve_words(shown)), (SEND_BACK, _("Återlämna till handläggaren"))])
    return form


def _approve_words(shown: Shown) -> str:
    kind, amount = shown.decision.kind, kronor_text(shown.decision.amount)
    words = {
        DecisionKind.GRANT: _("Bevilja %(amount)s, som förslaget", amount=amount),
        DecisionKind.REJECTION: _("Avslå ansökan, som förslaget"),
        DecisionKind.DISMISSAL: _("Avvisa ansökan, som förslaget"),
        DecisionKind.WRITE_OFF: _("Skriva av ärendet, som förslaget"),
        DecisionKind.PAYOUT: _("Betala ut %(amount)s, som förslaget", amount=amount),
        DecisionKind.CLOSING: _("Avsluta ärendet, som förslaget"),
    }
    return _("Nämnden beslutade som förslaget") if shown.records else words[kind]


def _page(shown: Shown, form: DecideForm, refusals: list[Finding] | None = None) -> ResponseReturnValue:
    decision, facts, actor = shown.decision, shown.facts, shown.uow.actor
    position, item = position_of(facts)
    weighs_money = shown.is_open and decision.kind is DecisionKind.GRANT
    is_judged = decision.kind in _WITH_ASSESSMENT
    page = render_template(
        "decision/show.html",
        shown=shown,
        decision=decision,
        case=decision.case,
        letter=letter_page(shown.uow, decision),
        kind=_(DECISION_KIND[decision.kind]),
        status=_(DECISION_STATUS[decision.status]),
        decided_by=decided_by(decision),
        presented_by=presented_by(decision, decision.case),
        form=form,
        refusals=refusals or [],
        refusal_links=[(_place(one, form), finding_text(one)) for one in refusals or []],
        hindered=refusals_to_decide(facts, decision.kind, actor) if shown.is_open else [],
        position=position,
        item=item,
        preparers=preparers_of(shown.uow.session, decision.id),
        rules=told_once(findings_of(facts)) if is_judged else [],
        lines=summary(facts) if is_judged else [],
        frame=facts.frame if weighs_money else None,
        frame_findings=list(within_decision_frame(facts, actor)) if weighs_money else [],
        bar=_frame_bar(shown) if weighs_money else None,
        left_after=_left_after(shown),
        may_dispatch=decision.status is DecisionStatus.DECIDED and actor.may(Permission.DECISION_DISPATCH),
        deed=EmptyForm(),
    )
    return page, 409 if refusals else form.http_status


def _frame_bar(shown: Shown) -> MoneyBar | None:
    frame = shown.facts.frame
    if frame is None or frame.frame is None:
        return None
    parts = [(_("Beslutat"), "ff-c1", frame.decided), (_("Det här beslutet"), "ff-c2", shown.decision.amount)]
    return money_bar(parts, frame.frame)


def _left_after(shown: Shown) -> Money | None:
    frame = shown.facts.frame
    return None if frame is None or frame.frame is None else frame.frame - frame.decided - shown.decision.amount


def _place(finding: Finding, form: DecideForm) -> str:
    """Return where a refusal is mended: its field where the form has it, else the list of all."""
    return f"#{finding.field}" if finding.field and finding.field in form else "#refusals"


# ----- decide


@bp.post("/beslut/<int:decision_id>/besluta")
@requires(Permission.CASE_DECIDE)
def decide(decision_id: int) -> ResponseReturnValue:
    """Take the choice of whoever decides within the delegation; deciding is confirmed on a page of its own."""
    return _choose(decision_id)


@bp.post("/beslut/<int:decision_id>/namnden")
@requires(Permission.BOARD_RECORD)
def record(decision_id: int) -> ResponseReturnValue:
    """Take what the board decided, as the secretary records it with day and paragraph."""
    return _choose(decision_id)


def _choose(decision_id: int) -> ResponseReturnValue:
    shown = _look(decision_id)
    form = _form(shown)
    if not form.validate_on_submit():
        return _page(shown, form)
    if form.choice.data == SEND_BACK:
        return _finish(shown, form, lambda uow: deeds.send_back(uow, decision_id, reason=text_of(form.reason)))
    if form.confirmed.data:
        return _finish(shown, form, lambda uow: deeds.decide(uow, decision_id, meeting=_meeting(form)))
    refusals = _told_before(shown, form)
    if refusals:
        return _page(shown, form, refusals)
    form.confirmed.data = "yes"
    return render_template(
        "decision/confirm.html",
        shown=shown,
        decision=shown.decision,
        case=shown.decision.case,
        letter=letter_page(shown.uow, shown.decision),
        form=form,
        words=_approve_words(shown),
    )


def _told_before(shown: Shown, form: DecideForm) -> list[Finding]:
    """Return what would refuse the decision; it is told before the text is shown once more."""
    refusals = refusals_to_decide(shown.facts, shown.decision.kind, shown.uow.actor)
    if not shown.is_open:
        refusals = [Finding("nothing_proposed", Verdict.STOPS)]
    elif shown.records and _meeting(form) is None:
        refusals.append(Finding("meeting_missing", Verdict.NOT_YET, field="meeting_on"))
    return refusals


def _meeting(form: DecideForm) -> AtMeeting | None:
    if not isinstance(form, BoardForm) or form.meeting_on.data is None or not text_of(form.paragraph):
        return None
    return AtMeeting(form.meeting_on.data, text_of(form.paragraph))


def _finish(shown: Shown, form: DecideForm, deed: Callable[[UnitOfWork], object]) -> ResponseReturnValue:
    decision_id = shown.decision.id
    try:
        with writing() as uow:
            deed(uow)
    except Refused as error:
        return _page(_look(decision_id), form, error.findings)
    if form.choice.data == SEND_BACK:
        flash(_("Förslaget är återlämnat till handläggaren."))
        return redirect(url_for("decision.worklist"), 303)
    flash(_("Beslutet är fattat. Handläggaren skickar det till sökanden."))
    return redirect(url_for("decision.show", decision_id=decision_id), 303)


# ----- send, and read


@bp.post("/beslut/<int:decision_id>/expediera")
@requires(Permission.DECISION_DISPATCH)
def dispatch(decision_id: int) -> ResponseReturnValue:
    """Send a decision: the applicant sees it, and what follows from it begins (D5)."""
    with writing() as uow:
        deeds.dispatch(uow, decision_id)
    flash(_("Beslutet är skickat. Sökanden ser det nu, och brevet görs i ordning."))
    return redirect(url_for("decision.show", decision_id=decision_id), 303)


@bp.get("/beslut/<int:decision_id>/forhandsvisning.pdf")
@requires(Permission.CASE_READ)
def letter_preview(decision_id: int) -> ResponseReturnValue:
    """Send the letter as a PDF as it would be sent now."""
    uow = looking()
    decision = get_decision(uow.session, uow.actor, decision_id)
    name = f"{decision.number.replace('/', '-')} {_('förslag')}.pdf"
    return send_download(preview_pdf(uow, decision), name, PDF)


@bp.get("/arenden/<int:case_id>/beslut")
@requires(Permission.CASE_READ)
def of_case(case_id: int) -> str:
    """Show every decision and proposal of a case, with conditions and letters."""
    looked = look_at(case_id)
    return render_template(
        "decision/of_case.html",
        head=head_of(looked, "decision.of_case"),
        decisions=decisions_of(looked.uow.session, case_id),
        kinds=DECISION_KIND,
        statuses=DECISION_STATUS,
        came_of_withdrawal=came_of_withdrawal,
        decided_by=decided_by,
    )
