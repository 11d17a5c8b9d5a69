"""What the municipality of the demo accounts for after a year of home delivery: costs, fees and deliveries."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from fundflow.cli.demo_region.days import some_days_after
from fundflow.cli.demo_region.papers import paper
from fundflow.cli.demo_region.world import Story, World
from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.money import Money
from fundflow.queries.cases import get_case
from fundflow.services.attachments import VOUCHER, Belongs, Upload, attach
from fundflow.services.claim import save_claim, send_claim, start_claim
from fundflow.services.claim_delivery import calendar_year

if TYPE_CHECKING:
    from fundflow.cli.demo_region.supports import Support

HOME_DELIVERY: Final = "hemsandning"
_COSTS: Final = (
    ("bought_delivery", "Ersättning för turerna, första halvåret", "Sörvattnets buss och taxi", 6, 148_600),
    ("bought_delivery", "Ersättning för turerna, andra halvåret", "Sörvattnets buss och taxi", 12, 156_400),
    ("bought_delivery", "Packning i butiken, hela året", "Sörvattnets Lanthandel", 12, 62_000),
    ("own_vehicle", "Varubilen: leasing, försäkring och drivmedel", "Kommunens fordonsenhet", 12, 81_500),
    ("own_staff", "Samordnare, en dag i veckan", "Lönelista", 12, 47_300),
)
_FEES, _DELIVERIES, _HOUSEHOLDS = 62_400, 1_560, 38
_PROGRESS: Final = (
    "Bilen har kört varje torsdag utom två veckor i januari, då vägen var stängd. Det blev färre turer än vi räknade "
    "med, eftersom två hushåll har flyttat in till tätorten."
)


def account_for_the_year(world: World, support: "Support", case_id: int, chance: Random) -> Story:
    """Claim what the year came to, once it is over; the claim waits for the region."""
    yield some_days_after(chance, world.now, 8, 14)
    with world.deed(support.key) as uow:
        year = calendar_year(uow, get_case(uow.session, uow.actor, case_id))
        if year is None or uow.today <= year.last:
            return
        claim = start_claim(uow, case_id, token=f"demo-claim-{support.grant_type}")
        world.passes(40)
        own = {"household_fees": str(_FEES), "deliveries_made": str(_DELIVERIES), "households_served": str(_HOUSEHOLDS)}
        costs = tuple(_cost(year.first.year, *one) for one in _COSTS)
        content = ClaimContent(year.first, year.last, _PROGRESS, False, costs, claim.row_version, own)
        later = replace(uow, now=world.now)
        save_claim(later, claim.id, content)
        lines = ["Huvudbok, utdrag", "", support.title, f"{year.first} till {year.last}"]
        upload = Upload("Huvudbok och turlista.pdf", paper(lines))
        attach(later, world.store, case_id, VOUCHER, upload, Belongs(claim_id=claim.id))
        send_claim(later, claim.id, truthful=True)


def _cost(year: int, kind: str, what: str, supplier: str, month: int, kronor: int) -> DeclaredCost:
    return DeclaredCost(kind, what, supplier, date(year, month, 20), Money.kronor(kronor))
