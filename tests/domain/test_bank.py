"""Accounts are read as people write them, held to their check digits, written one way and masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from fundflow.domain.bank import Account, AccountKind, BankState, NotAnAccount, against_paying_to, read_account

DIGITS = "0123456789"


def digits(shortest: int, longest: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=shortest, max_size=longest)


@given(body=digits(6, 7))
def test_a_bankgiro_with_its_check_digit_is_taken_and_read_back_as_it_is_written(body: str) -> None:
    account = read_account(AccountKind.BANKGIRO, body + luhn.calc_check_digit(body))

    assert read_account(AccountKind.BANKGIRO, account.written) == account
    assert account.written[-5] == "-"


@given(kind=st.sampled_from([AccountKind.BANKGIRO, AccountKind.PLUSGIRO]), body=digits(6, 7), place=st.integers(0, 7))
def test_one_wrong_digit_in_a_giro_number_is_always_seen(kind: AccountKind, body: str, place: int) -> None:
    number = body + luhn.calc_check_digit(body)
    place %= len(number)
    for wrong in set(DIGITS) - {number[place]}:
        with pytest.raises(NotAnAccount):
            read_account(kind, number[:place] + wrong + number[place + 1 :])


@given(bban=digits(20, 20), place=st.integers(4, 23))
def test_one_wrong_digit_in_an_iban_is_always_seen(bban: str, place: int) -> None:
    checked = iban.calc_check_digits(f"SE00{bban}")
    number = f"SE{checked}{bban}"
    for wrong in set(DIGITS) - {number[place]}:
        with pytest.raises(NotAnAccount):
            read_account(AccountKind.IBAN, number[:place] + wrong + number[place + 1 :], bic_code="ESSESESS")


@given(number=digits(5, 12))
def test_a_masked_number_shows_four_digits_only(number: str) -> None:
    account = Account(AccountKind.BANK_ACCOUNT, number, "6102")

    assert account.masked == f"•••• {number[-4:]}"


@pytest.mark.parametrize(
    ("kind", "number", "more", "written"),
    [
        (AccountKind.BANKGIRO, "5050 1055", {}, "5050-1055"),
        (AccountKind.PLUSGIRO, "1234566", {}, "123456-6"),
        (AccountKind.PLUSGIRO, "4-2", {}, "4-2"),
        (AccountKind.BANK_ACCOUNT, "123 456 789-0", {"clearing": "8327-9"}, "8327-9, 1234567890"),
        (AccountKind.BANK_ACCOUNT, "123456789", {"clearing": "6102"}, "6102, 123456789"),
        (AccountKind.IBAN, "fi21 1234 5600 0007 85", {"bic_code": "ndeafihh"}, "FI21 1234 5600 0007 85"),
    ],
)
def test_an_account_is_read_as_people_write_it(
    kind: AccountKind, number: str, more: dict[str, str], written: str
) -> None:
    assert read_account(kind, number, **more).written == written


@pytest.mark.parametrize(
    ("kind", "number", "more", "part"),
    [
        (AccountKind.BANKGIRO, "5050-1056", {}, "number"),
        (AccountKind.BANKGIRO, "42", {}, "number"),
        (AccountKind.PLUSGIRO, "4", {}, "number"),
        (AccountKind.BANK_ACCOUNT, "12ab", {"clearing": "6102"}, "number"),
        (AccountKind.BANK_ACCOUNT, "123456789", {}, "clearing"),
        (AccountKind.BANK_ACCOUNT, "123456789", {"clearing": "8327-8"}, "clearing"),
        (AccountKind.BANK_ACCOUNT, "123456789", {"clearing": "6102-1"}, "clearing"),
        (AccountKind.BANK_ACCOUNT, "123456789", {"clearing": "0123"}, "clearing"),
        (AccountKind.IBAN, "FI21 1234 5600 0007 86", {"bic_code": "NDEAFIHH"}, "number"),
        (AccountKind.IBAN, "FI21 1234 5600 0007 85", {"bic_code": "NDEA"}, "bic"),
        (AccountKind.IBAN, "FI21 1234 5600 0007 85", {}, "bic"),
    ],
)
def test_what_cannot_be_an_account_says_which_part(
    kind: AccountKind, number: str, more: dict[str, str], part: str
) -> None:
    with pytest.raises(NotAnAccount) as error:
        read_account(kind, number, **more)

    assert error.value.part == part


def test_parts_of_another_kind_are_left_out() -> None:
    account = read_account(AccountKind.BANKGIRO, "5050-1055", clearing="6102", bic_code="NDEAFIHH")

    assert (account.clearing, account.bic) == (None, None)


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (None, ["bank_details_missing"]),
        (BankState.WAITING, ["bank_details_not_confirmed"]),
        (BankState.REFUSED, ["bank_details_not_confirmed"]),
        (BankState.CONFIRMED, []),
    ],
)
def test_nothing_is_paid_to_an_account_that_is_not_confirmed(state: BankState | None, codes: list[str]) -> None:
    assert [finding.code for finding in against_paying_to(state)] == codes
