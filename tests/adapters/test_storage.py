"""Files are kept under keys of ours, never overwritten, and are what their content says."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from fundflow.adapters.storage import ENDINGS, FolderStore, sniff

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\x00" * 20
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20


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


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        pytest.param(PDF, "pdf", id="pdf"),
        pytest.param(PNG, "png", id="png"),
        pytest.param(JPG, "jpg", id="jpg"),
        pytest.param(workbook(), "xlsx", id="xlsx"),
        pytest.param(archive("[Content_Types].xml", "word/document.xml"), "docx", id="docx"),
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
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing with script"),
        pytest.param(archive("hemligt.exe"), id="an archive"),
        pytest.param(archive("[Content_Types].xml", "ppt/presentation.xml"), id="a presentation"),
        pytest.param(b"PK\x03\x04 inte ett arkiv", id="a broken archive"),
        pytest.param(b"MZ\x90\x00", id="a program"),
        pytest.param(b"hej", id="a text"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    assert sniff(content) is None


def test_a_file_comes_back_as_it_was_put(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)

    stored = store.put(PDF)

    assert store.read(stored.key) == PDF
    assert stored.size == len(PDF)
    assert not list(tmp_path.rglob("*.part"))


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
