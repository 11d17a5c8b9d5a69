"""The register of places of commercial service: facts over time, turnover, and aid given before the service."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.money import Money
from fundflow.domain.service_places import Goods, PlaceFacts, PointOfSale, RunningAid
from fundflow.models.base import Base
from fundflow.models.organisation import Organisation
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class ServicePlace(Base):
    """A point of sale of groceries or fuel. ``opened_on`` null: not known; ``closed_on`` null: it is open."""

    __tablename__ = "service_place"
    __table_args__ = (
        CheckConstraint(
            "closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on", name="closes_after_opening"
        ),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(index=True)
    municipality_code: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(default="")
    point_of_sale: Mapped[PointOfSale] = mapped_column(text_enum(PointOfSale))
    latitude: Mapped[Decimal | None]
    longitude: Mapped[Decimal | None]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so


class ServicePlaceChange(Base):
    """What was changed of a place itself, by whom and when; only added. ``what``: field to [before, after]."""

    __tablename__ = "service_place_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("service_place.id"), index=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    what: Mapped[dict[str, Any]] = mapped_column(JSON)

    person: Mapped[Person | None] = relationship(lazy="raise")


class ServicePlaceRecord(Base):
    """A place's facts from one day on; only added. Of two from the same day the later one counts.

    Null: not known. ``owner_name`` names an owner that is not an applicant here.
    """

    __tablename__ = "service_place_record"
    __table_args__ = (
        CheckConstraint("owner_id IS NULL OR owner_name IS NULL", name="one_owner"),
        CheckConstraint("sells_groceries OR sells_fuel", name="sells_something"),
        Index("ix_service_place_record_of_day", "place_id", "from_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("service_place.id"))
    from_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    owner_name: Mapped[str | None]
    sells_groceries: Mapped[bool]
    sells_fuel: Mapped[bool]
    distance_km: Mapped[Decimal | None]
    nearest: Mapped[str | None]
    island_without_fixed_link: Mapped[bool | None]
    open_all_year: Mapped[bool | None]
    hours: Mapped[str | None]
    wide_grocery_range: Mapped[bool | None]
    assortment: Mapped[str | None]
    source: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    owner: Mapped[Organisation | None] = relationship(lazy="raise")
    noted_by: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def goods(self) -> frozenset[Goods]:
        """What the place sells."""
        sold = ((Goods.GROCERIES, self.sells_groceries), (Goods.FUEL, self.sells_fuel))
        return frozenset(goods for goods, sells in sold if sells)

    @property
    def facts(self) -> PlaceFacts:
        """The facts as a value."""
        return PlaceFacts(
            owner_id=self.owner_id,
            owner_name=self.owner_name,
            goods=self.goods,
            distance_km=self.distance_km,
            nearest=self.nearest,
            island_without_fixed_link=self.island_without_fixed_link,
            open_all_year=self.open_all_year,
            hours=self.hours,
            wide_grocery_range=self.wide_grocery_range,
            assortment=self.assortment,
        )


class ServicePlaceTurnover(Base):
    """The net turnover of groceries in a year; only added, and of two for a year the later one counts."""

    __tablename__ = "service_place_turnover"
    __table_args__ = (CheckConstraint("amount >= 0", name="not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("service_place.id"), index=True)
    year: Mapped[int]
    amount: Mapped[Money]
    source: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    noted_by: Mapped[Person | None] = relationship(lazy="raise")


class ServicePlaceAid(Base):
    """Aid of running a place that was given before the service, and why it is known; only added.

    ``corrects_id``: the row says that another was wrong, and neither counts. ``organisation_id`` null: the recipient is
    not an applicant here.
    """

    __tablename__ = "service_place_aid"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_above_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("service_place.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    aid: Mapped[RunningAid] = mapped_column(text_enum(RunningAid))
    decided_on: Mapped[date]
    support_year: Mapped[int]
    amount: Mapped[Money]
    reason: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("service_place_aid.id"), unique=True)
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    noted_by: Mapped[Person | None] = relationship(lazy="raise")
