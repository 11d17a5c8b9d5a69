"""Earlier aid to the undertaking behind a case: what is declared, and what the region's own register knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fundflow.domain.aid import REGIME_OF_CEILING, CountedAid, EarlierAid, OwnGrant, together
from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import Counting
from fundflow.domain.programme import GrantType
from fundflow.domain.rates import EuroRate
from fundflow.models.case import Case
from fundflow.queries.aid import applicants_of, grants_to, rates_of, single_undertaking
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AidHad:
    """What is known of earlier aid to an undertaking; ``known``: the concepts as rules read them."""

    aid: tuple[CountedAid, ...] = ()
    known: dict[Concept, object] = field(default_factory=dict)


def aid_had(
    uow: UnitOfWork, case: Case, grant_type: GrantType, concepts: Mapping[Concept, object], counting: Counting
) -> AidHad:
    """Return earlier aid to the single undertaking, each once; nothing where no ceiling asks for it.

    What the applicant has not answered stays unknown, whatever the register holds. A decided case keeps to what had
    been granted by its day.

    Source: E1-E3, E9 and E11.
    """
    if grant_type.aid_regime not in REGIME_OF_CEILING.values():
        return AidHad()
    rows = concepts.get(Concept.EARLIER_AID)
    told = [row for row in rows if isinstance(row, EarlierAid)] if isinstance(rows, tuple | list) else None
    aid = together(told or (), _own_grants(uow, case, counting))
    return AidHad(aid, {Concept.EARLIER_AID: tuple(one.aid for one in aid)} if told is not None else {})


def _own_grants(uow: UnitOfWork, case: Case, counting: Counting) -> list[OwnGrant]:
    """Return the grants of the register to the same undertaking, each at its own rate."""
    organisations = single_undertaking(uow.session, case.organisation_id)
    cases = grants_to(
        uow.session,
        organisations,
        until=case.decided_on or uow.today,
        but=case.id,
        sent_only=uow.actor.acts_for(case.organisation_id),
    )
    rates = rates_of(uow.session, [one.id for one in cases])
    names = applicants_of(uow.session, organisations)
    return list(_as_grants(uow, cases, rates, names, counting))


def _as_grants(
    uow: UnitOfWork,
    cases: Iterable[Case],
    rates: Mapping[int, EuroRate],
    names: Mapping[int, str],
    counting: Counting,
) -> Iterable[OwnGrant]:
    for one in cases:
        regime = uow.catalogue.aid_regime(one.programme, one.grant_type)
        if regime is not None and one.decided_on is not None:
            yield OwnGrant(
                case_id=one.id,
                number=one.registry_number or one.external_id or "",
                applicant=names[one.organisation_id],
                granted_on=one.decided_on,
                regime=regime,
                grant_type=one.grant_type or "",
                amount=one.balance.commitment,
                first=one.granted,
                rate=rates.get(one.id) or counting.on(one.decided_on),
            )
