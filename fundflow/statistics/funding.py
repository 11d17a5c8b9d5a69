"""Money by kind of support, by EU programme, and against frames and targets."""

from typing import Final

from fundflow.domain.money import ZERO, Money, total
from fundflow.i18n import msgid
from fundflow.queries.money import SourceOutcome
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Figure, Measure, Row, percent
from fundflow.statistics.names import Names
from fundflow.statistics.tallies import NOTHING, Tally, demand_note, grand_total, tallies

_GRANT_TYPE_COLUMNS: Final = (
    c.PROGRAMME,
    c.GRANT_TYPE,
    c.APPLIED,
    c.REQUESTED,
    c.GRANTED,
    c.GRANTED_KRONOR,
    c.DISBURSED,
)
_EU_COLUMNS: Final = (c.EU_PROGRAMME, c.GRANTED, c.EU_AMOUNT, c.EU_SHARE, c.TOTAL_BUDGET)
_FRAME_COLUMNS: Final = (c.SOURCE, c.FRAME, c.GRANTED_KRONOR, c.LEFT_TO_DECIDE, c.TARGET, c.DISBURSED, c.OUTSTANDING)


def per_grant_type(frames: Frames, names: Names) -> Figure:
    """Return demand, grants and payments by programme and kind of support, those that have cases."""
    found = tallies(frames.cells, "programme", "grant_type")
    programmes = tallies(frames.cells, "programme")
    whole = grand_total(frames.cells)
    in_order = sorted(
        (key for key, tally in found.items() if _happened(tally)),
        key=lambda key: (names.programmes([key for (key,) in programmes]).index(key[0]), names.grant_type(*key)),
    )

    def numbers(tally: Tally, scope: Tally) -> Row:
        return (*tally.demand(scope), tally.granted, tally.granted_kronor, tally.disbursed_kronor)

    return Figure(
        _GRANT_TYPE_COLUMNS,
        tuple(
            (names.programme(programme), names.grant_type(programme, key), *numbers(tally, programmes[(programme,)]))
            for programme, key in in_order
            for tally in (found[programme, key],)
        ),
        totals=(msgid("Summa"), None, *numbers(whole, whole)) if in_order else None,
        notes=demand_note(whole),
        behind=tuple({"programme": programme, "grant_type": key} for programme, key in in_order),
    )


def _happened(tally: Tally) -> bool:
    return any((tally.applied, tally.granted, tally.granted_ore, tally.disbursed_ore))


def per_eu_programme(frames: Frames, names: Names) -> Figure:
    """Return grants to projects with EU money, and their share of all that was granted in the year.

    The total's share answers how much of our money goes to projects with any EU money (X09).
    """
    found = {key: tally for (key,), tally in tallies(frames.by_eu_programme, "eu_programme").items()}
    ours = sum(found.values(), NOTHING)
    with_eu = {key: tally for key, tally in found.items() if key and (tally.granted or tally.granted_ore)}
    in_order = sorted(with_eu, key=names.eu_programme)

    def numbers(tally: Tally) -> Row:
        share = percent(tally.granted_ore, ours.granted_ore)
        return (tally.granted, tally.granted_kronor, share, tally.budget)

    return Figure(
        _EU_COLUMNS,
        tuple((names.eu_programme(key), *numbers(with_eu[key])) for key in in_order),
        totals=(msgid("Summa"), *numbers(sum(with_eu.values(), NOTHING))) if in_order else None,
        behind=tuple({"eu_programme": key} for key in in_order),
    )


def frames_and_outcome(frames: Frames, names: Names) -> Figure:
    """Return what may be granted and is planned to be paid by source of money, against what was."""
    rows = frames.sources

    def numbers(one: SourceOutcome) -> Row:
        return (one.frame, one.granted, one.left, one.target, one.disbursed, one.outstanding)

    note = msgid("Ramar hör till medelskällor och inte till program, så tabellen visar alla program.")
    return Figure(
        _FRAME_COLUMNS,
        tuple((names.source(one.source), *numbers(one)) for one in rows),
        totals=(msgid("Summa"), *_sums(rows)) if rows else None,
        notes=(note,) if rows and frames.cut.programme else (),
    )


def _sums(rows: list[SourceOutcome]) -> Row:
    """Return the sums; what is left is added up where there is a frame."""
    return (
        _known([one.frame for one in rows]),
        total(one.granted for one in rows),
        _known([one.left for one in rows]),
        _known([one.target for one in rows]),
        total(one.disbursed for one in rows),
        total(one.outstanding for one in rows),
    )


def _known(amounts: list[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


GRANT_TYPES: Final = Measure(
    key="per_stodform",
    sheet=msgid("Per stödform"),
    label=msgid("Sökt, beviljat och utbetalt per stödform"),
    definition=msgid("Stödformer som har ärenden under året."),
    source=msgid("Ärenden och reskontra"),
    columns=_GRANT_TYPE_COLUMNS,
    compute=per_grant_type,
    on_page=True,
)

EU: Final = Measure(
    key="eu_medfinansiering",
    sheet=msgid("EU och medfinansiering"),
    label=msgid("Beviljat till projekt med pengar från EU"),
    definition=msgid(
        "Projekt som beviljades under året och som finansieras av ett EU-program. Summans andel är den del av våra "
        "medel som går till projekt med någon EU-finansiering. EU:s andel av projektens budget är ett annat mått."
    ),
    source=msgid("Ärenden och reskontra"),
    columns=_EU_COLUMNS,
    compute=per_eu_programme,
)

FRAMES: Final = Measure(
    key="ram_utfall",
    sheet=msgid("Ram och utfall"),
    label=msgid("Beslutsram, utbetalningsmål och utfall per medelskälla"),
    definition=msgid(
        "Ramen gäller beslut och målet gäller utbetalningar. De är olika mått och jämförs aldrig med varandra."
    ),
    source=msgid("Registrerade ramar och reskontran"),
    columns=_FRAME_COLUMNS,
    compute=frames_and_outcome,
    on_page=True,
)
