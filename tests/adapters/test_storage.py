"""Files are kept under keys of ours, never overwritten, and are what their content says."""

import secrets
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from fundflow.adapters.storage import ENDINGS, FolderStore, fits_name, sniff

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 20
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def workbook() -> bytes:
    content = BytesIO()
    Workbook().save(content)
    return content.getvalue()


def archive(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


def office(main_part: str, declared: str, *more: str) -> bytes:
    """An office file reduced to what makes it one: its main part and what it is declared to be."""
    content = BytesIO()
    with ZipFile(content, "w") as file:
        file.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/{main_part}" ContentType="{declared}"/></Types>'
        )
        for name in (main_part, *more):
            file.writestr(name, "<x/>")
    return content.getvalue()


def broken_declaration() -> bytes:
    """A Word file whose compressed declaration has been damaged on the way."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", WORD * 50)
        file.writestr("word/document.xml", "<x/>")
    whole = bytearray(content.getvalue())
    whole[60:70] = b"\xff" * 10
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        pytest.param(PDF, "pdf", id="pdf"),
        pytest.param(PNG, "png", id="png"),
        pytest.param(JPG, "jpg", id="jpg"),
        pytest.param(workbook(), "xlsx", id="xlsx"),
        pytest.param(office("word/document.xml", WORD), "docx", id="docx"),
    ],
)
def test_what_is_taken_in_is_known_by_its_content(content: bytes, ending: str) -> None:
    kind = sniff(content)

    assert kind is not None
    assert ENDINGS[kind] == ending


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"<html><script>alert(1)</script></html>", id="a page"),
        pytest.param(b"%PDF-1.7 <html><script>alert(1)</script></html>", id="a page that begins as a pdf"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", id="half a pdf"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing with script"),
        pytest.param(archive("hemligt.exe"), id="an archive"),
        pytest.param(archive("[Content_Types].xml", "word/document.xml"), id="an archive that says it is a document"),
        pytest.param(office("ppt/presentation.xml", SLIDES), id="a presentation"),
        pytest.param(office("word/document.xml", WORD_WITH_MACROS), id="a document with macros"),
        pytest.param(office("word/document.xml", WORD, "word/vbaProject.bin"), id="a document with hidden macros"),
        pytest.param(broken_declaration(), id="a damaged document"),
        pytest.param(b"PK\x03\x04 inte ett arkiv", id="a broken archive"),
        pytest.param(b"MZ\x90\x00", id="a program"),
        pytest.param(b"hej", id="a text"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    assert sniff(content) is None


@pytest.mark.parametrize(
    ("content", "file_name", "fits"),
    [
        pytest.param(PDF, "Årsmöte å ä ö.PDF", True, id="in capitals"),
        pytest.param(PDF, "bilaga", True, id="without an ending"),
        pytest.param(PDF, "bilaga.html", False, id="a pdf that would open as a page"),
        pytest.param(PDF, "bilaga.docx", False, id="a pdf called a document"),
        pytest.param(PNG, "bild.jpg", True, id="a picture called the other"),
        pytest.param(JPG, "bild.jpeg", True, id="the long ending"),
        pytest.param(JPG, "bild.exe", False, id="a picture called a program"),
    ],
)
def test_a_name_may_not_promise_something_else(content: bytes, file_name: str, fits: bool) -> None:
    media_type = sniff(content)

    assert media_type is not None
    assert fits_name(media_type, file_name) is fits


def test_a_file_comes_back_as_it_was_put(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    stored = store.put(PDF)

    assert store.read(stored.key) == PDF
    assert stored.size == len(PDF)
    assert not list(tmp_path.rglob("*.part"))


def test_a_file_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path)
    monkeypatch.setattr(secrets, "token_hex", lambda _: "ab" * 16)
    stored = store.put(PDF)

    with pytest.raises(FileExistsError):
        store.put(PNG)

    assert store.read(stored.key) == PDF
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [stored.key[3:]]


def test_the_same_content_twice_is_two_files(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    assert store.put(PDF).key != store.put(PDF).key


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "aa/../../x", "", "aa/" + "0" * 30])
def test_a_key_that_is_not_ours_reads_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"hemligt")
    folder = tmp_path / "files"
    folder.mkdir()

    with pytest.raises(KeyError):
        FolderStore(folder).read(key)
