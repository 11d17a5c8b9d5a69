"""The assessment page, one criterion at a time, and the page where a decision is proposed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.assessment import is_judged
from fundflow.domain.concepts import Concept
from fundflow.domain.conditions import library_of
from fundflow.domain.decisions import KINDS as DECISIONS
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Conflict, NotFound, Refused, Theirs
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.domain.roles import Permission
from fundflow.domain.rules.engine import highest_grant
from fundflow.domain.states import State
from fundflow.queries.cases import assessments_of, attachments_of
from fundflow.services.assessment import Judged, judge, propose_decision
from fundflow.web.access import requires, writing
from fundflow.web.assessment.criteria import KINDS, current, following, goals_judged, last_saved, listed
from fundflow.web.assessment.forms import (
    ProposalForm,
    criterion_form,
    field_of_part,
    judged_in,
    proposal_form,
    proposal_in,
)
from fundflow.web.case.about import teller_of
from fundflow.web.case.head import head_of
from fundflow.web.case.judged import summary
from fundflow.web.case.look import Looked, look_at
from fundflow.web.case.plans import plans_of
from fundflow.web.case.steps import steps_of
from fundflow.web.filters import clock_time, finding_text, state_label, tr
from fundflow.web.forms.base import BaseForm
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.assessment import Assessment

bp = Blueprint("assessment", __name__, url_prefix="/arenden/<int:case_id>")

WORDS: Final = {
    "bifall": DecisionKind.GRANT,
    "avslag": DecisionKind.REJECTION,
    "avvisning": DecisionKind.DISMISSAL,
    "avskrivning": DecisionKind.WRITE_OFF,
}
"""The kinds of proposal by their word in the address."""

_HEADINGS: Final = {
    DecisionKind.GRANT: (_l("Föreslå bifall"), _l("Sökanden får bidraget med de villkor som står här.")),
    DecisionKind.REJECTION: (_l("Föreslå avslag"), _l("Ansökan har prövats och beviljas inte.")),
    DecisionKind.DISMISSAL: (_l("Föreslå avvisning"), _l("Ansökan prövas inte, till exempel för att den inte är hel.")),
    DecisionKind.WRITE_OFF: (_l("Föreslå avskrivning"), _l("Det finns inget längre att pröva, och ärendet avslutas.")),
}


# ----- judge


@bp.get("/bedomning")
@requires(Permission.CASE_READ)
def show(case_id: int) -> ResponseReturnValue:
    """Show one criterion beside what the applicant writes, and the list of all."""
    looked = look_at(case_id)
    if looked.facts is None:
        return redirect(url_for("case.overview", case_id=case_id), 303)
    criterion = current(looked.facts, request.args.get("kriterium"))
    if criterion is None:
        raise NotFound
    stored = assessments_of(looked.uow.session, case_id)
    return _criterion_page(looked, criterion, criterion_form(criterion, _standing(criterion, stored)))


def _standing(criterion: Criterion, stored: Mapping[tuple[str, str], "Assessment"]) -> dict[str, Judged]:
    return {
        part: Judged(row.value, row.reason, row.version) for (key, part), row in stored.items() if key == criterion.key
    }


@bp.post("/bedomning/<criterion_key>")
@requires(Permission.CASE_PREPARE)
def save(case_id: int, criterion_key: str) -> ResponseReturnValue:
    """Keep the judgement as it is written, whole or not; a colleague's text is shown beside one's own."""
    looked = look_at(case_id)
    criterion = next((one for one in looked.criteria_and_goals if one.key == criterion_key), None)
    if criterion is None:
        raise NotFound
    form = criterion_form(criterion, {})
    if not form.validate_on_submit():
        return _criterion_page(looked, criterion, form)
    try:
        with writing() as uow:
            judge(uow, case_id, criterion.key, judged_in(criterion, form))
    except Conflict as conflict:
        return _criterion_page(look_at(case_id), criterion, form, theirs=conflict.theirs)
    except Refused as error:
        return _criterion_page(look_at(case_id), criterion, form, refusals=error.findings)
    return _saved(look_at(case_id), criterion)


def _saved(looked: Looked, criterion: Criterion) -> ResponseReturnValue:
    """Tell that it is saved, and what is missing of it; go to the next criterion when nothing is."""
    facts = looked.facts
    assert facts is not None  # noqa: S101 - a case with criteria has facts
    case_id = looked.case.id
    if not is_judged(criterion, facts.judgements):
        flash(
            _(
                "Sparat %(time)s. ”%(criterion)s” är inte klar: välj en bedömning och skriv varför.",
                time=clock_time(looked.uow.now),
                criterion=tr(criterion.label),
            ),
            "warning",
        )
        return redirect(url_for("assessment.show", case_id=case_id, kriterium=criterion.key), 303)
    flash(_("Sparat %(time)s: ”%(criterion)s”.", time=clock_time(looked.uow.now), criterion=tr(criterion.label)))
    then = following(facts, criterion)
    return redirect(url_for("assessment.show", case_id=case_id, kriterium=(then or criterion).key), 303)


def _criterion_page(
    looked: Looked,
    criterion: Criterion,
    form: BaseForm,
    *,
    theirs: Mapping[str, Theirs] | None = None,
    refusals: list[Finding] | None = None,
) -> ResponseReturnValue:
    facts, session = looked.facts, looked.uow.session
    assert facts is not None  # noqa: S101 - asked before
    teller = teller_of(looked)
    for part, their in (theirs or {}).items():
        # The next save is meant to replace what has now been read.
        form[field_of_part(part)].form["version"].data = str(their.version)
    rows = [row for (key, _part), row in assessments_of(session, looked.case.id).items() if key == criterion.key]
    may_judge = looked.uow.actor.may(Permission.CASE_PREPARE) and looked.case.state is State.IN_PREPARATION
    page = render_template(
        "assessment/criterion.html",
        head=head_of(looked, "assessment.show"),
        criterion=criterion,
        kind=KINDS[criterion.kind],
        goals={field_of_part(goal.key): tr(goal.label) for goal in criterion.goals},
        is_goals=criterion.kind is CriterionKind.GOALS,
        is_gate=criterion.kind is CriterionKind.GATE,
        form=form,
        groups=listed(facts),
        words=teller.chosen(criterion.reads, facts.answers) if teller else [],
        files=attachments_of(session, looked.case.id),
        plans=plans_of(facts) if _reads_money(facts, criterion) else None,
        saved=last_saved(rows),
        theirs=[(form[field_of_part(part)].form, their) for part, their in (theirs or {}).items()],
        refusals=[("#judgement", finding_text(finding)) for finding in refusals or []],
        may_judge=may_judge or bool(theirs) or bool(refusals),
        judged=next((line for line in summary(facts) if line.label == tr(criterion.label)), None),
        marked=goals_judged(criterion, facts),
    )
    return page, 409 if theirs or refusals else form.http_status


def _reads_money(facts: CaseFacts, criterion: Criterion) -> bool:
    question = facts.programme.question_of(Concept.COSTS, facts.grant_type.key)
    return question is not None and question.key in criterion.reads


# ----- propose


@bp.route("/forslag/<word>", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def propose(case_id: int, word: str) -> ResponseReturnValue:
    """Propose a decision of the kind; a refusal tells every reason at once, and nothing typed is lost."""
    kind = WORDS.get(word)
    looked = look_at(case_id)
    if kind is None or looked.facts is None:
        raise NotFound
    if request.method == "GET" and all(one.action is not DECISIONS[kind].proposes for one in steps_of(looked)):
        flash(_why_not(looked), "warning")
        return redirect(url_for("case.overview", case_id=case_id), 303)
    library = library_of(looked.facts)
    form = proposal_form(kind, library, looked.case.requested_amount)
    if form.row_button_pressed() or not form.validate_on_submit():
        return _proposal_page(looked, kind, form, [])
    try:
        with writing() as uow:
            decision = propose_decision(uow, case_id, proposal_in(kind, form, library))
            decision_id = decision.id
    except Refused as error:
        return _proposal_page(look_at(case_id), kind, form, error.findings)
    flash(_("Förslaget väntar nu på beslut."))
    return redirect(url_for("decision.show", decision_id=decision_id), 303)


def _why_not(looked: Looked) -> str:
    """Return why nothing can be proposed: a proposal waits already, or the state of the case does not allow it."""
    if looked.proposal is not None:
        return finding_text(Finding("proposal_open", Verdict.STOPS))
    return _("Ett ärende i läget %(state)s kan inte föreslås så.", state=state_label(looked.case.state))


def _proposal_page(
    looked: Looked, kind: DecisionKind, form: ProposalForm, refusals: list[Finding]
) -> ResponseReturnValue:
    facts = looked.facts
    assert facts is not None  # noqa: S101 - asked before
    heading, lead = _HEADINGS[kind]
    page = render_template(
        "assessment/propose.html",
        head=head_of(looked, "decision.of_case", page=str(heading)),
        form=form,
        kind=kind,
        heading=heading,
        lead=lead,
        is_grant=kind is DecisionKind.GRANT,
        refusals=refusals,
        refusal_links=[(_place(finding, form), finding_text(finding)) for finding in refusals],
        ceiling=highest_grant(looked.findings),
        ceilings=[finding for finding in looked.findings if "highest" in finding.figures],
        plan=facts.plan,
        years=[(str(year), amount) for year, amount in facts.plan.by_year().items()],
        frame=facts.frame,
        frame_left=facts.frame.frame - facts.frame.decided if facts.frame and facts.frame.frame else None,
        lines=summary(facts) if kind in (DecisionKind.GRANT, DecisionKind.REJECTION) else [],
        other_kinds=[(other, _HEADINGS[one][0]) for other, one in WORDS.items() if one is not kind],
    )
    return page, 409 if refusals else form.http_status


def _place(finding: Finding, form: ProposalForm) -> str:
    """Return where a refusal is mended: a field of the form, else the list of all of them."""
    names: set[Any] = {field.short_name for field in form}
    return f"#{finding.field}" if finding.field in names else "#refusals"
