"""What applicant and office write to each other in a case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.models.base import Base
from fundflow.models.document import Document
from fundflow.models.person import Person


class Message(Base):
    """A message, entered in the case's register. ``form_token`` is the form's, so that a double click writes one.

    One from the applicant waits until the office answers or notes that no answer is needed (``handled_at``).
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        Index("ix_message_waiting", "from_office", "handled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    form_token: Mapped[str] = mapped_column(unique=True)
    from_office: Mapped[bool]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    document: Mapped[Document] = relationship(lazy="raise")
    written_by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[written_by_id])
    handled_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[handled_by_id])
