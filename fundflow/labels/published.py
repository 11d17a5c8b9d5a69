"""Rates of the euro and price base amounts in words, each with where it comes from, and what is wrong with one."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fundflow.domain.currencies import Currency, CurrencyAmount
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.i18n import msgid
from fundflow.labels.amounts import NO_BREAK, SWEDISH, decimal_text, kronor_text, long_day

_RATE_OF_REGION: Final = msgid("En euro räknas som %(rate)s kronor, kursen den %(day)s. Källa: %(publisher)s.")
_RATE_OF_CASE: Final = msgid("En euro räknas som %(rate)s kronor, kursen den %(day)s som handläggaren har angett.")
_RATE_OF_RULES: Final = msgid("En euro räknas som %(rate)s kronor. Kursen har ingen dag och är inte helt kontrollerad.")
_BASE_OF_REGION: Final = msgid("Prisbasbeloppet för %(year)s är %(amount)s. Källa: %(publisher)s.")
_BASE_OF_RULES: Final = msgid("Prisbasbeloppet för %(year)s är %(amount)s. Det beloppet är inte kontrollerat.")


def rate_text(rate: EuroRate, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return a rate as a sentence with its day and where it comes from, as far as they are known."""
    told = {"rate": decimal_text(rate.sek_per_eur, language)}
    if rate.day is None:
        return translate(_RATE_OF_RULES) % told
    told["day"] = long_day(rate.day, weekday=False, language=language)
    if not rate.source:
        return translate(_RATE_OF_CASE) % told
    return translate(_RATE_OF_REGION) % {**told, "publisher": rate.source.rstrip(". ")}


def published_text(figure: EuroRate | PriceBase, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return either as a sentence."""
    if isinstance(figure, EuroRate):
        return rate_text(figure, translate, language)
    return price_base_text(figure, translate, language)


def price_base_text(base: PriceBase, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return a price base amount as a sentence with where it comes from."""
    told = {"year": str(base.year), "amount": kronor_text(base.amount, language)}
    if not base.source:
        return translate(_BASE_OF_RULES) % told
    return translate(_BASE_OF_REGION) % {**told, "publisher": base.source.rstrip(". ")}


_COUNTED: Final = msgid("motsvarar %(euro)s euro med kursen %(rate)s den %(day)s")
_COUNTED_WITHOUT_DAY: Final = msgid("motsvarar %(euro)s euro med kursen %(rate)s")


def counted_text(
    amount: CurrencyAmount, rate: EuroRate | None, translate: Callable[[str], str] = str, language: str = SWEDISH
) -> str:
    """Return what an amount in kronor is in whole euro, and by which rate; empty for euro and without a rate."""
    euro = amount.in_euro(rate)
    if amount.currency is Currency.EUR or euro is None or rate is None:
        return ""
    told = {"euro": decimal_text(euro.quantize(Decimal(1), ROUND_HALF_UP), language)}
    told["rate"] = decimal_text(rate.sek_per_eur, language)
    if rate.day is None:
        return translate(_COUNTED_WITHOUT_DAY) % told
    return translate(_COUNTED) % {**told, "day": long_day(rate.day, weekday=False, language=language)}


_EURO: Final = {SWEDISH: "euro", "en": "euros"}


def currency_amount_text(amount: CurrencyAmount, language: str = SWEDISH) -> str:
    """Return an amount with its currency, as ``11 500 000 kr`` or ``420 000 euro``."""
    unit = "kr" if amount.currency is Currency.SEK else _EURO[language]
    return f"{decimal_text(amount.amount, language)}{NO_BREAK}{unit}"


PUBLISHED_SENTENCE: Final[dict[str, str]] = {
    "rate_day_ahead": msgid("Dagen har inte varit än. Skriv en dag till och med %(day)s."),
    "rate_not_above_zero": msgid("Skriv hur många kronor en euro kostade, till exempel 11,42."),
    "rate_far_off": msgid("Kursen ligger långt från %(rate)s, som annars gäller. Kontrollera kommat."),
    "price_base_published": msgid("Prisbasbeloppet för %(year)s är %(price_base)s. Källa: %(publisher)s."),
    "delivery_price_base_unknown": msgid(
        "Prisbasbeloppet för %(year)s är inte inlagt. Därför går det inte att se om nettokostnaden %(net)s räcker."
    ),
    "kronor_counted": msgid("Belopp i kronor är omräknade till euro. %(rate)s"),
    "published_rate_odd": msgid(
        "Skriv en kurs mellan %(from)s och %(to)s kronor, med högst fyra decimaler. Kontrollera kommat."
    ),
    "published_base_odd": msgid("Skriv ett belopp i hela kronor mellan %(from)s och %(to)s."),
    "published_source_missing": msgid("Skriv var talet är publicerat."),
    "published_day_known": msgid("Det finns redan en kurs för den dagen. Rätta den om den är fel."),
    "published_year_known": msgid("Det finns redan ett prisbasbelopp för det året. Rätta det om det är fel."),
    "published_day_odd": msgid("Skriv en dag från år %(first_year)s och framåt."),
    "published_year_odd": msgid("Skriv ett år från %(first_year)s till %(last_year)s."),
    "published_reason_missing": msgid("Skriv varför talet rättas."),
    "published_unchanged": msgid("Inget är ändrat. Skriv det rätta talet, eller lämna sidan."),
    "published_corrected": msgid("Talet är redan rättat. Rätta det som gäller i stället."),
}
"""What is said of published figures that are entered, and of the price base amount that the region keeps."""
