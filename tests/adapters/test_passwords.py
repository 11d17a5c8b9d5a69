"""Passwords are kept as slow salted hashes, and an address without an account takes as long as one with."""

import time
from collections.abc import Callable, Iterator

import pytest

from fundflow.adapters import passwords


@pytest.fixture(autouse=True)
def fast() -> Iterator[None]:
    passwords.configure(fast=True)
    yield
    passwords.configure(fast=True)


def test_the_right_password_is_known_and_another_is_not() -> None:
    kept = passwords.hash_password("Norrsken över fjället")

    assert passwords.verify(kept, "Norrsken över fjället")
    assert not passwords.verify(kept, "norrsken över fjället")


def test_the_same_password_twice_is_two_hashes() -> None:
    assert passwords.hash_password("Norrsken") != passwords.hash_password("Norrsken")


@pytest.mark.parametrize("kept", ["", "klartext", "$argon2id$trasig"])
def test_a_hash_that_cannot_be_read_has_no_password(kept: str) -> None:
    assert not passwords.verify(kept, "klartext")
    assert passwords.needs_new_hash(kept)


def test_a_hash_of_the_tests_is_made_anew_at_the_real_cost() -> None:
    kept = passwords.hash_password("Norrsken")
    assert not passwords.needs_new_hash(kept)

    passwords.configure(fast=False)

    assert passwords.verify(kept, "Norrsken")
    assert passwords.needs_new_hash(kept)


def test_an_address_without_an_account_takes_as_long() -> None:
    passwords.configure(fast=False)
    kept = passwords.hash_password("Norrsken")
    passwords.waste("x")

    with_account, without = seconds(lambda: passwords.verify(kept, "fel")), seconds(lambda: passwords.waste("fel"))

    assert 0.2 < with_account / without < 5


def seconds(attempt: Callable[[], object]) -> float:
    """How long an attempt works, whatever else the machine does."""
    began = time.process_time()
    attempt()
    return time.process_time() - began
