"""Cost rows of a claim out of a list that someone sends: all of them, or none with every bad cell named."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from fundflow.domain.claims import COSTS, DeclaredCost, cost_as_written, cost_rows, mark_of_costs
from fundflow.domain.errors import Conflict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.periods import NotADay, parse_day
from fundflow.domain.programme import CostType, Programme
from fundflow.domain.texts import Text
from fundflow.i18n import msgid
from fundflow.models.case import Case
from fundflow.services.claim import MOST_COSTS, answers_of, get_claim, write_claim
from fundflow.services.claim_checks import cost_method_of, kinds_to_claim
from fundflow.services.facts import programme_of
from fundflow.services.importing import values
from fundflow.services.importing.cost_totals import Remark, remarks, without_sums
from fundflow.services.importing.deed import Listed
from fundflow.services.importing.values import BadValue, Problem, Reason
from fundflow.services.unit_of_work import UnitOfWork

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("kostnadsslag", "slag", "kind of cost"),
    "what": ("vad kostnaden gäller", "vad", "beskrivning", "what the cost is for"),
    "supplier": ("leverantör", "betald till", "mottagare", "supplier"),
    "paid_on": ("betald den", "betaldatum", "betald", "datum", "paid on"),
    "declared": ("belopp, kr", "belopp", "belopp (kr)", "belopp kr", "kronor", "kr", "amount, kr", "amount"),
}
"""What the columns may be called. A list may leave out the supplier and the day."""

OF_THE_TEMPLATE: Final[Mapping[str, Text]] = {
    "kind": Text("kostnadsslag", "kind of cost"),
    "what": Text("vad kostnaden gäller", "what the cost is for"),
    "supplier": Text("leverantör", "supplier"),
    "paid_on": Text("betald den", "paid on"),
    "declared": Text("belopp, kr", "amount, kr"),
}
"""What the columns are called in the template."""

KNOWN: Final = frozenset(name for names in HEADINGS.values() for name in names)
_MUST_BE_THERE: Final = ("kind", "what", "declared")
_LONGEST: Final = 300
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(36_526, 73_415)
"""The days from 2000 to 2100 as a spreadsheet numbers them, where the column was not made one of dates."""

_MIDNIGHT: Final = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
"""What some programs write after a day in a text file."""


@dataclass(frozen=True, slots=True)
class ImportedCosts:
    """How many rows were added; with problems none was. ``notice``: how the file was read, where that was guessed.

    ``remarks``: which rows were left out since they are sums or heads, where a sum is another than the costs', and
    which columns were left out.
    """

    added: int
    problems: tuple[Problem, ...] = ()
    notice: str = ""
    remarks: tuple[Remark, ...] = ()


def import_costs(uow: UnitOfWork, claim_id: int, listed: Listed, *, onto: str, replaces: bool = False) -> ImportedCosts:
    """Add the costs of a list after those that a draft has, or in their place; nothing when a row is bad.

    ``onto`` is the mark of the costs when the page was opened, so that a form that is sent twice adds its rows once.
    Raises Conflict when the costs have changed since, and Refused when the claim cannot be written.
    """
    case, claim = get_claim(uow, claim_id)
    typed = answers_of(claim)
    known = _Known.of(uow, case)
    problems = [*_wrong_headings(listed.headings)]
    costs: list[DeclaredCost] = []
    listed, left_out = without_sums(listed, _column_of)
    listed, columns = _without_columns(listed)
    if not problems:
        costs = _read(listed, known, problems)
    kept = [] if replaces else cost_rows(typed)
    if not problems:
        problems += _wrong_number(len(costs), len(kept))
    if problems:
        in_order = sorted(problems, key=lambda one: (one.row or 0, one.column or ""))
        return ImportedCosts(0, tuple(in_order), listed.notice)
    if claim.state is ClaimState.DRAFT and onto != mark_of_costs(typed):
        raise Conflict
    rows = [*kept, *(cost_as_written(one) for one in costs)]
    write_claim(uow, claim_id, {COSTS: rows}, version=claim.row_version)
    amounts = [(number, cost.declared) for (number, _), cost in zip(listed.rows, costs, strict=True)]
    return ImportedCosts(len(costs), (), listed.notice, (*remarks(left_out, amounts), *columns))


# ----- the head


def _column_of(heading: str) -> str | None:
    return next((column for column, names in HEADINGS.items() if heading in names), None)


def _not_of_a_cost(headings: Iterable[str]) -> list[str]:
    """Return the headings that name nothing of a cost: what stands below them is left out."""
    return [heading for heading in headings if _column_of(heading) is None]


def _without_columns(listed: Listed) -> tuple[Listed, tuple[Remark, ...]]:
    """Return the list without what could not be read in columns that are left out, and what is told of these."""
    names = _not_of_a_cost(listed.headings)
    if not names:
        return listed, ()
    unreadable = tuple(one for one in listed.unreadable if one.column not in names)
    reason = msgid("Kolumner som inte är med, eftersom de inte hör till en kostnad här: {names}.")
    told = Remark(Reason.of(reason, names=", ".join(f"”{name}”" for name in names)))
    return replace(listed, unreadable=unreadable), (told,)


def _wrong_headings(headings: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with the head: none is known, or one stands twice or is missing.

    One that is not known is left out, and told as one that may be meant only where another is missing.
    """
    if not set(headings) & KNOWN:
        reason = msgid("Ingen rubrik känns igen. Använd mallen, eller skriv rubrikerna {wanted}.")
        yield Problem(None, None, "", Reason.of(reason, wanted=_listed(OF_THE_TEMPLATE.values())))
        return
    found = [_column_of(heading) for heading in headings]
    if not set(_MUST_BE_THERE) <= set(found):
        for heading in _not_of_a_cost(headings):
            reason = msgid("Kolumnen känns inte igen. Ta bort den, eller döp om den till en av mallens rubriker.")
            yield Problem(None, heading, "", reason)
    for column in HEADINGS:
        if found.count(column) > 1:
            yield Problem(None, _called(column), "", msgid("Kolumnen står flera gånger. Behåll en av dem."))
        elif column in _MUST_BE_THERE and column not in found:
            yield Problem(None, _called(column), "", msgid("Kolumnen saknas."))


