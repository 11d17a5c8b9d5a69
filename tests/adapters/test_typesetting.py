"""Every document is an accessible archive PDF, says what it must, and runs nothing that people wrote."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from fundflow.adapters.typesetting import NotTypeset, templates, typeset
from fundflow.domain.decisions import DecisionKind
from fundflow.labels.letters import letter_of
from fundflow.labels.receipts import receipt_words
from fundflow.labels.speech import IN_SWEDISH, speech_in
from tests.adapters.pdf_text import words_of

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WRITTEN = '#panic("kördes") = Rubrik $x^2$ *fet* _kursiv_ "citat" \\ @nyckel <etikett>'
FULL: dict[str, Any] = {
    "kind": "Beslut",
    "number": "RUN 2026/00042-3",
    "day": "2 mars 2026",
    "registry_number": "RUN 2026/00042",
    "case_title": WRITTEN,
    "grant_type": "Genomförandeprojekt",
    "region": {"name": "Region Nordanland", "unit": "Regional utveckling", "contact": "0900-12 34 00"},
    "recipient": {"name": WRITTEN, "number": "802000-0009", "address": "Storgatan 1, 900 00 Älvby"},
    "legal_basis": "förordningen (2003:596)",
    "grounds": f"{WRITTEN}\n\nFler skäl.",
    "rules": [{"text": WRITTEN, "source": "A6, (2003:596) 5 §"}],
    "appeal": "Beslutet kan inte överklagas.",
    "decided": {"how": "Kerstin Öhrling, direktör, beslutade.", "presented_by": "Ylva Sandmo"},
    "amount": "500 000 kr",
    "applied_for": "500 000 kr",
    "total_cost": "1 000 000 kr",
    "granted": "500 000 kr",
    "approved": "400 000 kr",
    "paid": "200 000 kr",
    "share": "50,00 %",
    "period": "1 september 2026 – 31 augusti 2027",
    "summary": WRITTEN,
    "source_of_money": "Anslag 1:1",
    "conditions": [{"text": WRITTEN, "gates_payment": True}, {"text": "Annat.", "gates_payment": False}],
    "reports": [{"kind": "Lägesrapport", "due": "1 mars 2027"}],
    "claim": {
        "name": "Nr 1",
        "period": "1 september 2026 – 31 december 2026",
        "calculation": [{"label": "Betalas ut nu", "amount": "200 000 kr"}],
        "cuts": [{"what": WRITTEN, "how": "1 000 kr dras av från 5 000 kr", "reason": WRITTEN}],
    },
    "received": "måndag 2 mars 2026",
    "decision_by": "2 september 2026",
    "sent_by": "Maja Tallund",
    "sha256": "ab" * 32,
    "files": [WRITTEN],
}
BARE: dict[str, Any] = {
    **FULL,
    "recipient": {"name": "Någon", "number": None, "address": None},
    "rules": [],
    "conditions": [],
    "reports": [],
    "files": [],
    "summary": None,
    "share": None,
    "period": None,
    "total_cost": None,
    "applied_for": None,
    "sent_by": None,
    "source_of_money": None,
    "case_title": "",
    "claim": {"name": "Nr 1", "period": "", "calculation": [], "cuts": []},
}


def worded(template: str, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the words of the document."""
    if template == "receipt":
        return {**facts, "words": receipt_words(facts, IN_SWEDISH)}
    return {**facts, "letter": letter_of(DecisionKind(template.removeprefix("decision_")), facts)}


@pytest.mark.parametrize("facts", [FULL, BARE], ids=["fullest", "barest"])
@pytest.mark.parametrize("template", templates())
def test_every_document_is_an_accessible_archive_pdf(template: str, facts: dict[str, Any]) -> None:
    made = typeset(template, worded(template, facts), at=AT)

    with pikepdf.open(BytesIO(made)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert "RUN 2026/00042" in str(metadata["dc:title"])
        assert str(pdf.Root.Lang).startswith("sv")
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("template", templates())
def test_every_page_says_which_it_is_of_how_many(template: str) -> None:
    pages = words_of(typeset(template, worded(template, FULL), at=AT))

    foot = "Region Nordanland, Regional utveckling · 0900-12 34 00"
    said = [page[page.rindex(foot) :] for page in pages]
    assert said == [f"{foot}Sida {number} av {len(pages)}" for number in range(1, len(pages) + 1)]


def test_a_receipt_in_english_is_an_english_document() -> None:
    facts = {**FULL, "language": "en", "page": "Page {page} of {all}", "words": receipt_words(FULL, speech_in("en"))}

    made = typeset("receipt", facts, at=AT)

    assert words_of(made)[-1].endswith("Page 1 of 1")
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang).startswith("en")
        assert str(metadata["dc:title"]).startswith("We have received your application")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Kul \U0001f600 projekt", id="a picture"),
        pytest.param("\u4e2d\u6587", id="Chinese"),
        pytest.param("\u0623\u0647\u0644\u0627", id="Arabic"),
        pytest.param("rad\r\nrad\u2028rad\x0b\x00\x07", id="control characters"),
        pytest.param("a\ud800b \ue000 \ufeff \u202ecba", id="half a sign and private ones"),
        pytest.param("Sámi đŋŧž, Ελλάδα, Україна, – € ½ ②", id="the letters of Europe"),
    ],
)
def test_whatever_people_paste_a_letter_is_made(written: str) -> None:
    facts = worded("decision_grant", {**FULL, "case_title": written, "grounds": written})

    made = typeset("decision_grant", facts, at=AT)

    assert made.startswith(b"%PDF-")


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = worded("decision_grant", FULL)

    assert typeset("decision_grant", facts, at=AT) == typeset("decision_grant", facts, at=AT)


def test_a_document_without_its_facts_is_not_made() -> None:
    with pytest.raises(NotTypeset):
        typeset("decision_grant", {"region": FULL["region"]}, at=AT)


def test_a_document_that_is_not_there_is_not_made() -> None:
    with pytest.raises(NotTypeset):
        typeset("_region", FULL, at=AT)
