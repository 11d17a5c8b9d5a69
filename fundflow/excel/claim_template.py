"""The workbook to fill in with a claim's costs: the headings that are read back, and a second sheet that explains."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from fundflow.excel import styles
from fundflow.excel.sheets import cell_at, put_text, write_head
from fundflow.i18n import msgid

_COSTS: Final = msgid("Kostnader")
_HOW: Final = msgid("Så fyller ni i")
_ROWS: Final = 500
_WIDTHS: Final = (34, 48, 30, 14, 16)
_LINES: Final = (
    msgid("Skriv en kostnad på varje rad i bladet Kostnader. Byt inte rubriker, och slå inte ihop celler."),
    msgid("Kostnadsslag: välj ur listan i cellen, eller skriv ett av slagen nedan."),
    msgid("Betald den: dagen då kostnaden betalades. Lämna tomt för bidrag i annat än pengar och klumpsummor."),
    msgid("Belopp: kronor utan moms om ni får dra av den, till exempel 1234,50. Schabloner räknas ut åt er."),
)


def claim_template(headings: Sequence[str], kinds: Sequence[str], translate: Callable[[str], str] = str) -> bytes:
    """Return the workbook, with these headings on its first sheet and these kinds of cost to choose among."""
    workbook = Workbook()
    costs = workbook.worksheets[0]
    costs.title = translate(_COSTS)
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True), start=1):
        write_head(cell_at(costs, 1, column), heading[:1].upper() + heading[1:])
        costs.column_dimensions[get_column_letter(column)].width = width
    costs.column_dimensions["D"].number_format = "yyyy-mm-dd"
    costs.column_dimensions["E"].number_format = "#,##0.00"
    costs.freeze_panes = "A2"
    first = len(_LINES) + 3
    how = workbook.create_sheet(translate(_HOW))
    how.column_dimensions["A"].width = 100
    for number, line in enumerate((*map(translate, _LINES), "", *kinds), start=1):
        put_text(cell_at(how, number, 1), line)
    cell_at(how, first - 1, 1).font = styles.BOLD
    choice = DataValidation(
        "list", formula1=f"'{how.title}'!$A${first - 1}:$A${first + len(kinds) - 2}", allow_blank=True
    )
    choice.add(f"A2:A{_ROWS + 1}")
    costs.add_data_validation(choice)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()
