"""What officers judged of equality and sustainability: gates, grounds and goals, counted and never summed (X29)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fundflow.domain.money import Money
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Figure, Measure
from fundflow.statistics.names import Names

_COLUMNS: Final = (c.PROGRAMME, c.CRITERION, c.JUDGEMENT, c.JUDGED, c.GRANTED_KRONOR)
_COUNTED: Final = (CriterionKind.GATE, CriterionKind.GROUND, CriterionKind.GOALS)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A criterion, or a goal of one, in the version under which it was judged."""

    programme: str
    version: int
    criterion: str
    part: str


def judgements(frames: Frames, names: Names) -> Figure:
    """Return how many decided cases got each judgement, and what was granted to them.

    Gates and grounds show every level of theirs, zeros too; goals show what was marked. Grades of quality are left
    out: they rank cases and say nothing of equality or sustainability.
    """
    frame = frames.assessments
    found: dict[tuple[_Judged, str], tuple[int, int]] = {
        (_Judged(programme, int(version), criterion, part), value): (int(cases), int(ore))
        for programme, version, criterion, part, value, cases, ore in frame[
            ["programme", "programme_version", "criterion", "part", "value", "cases", "granted_ore"]
        ].itertuples(index=False, name=None)
    }
    rows: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in sorted({judged for judged, _ in found}, key=lambda judged: _order(judged, names)):
        criterion = names.criterion(one.programme, one.version, one.criterion)
        if criterion is None or criterion.kind not in _COUNTED:
            continue
        for value, words in _levels(criterion, {value for judged, value in found if judged == one}):
            label = (names.programme(one.programme), _label(criterion, one.part), words)
            cases, ore = rows.get(label, (0, 0))
            more_cases, more_ore = found.get((one, value), (0, 0))
            rows[label] = (cases + more_cases, ore + more_ore)
    return Figure(_COLUMNS, tuple((*label, cases, Money(ore)) for label, (cases, ore) in rows.items()))


def _order(judged: _Judged, names: Names) -> tuple[int, int, int, int]:
    """Return the place of a criterion: as the catalogue orders programmes, and the programme its criteria and goals."""
    return (
        names.programme_place(judged.programme),
        *names.criterion_place(judged.programme, judged.version, judged.criterion, judged.part),
        judged.version,
    )


def _levels(criterion: Criterion, used: set[str]) -> Iterator[tuple[str, str]]:
    for level in criterion.levels:
        if criterion.kind is not CriterionKind.GOALS or level.key in used:
            yield level.key, level.label.sv
    known = {level.key for level in criterion.levels}
    yield from ((value, value) for value in sorted(used - known))


def _label(criterion: Criterion, part: str) -> str:
    goal = next((goal for goal in criterion.goals if goal.key == part), None)
    if not part:
        return criterion.label.sv
    return f"{criterion.label.sv}: {goal.label.sv if goal else part}"


ASSESSMENTS: Final = Measure(
    key="bedomningar",
    sheet=msgid("Jämställdhet och hållbarhet"),
    label=msgid("Bedömd jämställdhet och hållbarhet i avgjorda ärenden"),
    definition=msgid(
        "Handläggarens bedömning i ärenden som beviljades eller avslogs under året. Ett ärende står på en rad för "
        "varje kriterium, så raderna läggs aldrig ihop. Kategorin efter ägande och ledning är ett annat mått."
    ),
    source=msgid("Beredningen, besluten och reskontran"),
    columns=_COLUMNS,
    compute=judgements,
)
