"""Earlier aid to the same undertaking, and what a ceiling over rolling years leaves; amounts in euro."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.periods import add_months
from fundflow.domain.rates import EuroRate


class AidRegime(StrEnum):
    """The regulation of the union that aid is given under."""

    DE_MINIMIS = "de_minimis"
    SGEI = "sgei"
    GBER = "gber"


DE_MINIMIS, SGEI, GBER = AidRegime.DE_MINIMIS, AidRegime.SGEI, AidRegime.GBER

REGIME_OF_CEILING: Final[Mapping[str, AidRegime]] = {"E1": DE_MINIMIS, "E9": SGEI}
"""The rule that holds the aid of a regulation within its ceiling over rolling years."""

_ONE_EURO: Final = Decimal(1)
_ONE_KRONA: Final = Decimal(1)
_FAR: Final = Decimal(2)


@dataclass(frozen=True, slots=True)
class EarlierAid:
    """Aid that was granted on a day under a regulation; None: unknown. ``told_in_kronor``: where it was told so."""

    granted_on: date | None
    amount_eur: Decimal | None
    regulation: str | None
    grant_type: str | None = None
    told_in_kronor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OwnGrant:
    """A grant in the region's own register: ``amount`` as it stands now, ``first`` as it was when it was decided.

    ``rate`` None: it is not known what a euro cost that day.
    """

    case_id: int
    number: str
    applicant: str
    granted_on: date
    regime: AidRegime
    grant_type: str
    amount: Money
    first: Money
    rate: EuroRate | None

    @property
    def aid(self) -> EarlierAid:
        """The grant as rules count it."""
        euro = self.rate.in_euro(self.amount.as_kronor) if self.rate else None
        return EarlierAid(self.granted_on, euro, self.regime.value, self.grant_type)

    def is_told_in(self, told: EarlierAid) -> bool:
        """Say whether a row that the applicant declared is this grant: the same day, and within a euro or a krona."""
        if told.granted_on != self.granted_on:
            return False
        if told.told_in_kronor is not None:
            kronor = (self.amount.as_kronor, self.first.as_kronor)
            return any(abs(told.told_in_kronor - one) <= _ONE_KRONA for one in kronor)
        if told.amount_eur is None or self.rate is None:
            return False
        amounts = (self.rate.in_euro(self.amount.as_kronor), self.rate.in_euro(self.first.as_kronor))
        return any(abs(told.amount_eur - euro) <= _ONE_EURO for euro in amounts)


@dataclass(frozen=True, slots=True)
class CountedAid:
    """Aid that counts once: from the own register, as declared, or both."""

    own: OwnGrant | None
    told: EarlierAid | None

    @property
    def aid(self) -> EarlierAid:
        """What rules count: the register's own figures where it knows the grant."""
        if self.own is not None:
            return self.own.aid
        return self.told or EarlierAid(None, None, None)


def together(told: Iterable[EarlierAid], own: Iterable[OwnGrant]) -> tuple[CountedAid, ...]:
    """Return all aid once: each grant of the register with the declared row that is the same, then the other rows."""
    left, counts = list(told), []
    for grant in own:
        same = next((row for row in left if grant.is_told_in(row)), None)
        if same is not None:
            left.remove(same)
        counts.append(CountedAid(grant, same))
    return (*counts, *(CountedAid(None, row) for row in left))


def against_rate(rate: EuroRate, usual: EuroRate | None, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a rate that an officer gives: its day, or a figure far from the usual one.

    Source: E11 (partly verified).
    """
    if rate.day is not None and rate.day > today:
        yield Finding("rate_day_ahead", Verdict.NOT_YET, figures={"day": today}, field="day")
    if rate.sek_per_eur <= 0:
        yield Finding("rate_not_above_zero", Verdict.NOT_YET, field="sek_per_eur")
    elif usual is not None and not usual.sek_per_eur / _FAR < rate.sek_per_eur < usual.sek_per_eur * _FAR:
        yield Finding("rate_far_off", Verdict.NOT_YET, figures={"rate": usual.sek_per_eur}, field="sek_per_eur")


def window_start(day: date, years: int) -> date:
    """Return the same day so many years before; aid counts when it was granted after it.

    Source: E2, Regulation (EU) 2023/2831 art 3.
    """
    return add_months(day, -12 * years)


def counted(
    aid: Iterable[EarlierAid], day: date, years: int, regulation: str, grant_types: Collection[str] = ()
) -> Decimal | None:
    """Return the euro that count on the day; None when it is unknown whether or how much something counts.

    With ``grant_types`` only those count, and aid of which the type is not told.
    """
    start = window_start(day, years)
    sums = Decimal(0)
    for one in aid:
        is_other = one.regulation is not None and one.regulation != regulation
        is_old = one.granted_on is not None and one.granted_on <= start
        is_apart = bool(grant_types) and one.grant_type is not None and one.grant_type not in grant_types
        if is_other or is_old or is_apart:
            continue
        if one.granted_on is None or one.amount_eur is None or one.regulation is None:
            return None
        sums += one.amount_eur
    return sums
