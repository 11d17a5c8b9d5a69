"""The papers of a case as its applicant reads them: every document that is theirs to see, each with its own page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final

from flask import url_for
from sqlalchemy.orm import Session

from fundflow.domain.decisions import KINDS
from fundflow.domain.periods import swedish_day
from fundflow.labels.states import DECISION_KIND, REPORT_KIND
from fundflow.queries import cases
from fundflow.queries.following import claims_by_number, messages_by_document
from fundflow.web.filters import file_icon, file_size
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.document import Document

_IN: Final = "in"
_DECISIONS: Final = {kind.document: DECISION_KIND[one] for one, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the list: what it is, where it opens, from whom and when, and what more there is to say.

    ``page``: where a decision can be read as a page, in the reader's language.
    """

    words: str
    url: str | None
    is_from_applicant: bool
    on: date
    number: str = ""
    note: str = ""
    icon: str = "file-earmark-text"
    page: str | None = None
    is_decision: bool = False


def papers_of(session: Session, case: "Case", kind_labels: Mapping[str, str]) -> list[Paper]:
    """Return the case's documents, latest first, and then the files of the application with their kinds."""
    documents = cases.documents_of(session, case.id, for_applicant=True)
    places = _Places(session, case, documents)
    told = [_paper(one, places) for one in documents]
    files = [
        Paper(
            file.file_name,
            url_for("application.download", case_id=case.id, attachment_id=file.id),
            is_from_applicant=True,
            on=swedish_day(file.uploaded_at),
            note=" · ".join(filter(None, [kind_labels.get(file.kind or ""), file_size(file.size)])),
            icon=file_icon(file.file_name),
        )
        for file in cases.attachments_of(session, case.id)
    ]
    return [*told, *files]


def name_of_made(document: "Document") -> str:
    """Return what a document that is made here is called to its applicant: a decision, or the receipt."""
    decided = _DECISIONS.get(document.template or "")
    return _("Beslut: %(what)s", what=_(decided).lower()) if decided else _("Kvitto på ansökan")


def _paper(document: "Document", places: "_Places") -> Paper:
    words, url = places.of(document)
    waits = document.template is not None and document.storage_key is None
    return Paper(
        words,
        url,
        is_from_applicant=document.direction == _IN,
        on=document.registered_on,
        number=document.number,
        note=_("görs i ordning") if waits else "",
        page=places.page_of(document),
        is_decision=document.template in _DECISIONS,
    )


class _Places:
    """Where each document of a case is read.

    What the register enters of an application or a request to complete names nothing: the first that came in is the
    first frozen copy, the next one the next; and the same for the requests that went out.
    """

    def __init__(self, session: Session, case: "Case", documents: Iterable["Document"]) -> None:
        self._case_id = case.id
        self._messages = messages_by_document(session, case.id)
        self._claims = claims_by_number(session, case.id)
        in_turn = [one for one in documents if not (one.template or one.facts or one.id in self._messages)][::-1]
        sent = [one.id for one in in_turn if one.direction == _IN]
        asked = [one.id for one in in_turn if one.direction != _IN]
        self._versions = dict(zip(sent, (one.number for one in cases.versions_of(session, case.id)), strict=False))
        requests = [one.id for one in cases.completions_of(session, case.id)][::-1]
        self._requests = dict(zip(asked, requests, strict=False))

    def of(self, document: "Document") -> tuple[str, str | None]:
        """Return what a document is called to its applicant, and where it opens."""
        found = chain(self._made_here(document), self._followed_up(document), self._written(document))
        return next(found, (document.matter, None))

    def page_of(self, document: "Document") -> str | None:
        """Return where a decision is read as a page; None for what is no decision."""
        if "letter" not in (document.facts or {}):
            return None
        return url_for("application.letter", case_id=self._case_id, document_id=document.id)

    def _made_here(self, document: "Document") -> Iterator[tuple[str, str]]:
        if document.template is None:
            return
        yield name_of_made(document), url_for("application.document", case_id=self._case_id, document_id=document.id)

    def _followed_up(self, document: "Document") -> Iterator[tuple[str, str]]:
        facts = document.facts or {}
        if report := facts.get("report"):
            words = _(next((one for kind, one in REPORT_KIND.items() if kind == facts.get("kind")), document.matter))
            yield words, url_for("followup.read", case_id=self._case_id, report_id=report)
        claim = self._claims.get(facts.get("claim", 0))
        if claim:
            words = _("Ansökan om utbetalning %(number)s", number=facts["claim"])
            yield words, url_for("payment.claim", case_id=self._case_id, claim_id=claim)

    def _written(self, document: "Document") -> Iterator[tuple[str, str]]:
        if message := self._messages.get(document.id):
            yield _("Meddelande"), url_for("message.own", case_id=self._case_id, _anchor=f"meddelande-{message}")
        if number := self._versions.get(document.id):
            words = (
                _("Ansökan, som den skickades")
                if number == 1
                else _("Ansökan efter komplettering %(number)s", number=number - 1)
            )
            yield words, url_for("application.read", case_id=self._case_id, number=number)
        if asked := self._requests.get(document.id):
            url = url_for("application.request_for_completion", case_id=self._case_id, completion_id=asked)
            yield _("Begäran om komplettering"), url
