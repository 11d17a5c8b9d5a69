"""Judge a case by its programme's criteria, with reasons; propose what to decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from fundflow.domain.concepts import ASSESSED
from fundflow.domain.errors import Conflict, NotFound, Refused, Theirs
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.programme import Criterion
from fundflow.domain.states import State
from fundflow.models.assessment import Assessment
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.queries.cases import assessments_of, lock_case
from fundflow.services.decision import Proposal, propose
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork

_REASONS = LegalSource("L8", "2017:900", "32 §")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as an officer gives it, and the version of what stood there when the page was opened (0: nothing)."""

    value: str
    reason: str
    version: int


def judge(uow: UnitOfWork, case_id: int, criterion_key: str, judged: Mapping[str, Judged]) -> Case:
    """Keep the judgement of a criterion, by part (empty, or a goal's key); whole or not, it is kept as it is written.

    What is unfinished is told when a grant is proposed. Raises Conflict when a colleague has judged meanwhile.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    if case.state is not State.IN_PREPARATION:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    criterion = _criterion(uow, case, criterion_key)
    stored = assessments_of(uow.session, case.id)
    changed = {part: one for part, one in judged.items() if _differs(stored.get((criterion.key, part)), one)}
    theirs = {
        part: Theirs((row.value, row.reason), row.version, row.assessed_by.name)
        for part, one in changed.items()
        if (row := stored.get((criterion.key, part))) is not None and row.version != one.version
    }
    if theirs:
        raise Conflict(theirs)
    for part, one in changed.items():
        _keep(uow, case, criterion, part, stored.get((criterion.key, part)), one)
    if changed:
        uow.record(case, EventKind.CRITERION_ASSESSED, criterion=criterion.key)
    return case


def _criterion(uow: UnitOfWork, case: Case, key: str) -> Criterion:
    for criterion in programme_of(uow, case).criteria_for(case.grant_type or ""):
        if criterion.key == key:
            return criterion
    raise NotFound


def _differs(stored: Assessment | None, judged: Judged) -> bool:
    if stored is None:
        return bool(judged.value or judged.reason.strip())
    return (stored.value, stored.reason) != (judged.value, judged.reason)


def _keep(
    uow: UnitOfWork, case: Case, criterion: Criterion, part: str, stored: Assessment | None, judged: Judged
) -> None:
    if judged.value and criterion.level(judged.value) is None:
        raise NotFound
    if stored is None:
        stored = Assessment(case_id=case.id, criterion=criterion.key, part=part, version=0)
        uow.session.add(stored)
    stored.value, stored.reason, stored.version = judged.value, judged.reason, stored.version + 1
    stored.assessed_at, stored.assessed_by_id = uow.now, uow.actor.person_id
    if criterion.concept in ASSESSED and not part:
        setattr(case, criterion.concept.value, judged.value or None)


def propose_decision(uow: UnitOfWork, case_id: int, proposal: Proposal) -> Decision:
    """Propose what to decide about the case; the person becomes one of its preparers."""
    case = lock_case(uow.session, uow.actor, case_id)
    return propose(uow, case, proposal)
