"""Cells as people write them, and what is told of those that mean nothing."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.money import Money
from fundflow.services.importing import values
from fundflow.services.importing.rows import Outcome
from fundflow.services.importing.values import BadValue


@pytest.mark.parametrize(
    ("read", "cell", "meant"),
    [
        pytest.param(values.amount, "1 234 567", Money.kronor(1_234_567), id="blanks between thousands"),
        pytest.param(values.amount, "1\u00a0234  567,50", Money(123_456_750), id="blanks of every kind, decimals"),
        pytest.param(values.amount, "1234567", Money.kronor(1_234_567), id="plain digits"),
        pytest.param(values.amount, 655000, Money.kronor(655_000), id="a number of the spreadsheet"),
        pytest.param(values.amount, Decimal("1234.5"), Money(123_450), id="a number with decimals"),
        pytest.param(values.text, "A\u030a  sele\u00a0kommun\n", "Å sele kommun", id="composed, on one line"),
        pytest.param(values.text, 2482, "2482", id="a code that became a number"),
        pytest.param(values.keys, "p2 | P3|", ("p2", "p3"), id="several keys"),
        pytest.param(values.year, "2018", 2018, id="a year"),
        pytest.param(values.year, 2018, 2018, id="a year as a number"),
        pytest.param(values.day, "2018-05-03", date(2018, 5, 3), id="a day as text"),
        pytest.param(values.day, date(2018, 5, 3), date(2018, 5, 3), id="a day of the spreadsheet"),
        pytest.param(values.percent, "45,5 %", Decimal("45.5"), id="a percentage"),
        pytest.param(values.yes_or_no, "Ja", True, id="yes"),
        pytest.param(values.yes_or_no, False, False, id="no as a value of the spreadsheet"),
        pytest.param(values.municipality, 2482, "2482", id="a municipality code"),
        pytest.param(values.municipality, "hela_lanet", "hela_lanet", id="the whole county"),
        pytest.param(values.number_of_organisation, 5560004615, "556000-4615", id="an organisation number"),
        pytest.param(values.one_of(Outcome), "Granted", Outcome.GRANTED, id="a word in any case"),
    ],
)
def test_a_cell_is_read_as_what_it_means(read: Callable[[object], object], cell: object, meant: object) -> None:
    assert read(cell) == meant


@pytest.mark.parametrize(
    ("read", "cell", "reason"),
    [
        pytest.param(values.amount, "47,4 mkr", "inget belopp", id="an amount in millions"),
        pytest.param(values.amount, "1.234", "inget belopp", id="a point that may mean thousands"),
        pytest.param(values.amount, -5, "mindre än noll", id="a negative amount"),
        pytest.param(values.amount, Decimal("0.005"), "två decimaler", id="parts of an öre"),
        pytest.param(values.year, "18", "inget årtal", id="a short year"),
        pytest.param(values.day, 43223, "ingen dag", id="a day that became a number"),
        pytest.param(values.day, "2018-02-30", "ingen dag", id="a day that never was"),
        pytest.param(values.percent, "101", "mellan 0 och 100", id="more than all"),
        pytest.param(values.yes_or_no, "kanske", "varken ja eller nej", id="neither"),
        pytest.param(values.municipality, "Umeå", "ingen kommunkod", id="a name for a code"),
        pytest.param(values.number_of_organisation, "556000-4616", "inget svenskt", id="a wrong check digit"),
        pytest.param(values.one_of(Outcome), "bifall", "granted, rejected, dismissed, withdrawn", id="another word"),
        pytest.param(values.text, True, "inte en text", id="a truth value"),
    ],
)
def test_what_means_nothing_is_told_and_never_guessed(
    read: Callable[[object], object], cell: object, reason: str
) -> None:
    with pytest.raises(BadValue, match=reason):
        read(cell)
