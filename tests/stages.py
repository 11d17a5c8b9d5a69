"""The way of a case from sent in to granted, one stage a function: told once, for every test that needs a case.

Each stage is gone through by whoever has people that act (``Acting``): a journey, whose deeds are each a session of
their own, or a world, which keeps one session for the whole test. Each commits.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from sqlalchemy import select

from fundflow.domain.money import Money
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.models.decision import Decision
from fundflow.queries.cases import get_case
from fundflow.services.assessment import Judged, judge, propose_decision
from fundflow.services.decision import AtMeeting, Proposal, decide, dispatch
from fundflow.services.facts import programme_of
from fundflow.services.intake import assign_case, start_preparation
from fundflow.services.submission import submit_application
from fundflow.services.unit_of_work import UnitOfWork

DIRECTORS_LIMIT = Money.kronor(1_200_000)
"""What the director may grant to a project; the board decides above it."""


class Acting(Protocol):
    """Whose people do deeds, each committed at its end."""

    def acting(self, who: str) -> AbstractContextManager[UnitOfWork]:
        """Do one deed as the person of that name."""

    def id_of(self, who: str) -> int:
        """Return the id of the person of that name."""


def send_in(by: Acting, case_id: int) -> None:
    """Let the applicant send in a draft."""
    with by.acting("applicant") as uow:
        submit_application(uow, case_id, truthful=True)


def prepare(by: Acting, case_id: int, *, officer: str = "officer") -> None:
    """Let an officer take a case that has been sent in, and begin to prepare it."""
    with by.acting(officer) as uow:
        assign_case(uow, case_id, by.id_of(officer))
        start_preparation(uow, case_id)


def first_that_passes(criterion: Criterion) -> str:
    """The key of the first level with which a criterion is met; nothing when it has none."""
    return next((level.key for level in criterion.levels if level.passes), "")


def assess(
    by: Acting,
    case_id: int,
    *,
    officer: str = "officer",
    level: Callable[[Criterion], str] = first_that_passes,
    given: Mapping[str, str] | None = None,
) -> None:
    """Judge every criterion; ``given``: levels by the criterion's key, ``level`` finds the others."""
    with by.acting(officer) as uow:
        case = get_case(uow.session, uow.actor, case_id)
        for criterion in programme_of(uow, case).criteria_for(case.grant_type or ""):
            wanted = (given or {}).get(criterion.key, level(criterion))
            judge(uow, case_id, criterion.key, _judged(criterion, wanted))


def _judged(criterion: Criterion, level: str) -> dict[str, Judged]:
    if criterion.kind is CriterionKind.GOALS:
        held = criterion.goals[: criterion.at_least]
        return {goal.key: Judged(criterion.levels[0].key, "Det gäller.", 0) for goal in held}
    return {"": Judged(level, f"Ansökan visar det. {criterion.label.sv}.", 0)}


def propose(by: Acting, case_id: int, proposal: Proposal, *, officer: str = "officer") -> int:
    """Propose a decision; return its id."""
    with by.acting(officer) as uow:
        return propose_decision(uow, case_id, proposal).id


def settle(by: Acting, decision_id: int, *, meeting: date | None, paragraph: str) -> None:
    """Let the director decide, or the board at its meeting as the secretary records it."""
    with by.acting("director" if meeting is None else "secretary") as uow:
        decide(uow, decision_id, meeting=None if meeting is None else AtMeeting(meeting, paragraph))


def send_out(by: Acting, decision_id: int, *, officer: str = "officer") -> None:
    """Dispatch what is decided."""
    with by.acting(officer) as uow:
        dispatch(uow, decision_id)


def latest_decision(uow: UnitOfWork, case_id: int) -> int:
    """Return the id of the case's latest decision."""
    wanted = select(Decision.id).where(Decision.case_id == case_id).order_by(Decision.id.desc())
    return uow.session.scalars(wanted).first() or 0
