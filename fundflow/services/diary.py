"""Registry numbers without gaps, and the case's register of documents."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from fundflow.domain.identifiers import registry_number
from fundflow.models.case import Case, NumberSeries
from fundflow.models.document import Direction, Document
from fundflow.services.unit_of_work import UnitOfWork


def next_registry_number(uow: UnitOfWork) -> str:
    """Take the next number of the region's series and the Swedish year; the row is locked until the commit (D7).

    A deed that is rolled back gives its number back, so the series has no gaps.
    """
    key: dict[str, str | int] = {"prefix": uow.region.registry_prefix, "year": uow.today.year}
    series = _locked_series(uow, key)
    if series is None:
        try:
            with uow.session.begin_nested():
                uow.session.add(NumberSeries(**key, last=0))
        except IntegrityError:  # two first cases of the year at once: the other one made the row
            uow.session.expire_all()
        series = _locked_series(uow, key)
        assert series is not None  # noqa: S101 - made by us or by the other
    series.last += 1
    return registry_number(series.prefix, series.year, series.last)


def _locked_series(uow: UnitOfWork, key: dict[str, str | int]) -> NumberSeries | None:
    return uow.session.scalars(
        select(NumberSeries).filter_by(**key).with_for_update().execution_options(populate_existing=True)
    ).first()


@dataclass(frozen=True, slots=True)
class Entered:
    """What the register says of a document; a counterpart None: drawn up here for the case itself."""

    direction: Direction
    matter: str
    counterpart: str | None = None
    for_applicant: bool = False


def register_document(uow: UnitOfWork, case: Case, entered: Entered) -> Document:
    """Enter a document in the case's register under the next number of the case (D7, L15).

    Source: L15, OSL 5:1-2.
    """
    last = uow.session.scalar(select(func.max(Document.sequence)).where(Document.case_id == case.id)) or 0
    document = Document(
        case_id=case.id,
        sequence=last + 1,
        number=f"{case.registry_number}-{last + 1}",
        direction=entered.direction,
        registered_on=uow.today,
        registered_at=uow.now,
        counterpart=entered.counterpart,
        matter=entered.matter,
        for_applicant=entered.for_applicant,
    )
    uow.session.add(document)
    uow.session.flush()
    return document
