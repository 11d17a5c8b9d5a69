"""What the questions of a programme must agree on: keys, concepts, kinds, columns, conditions and report forms."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fundflow.catalogue.known import Known
from fundflow.domain.concepts import (
    ASSESSED,
    CLAIMED,
    CODES,
    CONCEPTS,
    IN_EURO,
    KNOWN_OTHERWISE,
    REPORTED,
    ROW_FIELDS,
    TOLD_BY_CLAIMS,
    ApplicantKind,
    Concept,
    Shape,
)
from fundflow.domain.programme import Column, Programme, Question, QuestionKind, Shown

Found = Iterator[tuple[str, str]]
"""Where, as a path of keys, and what is wrong there."""

_KINDS_OF_SHAPE: Final = {
    Shape.TEXT: {QuestionKind.LINE, QuestionKind.PARAGRAPHS},
    Shape.MONEY: {QuestionKind.MONEY},
    Shape.WHOLE_NUMBER: {QuestionKind.WHOLE_NUMBER},
    Shape.PERCENT: {QuestionKind.PERCENT},
    Shape.NUMBER: {QuestionKind.NUMBER, QuestionKind.WHOLE_NUMBER},
    Shape.DAY: {QuestionKind.DAY},
    Shape.YES_NO: {QuestionKind.YES_NO},
    Shape.CODE: {QuestionKind.CHOICE},
    Shape.CODES: {QuestionKind.CHOICES},
    Shape.ROWS: {QuestionKind.ROWS},
}
_KINDS_OF_CONCEPT: Final = {
    Concept.MUNICIPALITIES: {QuestionKind.MUNICIPALITY, QuestionKind.MUNICIPALITIES},
    Concept.PRIORITY: {QuestionKind.PRIORITY},
    Concept.STRATEGIC_AREA: {QuestionKind.STRATEGIC_AREA},
    Concept.FURTHER_PRIORITIES: {QuestionKind.FURTHER_PRIORITIES},
    Concept.SNI_CODE: {QuestionKind.LINE, QuestionKind.CHOICE},
    Concept.DISTRICT: {QuestionKind.LINE, QuestionKind.CHOICE},
    **{one: {QuestionKind.NUMBER, QuestionKind.WHOLE_NUMBER, QuestionKind.CURRENCY_AMOUNT} for one in IN_EURO},
}
_BOUND_KINDS: Final = frozenset(
    {
        QuestionKind.MUNICIPALITY,
        QuestionKind.MUNICIPALITIES,
        QuestionKind.PRIORITY,
        QuestionKind.STRATEGIC_AREA,
        QuestionKind.FURTHER_PRIORITIES,
    }
)
_WITH_OPTIONS: Final = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES})
_EVERY_FORM_ASKS: Final = (Concept.TITLE, Concept.REQUESTED_AMOUNT)

_ANSWERED_BY: Final = {
    "a criterion": ASSESSED,
    "a report": REPORTED,
    "a claim": CLAIMED,
    "the case itself": KNOWN_OTHERWISE,
}

_NUMBERS: Final = {QuestionKind.NUMBER, QuestionKind.WHOLE_NUMBER}
_EURO: Final = {*_NUMBERS, QuestionKind.CURRENCY_AMOUNT}
_COLUMNS: Final[dict[tuple[Concept, str], tuple[set[QuestionKind], set[str]]]] = {
    (Concept.COSTS, "kind"): ({QuestionKind.CHOICE}, set()),
    (Concept.COSTS, "what"): ({QuestionKind.LINE}, set()),
    (Concept.COSTS, "year"): ({QuestionKind.WHOLE_NUMBER}, set()),
    (Concept.COSTS, "amount"): ({QuestionKind.MONEY}, set()),
    (Concept.FINANCING, "payer"): ({QuestionKind.LINE}, set()),
    (Concept.FINANCING, "payer_kind"): (
        {QuestionKind.CHOICE},
        {"own", "municipality", "region", "state", "eu", "private", "other_1_1", "tillvaxtverket"},
    ),
    (Concept.FINANCING, "form"): ({QuestionKind.CHOICE}, {"cash", "in_kind"}),
    (Concept.FINANCING, "standing"): ({QuestionKind.CHOICE}, {"decided", "applied"}),
    (Concept.FINANCING, "amount"): ({QuestionKind.MONEY}, set()),
    (Concept.AGENDA_GOALS, "goal"): ({QuestionKind.CHOICE}, set()),
    (Concept.AGENDA_GOALS, "effect"): ({QuestionKind.CHOICE}, {"direct", "indirect", "negative"}),
    (Concept.AGENDA_GOALS, "how"): ({QuestionKind.LINE, QuestionKind.PARAGRAPHS}, set()),
    (Concept.INDICATORS, "indicator"): ({QuestionKind.CHOICE}, set()),
    (Concept.INDICATORS, "target"): ({QuestionKind.WHOLE_NUMBER}, set()),
    (Concept.COSTS, "own_hours"): (_NUMBERS, set()),
    (Concept.COSTS, "hourly_rate"): ({QuestionKind.MONEY}, set()),
    (Concept.GROUP, "relation"): ({QuestionKind.CHOICE}, {"linked", "partner"}),
    (Concept.GROUP, "percent"): ({QuestionKind.PERCENT}, set()),
    (Concept.GROUP, "employees"): (_NUMBERS, set()),
    (Concept.GROUP, "turnover_eur"): (_EURO, set()),
    (Concept.GROUP, "balance_eur"): (_EURO, set()),
    (Concept.EARLIER_AID, "granted_on"): ({QuestionKind.DAY}, set()),
    (Concept.EARLIER_AID, "amount_eur"): (_EURO, set()),
    (Concept.EARLIER_AID, "regulation"): ({QuestionKind.CHOICE}, {"de_minimis", "sgei", "gber"}),
    (Concept.EARLIER_AID, "grant_type"): ({QuestionKind.CHOICE}, set()),
}


def check_form(programme: Programme, known: Known) -> Found:
    """Yield what is wrong with the pages of the programme, and with the files that depend on their answers."""
    keys = Counter(question.key for page in programme.pages for question in page.questions)
    for page in programme.pages:
        at = f"pages[{page.key}]"
        for question in page.questions:
            here = f"{at}.questions[{question.key}]"
            if keys[question.key] > 1:
                yield here, f"the key '{question.key}' stands on another page too"
            yield from check_question(question, here)
            yield from _concept(question, here)
            if question.concept in _EVERY_FORM_ASKS and (question.applicant_kinds or page.applicant_kinds):
                yield f"{here}.applicant_kinds", f"{question.concept} is asked of every applicant"
        yield from check_conditions(page.questions, at, known)
    for grant_type in programme.grant_types:
        yield from _grant_type(programme, grant_type.key)
    asked = {question.key: question for page in programme.pages for question in page.questions}
    for kind in programme.attachments:
        yield from _shown_when(kind.shown_when, asked, f"attachments[{kind.key}].shown_when", known)
    for question in asked.values():
        yield from _doubted_when(question, asked, f"questions[{question.key}].doubted_when", known)


def check_reports(programme: Programme, known: Known) -> Found:
    """Yield what is wrong with the report forms; a report binds what it counts, never a concept of the application."""
    for at, form in (("progress_report", programme.progress_report), ("final_report", programme.final_report)):
        for question in form.questions:
            here = f"{at}.questions[{question.key}]"
            yield from check_question(question, here)
            if question.applicant_kinds or _is_of_application(question):
                yield here, "a question of a report has neither concepts of the application nor applicant_kinds"
            elif question.concept and question.kind is not QuestionKind.WHOLE_NUMBER:
                yield f"{here}.kind", f"{question.concept} is asked as {QuestionKind.WHOLE_NUMBER}, not {question.kind}"
            if question.told_by_claim and question.kind not in kinds_of(question.told_by_claim):
                yield f"{here}.told_by_claim", f"{question.told_by_claim} is not told as {question.kind}"
        yield from check_conditions(form.questions, at, known)
    asked = {f"final_report.questions[{one.key}]": one for one in programme.final_report.questions}
    asked |= {f"progress_report.questions[{one.key}]": one for one in programme.progress_report.questions}
    yield from _told_by_claim(programme, asked)


def _told_by_claim(programme: Programme, asked: Mapping[str, Question]) -> Found:
    """Yield what says that claims have told it, and cannot: they tell some figures, to final reports only."""
    counted = {f"indicators[{one.key}]": one for one in programme.indicators}
    told = {here: one.told_by_claim for here, one in asked.items()} | {
        here: one.told_by_claim for here, one in counted.items()
    }
    for here, concept in told.items():
        if concept is not None and concept not in TOLD_BY_CLAIMS:
            yield f"{here}.told_by_claim", f"claims do not tell {concept}, but {names(TOLD_BY_CLAIMS)}"
        elif concept is not None and here.startswith("progress_report"):
            yield f"{here}.told_by_claim", "only a final report takes up what claims have told"
    for here, kind in counted.items():
        if kind.told_by_claim and (kind.persons or kind.told_by_claim is Concept.NET_DELIVERY_COST):
            yield f"{here}.told_by_claim", "claims tell no persons, and an indicator is no amount"


def _is_of_application(question: Question) -> bool:
    return question.concept is not None and question.concept not in REPORTED


def check_question(question: Question, here: str) -> Found:
    """Yield what does not fit the kind of a question: its options, its columns, its concept."""
    if (question.kind in _WITH_OPTIONS) != bool(question.options):
        yield f"{here}.options", "options belong to choice and choices, and those need some"
    if (question.kind is QuestionKind.ROWS) != bool(question.columns):
        yield f"{here}.columns", "columns belong to rows, and rows need some"
    if question.kind in _BOUND_KINDS and question.concept is None:
        yield f"{here}.concept", f"a question of the kind {question.kind} must bind its concept"
    for column in question.columns:
        yield from _column(column, f"{here}.columns[{column.key}]")


def _column(column: Column, here: str) -> Found:
    if column.kind is QuestionKind.ROWS or column.kind in _BOUND_KINDS:
        yield f"{here}.kind", f"a column cannot be of the kind {column.kind}"
    if (column.kind in _WITH_OPTIONS) != bool(column.options):
        yield f"{here}.options", "options belong to choice and choices, and those need some"


def _concept(question: Question, here: str) -> Found:
    concept = question.concept
    if concept is None:
        return
    if by := next((by for by, theirs in _ANSWERED_BY.items() if concept in theirs), None):
        yield f"{here}.concept", f"{concept} is answered by {by}, never by a question of the application"
        return
    allowed = kinds_of(concept)
    if question.kind not in allowed:
        yield f"{here}.kind", f"{concept} is asked as {names(allowed)}, not {question.kind}"
    known = CODES.get(concept)
    if known and (strange := {option.key for option in question.options} - known):
        yield f"{here}.options", f"{concept} knows {names(known)}, not {names(strange)}"
    yield from _row_fields(question, concept, here)


def kinds_of(concept: Concept) -> set[QuestionKind]:
    """Return the kinds of question that ask for a concept."""
    return _KINDS_OF_CONCEPT.get(concept) or _KINDS_OF_SHAPE[CONCEPTS[concept][0]]


def _row_fields(question: Question, concept: Concept, here: str) -> Found:
    columns = {column.key: column for column in question.columns}
    for name in ROW_FIELDS.get(concept, ()):
        if name not in columns:
            yield f"{here}.columns", f"rows of {concept} need the column '{name}'"
    for name, column in columns.items():
        kinds, codes = _COLUMNS.get((concept, name), (set(QuestionKind), set()))
        at = f"{here}.columns[{name}]"
        if column.kind not in kinds:
            yield f"{at}.kind", f"must be {names(kinds)}"
        if codes and (strange := {option.key for option in column.options} - codes):
            yield f"{at}.options", f"the rules know {names(codes)}, not {names(strange)}"


def check_conditions(questions: tuple[Question, ...], at: str, known: Known) -> Found:
    """Yield questions that are shown after an answer that is not there to be given."""
    asked = {question.key: question for question in questions}
    for question in questions:
        here = f"{at}.questions[{question.key}].shown_when"
        yield from _shown_when(question.shown_when, asked, here, known)
        other = asked.get(question.shown_when.question) if question.shown_when else None
        if other and other.applicant_kinds and not _asks_no_more(question, other):
            yield here, f"depends on '{other.key}', which fewer kinds of applicant are asked"


def _asks_no_more(question: Question, other: Question) -> bool:
    return set(question.applicant_kinds or ApplicantKind) <= set(other.applicant_kinds)


def _shown_when(shown: Shown | None, asked: Mapping[str, Question], here: str, known: Known) -> Found:
    if shown is None:
        return
    if shown.question not in asked:
        yield here, f"there is no question '{shown.question}' to depend on"
    else:
        yield from _condition(shown, asked[shown.question], here, known)


def _doubted_when(question: Question, asked: Mapping[str, Question], here: str, known: Known) -> Found:
    doubted = question.doubted_when
    if doubted is not None:
        yield from _shown_when(Shown(doubted.question, doubted.is_one_of), asked, here, known)
        yield from _condition(Shown(question.key, doubted.answers), question, here, known)


def _condition(shown: Shown, other: Question, here: str, known: Known) -> Found:
    match other.kind:
        case QuestionKind.YES_NO:
            answers = frozenset({"yes", "no"})
        case QuestionKind.MUNICIPALITY | QuestionKind.MUNICIPALITIES:
            answers = known.municipalities
        case _:
            answers = frozenset(option.key for option in other.options)
    if not shown.is_one_of:
        yield f"{here}.is_one_of", "names no answer"
    for strange in set(shown.is_one_of) - answers:
        yield f"{here}.is_one_of", f"'{strange}' is no answer to '{other.key}'"


def _grant_type(programme: Programme, grant_type: str) -> Found:
    questions = list(programme.questions_for(grant_type))
    at = f"grant_types[{grant_type}]"
    bound = Counter(question.concept for question in questions if question.concept)
    for concept in (concept for concept, times in bound.items() if times > 1):
        keys = [question.key for question in questions if question.concept is concept]
        yield at, f"{concept} is bound twice: {names(keys)}"
    for concept in _EVERY_FORM_ASKS:
        if concept not in bound:
            yield at, f"no question is bound to {concept}"
    asked = {question.key for question in questions}
    for question in questions:
        if question.shown_when and question.shown_when.question not in asked:
            yield at, f"'{question.key}' depends on '{question.shown_when.question}', which is not asked"
    for kind in programme.attachments_for(grant_type):
        if kind.shown_when and kind.shown_when.question not in asked:
            yield at, f"the file '{kind.key}' depends on '{kind.shown_when.question}', which is not asked"


def names(values: Iterable[str]) -> str:
    """Return keys in order, as a problem tells them."""
    return ", ".join(sorted(str(value) for value in values))
