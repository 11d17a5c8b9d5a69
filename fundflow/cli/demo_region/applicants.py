"""Made-up applicants with numbers that nobody has, and the person who signs for each."""

from dataclasses import dataclass
from random import Random

from stdnum import luhn

from fundflow.cli.demo_region.content import ApplicantNames, Names, Place
from fundflow.cli.demo_region.people import APPLICANTS, PASSWORD, STAFF
from fundflow.cli.demo_region.world import World
from fundflow.domain.bank import AccountKind, read_account
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.roles import Role
from fundflow.services.accounts import Invited, open_account
from fundflow.services.bank import confirm_bank_details, enter_bank_details
from fundflow.services.organisation import OrganisationFacts, register_organisation

MAJAS = "Nordanmat ekonomisk förening"


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant: the key of the person who signs, and what the forms say of it."""

    key: str
    name: str
    kind: ApplicantKind
    number: str
    place: Place
    address: str
    bankgiro: str
    signer: str
    email: str
    phone: str


def make_applicants(names: Names, chance: Random) -> list[Applicant]:
    """Return the applicants of the region, the one whose account is shown first."""
    found = [
        (group, name, place, count)
        for group in names.applicants
        for count, (name, place) in enumerate(_named(group, names), start=1)
    ]
    found.sort(key=lambda one: one[1] != MAJAS)
    applicants = []
    for place_in_list, (group, name, place, _) in enumerate(found):
        series = 100 + place_in_list * 7
        signer = _person(names, chance) if name != MAJAS else APPLICANTS[0].name
        applicants.append(
            Applicant(
                key=f"signer-{place_in_list}" if name != MAJAS else APPLICANTS[0].key,
                name=name,
                kind=group.kind,
                number=with_check_digit(f"{group.series}{series:03d}"),
                place=place,
                address=_address(names, chance, place),
                bankgiro=with_check_digit(f"999{series:04d}", hyphen_before=4),
                signer=signer,
                email=f"{_plain(signer)}@{_plain(name).replace('.', '-')}.example"
                if name != MAJAS
                else APPLICANTS[0].email,
                phone=f"0900-12 {chance.randint(35, 98)} {chance.randint(10, 98)}",
            )
        )
    return applicants


def _named(group: ApplicantNames, names: Names) -> list[tuple[str, Place]]:
    if not group.places:
        towns = [place for place in names.places if place.code in ("2480", "2482", "2481")]
        return [(name, towns[count % len(towns)]) for count, name in enumerate(group.names)]
    places = names.places[: group.places] if group.kind is ApplicantKind.MUNICIPALITY else names.places[-group.places :]
    return [(name.format(place=place.name), place) for name in group.names for place in places]


def _person(names: Names, chance: Random) -> str:
    first = chance.choice(names.women if chance.random() < 0.5 else names.men)
    return f"{first} {chance.choice(names.surnames)}"


def _address(names: Names, chance: Random, place: Place) -> str:
    return f"{chance.choice(names.streets)} {chance.randint(1, 60)}, 900 {chance.randint(10, 98)} {place.name}"


def with_check_digit(digits: str, *, hyphen_before: int = 4) -> str:
    """Return the digits with the check digit of organisation numbers and bankgiro, and a hyphen."""
    whole = digits + luhn.calc_check_digit(digits)
    return f"{whole[:-hyphen_before]}-{whole[-hyphen_before:]}"


def _plain(text: str) -> str:
    words = text.lower().translate(str.maketrans("åäöé,", "aaoe ")).split()
    return ".".join(words)


def open_accounts(world: World, applicants: list[Applicant]) -> dict[str, int]:
    """Open every account and register every applicant; return the ids of applicants by the key of who signs."""
    with world.deed("system") as uow:
        for account in STAFF:
            invited = Invited(account.email, account.name, frozenset(account.roles), frozenset(account.positions))
            world.ids[account.key] = open_account(uow, invited, PASSWORD).id
        for one in [*applicants]:
            invited = Invited(one.email, one.signer, frozenset({Role.APPLICANT}))
            world.ids[one.key] = open_account(uow, invited, PASSWORD).id
        writer = APPLICANTS[1]
        invited = Invited(writer.email, writer.name, frozenset({Role.APPLICANT}))
        world.ids[writer.key] = open_account(uow, invited, PASSWORD).id
    registered = {}
    for one in applicants:
        with world.deed(one.key) as uow:
            facts = OrganisationFacts(one.name, one.number, one.kind, one.place.code, one.address)
            registered[one.key] = register_organisation(uow, facts).id
        world.forget(one.key)
        give_account(world, one.key, registered[one.key], one.bankgiro)
    return registered


def give_account(world: World, signer: str, organisation_id: int, bankgiro: str) -> None:
    """Enter the applicant's bankgiro as the person who signs for it, and let the region confirm it."""
    with world.deed(signer) as uow:
        details = enter_bank_details(uow, organisation_id, read_account(AccountKind.BANKGIRO, bankgiro))
    with world.deed("economist") as uow:
        confirm_bank_details(uow, details.id, evidence="Bankgiroregistret: ägarens namn och nummer stämmer.")
