"""Accounts to pay to: read, checked by their own check digits, written one way, masked, and confirmed by the region."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stdnum import bic, iban, luhn
from stdnum.exceptions import ValidationError

from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.roles import Actor, Permission

_BLANKS: Final = re.compile(r"[\s\u00a0.,-]+")
_SWEDBANK: Final = "8"
_CONTROL: Final = LegalSource("Y8", None, "regionens rutin för utbetalning")
_SHOWN: Final = 4


class AccountKind(StrEnum):
    """How money reaches an applicant; only abroad is an IBAN needed."""

    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    BANK_ACCOUNT = "bank_account"
    IBAN = "iban"


class BankState(StrEnum):
    """Whether the region has confirmed that an account is the applicant's."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class NotAnAccount(ValueError):
    """The account cannot be right; ``part`` says where: number, clearing or bic."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Account:
    """An account whose check digits agree; ``clearing`` only with a bank account, ``bic`` only with an IBAN.

    The digits of a giro number and the fifth of a clearing number of Swedbank are checked with Luhn's formula, an IBAN
    with ISO 7064 and its country's form. The account number at a bank has check digits that differ from bank to bank;
    only its length is held here, and the region's confirmation is what vouches for it.

    Raises NotAnAccount.
    """

    kind: AccountKind
    number: str
    clearing: str | None = None
    bic: str | None = None

    def __post_init__(self) -> None:
        for part, holds in (
            ("number", _NUMBER_HOLDS[self.kind](self.number)),
            ("clearing", _clearing_holds(self.kind, self.clearing)),
            ("bic", _bic_holds(self.kind, self.bic)),
        ):
            if not holds:
                raise NotAnAccount(part)

    @property
    def written(self) -> str:
        """The number as people write it: ``5050-1055``, ``1 23 45-6``, ``8327-9, 123 456 789-0``, an IBAN in fours."""
        match self.kind:
            case AccountKind.BANKGIRO:
                return f"{self.number[:-4]}-{self.number[-4:]}"
            case AccountKind.PLUSGIRO:
                return f"{self.number[:-1]}-{self.number[-1]}"
            case AccountKind.BANK_ACCOUNT:
                return f"{_clearing_written(self.clearing or '')}, {self.number}"
            case AccountKind.IBAN:
                return str(iban.format(self.number))

    @property
    def masked(self) -> str:
        """The number with only its last four signs, for lists and for those who do not pay."""
        return f"•••• {self.number[-_SHOWN:]}" if len(self.number) > _SHOWN else f"•••• {self.number[-2:]}"


def read_account(kind: AccountKind, number: str, *, clearing: str = "", bic_code: str = "") -> Account:
    """Return an account as people write it, with or without blanks, hyphens and commas; NotAnAccount otherwise."""
    return Account(
        kind,
        _BLANKS.sub("", number).upper(),
        _BLANKS.sub("", clearing) if kind is AccountKind.BANK_ACCOUNT else None,
        _BLANKS.sub("", bic_code).upper() if kind is AccountKind.IBAN else None,
    )


def _is_giro(number: str, shortest: int) -> bool:
    return _is_digits(number, shortest, 8) and bool(luhn.is_valid(number))


def _is_digits(text: str, shortest: int, longest: int) -> bool:
    return text.isascii() and text.isdigit() and shortest <= len(text) <= longest


def _is_iban(number: str) -> bool:
    try:
        return bool(iban.validate(number) == number)
    except ValidationError:
        return False


_NUMBER_HOLDS: Final = {
    AccountKind.BANKGIRO: lambda number: _is_giro(number, 7),
    AccountKind.PLUSGIRO: lambda number: _is_giro(number, 2),
    AccountKind.BANK_ACCOUNT: lambda number: _is_digits(number, 5, 12),
    AccountKind.IBAN: _is_iban,
}


def _clearing_holds(kind: AccountKind, clearing: str | None) -> bool:
    if kind is not AccountKind.BANK_ACCOUNT:
        return clearing is None
    if clearing is None or not _is_digits(clearing, 4, 5) or clearing.startswith("0"):
        return False
    return len(clearing) == 4 or (clearing.startswith(_SWEDBANK) and bool(luhn.is_valid(clearing)))


def _clearing_written(clearing: str) -> str:
    return clearing if len(clearing) == 4 else f"{clearing[:4]}-{clearing[4:]}"


def _bic_holds(kind: AccountKind, code: str | None) -> bool:
    if kind is not AccountKind.IBAN:
        return code is None
    return code is not None and bool(bic.is_valid(code))


_PAYS: Final = (Permission.BANK_CONFIRM, Permission.PAYMENT_AUTHORISE, Permission.PAYMENT_CONFIRM)


def sees_whole_account(actor: Actor) -> bool:
    """Say whether the person's work needs the whole number of an account."""
    return any(actor.may(permission) for permission in _PAYS)


def against_paying_to(state: BankState | None) -> Iterator[Finding]:
    """Yield why nothing can be paid yet: no account, or one that the region has not confirmed.

    ``state`` None: no account is registered. Source: Y8.
    """
    if state is None:
        yield Finding("bank_details_missing", Verdict.NOT_YET, _CONTROL)
    elif state is not BankState.CONFIRMED:
        yield Finding("bank_details_not_confirmed", Verdict.NOT_YET, _CONTROL)
