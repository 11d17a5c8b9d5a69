"""The workbook for a claim's costs: what is sent out can be filled in and read back."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from fundflow.excel.claim_template import claim_template
from fundflow.excel.reading import read_list
from fundflow.i18n import translator
from fundflow.services.importing.claim_costs import KNOWN, OF_THE_TEMPLATE

FIRST_NAMES = [heading.sv for heading in OF_THE_TEMPLATE.values()]
KINDS = ["Personal", "Resor och logi"]


def test_a_filled_template_is_read_back_by_its_own_headings() -> None:
    workbook = load_workbook(BytesIO(claim_template(FIRST_NAMES, KINDS)))
    workbook.worksheets[0].append(["Personal", "Löner", "", date(2026, 2, 25), 1234.5])
    filled = BytesIO()
    workbook.save(filled)

    listed = read_list(filled.getvalue(), "mall.xlsx", KNOWN)

    assert list(listed.headings) == FIRST_NAMES
    assert [dict(cells)["vad kostnaden gäller"] for _, cells in listed.rows] == ["Löner"]
    assert listed.unreadable == ()


def test_the_kinds_of_cost_are_chosen_in_the_cells_and_listed_on_the_second_sheet() -> None:
    workbook = load_workbook(BytesIO(claim_template(FIRST_NAMES, KINDS)))

    [choice] = workbook.worksheets[0].data_validations.dataValidation
    first, last = (part.replace("$", "") for part in choice.formula1.partition("!")[2].split(":"))
    assert [cell.value for (cell,) in workbook.worksheets[1][f"{first}:{last}"]] == KINDS


def test_an_empty_template_holds_no_rows() -> None:
    assert read_list(claim_template(FIRST_NAMES, KINDS), "mall.xlsx", KNOWN).rows == ()


def test_an_english_template_is_read_back_too() -> None:
    headings = [heading.read_in("en") for heading in OF_THE_TEMPLATE.values()]
    workbook = load_workbook(BytesIO(claim_template(headings, ["Staff"], translator("en"))))
    workbook.worksheets[0].append(["Staff", "Wages", "", date(2026, 2, 25), 1234.5])
    filled = BytesIO()
    workbook.save(filled)

    listed = read_list(filled.getvalue(), "template.xlsx", KNOWN)

    assert workbook.sheetnames == ["Costs", "How to fill in"]
    assert list(listed.headings) == headings
    assert listed.unreadable == ()
