"""What a claim asks, as questions: answered as people write, and read into costs and a period.

A draft keeps what was typed, whole or not, right or wrong. What can be read of it is what the claim says; what cannot
stands in its field until it is mended, and keeps nothing else from being saved.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from fundflow.domain.answers import Unreadable, letters_over, read_value, unreadable_cells, unreadable_in
from fundflow.domain.completeness import is_answered, is_shown
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.money import ZERO, Money, is_below_zero
from fundflow.domain.programme import Column, CostType, Option, Question, QuestionKind, Text

PERIOD_FROM: Final = "period_from"
PERIOD_TO: Final = "period_to"
COSTS: Final = "costs"
PROGRESS: Final = "progress"
IS_FINAL: Final = "is_final"
OF_EVERY_CLAIM: Final = frozenset({PERIOD_FROM, PERIOD_TO, COSTS, PROGRESS, IS_FINAL})
"""The keys of what every claim asks; a programme's own questions have others."""

PARKED_FROM: Final = "parked_from"
"""The column that nobody sees: which cost of an earlier claim the row takes up anew."""

_YES: Final = "yes"
_NO_BREAK: Final = "\u00a0"
_LONGEST_LINE: Final = 300
_LONGEST_TEXT: Final = 8000


@dataclass(frozen=True, slots=True)
class DeclaredCost:
    """A cost as declared; ``parked_from`` is the id of the row of an earlier claim that is taken up anew.

    An empty kind, a missing day and an amount of zero are not written yet. Flat rates are not declared but reckoned.
    """

    kind: str
    what: str
    supplier: str
    paid_on: date | None
    declared: Money
    parked_from: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """What a claim says; whole or not, it is kept as it is written. ``version`` is the claim's when it was opened.

    ``own``: what the grant type's own questions are answered, as it is typed.
    """

    period_from: date | None
    period_to: date | None
    progress: str
    is_final: bool
    costs: tuple[DeclaredCost, ...]
    version: int
    own: Mapping[str, object] = field(default_factory=dict)


# ----- what is asked


def claim_questions(kinds: Sequence[CostType], own: Sequence[Question] = ()) -> tuple[Question, ...]:
    """Return what a claim asks, when costs of these kinds may be written in it; ``own``: what its grant type adds."""
    return (
        Question(PERIOD_FROM, QuestionKind.DAY, Text("Från och med", "From")),
        Question(PERIOD_TO, QuestionKind.DAY, Text("Till och med", "To")),
        _costs(kinds),
        *own,
        Question(
            PROGRESS,
            QuestionKind.PARAGRAPHS,
            Text("Vad har ni gjort under perioden?", "What have you done during the period?"),
            Text(
                "Skriv kort hur kostnaderna hör till det som bidraget gäller och vad som har avvikit från planen.",
                "Say briefly how the costs belong to what the grant is for and what has differed from the plan.",
            ),
            max_length=_LONGEST_TEXT,
        ),
        Question(
            IS_FINAL,
            QuestionKind.CHOICES,
            Text("Sista ansökan", "Last claim"),
            options=(
                Option(
                    _YES,
                    Text("Det här är den sista ansökan om utbetalning", "This is the last claim for payment"),
                    Text(
                        "Den beslutar vi när slutrapporten är godkänd.",
                        "We decide on it when the final report is approved.",
                    ),
                ),
            ),
        ),
    )


def _costs(kinds: Sequence[CostType]) -> Question:
    offered = tuple(Option(one.key, one.label) for one in kinds)
    columns = (
        Column("what", QuestionKind.LINE, Text("Vad kostnaden gäller", "What the cost is for")),
        Column("kind", QuestionKind.CHOICE, Text("Kostnadsslag", "Kind of cost"), options=offered),
        Column("supplier", QuestionKind.LINE, Text("Leverantör", "Supplier"), required=False),
        Column("paid_on", QuestionKind.DAY, Text("Betald den", "Paid on")),
        Column("declared", QuestionKind.MONEY, Text("Belopp", "Amount")),
        Column(PARKED_FROM, QuestionKind.WHOLE_NUMBER, Text(""), required=False, hidden=True),
    )
    label, each = Text("Kostnader", "Costs"), Text("Kostnad", "Cost")
    return Question(COSTS, QuestionKind.ROWS, label, columns=columns, row_name=each)


def cost_labels() -> dict[str, Text]:
    """Return what the columns of a cost are called, by their keys."""
    return {column.key: column.label for column in _costs(()).columns}


def row_called(place: int) -> Text:
    """Return what a row is called that is counted from one."""
    return Text(f"Rad {place}", f"Row {place}")


# ----- between what is typed and what it says


def as_written(content: ClaimContent) -> dict[str, object]:
    """Return what a claim says as somebody would type it."""
    return {
        PERIOD_FROM: _day_written(content.period_from),
        PERIOD_TO: _day_written(content.period_to),
        COSTS: [cost_as_written(one) for one in content.costs],
        PROGRESS: content.progress,
        IS_FINAL: [_YES] if content.is_final else [],
        **content.own,
    }


