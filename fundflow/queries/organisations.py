"""Applicants: their names over time, who continues whom, and finding one by number or name."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.errors import NotFound
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation, OrganisationName


def names_of(session: Session, organisation_id: int) -> Sequence[OrganisationName]:
    """Return the names that have been kept beside the present one, aliases last, latest first."""
    return session.scalars(
        select(OrganisationName)
        .where(OrganisationName.organisation_id == organisation_id)
        .options(joinedload(OrganisationName.noted_by))
        .order_by(
            OrganisationName.kind.desc(), OrganisationName.from_on.desc().nulls_last(), OrganisationName.id.desc()
        )
    ).all()


def mergers(session: Session) -> dict[int, int]:
    """Return who continues each organisation that has been taken over; there are few of them."""
    statement = select(Organisation.id, Organisation.merged_into_id).where(Organisation.merged_into_id.is_not(None))
    return {row.id: row.merged_into_id for row in session.execute(statement)}


def with_predecessors(session: Session, organisations: Collection[int]) -> frozenset[int]:
    """Return the organisations and all that they continue, at whatever remove."""
    return frozenset(today_of(session, organisations)) if organisations else frozenset()


def today_of(session: Session, organisations: Collection[int]) -> dict[int, int]:
    """Return, for each of the organisations and all that they continue, which of them it is today."""
    taken_over, found = mergers(session), {one: one for one in organisations}
    while added := {
        before: found[after] for before, after in taken_over.items() if after in found and before not in found
    }:
        found |= added
    return found


def one_recipient(session: Session, organisation_id: int) -> frozenset[int]:
    """Return the organisation with those that continue it and all that they continue: one recipient over time."""
    return with_predecessors(session, {with_successors(session, organisation_id)[-1]})


def with_successors(session: Session, organisation_id: int) -> list[int]:
    """Return the organisation and those that continue it, each by the next; the last one is what it is today."""
    chain, taken_over = [organisation_id], mergers(session)
    while chain[-1] in taken_over and taken_over[chain[-1]] not in chain:
        chain.append(taken_over[chain[-1]])
    return chain


def predecessors_of(session: Session, organisation_id: int) -> Sequence[Organisation]:
    """Return the organisations that this one directly continues, latest first."""
    return session.scalars(
        select(Organisation)
        .where(Organisation.merged_into_id == organisation_id)
        .order_by(Organisation.merged_on.desc(), Organisation.id)
    ).all()


def get_organisation_by_id(session: Session, organisation_id: int) -> Organisation:
    """Return an organisation, for its name; NotFound when there is none."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    return organisation


def organisation_of_number(session: Session, number: str) -> Organisation | None:
    """Return the organisation of a Swedish number; None when it is not registered."""
    return session.scalars(select(Organisation).where(Organisation.number == number)).first()


def find_organisations(session: Session, words: str, *, most: int = 50) -> Sequence[Organisation]:
    """Return the organisations that a word in a number or in any of their names leads to, in Swedish order."""
    statement = select(Organisation)
    for word in folded(words).split():
        statement = statement.where(
            or_(
                Organisation.name_folded.contains(word, autoescape=True),
                Organisation.other_names.contains(word, autoescape=True),
                Organisation.number.contains(word, autoescape=True),
                Organisation.foreign_id.contains(word.upper(), autoescape=True),
            )
        )
    return session.scalars(statement.order_by(Organisation.name.collate("sv"), Organisation.id).limit(most)).all()
