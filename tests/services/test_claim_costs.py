"""Costs of a claim out of a list: all of them or none, and every bad cell named in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.claims import mark_of_costs
from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.money import Money
from fundflow.models.payment import Claim
from fundflow.queries.payments import claim_of
from fundflow.services.claim import MOST_COSTS, answers_of, start_claim
from fundflow.services.importing.claim_costs import ImportedCosts, import_costs
from fundflow.services.importing.deed import Listed
from fundflow.services.importing.values import Problem
from tests.claim_parts import cost, draft_claim, sent_claim
from tests.payment_parts import codes
from tests.whole_case import World, granted

HEADINGS = ("kostnadsslag", "vad kostnaden gäller", "leverantör", "betald den", "belopp, kr")
GOOD: Mapping[str, object] = {
    "kostnadsslag": "Personal",
    "vad kostnaden gäller": "Löner i februari",
    "leverantör": "Egen personal",
    "betald den": date(2026, 2, 25),
    "belopp, kr": Decimal("1234.5"),
}


def listed(*rows: Mapping[str, object], headings: tuple[str, ...] = HEADINGS) -> Listed:
    """A list with these rows, the first one on row 2."""
    return Listed(headings, tuple(enumerate(rows, start=2)))


def take(world: World, claim: Claim, content: Listed, *, replaces: bool = False) -> ImportedCosts:
    """Import as the one who writes, onto the costs that stand."""
    return import_costs(
        world.uow("writer"), claim.id, content, onto=mark_of_costs(answers_of(claim)), replaces=replaces
    )


def begun(world: World) -> Claim:
    return start_claim(world.uow("writer"), granted(world).id, token="one")


def kept(world: World, claim: Claim) -> list[tuple[str, Money]]:
    found = claim_of(world.session, world.actor("writer"), claim.case_id, claim.id)
    return [(row.what, row.declared) for row in found.rows]


def told(imported: ImportedCosts) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.column, one.reason) for one in imported.problems]


def test_the_costs_of_a_list_are_added_after_those_that_are_there(world: World) -> None:
    claim = draft_claim(world.uow("writer"), granted(world).id, [cost(10_000)])

    imported = take(world, claim, listed(GOOD, {**GOOD, "belopp, kr": "2 000 kr", "betald den": "26/2 2026"}))

    assert imported == ImportedCosts(2)
    assert [amount for _, amount in kept(world, claim)] == [Money.kronor(10_000), Money(123_450), Money.kronor(2_000)]


def test_they_may_take_the_place_of_those_that_are_there(world: World) -> None:
    claim = draft_claim(world.uow("writer"), granted(world).id, [cost(10_000)])

    take(world, claim, listed(GOOD), replaces=True)

    assert kept(world, claim) == [("Löner i februari", Money(123_450))]


def test_one_bad_row_adds_none_and_every_bad_cell_is_named(world: World) -> None:
    claim = begun(world)
    bad = {
        "kostnadsslag": "Kaffe",
        "vad kostnaden gäller": "",
        "betald den": "i höst",
        "belopp, kr": "ungefär tusen",
    }

    imported = take(world, claim, listed(GOOD, bad))

    assert told(imported) == [
        (3, "belopp, kr", "är inget belopp i kronor. Skriv till exempel 1234567 eller 1 234 567,50."),
        (3, "betald den", "är ingen dag. Skriv till exempel 2026-02-19."),
        (
            3,
            "kostnadsslag",
            "är inget kostnadsslag. Skriv ett av: Personal, Externa tjänster, Resor och logi, Investeringar och "
            "materiel, Lokaler, Övriga kostnader, Bidrag i annat än pengar.",
        ),
        (3, "vad kostnaden gäller", "Värdet saknas."),
    ]
    assert kept(world, claim) == []


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("belopp, kr", -500, "är mindre än noll. Dra av krediteringen från den kostnad som den gäller."),
        ("belopp, kr", "-500 kr", "är mindre än noll. Dra av krediteringen från den kostnad som den gäller."),
        ("belopp, kr", 0, "är noll. Ta bort raden eller skriv beloppet."),
        ("belopp, kr", Decimal("1.005"), "har mer än två decimaler."),
        ("kostnadsslag", "Indirekta kostnader, schablon", "är en schablon, som räknas ut åt er. Ta bort raden."),
        (
            "kostnadsslag",
            "Klumpsumma för en leverans",
            "får inte tas upp med det sätt att räkna kostnader som ni har valt.",
        ),
        ("vad kostnaden gäller", "x" * 301, "är för lång. Texten får ha högst 300 tecken."),
        ("vad kostnaden gäller", True, "är sant eller falskt, inte en text."),
        ("betald den", None, "Värdet saknas."),
        ("betald den", 460, "är ingen dag. Skriv till exempel 2026-02-19."),
    ],
)
def test_a_cell_that_does_not_hold_says_why(world: World, column: str, cell: object, reason: str) -> None:
    claim = begun(world)

    assert told(take(world, claim, listed({**GOOD, column: cell}))) == [(2, column, reason)]
    assert kept(world, claim) == []


def test_a_contribution_in_kind_needs_no_day_and_kinds_are_read_in_any_case(world: World) -> None:
    claim = begun(world)
    row = {**GOOD, "kostnadsslag": "bidrag i annat ÄN pengar", "betald den": None}

    assert take(world, claim, listed(row)) == ImportedCosts(1)


def test_columns_may_stand_in_any_order_under_other_names_and_supplier_and_day_be_left_out(world: World) -> None:
    claim = begun(world)
    row = {"belopp": 900, "slag": "Bidrag i annat än pengar", "beskrivning": "Lokal"}

    assert take(world, claim, listed(row, headings=("belopp", "slag", "beskrivning"))) == ImportedCosts(1)


def test_what_is_wrong_with_the_head_is_told_before_any_row(world: World) -> None:
    claim = begun(world)
    headings = ("kostnadsslag", "slag", "verifikat", "belopp")

    imported = take(world, claim, listed({"belopp": "inget"}, headings=headings))

    assert told(imported) == [
        (None, "kostnadsslag", "Kolumnen står flera gånger. Behåll en av dem."),
        (None, "vad kostnaden gäller", "Kolumnen saknas."),
        (None, "verifikat", "Kolumnen känns inte igen. Ta bort den, eller döp om den till en av mallens rubriker."),
    ]


def test_a_column_that_is_no_part_of_a_cost_is_left_out_and_named(world: World) -> None:
    claim = begun(world)
    odd = Problem(2, "verifikation", "#REF!", "Cellen har ett fel.")
    rows = ((2, {**GOOD, "konto": 5410}), (3, {"verifikation": "A 118"}))

    imported = take(world, claim, Listed((*HEADINGS, "verifikation", "konto"), rows, (odd,)))

    assert (imported.added, imported.problems) == (1, ())
    assert [(one.text, one.is_warning) for one in imported.remarks] == [
        ("Kolumner som inte är med, eftersom de inte hör till en kostnad här: ”verifikation”, ”konto”.", False)
    ]
    assert kept(world, claim) == [("Löner i februari", Money(123_450))]


def test_a_list_without_a_known_heading_is_told_once_with_the_headings_wanted(world: World) -> None:
    [(row, column, reason)] = told(take(world, begun(world), listed({"a": 1}, headings=("a", "b"))))

    assert (row, column) == (None, None)
    assert "Kostnadsslag, vad kostnaden gäller".lower() in reason


def test_cells_that_could_not_be_read_are_told_once_and_add_nothing(world: World) -> None:
    claim = begun(world)
    merged = Problem(2, "belopp, kr", "10", "Cellen är sammanslagen med andra. Dela upp den.")
    row = {name: cell for name, cell in GOOD.items() if name != "belopp, kr"}

    imported = take(world, claim, Listed(HEADINGS, ((2, row),), (merged,)))

    assert imported.problems == (merged,)
    assert kept(world, claim) == []


def test_a_list_with_a_head_and_no_rows_says_so(world: World) -> None:
    assert told(take(world, begun(world), listed())) == [(None, None, "Filen har rubriker men inga rader.")]


def test_more_than_a_claim_holds_is_told_with_the_number(world: World) -> None:
    imported = take(world, begun(world), listed(*[GOOD] * (MOST_COSTS + 1)))

    assert told(imported) == [
        (None, None, "Det blir 501 kostnader. En ansökan kan ha högst 500; dela upp den på flera.")
    ]


def test_a_form_that_is_sent_twice_adds_its_rows_once(world: World) -> None:
    claim = begun(world)
    opened = mark_of_costs(answers_of(claim))
    import_costs(world.uow("writer"), claim.id, listed(GOOD), onto=opened)

    with pytest.raises(Conflict):
        import_costs(world.uow("writer"), claim.id, listed(GOOD), onto=opened)

    assert len(kept(world, claim)) == 1


def test_nothing_is_added_to_a_claim_that_has_been_sent(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 10_000)

    with pytest.raises(Refused) as refused:
        take(world, claim, listed(GOOD))

    assert codes(refused) == ["claim_not_open"]
