"""What is left until a case can be decided, as tasks that lead to where each is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for

from fundflow.domain.assessment import not_judged
from fundflow.domain.programme import Criterion
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.labels.amounts import long_day
from fundflow.queries.worklist_base import UNDECIDED
from fundflow.services.deadlines import REPORT_DEADLINE
from fundflow.web.case.look import Looked
from fundflow.web.filters import due_look, due_words, in_words, tr
from fundflow.web.locale import _, _n
from fundflow.web.navigation import has_page

RUNNING: Final = (State.ONGOING, State.FINAL_SETTLEMENT)
"""States in which the applicant claims and reports."""

_REPORTS: Final = "followup.case_reports"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do or to wait for; ``mark`` and ``look`` are the words and the form of its tag.

    Without a ``url`` it leads nowhere: the one who looks may not do it.
    """

    label: str
    note: str
    url: str
    is_done: bool
    mark: str = ""
    look: str = "todo"
    icon: str = "circle"


def tasks_of(looked: Looked) -> list[Task]:
    """Return the tasks of a case in the order they are done: until it is decided, and while its project runs."""
    case = looked.case
    if looked.facts is not None and case.state in RUNNING:
        return [*_running(looked), *_ending(looked)]
    if looked.facts is None or case.state not in UNDECIDED or case.withdrawn_at is not None:
        return []
    assessment = (_signatory(looked), _criteria(looked), _rules(looked))
    return [*_beginning(looked), *_completion(looked), *assessment, _decision(looked)]


def _running(looked: Looked) -> Iterator[Task]:
    """Yield what the applicant has sent and that waits for the region, and what the region waits for."""
    case, counts, today = looked.case, looked.counts, looked.uow.today
    if counts.reports_to_read and has_page(_REPORTS):
        words = _n("Läs en rapport", "Läs %(num)s rapporter", counts.reports_to_read)
        note = _("När slutrapporten är godkänd kan ärendet slutavräknas.") if counts.final_report_to_read else ""
        yield Task(words, note, url_for(_REPORTS, case_id=case.id), is_done=False, mark=_("Väntar på oss"))
    if case.deadline_kind == REPORT_DEADLINE and case.deadline_on is not None and has_page(_REPORTS):
        look = due_look(case.deadline_on, today)
        yield Task(
            _("Vänta på sökandens rapport"),
            _("Den ska lämnas senast %(day)s.", day=long_day(case.deadline_on)),
            url_for(_REPORTS, case_id=case.id),
            is_done=False,
            mark=due_words(case.deadline_on, today),
            look="rejected" if look == "over" else "closed",
            icon="exclamation-octagon-fill" if look == "over" else "clock",
        )


def _ending(looked: Looked) -> Iterator[Task]:
    case = looked.case
    if case.state is not State.FINAL_SETTLEMENT or not has_page("followup.close"):
        return
    if looked.proposal is not None:
        yield _decision(looked)
        return
    note = _("Slutrapporten är godkänd. Det som inte används återförs till ramen.")
    url = url_for("followup.close", case_id=case.id) if _may_prepare(looked) else ""
    yield Task(_("Föreslå avslut"), note, url, is_done=False, mark=_("Kvar"))


def _beginning(looked: Looked) -> Iterator[Task]:
    case = looked.case
    overview = url_for("case.overview", case_id=case.id)
    named = case.officer is not None
    officer = case.officer.name if case.officer else _("Ingen har ärendet.")
    assigning = url_for("intake.assign", case_id=case.id) if looked.uow.actor.may(Permission.CASE_ASSIGN) else ""
    yield Task(_("Utse handläggare"), officer, assigning, named, _("Kvar"))
    begun = case.state is not State.RECEIVED
    yield Task(_("Börja bereda"), _("Sökanden får veta att vi har börjat."), f"{overview}#steg", begun, _("Kvar"))


def _completion(looked: Looked) -> Iterator[Task]:
    case, today = looked.case, looked.uow.today
    if case.state is not State.COMPLETION_REQUESTED or case.completion_due_on is None:
        return
    look = due_look(case.completion_due_on, today)
    yield Task(
        _("Vänta på komplettering"),
        _("Sökanden har till och med %(day)s på sig.", day=long_day(case.completion_due_on)),
        url_for("intake.completions", case_id=case.id),
        is_done=False,
        mark=due_words(case.completion_due_on, today),
        look="rejected" if look == "over" else "todo",
        icon="exclamation-octagon-fill" if look == "over" else "clock",
    )


def _signatory(looked: Looked) -> Task:
    case = looked.case
    who = case.submitted_by.name if case.submitted_by else case.organisation.name
    return Task(
        _("Bekräfta rätten att teckna"),
        _("%(who)s skickade in. Kontrollera fullmakt eller registreringsbevis.", who=who),
        url_for("case.overview", case_id=case.id) + "#sokande",
        is_done=case.signatory_confirmed_at is not None,
        mark=_("Kvar"),
    )


def _criteria(looked: Looked) -> Task:
    facts = looked.facts
    left = not_judged(looked.criteria, facts.judgements) if facts else []
    words = _n("Bedöm ett kriterium till", "Bedöm %(words)s kriterier till", len(left), words=in_words(len(left)))
    return Task(
        words if left else _("Bedöm kriterierna"),
        _names(left),
        url_for("assessment.show", case_id=looked.case.id),
        is_done=not left,
        mark=_("%(count)s kvar", count=len(left)),
        icon="circle-half" if looked.judged else "circle",
    )


def _names(criteria: Sequence[Criterion]) -> str:
    shown = ", ".join(tr(criterion.label) for criterion in criteria[:3])
    more = len(criteria) - 3
    return _("%(shown)s och %(count)s till.", shown=shown, count=more) if more > 0 else f"{shown}." if shown else ""


def _rules(looked: Looked) -> Task:
    keys = {criterion.key for criterion in looked.criteria}
    refusing = [one for one in looked.findings if one.refuses and one.field not in keys]
    stops = sum(one.verdict.value == "stops" for one in refusing)
    return Task(
        _("Reglerna ska vara uppfyllda"),
        _("Det som stoppar eller saknas måste lösas innan bifall kan föreslås.") if refusing else "",
        url_for("case.overview", case_id=looked.case.id) + "#reglerna",
        is_done=not refusing,
        mark=_n("En stoppar", "%(num)s stoppar", stops) if stops else _("%(count)s kvar", count=len(refusing)),
        look="rejected" if stops else "todo",
        icon="x-octagon-fill" if stops else "circle-half",
    )


def _decision(looked: Looked) -> Task:
    proposal = looked.proposal
    if proposal is not None:
        url = url_for("decision.show", decision_id=proposal.id)
        note = _("%(name)s har föreslagit. Nu väntar beslut.", name=proposal.proposed_by.name)
        look, icon = "ready_for_decision", "diamond-half"
        return Task(_("Fatta beslut"), note, url, is_done=False, mark=_("Väntar"), look=look, icon=icon)
    may = looked.case.state is State.IN_PREPARATION and _may_prepare(looked)
    url = url_for("assessment.propose", case_id=looked.case.id, word="bifall") if may else ""
    note = _("Någon annan än du fattar beslutet.") if url else ""
    return Task(_("Föreslå beslut"), note, url, is_done=False, mark=_("Kvar"))


def _may_prepare(looked: Looked) -> bool:
    return looked.uow.actor.may(Permission.CASE_PREPARE)
