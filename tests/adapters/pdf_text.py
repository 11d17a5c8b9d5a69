"""Reads the words of a PDF as they stand on its pages, by the map from glyphs to letters that each font carries."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def words_of(pdf: bytes) -> list[str]:
    """Return the text of each page, glyph by glyph in the order of writing; spaces stand where the file has them."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return ["".join(_written_on(page)) for page in document.pages]


def _written_on(page: pikepdf.Page) -> Iterator[str]:
    fonts = {str(name): _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            written = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            yield "".join(letters.get(int.from_bytes(written[at : at + 2]), "") for at in range(0, len(written), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii", "replace")
    letters = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        letters |= {int(code, 16): _text(text) for code, text in _PAIR.findall(part)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(part):
            start = int(first, 16)
            letters |= {code: chr(ord(_text(text)) + code - start) for code in range(start, int(last, 16) + 1)}
    return letters


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
