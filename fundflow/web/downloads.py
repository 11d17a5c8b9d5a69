"""Send a workbook, a document or an attachment: always as a file to keep, never shown or run in the page's place."""

from io import BytesIO
from typing import Final

from flask import Response, send_file

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"
CSV: Final = "text/csv; charset=utf-8"
_LOCKED: Final = "default-src 'none'; sandbox"


def send_download(content: bytes, name: str, media_type: str) -> Response:
    """Return an answer that the browser saves as a file of that name.

    What people have uploaded is never shown inline: a file can hold scripts, whatever its ending says.
    """
    answer = send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = _LOCKED
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
