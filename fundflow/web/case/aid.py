"""Earlier aid to the undertaking behind a case, row by row with its source, and the room that its ceiling leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fundflow.domain.aid import REGIME_OF_CEILING, AidRegime, CountedAid, EarlierAid, window_start
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate
from fundflow.domain.roles import Permission
from fundflow.domain.rules.aid_room import window_years
from fundflow.labels.aid import REGIME
from fundflow.labels.published import rate_text
from fundflow.services.known import UNDECIDED
from fundflow.web.case.look import Looked
from fundflow.web.locale import _


@dataclass(frozen=True, slots=True)
class AidRow:
    """Aid as the page lists it; ``apart``: why it is not in the sum, empty where it is."""

    granted_on: date | None
    euro: Decimal | None
    kronor: Money | None
    regime: str
    case_id: int | None
    number: str
    applicant: str
    is_told: bool
    apart: str


@dataclass(frozen=True, slots=True)
class AidPanel:
    """The rows, the ceiling with what is used and left, and the rate; None: not known yet."""

    rows: list[AidRow]
    regime: str
    after: date
    until: date
    is_answered: bool
    ceiling: Decimal | None
    used: Decimal | None
    room: Decimal | None
    room_kronor: Money | None
    rate: EuroRate | None
    rate_told: str
    may_give_rate: bool


def aid_panel(looked: Looked) -> AidPanel | None:
    """Return earlier aid and the room left; None where the kind of support has no ceiling over rolling years."""
    facts = looked.facts
    regime = facts.grant_type.aid_regime if facts else None
    rule = next((rule for rule, of in REGIME_OF_CEILING.items() if of is regime), None)
    if facts is None or regime is None or rule is None:
        return None
    figures = next((one.figures for one in looked.findings if one.rests_on(rule)), {})
    ceiling, used, room, highest = (figures.get(one) for one in ("ceiling_eur", "used_eur", "room_eur", "highest"))
    after = window_start(facts.today, window_years(facts))
    return AidPanel(
        rows=sorted(_rows(facts, regime, after), key=lambda row: row.granted_on or date.max, reverse=True),
        regime=_(REGIME[regime]),
        after=after,
        until=facts.today,
        is_answered=Concept.EARLIER_AID in facts.concepts,
        ceiling=ceiling if isinstance(ceiling, Decimal) else None,
        used=used if isinstance(used, Decimal) else None,
        room=room if isinstance(room, Decimal) else None,
        room_kronor=highest if isinstance(highest, Money) else None,
        rate=facts.euro_rate,
        rate_told=rate_text(facts.euro_rate, _) if facts.euro_rate else "",
        may_give_rate=looked.uow.actor.may(Permission.CASE_PREPARE) and looked.case.state in UNDECIDED,
    )


def _rows(facts: CaseFacts, regime: AidRegime, after: date) -> Iterator[AidRow]:
    for one in facts.aid:
        aid, own = one.aid, one.own
        regulation = AidRegime(aid.regulation) if aid.regulation in set(AidRegime) else None
        yield AidRow(
            granted_on=aid.granted_on,
            euro=aid.amount_eur,
            kronor=own.amount if own else _told_in_kronor(aid),
            regime=_(REGIME[regulation]) if regulation else "",
            case_id=own.case_id if own else None,
            number=own.number if own else "",
            applicant=own.applicant if own else "",
            is_told=one.told is not None,
            apart=_apart(one, regime, after),
        )


def _told_in_kronor(aid: EarlierAid) -> Money | None:
    return None if aid.told_in_kronor is None else Money(int(aid.told_in_kronor * 100))


def _apart(one: CountedAid, regime: AidRegime, after: date) -> str:
    """Return why aid is left out of the sum."""
    if one.aid.granted_on is not None and one.aid.granted_on <= after:
        return _("Räknas inte, för gammalt")
    if one.aid.regulation is not None and one.aid.regulation != regime:
        return _("Räknas inte, annat slags stöd")
    return ""
