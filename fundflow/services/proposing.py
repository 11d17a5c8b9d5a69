"""Propose answers to a new application: what is known of the organisation, and what an earlier application said.

What is proposed is written as any answer, only where nothing is answered, and can be changed as any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fundflow.domain.answers import unreadable_in
from fundflow.domain.concepts import Concept
from fundflow.domain.copying import DAYS_OF_THE_WORK, Match, fitting, leading_answers, matches, undated
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.programme import Question
from fundflow.domain.states import State
from fundflow.domain.undertaking import proposed_of_group, proposed_of_owners
from fundflow.models.application import Answer
from fundflow.models.case import Case
from fundflow.queries.cases import answers_of, get_case, lock_case
from fundflow.queries.organisations import with_predecessors
from fundflow.queries.undertaking import group_of, owners_of
from fundflow.services.concepts import bind_answers
from fundflow.services.facts import programme_of, questions_of
from fundflow.services.offers import offers_of
from fundflow.services.place_facts import proposed_of_place
from fundflow.services.unit_of_work import UnitOfWork


def known_of(uow: UnitOfWork, organisation_id: int) -> dict[Concept, object]:
    """Return what an organisation has told, as answers to the questions of these concepts."""
    group, owners = group_of(uow.session, organisation_id), owners_of(uow.session, organisation_id)
    return {
        **(proposed_of_group(group.stated) if group is not None else {}),
        **(proposed_of_owners(owners.told) if owners is not None else {}),
    }


def propose_known(uow: UnitOfWork, case: Case) -> list[str]:
    """Propose what the organisation has told to the questions that ask for it; return the keys that were answered.

    Where the form asks about a point of sale, so does what the register knows of the one that the organisation owns.
    """
    known, asked = known_of(uow, case.organisation_id), questions_of(uow, case)
    if any(question.concept is Concept.POINT_OF_SALE for question in asked):
        known |= proposed_of_place(uow, case.organisation_id)
    values = {question: known[question.concept] for question in asked if question.concept in known}
    return _propose(uow, case, {**leading_answers(asked, values), **values})


def copy_answers(uow: UnitOfWork, case_id: int, earlier_id: int) -> Case:
    """Copy what fits from an earlier application of the same organisation to a draft; not files, nor days of the work.

    An organisation's earlier applications are also those of the ones it continues.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    earlier = get_case(uow.session, uow.actor, earlier_id)
    own = with_predecessors(uow.session, {case.organisation_id})
    if case.organisation_id not in uow.actor.organisations or earlier.organisation_id not in own:
        raise NotFound
    if case.state is not State.DRAFT:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    if earlier.programme_version is None or earlier.id == case.id:
        raise NotFound
    answers = answers_of(uow.session, earlier.id)
    fits = [
        one
        for one in matches(questions_of(uow, case), _questions_of(uow, earlier))
        if one.question.concept is not Concept.TITLE or _is_same_support(case, earlier)
    ]
    _propose(uow, case, {one.question: _taken(one, answers) for one in fits if one.earlier.key in answers})
    case.copied_from_id = earlier.id
    bind_answers(uow, case, programme_of(uow, case))
    return case


def _is_same_support(case: Case, earlier: Case) -> bool:
    """Say whether both apply for the same support: the title of another would name the wrong thing."""
    return (case.programme, case.grant_type) == (earlier.programme, earlier.grant_type)


def _taken(match: Match, answers: Mapping[str, Answer]) -> object:
    """Return what a question takes over: what it has room for, without the days of the earlier work."""
    return fitting(match.question, undated(match.question, answers[match.earlier.key].value))


def _questions_of(uow: UnitOfWork, case: Case) -> list[Question]:
    """Return what the earlier application was asked, whatever kind of applicant the organisation is today."""
    return list(programme_of(uow, case).questions_for(case.grant_type or ""))


def _propose(uow: UnitOfWork, case: Case, values: Mapping[Question, object]) -> list[str]:
    """Write values as answers where there is none, unless they cannot be read as an answer to their question."""
    answered, offers, proposed = answers_of(uow.session, case.id), offers_of(uow, case), []
    for question, given in values.items():
        value = fitting(question, given)
        if not value or question.key in answered or unreadable_in(question, value, offers.codes(question)):
            continue
        uow.session.add(
            Answer(
                case_id=case.id,
                question=question.key,
                value=value,
                version=1,
                changed_at=uow.now,
                changed_by_id=uow.actor.person_id,
            )
        )
        proposed.append(question.key)
    uow.session.flush()
    return proposed


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying: questions answered as in the earlier application, and answers left behind.

    ``to_date``: questions whose days or years the earlier application told, and that are to be answered anew.
    """

    earlier: Case
    copied: tuple[Question, ...]
    to_date: tuple[Question, ...]
    left: tuple[Question, ...]


def copied_of(uow: UnitOfWork, case: Case) -> Copied | None:
    """Return what a draft took over from an earlier application and what stayed there; None when nothing was copied."""
    if case.copied_from_id is None:
        return None
    earlier = get_case(uow.session, uow.actor, case.copied_from_id)
    before, now = answers_of(uow.session, earlier.id), answers_of(uow.session, case.id)
    asked, told = questions_of(uow, case), [one for one in _questions_of(uow, earlier) if _is_answered(before, one)]
    taken = [one for one in matches(asked, told) if _is_as_before(one, before, now)]
    days = {one.concept for one in told if one.concept in DAYS_OF_THE_WORK}
    to_date = [
        *(one for one in asked if one.concept in days and not _is_answered(now, one)),
        *(one.question for one in taken if _has_lost_days(one, before)),
    ]
    answered = {one.earlier.key for one in taken}
    waiting = {one.concept for one in to_date if one.concept in days}
    left = tuple(one for one in told if one.key not in answered and one.concept not in waiting)
    return Copied(earlier, tuple(one.question for one in taken), tuple(to_date), left)


def _is_as_before(match: Match, before: Mapping[str, Answer], now: Mapping[str, Answer]) -> bool:
    """Say whether a draft still answers a question as the earlier application did."""
    answer = now.get(match.question.key)
    return answer is not None and answer.value == _taken(match, before)


def _has_lost_days(match: Match, before: Mapping[str, Answer]) -> bool:
    """Say whether the rows that a question took over had days or years."""
    return _taken(match, before) != fitting(match.question, before[match.earlier.key].value)


def _is_answered(answers: Mapping[str, Answer], question: Question) -> bool:
    answer = answers.get(question.key)
    return answer is not None and bool(answer.value)
