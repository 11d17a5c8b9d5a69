"""What a queued letter says and to whom it goes; nothing is sent here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from fundflow.adapters.letters import is_in, render
from fundflow.domain.money import Money
from fundflow.labels.amounts import SWEDISH, kronor_text, long_day
from fundflow.models.application import CompletionItem
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.outbox import Notice
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.services.letter_words import WORDS
from fundflow.services.unit_of_work import Region

_OFFICE: Final = "officer_"
_ACCOUNT_PAGES: Final = {
    "confirm_email": "/konto/bekrafta/",
    "invitation": "/konto/inbjudan/",
    "reset_password": "/konto/nytt-losenord/",
    "account_exists": "/konto/nytt-losenord",
}


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter ready to be handed over."""

    email: str
    name: str
    subject: str
    text: str
    written_at: datetime
    language: str


def letter_of(session: Session, notice_id: int, *, region: Region, base_url: str) -> WrittenLetter | None:
    """Return the letter of a notice; None when it has gone already or its reader's account is closed."""
    notice = session.scalars(select(Notice).where(Notice.id == notice_id).options(joinedload(Notice.person))).first()
    if notice is None or notice.sent_at is not None or notice.person.deactivated_at is not None:
        return None
    language = notice.person.language if is_in(notice.letter, notice.person.language) else SWEDISH
    words = WORDS[language]
    facts = {
        "region": region,
        "person": {"name": notice.person.name},
        "link": base_url.rstrip("/") + _path(notice),
        "organisation": _organisation(session, notice.facts.get("organisation")),
        "inviter": notice.facts.get("inviter", ""),
        "acts_for": notice.facts.get("acts_for", ""),
        "case": _case(session, notice.case_id),
        "asked": words.asked(_asked(session, notice.facts.get("completion"))),
        "report": words.report(_report(session, notice.facts.get("report"))),
        "decision": words.decision(str(notice.facts.get("decision_kind"))),
        **_written(notice.facts, language),
    }
    letter = render(notice.letter, facts, language)
    return WrittenLetter(
        notice.person.email, notice.person.name, letter.subject, letter.text, notice.created_at, language
    )


def mark_sent(session: Session, notice_id: int, *, at: datetime) -> None:
    """Note that a letter has gone; a token that it carried is forgotten."""
    notice = session.get_one(Notice, notice_id)
    notice.sent_at = at
    notice.facts = {name: value for name, value in notice.facts.items() if name != "token"}


def _path(notice: Notice) -> str:
    if "organisation" in notice.facts:
        return f"/organisationer/{notice.facts['organisation']}"
    if notice.letter in _ACCOUNT_PAGES:
        return _ACCOUNT_PAGES[notice.letter] + str(notice.facts.get("token", ""))
    case = f"/arenden/{notice.case_id}" if notice.letter.startswith(_OFFICE) else f"/ansokan/{notice.case_id}"
    return f"{case}/meddelanden" if "message" in notice.facts else case


def _case(session: Session, case_id: int | None) -> dict[str, str | None]:
    if case_id is None:
        return {}
    case = session.get_one(Case, case_id)
    officer = session.get(Person, case.officer_id) if case.officer_id else None
    return {
        "number": case.registry_number,
        "title": case.title or case.registry_number,
        "officer": officer.name if officer else None,
    }


def _asked(session: Session, completion_id: object) -> int:
    """Return how many things a request is about; zero when it is not known."""
    if not isinstance(completion_id, int):
        return 0
    statement = select(func.count(CompletionItem.id)).where(CompletionItem.completion_id == completion_id)
    return int(session.scalar(statement) or 0)


def _organisation(session: Session, organisation_id: object) -> str:
    found = session.get(Organisation, organisation_id) if isinstance(organisation_id, int) else None
    return found.name if found is not None else ""


def _report(session: Session, report_id: object) -> str | None:
    report = session.get(Report, report_id) if isinstance(report_id, int) else None
    return None if report is None else report.kind.value


def _written(facts: Mapping[str, object], language: str) -> dict[str, str]:
    """Return the days and amounts of an event as a reader writes them; events keep them in öre and as ISO days."""
    written = {}
    for name, value in facts.items():
        if name in ("due_on", "paid_on") and isinstance(value, str):
            written[name] = long_day(date.fromisoformat(value), language=language)
        elif name == "amount" and isinstance(value, int):
            written[name] = kronor_text(Money(value), language)
    return written
