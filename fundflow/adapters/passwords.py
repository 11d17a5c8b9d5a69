"""Hash and check passwords with argon2id; the only module that knows the library."""

from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The library's own cost follows RFC 9106: about 0.1 s and 64 MiB for each check, so callers limit the rate.
_SLOW: Final = PasswordHasher()
_FAST: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

_hasher = _SLOW


def configure(*, fast: bool) -> None:
    """Choose the cost of new hashes; ``fast`` protects nothing and is for tests and made-up data only."""
    global _hasher
    _hasher = _FAST if fast else _SLOW
    _nobodys_hash.cache_clear()


def hash_password(text: str) -> str:
    """Return the salted hash to keep; it carries its own cost."""
    return _hasher.hash(text)


def verify(kept: str, text: str) -> bool:
    """Say whether the text is the password of the hash; a hash that cannot be read has no password."""
    try:
        return _hasher.verify(kept, text)
    except (VerificationError, InvalidHashError):
        return False


def waste(text: str = "") -> None:
    """Do the work of a check when there is no account, so that the answer takes as long as when there is one."""
    verify(_nobodys_hash(), text)


def needs_new_hash(kept: str) -> bool:
    """Say whether a hash was made at another cost than today's; it is made anew when the person next signs in."""
    try:
        return _hasher.check_needs_rehash(kept)
    except InvalidHashError:
        return True


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("no account has this password")
