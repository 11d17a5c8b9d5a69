"""Small PDF files that stand for certificates and vouchers: one page with a few lines, as real as it needs to be."""

from collections.abc import Sequence


def paper(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with the lines; the same lines give the same bytes."""
    text = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in lines)
    content = b"BT /F1 12 Tf 16 TL 72 760 Td " + text + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        b"/Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += str(number).encode() + b" 0 obj\n" + one + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    count = str(len(objects) + 1).encode()
    return (
        made
        + b"xref\n0 "
        + count
        + b"\n0000000000 65535 f \n"
        + table
        + b"trailer\n<< /Size "
        + count
        + b" /Root 1 0 R >>\nstartxref\n"
        + str(len(made)).encode()
        + b"\n%%EOF\n"
    )


def _escaped(line: str) -> bytes:
    plain = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return plain.encode("cp1252", "replace")
