"""Fonts, fills, number formats and widths of every workbook."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.table import TableStyleInfo

from fundflow.statistics.measure import Unit

# In the file a comma means "the reader's own thousands separator": a blank in a Swedish Excel.
NUMBER_FORMATS: Final[dict[Unit, str]] = {
    Unit.NUMBER: "#,##0",
    Unit.KRONOR: "#,##0",
    Unit.PERCENT: "0.0",
    Unit.DAYS: "#,##0",
    Unit.DAY: "yyyy-mm-dd",
    Unit.YEAR: "0",
    Unit.CODE: "0",
    Unit.TEXT: "@",
}
WIDTHS: Final[dict[Unit, int]] = {
    Unit.NUMBER: 14,
    Unit.KRONOR: 17,
    Unit.PERCENT: 14,
    Unit.DAYS: 14,
    Unit.DAY: 12,
    Unit.YEAR: 8,
    Unit.CODE: 12,
    Unit.TEXT: 18,
}
WIDEST: Final = 60

TITLE: Final = Font(size=14, bold=True)
BOLD: Final = Font(bold=True)
QUIET: Final = Font(color="595959")
NOTE: Final = Font(italic=True, color="7F3F00")
HEAD: Final = Font(bold=True, color="FFFFFF")
HEAD_FILL: Final = PatternFill("solid", start_color="1D4F73")
HEAD_ALIGNMENT: Final = Alignment(wrap_text=True, vertical="top")
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
ABOVE_TOTALS: Final = Border(top=Side(style="thin", color="1D4F73"))
BANDED: Final = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
CHART_COLOURS: Final = ("1D4F73", "B9770E")