def _called(column: str) -> Reason:
    """Return what a column is called in the template, in the language of whoever reads of it."""
    return Reason.of("{column}", column=OF_THE_TEMPLATE[column])


def _listed(texts: Iterable[Text]) -> Text:
    """Return texts after each other, in each language."""
    all_of = list(texts)
    return Text(", ".join(one.sv for one in all_of), ", ".join(one.en or one.sv for one in all_of))


def _wrong_number(count: int, kept: int) -> Iterator[Problem]:
    if not count:
        yield Problem(None, None, "", msgid("Filen har rubriker men inga rader."))
    elif count + kept > MOST_COSTS:
        reason = msgid("Det blir {count} kostnader. En ansökan kan ha högst {most}; dela upp den på flera.")
        yield Problem(None, None, "", Reason.of(reason, count=count + kept, most=MOST_COSTS))


# ----- the rows


@dataclass(frozen=True, slots=True)
class _Known:
    """The kinds of cost that may be claimed, by what people call them; all of the programme's, to say why not."""

    kinds: Mapping[str, CostType]
    others: Mapping[str, CostType]

    @classmethod
    def of(cls, uow: UnitOfWork, case: Case) -> "_Known":
        """Return what is known in the case."""
        programme: Programme = programme_of(uow, case)
        allowed = kinds_to_claim(programme, case.grant_type or "", cost_method_of(uow, case))
        return cls(_by_name(allowed), _by_name(programme.cost_types))

    def kind(self, cell: object) -> str:
        """Return the key of the kind of cost that a cell names."""
        named = values.key(cell)
        if named in self.kinds:
            return self.kinds[named].key
        if (other := self.others.get(named)) is not None and other.flat:
            raise BadValue(msgid("är en schablon, som räknas ut åt er. Ta bort raden."))
        if other is not None:
            raise BadValue(msgid("får inte tas upp med det sätt att räkna kostnader som ni har valt."))
        reason = msgid("är inget kostnadsslag. Skriv ett av: {kinds}.")
        raise BadValue(Reason.of(reason, kinds=_listed(dict.fromkeys(one.label for one in self.kinds.values()))))

    def needs_day(self, kind: str) -> bool:
        """Say whether a cost of the kind is one that somebody has paid."""
        cost_type = self.kinds[kind]
        return not (cost_type.in_kind or cost_type.lump_sum)


