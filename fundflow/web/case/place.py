"""The service place of a case: the application beside the register, and what is left under the ceiling."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from flask import url_for

from fundflow.domain.concepts import Concept
from fundflow.domain.money import Money
from fundflow.domain.roles import Permission
from fundflow.domain.service_places import RECKONED, SAME_YEAR, AidGiven, Goods, PointOfSale, RunningAid, differs
from fundflow.labels.amounts import decimal_text, kronor_text
from fundflow.labels.service_places import FACT, GOODS, POINT_OF_SALE
from fundflow.queries.service_places import registry_numbers
from fundflow.services.facts import told_in_application
from fundflow.services.place_facts import KnownOfPlace, ceiling_of, is_about_a_place, known_of_place, running_aid
from fundflow.web.case.look import Looked
from fundflow.web.filters import NOTHING, plain_day
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.service_place import ServicePlace

_UNIT: Final = "\N{NO-BREAK SPACE}km"


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact as the application and the register tell it, and where the register has it from."""

    label: str
    told: str
    known: str
    differs: bool
    sources: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceOfCase:
    """The place that a case is about, None when it is not linked yet; ``left``: under the joint ceiling of ``year``."""

    place: "ServicePlace | None"
    compared: tuple[Compared, ...] = ()
    year: int = 0
    left: Money | None = None
    ceiling: Money | None = None
    may_link: bool = False

    @property
    def differing(self) -> int:
        """How many facts are to be checked."""
        return sum(one.differs for one in self.compared)


def place_of_case(looked: Looked) -> PlaceOfCase | None:
    """Return what is to be shown of a case's place; None for a support that is not given to one."""
    uow, case = looked.uow, looked.case
    if not is_about_a_place(uow, case):
        return None
    may_link = uow.actor.may(Permission.CASE_PREPARE)
    known = known_of_place(uow, case)
    if known is None:
        return PlaceOfCase(None, may_link=may_link)
    if looked.facts is None:
        return PlaceOfCase(known.place, may_link=may_link)
    told = told_in_application(uow, case)
    is_running = running_aid(uow, case) is not None
    ceiling = ceiling_of(uow, case.decided_on or uow.today) if is_running else None
    amounts = [looked.facts.concepts.get(concept) for concept in SAME_YEAR.values()]
    used = Money(sum(amount.ore for amount in amounts if isinstance(amount, Money)))
    return PlaceOfCase(
        known.place,
        tuple(_compared(looked, known, told)),
        known.year,
        None if ceiling is None else max(Money(0), ceiling - used),
        ceiling,
        may_link,
    )


def _compared(looked: Looked, known: KnownOfPlace, told: Mapping[Concept, object]) -> Iterator[Compared]:
    asked = {question.concept for question in looked.facts.questions} if looked.facts else set()
    numbers = registry_numbers(looked.uow.session, [one.case_id for one in known.given if one.case_id])
    for concept, label in FACT.items():
        if concept not in asked:
            continue
        is_reckoned = concept in RECKONED
        registered = known.reckoned.get(concept) if is_reckoned else known.registered.get(concept)
        said = told.get(concept)
        if said is None and registered is None:
            continue
        sources = tuple(_sources(looked, known, concept, numbers)) if is_reckoned else ()
        is_other = said is not None and registered is not None and differs(concept, said, registered)
        yield Compared(_(label), fact_told(concept, said), fact_told(concept, registered), is_other, sources)


def _sources(
    looked: Looked, known: KnownOfPlace, concept: Concept, numbers: Mapping[int, str]
) -> Iterator[tuple[str, str | None]]:
    """Yield each decision that earlier aid is reckoned from, with where it is read."""
    for one in known.given:
        if not _counts(one, known, concept):
            continue
        words = {"amount": kronor_text(one.amount), "day": plain_day(one.decided_on)}
        if one.case_id is None:
            url = url_for("service_place.show", place_id=one.place_id)
            yield _("Före tjänsten: %(amount)s, beslut %(day)s", **words), url
        else:
            url = url_for("case.overview", case_id=one.case_id)
            yield _("%(number)s: %(amount)s, beslut %(day)s", number=numbers.get(one.case_id, ""), **words), url


def _counts(one: AidGiven, known: KnownOfPlace, concept: Concept) -> bool:
    if concept is Concept.SERVICEBIDRAG_YEARS_BEFORE:
        return one.aid is RunningAid.SERVICE_GRANT and one.organisation_id in known.recipients
    is_here = one.place_id == known.place.id and one.decided_on.year == known.year
    return is_here and SAME_YEAR[one.aid] is concept


def fact_told(concept: Concept, value: object) -> str:
    """Return a fact of a place in words; a dash where it is not known."""
    match value:
        case None:
            return NOTHING
        case bool():
            return _("Ja") if value else _("Nej")
        case Money():
            return kronor_text(value)
        case Decimal() if concept is Concept.DISTANCE_KM:
            return decimal_text(value) + _UNIT
        case list() if concept is Concept.SERVICE_GOODS:
            return ", ".join(_(GOODS[one]) for one in Goods if one in value).capitalize() or NOTHING
        case str() if concept is Concept.POINT_OF_SALE and value in set(PointOfSale):
            return _(POINT_OF_SALE[PointOfSale(value)])
        case _:
            return str(value)
