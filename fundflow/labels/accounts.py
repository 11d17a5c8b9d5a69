"""What kinds and states of accounts are called, and an account in words."""

from typing import Final

from fundflow.domain.bank import Account, AccountKind, BankState
from fundflow.i18n import msgid

ACCOUNT_KIND: Final[dict[AccountKind, str]] = {
    AccountKind.BANKGIRO: msgid("Bankgiro"),
    AccountKind.PLUSGIRO: msgid("Plusgiro"),
    AccountKind.BANK_ACCOUNT: msgid("Bankkonto"),
    AccountKind.IBAN: msgid("Konto utomlands (IBAN)"),
}

BANK_STATE: Final[dict[BankState, str]] = {
    BankState.WAITING: msgid("Väntar på att vi bekräftar"),
    BankState.CONFIRMED: msgid("Bekräftat"),
    BankState.REFUSED: msgid("Godtogs inte"),
}


def account_text(account: Account) -> str:
    """Return an account in full, as a payment keeps it: ``Bankgiro 5050-1055``."""
    kind = "IBAN" if account.kind is AccountKind.IBAN else ACCOUNT_KIND[account.kind]
    return f"{kind} {account.written}" + (f", BIC {account.bic}" if account.bic else "")
