"""What a programme's own questions in a claim must agree on: keys, kinds, concepts, and what a payout rests on."""

from collections import Counter
from typing import Final

from fundflow.catalogue.form_checks import Found, check_conditions, check_question, kinds_of, names
from fundflow.catalogue.known import Known
from fundflow.domain.claims import OF_EVERY_CLAIM
from fundflow.domain.concepts import CLAIMED, COUNTED_IN_PAYOUT
from fundflow.domain.home_delivery import RULE
from fundflow.domain.programme import GrantType, Programme, Question, QuestionKind

_KINDS: Final = frozenset(
    {
        QuestionKind.LINE,
        QuestionKind.PARAGRAPHS,
        QuestionKind.YES_NO,
        QuestionKind.CHOICE,
        QuestionKind.CHOICES,
        QuestionKind.MONEY,
        QuestionKind.WHOLE_NUMBER,
        QuestionKind.PERCENT,
        QuestionKind.NUMBER,
        QuestionKind.DAY,
    }
)
"""Kinds that a claim can show; rows are its costs, and places and priorities are the application's."""


def check_claim(programme: Programme, known: Known) -> Found:
    """Yield what is wrong with the programme's own questions in a claim."""
    form = programme.claim
    if form.questions and form.label is None:
        yield "claim.label", "the questions of a claim need a heading"
    for question in form.questions:
        yield from _question(question, f"claim.questions[{question.key}]")
    yield from check_conditions(form.questions, "claim", known)
    for grant_type in programme.grant_types:
        yield from _grant_type(programme, grant_type)


def _question(question: Question, here: str) -> Found:
    yield from check_question(question, here)
    if question.key in OF_EVERY_CLAIM:
        yield f"{here}.key", f"'{question.key}' is asked in every claim already"
    if question.kind not in _KINDS:
        yield f"{here}.kind", f"a claim asks {names(_KINDS)}, not {question.kind}"
    if question.applicant_kinds:
        yield f"{here}.applicant_kinds", "a question of a claim is asked of whoever has the grant"
    concept = question.concept
    if concept is None:
        return
    if concept not in CLAIMED:
        yield f"{here}.concept", f"{concept} is no concept of a claim; those are {names(CLAIMED)}"
    elif question.kind not in kinds_of(concept):
        yield f"{here}.kind", f"{concept} is asked as {names(kinds_of(concept))}, not {question.kind}"
    elif concept in COUNTED_IN_PAYOUT and (not question.required or question.shown_when):
        yield f"{here}.required", f"{concept} sets what can be paid: it is required, and always shown"


def _grant_type(programme: Programme, grant_type: GrantType) -> Found:
    at = f"grant_types[{grant_type.key}]"
    bound = Counter(one.concept for one in programme.claim_for(grant_type.key).questions if one.concept)
    for concept in (concept for concept, times in bound.items() if times > 1):
        yield at, f"{concept} is bound twice in the claim"
    if RULE in grant_type.rules and not grant_type.paid_at_grant:
        for concept in COUNTED_IN_PAYOUT:
            if concept not in bound:
                yield at, f"rule '{RULE}' limits the payout: the claim must ask for {concept}"
    elif strange := bound.keys() & set(COUNTED_IN_PAYOUT):
        yield at, f"the claim asks for {names(strange)}, which only rule '{RULE}' on claims reckons with"
