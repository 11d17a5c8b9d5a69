"""Earlier aid to the same undertaking, and what a ceiling over rolling years leaves; amounts in euro."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fundflow.domain.periods import add_months

DE_MINIMIS, SGEI, GBER = "de_minimis", "sgei", "gber"


@dataclass(frozen=True, slots=True)
class EarlierAid:
    """Aid that was granted on a day under a regulation; None: unknown."""

    granted_on: date | None
    amount_eur: Decimal | None
    regulation: str | None
    grant_type: str | None = None


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