def _by_name(cost_types: Sequence[CostType]) -> dict[str, CostType]:
    return {name.lower(): one for one in cost_types for name in (one.label.en or one.key, one.label.sv, one.key)}


def _text(cell: object) -> str:
    written = values.text(cell)
    if len(written) > _LONGEST:
        reason = msgid("är för lång. Texten får ha högst {most} tecken.")
        raise BadValue(Reason.of(reason, most=_LONGEST))
    return written


def _day(cell: object) -> date:
    """Return a day: a date of the spreadsheet, also as the number it is there, or a text as people write it."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int) and cell in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=cell)
    try:
        return parse_day(_MIDNIGHT.sub("", values.text(cell)))
    except NotADay:
        raise BadValue(msgid("är ingen dag. Skriv till exempel 2026-02-19.")) from None


def _amount(cell: object) -> Money:
    try:
        amount = values.amount(cell)
    except BadValue:
        if values.text(cell).startswith(("-", "\u2212")):
            reason = msgid("är mindre än noll. Dra av krediteringen från den kostnad som den gäller.")
            raise BadValue(reason) from None
        raise
    if not amount:
        raise BadValue(msgid("är noll. Ta bort raden eller skriv beloppet."))
    return amount


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list: its cells and their headings by column, and what is found to be wrong with it."""

    number: int
    cells: Mapping[str | None, tuple[str, object]]
    told: frozenset[str]
    problems: list[Problem]

    def read(self, column: str, reader: Callable[[object], object], *, needed: bool = True) -> object:
        """Return what a cell means; None when it is blank or cannot be read, which then is told once."""
        heading, cell = self.cells.get(column, (_called(column), None))
        if not self.told.isdisjoint(HEADINGS[column]):
            return None
        if values.is_blank(cell):
            if needed:
                self.problems.append(Problem(self.number, heading, "", msgid("Värdet saknas.")))
            return None
        try:
            return reader(cell)
        except BadValue as bad:
            self.problems.append(Problem(self.number, heading, str(cell), bad.reason))
            return None


def _read(listed: Listed, known: _Known, problems: list[Problem]) -> list[DeclaredCost]:
    """Return the costs of the rows that hold, and tell what is wrong with the others."""
    problems += listed.unreadable
    costs = []
    for number, cells in listed.rows:
        told = frozenset(problem.column or "" for problem in listed.unreadable if problem.row == number)
        by_column = {_column_of(heading): (heading, cells.get(heading)) for heading in listed.headings}
        line = _Line(number, by_column, told, [])
        cost = _cost(line, known)
        problems += line.problems
        if not (told or line.problems):
            costs.append(cost)
    return costs


def _cost(line: _Line, known: _Known) -> DeclaredCost:
    kind = line.read("kind", known.kind)
    what, supplier = line.read("what", _text), line.read("supplier", _text, needed=False)
    paid_on = line.read("paid_on", _day, needed=isinstance(kind, str) and known.needs_day(kind))
    declared = line.read("declared", _amount)
    return DeclaredCost(
        kind=str(kind or ""),
        what=str(what or ""),
        supplier=str(supplier or ""),
        paid_on=paid_on if isinstance(paid_on, date) else None,
        declared=declared if isinstance(declared, Money) else ZERO,
    )