def cost_as_written(cost: DeclaredCost) -> dict[str, str]:
    """Return a cost as somebody would type it."""
    return {
        "what": cost.what,
        "kind": cost.kind,
        "supplier": cost.supplier,
        "paid_on": _day_written(cost.paid_on),
        "declared": _amount_written(cost.declared) if cost.declared else "",
        PARKED_FROM: str(cost.parked_from or ""),
    }


def _day_written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _amount_written(amount: Money) -> str:
    kronor, ore = divmod(amount.ore, 100)
    return f"{kronor:,}".replace(",", _NO_BREAK) + (f",{ore:02}" if ore else "")


def read_claim(answers: Mapping[str, object], kinds: Collection[str], version: int) -> ClaimContent:
    """Return what can be read of what is typed; what cannot is left out, as if it was not written yet.

    ``kinds``: the costs that the programme knows, flat rates left out; a cost of another has none. A last day before
    the first is not read, for a claim can have no such period. ``version`` is handed on.
    """
    first, last = (_read(QuestionKind.DAY, answers.get(key)) for key in (PERIOD_FROM, PERIOD_TO))
    chosen = answers.get(IS_FINAL)
    return ClaimContent(
        first if isinstance(first, date) else None,
        last if isinstance(last, date) and not _is_backwards(first, last) else None,
        str(answers.get(PROGRESS) or ""),
        isinstance(chosen, list) and _YES in chosen,
        tuple(_cost(row, kinds) for row in cost_rows(answers)),
        version,
        {key: answer for key, answer in answers.items() if key not in OF_EVERY_CLAIM},
    )


def cost_rows(answers: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Return the costs as they are typed."""
    rows = answers.get(COSTS)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _cost(row: Mapping[str, object], kinds: Collection[str]) -> DeclaredCost:
    kind, paid_on = str(row.get("kind") or ""), _read(QuestionKind.DAY, row.get("paid_on"))
    declared, parked_from = (
        _read(read_as, row.get(key))
        for key, read_as in (("declared", QuestionKind.MONEY), (PARKED_FROM, QuestionKind.WHOLE_NUMBER))
    )
    return DeclaredCost(
        kind=kind if kind in kinds else "",
        what=str(row.get("what") or ""),
        supplier=str(row.get("supplier") or ""),
        paid_on=paid_on if isinstance(paid_on, date) else None,
        declared=declared if isinstance(declared, Money) else ZERO,
        parked_from=parked_from if isinstance(parked_from, int) else None,
    )


def _read(kind: QuestionKind, written: object) -> object:
    try:
        return read_value(kind, written if isinstance(written, str) else "")
    except Unreadable:
        return None


def _is_backwards(first: object, last: object) -> bool:
    return isinstance(first, date) and isinstance(last, date) and last < first


def mark_of_costs(answers: Mapping[str, object]) -> str:
    """Return a fingerprint of the costs as they are typed, by which a list is added once to what one looked at."""
    return sha256(json.dumps(cost_rows(answers), sort_keys=True).encode()).hexdigest()[:16]


# ----- what does not hold


def misfits(answers: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what can be read and yet does not fit: a period that ends before it begins."""
    if _is_backwards(*(_read(QuestionKind.DAY, answers.get(key)) for key in (PERIOD_FROM, PERIOD_TO))):
        yield Finding("claim_period_order", Verdict.NOT_YET, field=PERIOD_TO)


def not_readable(questions: Sequence[Question], answers: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what is typed and cannot be read, or is too long for whoever is to review it."""
    for question in questions:
        if question.kind is QuestionKind.ROWS:
            for place, row in enumerate(cost_rows(answers)):
                yield from _not_readable_in(question, place, row)
            continue
        written = answers.get(question.key)
        if unreadable_in(question, written):
            yield Finding("answer_unreadable", Verdict.NOT_YET, None, {"what": question.label}, question.key)
        if over := letters_over(question, written):
            yield _too_long(question.label, over, question.max_length or 0, question.key)
    yield from misfits(answers)


def not_answered(own: Sequence[Question], answers: Mapping[str, object]) -> Iterator[Finding]:
    """Yield what the grant type's own questions must have and have not."""
    for question in own:
        if question.required and is_shown(question, answers) and not is_answered(answers.get(question.key)):
            yield Finding("answer_missing", Verdict.NOT_YET, None, {"what": question.label}, question.key)


def _not_readable_in(question: Question, place: int, row: Mapping[str, object]) -> Iterator[Finding]:
    labels = {column.key: column.label for column in question.columns}
    for key in unreadable_cells(question, row):
        figures: dict[str, Figure] = {"row": row_called(place + 1), "what": labels[key]}
        is_credit = is_below_zero(str(row.get(key) or ""))
        code = "row_is_credit" if is_credit else "row_field_unreadable"
        yield Finding(code, Verdict.NOT_YET, None, figures, f"{COSTS}-{place}-{key}")
    for key in ("what", "supplier"):
        over = len(str(row.get(key) or "")) - _LONGEST_LINE
        if over > 0:
            yield _too_long(labels[key], over, _LONGEST_LINE, f"{COSTS}-{place}-{key}")


def _too_long(what: Text, over: int, most: int, field: str) -> Finding:
    figures: dict[str, Figure] = {"what": what, "over": over, "most": most}
    return Finding("answer_too_long", Verdict.NOT_YET, None, figures, field)
