"""Money in whole öre; shares are rounded down to whole kronor."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Self

_BLANKS: Final = re.compile(r"[\s\u00a0\u2007\u202f]+")
_GROUPED: Final = re.compile(r"^\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?$", re.ASCII)
_PLAIN: Final = re.compile(r"^\d+(?:[.,]\d{1,2})?$", re.ASCII)
_LARGEST_KRONOR: Final = 1_000_000_000_000


class NotAnAmount(ValueError):
    """The text cannot be read as an amount in kronor."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in öre (1 krona = 100 öre)."""

    ore: int

    @classmethod
    def kronor(cls, kronor: int) -> Self:
        """Return whole kronor as money."""
        return cls(kronor * 100)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.ore + other.ore)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.ore - other.ore)

    def __neg__(self) -> "Money":
        return Money(-self.ore)

    def __bool__(self) -> bool:
        return self.ore != 0

    @property
    def whole_kronor(self) -> int:
        """The amount in kronor, rounded down."""
        return self.ore // 100

    @property
    def as_kronor(self) -> Decimal:
        """The exact amount in kronor with two decimals, for workbooks and texts."""
        return Decimal(self.ore) / 100

    def floor(self) -> "Money":
        """Return the amount rounded down to whole kronor."""
        return Money(self.ore // 100 * 100)

    def share(self, percent: Decimal) -> "Money":
        """Return ``percent`` (0-100) of the amount, rounded down to whole kronor.

        The percentage is turned into a whole-number fraction first, so that no digit is lost on large amounts.
        """
        numerator, denominator = percent.as_integer_ratio()
        return Money(self.ore * numerator // (denominator * 100)).floor()

    @classmethod
    def rounded_down(cls, kronor: Fraction | Decimal) -> Self:
        """Return an exact number of kronor, rounded down to whole kronor."""
        numerator, denominator = kronor.as_integer_ratio()
        return cls.kronor(numerator // denominator)

    def part(self, numerator: "Money", denominator: "Money") -> "Money":
        """Return the amount times one sum over another, in whole-number arithmetic, rounded down to whole kronor.

        ``denominator`` must be above zero.
        """
        return Money(self.ore * numerator.ore // denominator.ore).floor()


ZERO: Final = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum; nothing gives zero."""
    return Money(sum(amount.ore for amount in amounts))


def percent_of(part: Money, whole: Money) -> Decimal | None:
    """Return ``part`` in percent (0-100) of ``whole``, unrounded and for display only; None when the whole is zero."""
    return Decimal(part.ore) * 100 / Decimal(whole.ore) if whole.ore else None


def is_below_zero(text: str) -> bool:
    """Say whether the text is an amount with a minus before it, which ``parse_kronor`` refuses."""
    unsigned = text.strip().lstrip("-\u2212\u2013").lstrip()
    try:
        return unsigned != text.strip() and bool(parse_kronor(unsigned))
    except NotAnAmount:
        return False


def parse_kronor(text: str) -> Money:
    """Read an amount in kronor as people write it: ``1 234,50``, ``1234.5``, ``1 234 kr``, ``12 000:-``.

    Blanks of every kind separate thousands; comma and full stop are decimal signs with one or two decimals.
    ``1.234`` is refused rather than guessed: it may be one thousand or one krona and a bit.

    Raises NotAnAmount when the text is no amount, is negative or is beyond a thousand milliards.
    """
    cleaned = _BLANKS.sub(" ", text).strip().lower().removesuffix(".")
    for ending in (":-", "kronor", "kr", "sek"):
        cleaned = cleaned.removesuffix(ending).strip()
    return Money(hundredths(cleaned))


def hundredths(text: str) -> int:
    """Read an amount without its unit, in hundredths, as ``parse_kronor`` reads it.

    Raises NotAnAmount as that does.
    """
    cleaned = _BLANKS.sub(" ", text).strip()
    if not (_GROUPED.match(cleaned) or _PLAIN.match(cleaned)):
        raise NotAnAmount(text)
    whole, _, decimals = cleaned.replace(" ", "").replace(",", ".").partition(".")
    if int(whole) > _LARGEST_KRONOR:
        raise NotAnAmount(text)
    return int(whole) * 100 + int(decimals.ljust(2, "0") if decimals else 0)
