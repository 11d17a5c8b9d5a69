"""The funding case: status, pinned versions, what is bound to concepts, and the stored sums."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from fundflow.domain.gender import GenderCategory, LeaderGender
from fundflow.domain.ledger import Balance, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.states import Origin, State
from fundflow.models.base import Base
from fundflow.models.event import CaseEvent
from fundflow.models.organisation import Organisation
from fundflow.models.person import Person
from fundflow.models.types import text_enum

_IMPORTED: Final = "origin = 'imported' OR "
_NOT_DRAFT: Final = "state = 'draft' OR "
_GRANTED_STATES: Final = "state NOT IN ('granted', 'ongoing', 'final_settlement', 'closed') OR "


class Case(Base):
    """One funding case, from draft to closed.

    Null in a concept column: not answered, or not readable as its concept. Null in ``programme_version``: imported.
    ``started_on`` and ``ended_on`` are the project's own days. The columns after ``entitled`` are the ledger's sums,
    written only by ``services.ledger.post``.
    """

    __tablename__ = "funding_case"
    __table_args__ = (
        CheckConstraint(_NOT_DRAFT + "registry_number IS NOT NULL", name="received_has_number"),
        CheckConstraint(_NOT_DRAFT + _IMPORTED + "received_at IS NOT NULL", name="received_has_moment"),
        CheckConstraint(_IMPORTED + "programme_version IS NOT NULL", name="programme_pinned"),
        CheckConstraint(_IMPORTED + "strategy_version IS NOT NULL", name="strategy_pinned"),
        CheckConstraint(_GRANTED_STATES + "granted > 0", name="granted_has_amount"),
        CheckConstraint(
            "state <> 'completion_requested' OR completion_due_on IS NOT NULL", name="completion_has_a_day"
        ),
        CheckConstraint("state <> 'closed' OR " + _IMPORTED + "closed_at IS NOT NULL", name="closed_has_moment"),
        CheckConstraint("advanced + paid - repaid <= granted + changed - released", name="within_grant"),
        CheckConstraint("settled <= advanced", name="settled_within_advanced"),
        CheckConstraint(_IMPORTED + "paid + settled <= entitled", name="within_entitled"),
        CheckConstraint("reserved >= 0 AND granted >= 0 AND paid >= 0 AND advanced >= 0", name="sums_not_negative"),
        UniqueConstraint("form_token"),
        Index("ix_funding_case_desk", "state", "officer_id", "deadline_on"),
        Index("ix_funding_case_decided", "decided_on"),
        Index("ix_funding_case_received", "received_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    state: Mapped[State] = mapped_column(text_enum(State), index=True)
    origin: Mapped[Origin] = mapped_column(text_enum(Origin))
    registry_number: Mapped[str | None] = mapped_column(unique=True)
    form_token: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(index=True)
    import_identity: Mapped[str | None] = mapped_column(unique=True)

    programme: Mapped[str] = mapped_column(index=True)
    programme_version: Mapped[int | None]
    grant_type: Mapped[str | None]
    strategy: Mapped[str]
    strategy_version: Mapped[int | None]
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("funding_case.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("funding_call.id"), index=True)
    service_place_id: Mapped[int | None] = mapped_column(ForeignKey("service_place.id"), index=True)
    source_of_money: Mapped[str | None]
    legal_act: Mapped[str | None]

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    own_project: Mapped[bool] = mapped_column(default=False)

    title: Mapped[str | None]
    summary: Mapped[str | None]
    requested_amount: Mapped[Money | None]
    total_cost: Mapped[Money | None]
    municipality_code: Mapped[str | None] = mapped_column(index=True)
    priority: Mapped[str | None] = mapped_column(index=True)
    strategic_area: Mapped[str | None]
    owners_women_percent: Mapped[Decimal | None]
    leader_gender: Mapped[LeaderGender | None] = mapped_column(text_enum(LeaderGender))
    ownership_record_id: Mapped[int | None] = mapped_column(ForeignKey("ownership_record.id"))
    gender_category: Mapped[GenderCategory] = mapped_column(
        text_enum(GenderCategory), default=GenderCategory.NOT_APPLICABLE
    )
    gender_rule_version: Mapped[int | None]
    sni_code: Mapped[str | None]
    project_starts_on: Mapped[date | None]
    project_ends_on: Mapped[date | None]
    eu_programme: Mapped[str | None]
    expected_result: Mapped[str | None]
    theme: Mapped[str | None]
    state_aid: Mapped[str | None]
    equality_gate: Mapped[str | None]
    climate_gate: Mapped[str | None]
    note: Mapped[str | None]

    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    received_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]
    signatory_confirmed_at: Mapped[datetime | None]
    completion_due_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    deadline_kind: Mapped[str | None]
    decided_on: Mapped[date | None]
    decided_year: Mapped[int | None]
    closed_at: Mapped[datetime | None]
    retention_class: Mapped[str | None]
    search_text: Mapped[str] = mapped_column(default="")

    budgeted_cost: Mapped[Money] = mapped_column(default=ZERO)
    entitled: Mapped[Money] = mapped_column(default=ZERO)
    reserved: Mapped[Money] = mapped_column(default=ZERO)
    granted: Mapped[Money] = mapped_column(default=ZERO)
    changed: Mapped[Money] = mapped_column(default=ZERO)
    released: Mapped[Money] = mapped_column(default=ZERO)
    cost_approved: Mapped[Money] = mapped_column(default=ZERO)
    advanced: Mapped[Money] = mapped_column(default=ZERO)
    settled: Mapped[Money] = mapped_column(default=ZERO)
    paid: Mapped[Money] = mapped_column(default=ZERO)
    recovery_demanded: Mapped[Money] = mapped_column(default=ZERO)
    repaid: Mapped[Money] = mapped_column(default=ZERO)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    officer: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[officer_id])
    submitted_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[submitted_by_id])
    events: WriteOnlyMapped[CaseEvent] = relationship(order_by=CaseEvent.sequence)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so

    @property
    def balance(self) -> Balance:
        """The stored sums as a value."""
        return Balance({kind: getattr(self, kind.value) for kind in EntryKind}, self.entitled)


class CaseMunicipality(Base):
    """A municipality that the case reaches: an official code, the whole county or outside it (X20)."""

    __tablename__ = "case_municipality"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class CasePriority(Base):
    """A further priority; the main one stands on the case and money counts on that one only (X02)."""

    __tablename__ = "case_priority"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    priority: Mapped[str] = mapped_column(primary_key=True)


class CaseFact(Base):
    """A concept that rules alone read, as canonical JSON."""

    __tablename__ = "case_fact"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    concept: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class NumberSeries(Base):
    """The last number used of a prefix in a Swedish calendar year; its row is locked while one is taken (D7)."""

    __tablename__ = "number_series"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
