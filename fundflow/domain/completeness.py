"""Answers and attachments that are missing, and rows that are not whole."""

from collections.abc import Iterator, Mapping, Sequence

from fundflow.domain.agreement import disagreements
from fundflow.domain.answers import letters_over
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.programme import AttachmentKind, Page, Question, QuestionKind, Text


def is_shown(asked: Question | AttachmentKind, answers: Mapping[str, object]) -> bool:
    """Say whether a conditional question or file is asked for, by what its leading question has been answered."""
    if asked.shown_when is None:
        return True
    given = answers.get(asked.shown_when.question)
    chosen = given if isinstance(given, list) else [given]
    return any(str(one) in asked.shown_when.is_one_of for one in chosen if one is not None)


def is_answered(value: object) -> bool:
    """Say whether something was answered; an empty text, list or row is nothing."""
    if value is None or value == "":
        return False
    if isinstance(value, list):
        return any(is_answered(one) for one in value)
    if isinstance(value, dict):
        return any(is_answered(one) for one in value.values())
    return True


def missing(facts: CaseFacts) -> Iterator[Finding]:
    """Yield what is missing or cannot be read, in the order of the form.

    Source: A8, 2003:596 § 8 on what an application must hold; the rest is what the programme's form requires.
    """
    for page in facts.pages:
        yield from missing_on(page, facts)
    yield from files_missing(facts)


def files_missing(facts: CaseFacts) -> Iterator[Finding]:
    """Yield the required files that are not there; one that is asked for after an answer, only after that answer."""
    for kind in facts.programme.attachments_for(facts.grant_type.key):
        if kind.required and is_shown(kind, facts.answers) and kind.key not in facts.attachments:
            yield Finding("attachment_missing", Verdict.NOT_YET, None, {"what": kind.label}, f"bilaga-{kind.key}")


def missing_on(page: Page, facts: CaseFacts) -> Iterator[Finding]:
    """Yield what is missing on one page, cannot be read, or does not fit another answer."""
    for question in page.questions:
        if not is_shown(question, facts.answers):
            continue
        value = facts.answers.get(question.key)
        figures: dict[str, Figure] = {"what": question.label}
        if question.key in facts.unreadable:
            yield Finding("answer_unreadable", Verdict.NOT_YET, None, figures, question.key)
        elif question.required and not is_answered(value):
            yield Finding("answer_missing", Verdict.NOT_YET, None, figures, question.key)
        elif question.kind is QuestionKind.ROWS:
            yield from rows_not_whole(question, value)
    here = {question.key for question in page.questions}
    asked = [question for question in facts.questions if is_shown(question, facts.answers)]
    yield from (one for one in _against_each_other(asked, facts) if one.field in here)


def _against_each_other(asked: Sequence[Question], facts: CaseFacts) -> Iterator[Finding]:
    applied_on = facts.received_on or facts.today
    return disagreements(asked, facts.answers, facts.strategy, applied_on=applied_on)


def too_long_on(page: Page, facts: CaseFacts) -> Iterator[Finding]:
    """Yield a warning for every answer on a page that is longer than the question takes; it refuses nothing (D2)."""
    for question in page.questions:
        over = letters_over(question, facts.answers.get(question.key))
        if over and is_shown(question, facts.answers):
            figures: dict[str, Figure] = {"what": question.label, "over": over, "most": question.max_length or 0}
            yield Finding("answer_too_long", Verdict.WARNS, None, figures, question.key)


def is_account_whole(question: Question, answers: Mapping[str, object]) -> bool:
    """Say whether rows that an earlier answer says there are, are there and whole; till then nobody knows what is."""
    value = answers.get(question.key)
    return is_answered(value) and not any(rows_not_whole(question, value))


def rows_not_whole(question: Question, value: object) -> Iterator[Finding]:
    """Yield each required cell that is empty in a row where something is written."""
    rows = value if isinstance(value, list) else []
    for place, row in enumerate(rows, start=1):
        if not is_answered(row):
            continue
        for column in question.columns:
            if column.required and not is_answered(row.get(column.key)):
                name = question.row_name or question.label
                numbered = Text(f"{name.sv} {place}", f"{name.en} {place}" if name.en else None)
                figures = {"row": numbered, "what": column.label}
                yield Finding(
                    "row_field_missing", Verdict.NOT_YET, None, figures, f"{question.key}-{place - 1}-{column.key}"
                )
