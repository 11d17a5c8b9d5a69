"""What the figures of rules are called, and how their values are written with a unit."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.rulebook import Rule
from fundflow.i18n import msgid
from fundflow.labels.amounts import NO_BREAK, SWEDISH, decimal_text, long_day

FIGURE: Final[dict[str, str]] = {
    "above_eur": msgid("över"),
    "access_net_highest_percent": msgid("accessnät, högst"),
    "area_1_large_percent": msgid("område 1, stora företag"),
    "area_1_medium_percent": msgid("område 1, medelstora företag"),
    "area_1_small_percent": msgid("område 1, små företag"),
    "area_2_large_percent": msgid("område 2, stora företag"),
    "area_2_medium_percent": msgid("område 2, medelstora företag"),
    "area_2_small_percent": msgid("område 2, små företag"),
    "area_3_large_percent": msgid("område 3, stora företag"),
    "area_3_medium_percent": msgid("område 3, medelstora företag"),
    "area_3_small_percent": msgid("område 3, små företag"),
    "assisted_percent": msgid("i stödområde"),
    "at_least_years": msgid("minst"),
    "at_most_persons": msgid("högst"),
    "at_most_years": msgid("företagets ålder, högst"),
    "backhaul_highest_percent": msgid("ortsanslutning, högst"),
    "ceiling_eur": msgid("tak"),
    "claim_at_least_every_months": msgid("utbetalning söks minst var"),
    "complete_within_years": msgid("klart inom"),
    "controller_above_kronor": msgid("kontrollant över"),
    "course_at_most_months": msgid("kurs, högst"),
    "elsewhere_percent": msgid("på andra platser"),
    "evaluation_from_kronor": msgid("utvärdering från"),
    "final_account_within_months": msgid("slutredovisning inom"),
    "follow_up_years": msgid("uppföljning"),
    "former_yearly_kronor": msgid("tidigare tak om året"),
    "from_percent": msgid("från"),
    "highest_base_kronor": msgid("kostnader som räknas, högst"),
    "highest_investment_kronor": msgid("hela investeringen, högst"),
    "highest_kronor": msgid("högst"),
    "highest_per_hour_kronor": msgid("eget arbete per timme, högst"),
    "highest_percent": msgid("andel av kostnaderna, högst"),
    "highest_percent_of_aid": msgid("andel av stödet, högst"),
    "highest_percent_of_grant": msgid("andel av bidraget, högst"),
    "highest_percent_with_tillvaxtverket": msgid("tillsammans med Tillväxtverket, högst"),
    "highest_total_years": msgid("sammanlagt högst"),
    "highest_turnover_kronor": msgid("omsättning, högst"),
    "highest_yearly_kronor": msgid("om året, högst"),
    "in_sweden_at_most_years": msgid("tid i Sverige, högst"),
    "in_sweden_below_years": msgid("tid i Sverige, mindre än"),
    "indirect_percent": msgid("indirekta kostnader"),
    "interest_above_points": msgid("ränta över statens utlåningsränta"),
    "interest_after_months": msgid("ränta räknas efter"),
    "investment_above_kronor": msgid("investering över"),
    "keep_years": msgid("sparas"),
    "least_companies": msgid("minst"),
    "least_fuel_km": msgid("till nästa drivmedelsstation, minst"),
    "least_grounds_points": msgid("grunder, minst"),
    "least_owned_percent": msgid("ägd andel, minst"),
    "least_percent_of_prisbasbelopp": msgid("andel av prisbasbeloppet, minst"),
    "least_persons": msgid("minst"),
    "least_shop_km": msgid("till nästa butik, minst"),
    "least_time_percent": msgid("arbetstid, minst"),
    "liability_at_most_years": msgid("ansvar av särskilda skäl, högst"),
    "liability_years": msgid("ansvar"),
    "lowest_base_kronor": msgid("kostnader, minst"),
    "lowest_grant_kronor": msgid("stöd, minst"),
    "lowest_percent": msgid("andel av kostnaderna, minst"),
    "medium_balance_eur": msgid("medelstort, balansomslutning högst"),
    "medium_employed_below_persons": msgid("medelstort, färre än"),
    "medium_turnover_eur": msgid("medelstort, omsättning högst"),
    "micro_balance_eur": msgid("mikroföretag, balansomslutning högst"),
    "micro_employed_below_persons": msgid("mikroföretag, färre än"),
    "micro_turnover_eur": msgid("mikroföretag, omsättning högst"),
    "more_than_km": msgid("till nästa butik, mer än"),
    "other_costs_on_staff_percent": msgid("schablon på personal"),
    "own_work_highest_percent": msgid("eget arbete, andel högst"),
    "per_household_and_occasion_kronor": msgid("per hushåll och tillfälle, högst"),
    "pre_study_at_most_months": msgid("förstudie, högst"),
    "preparation_at_least_weeks": msgid("beredning, minst"),
    "prisbasbelopp_2025_kronor": msgid("år 2025"),
    "prisbasbelopp_2026_kronor": msgid("år 2026"),
    "repayment_within_years": msgid("återkrav inom"),
    "ris_above_kronor": msgid("regionalt investeringsstöd över"),
    "rural_percent": msgid("i glesbygd"),
    "security_years": msgid("säkerhet"),
    "sek_per_eur": msgid("kronor för en euro"),
    "small_balance_eur": msgid("litet, balansomslutning högst"),
    "small_employed_below_persons": msgid("litet, färre än"),
    "small_project_at_most_kronor": msgid("mindre projekt, högst"),
    "small_turnover_eur": msgid("litet, omsättning högst"),
    "summary_within_working_days": msgid("sammanfattning inom arbetsdagar"),
    "window_years": msgid("rullande"),
    "within_months": msgid("inom"),
    "within_working_days": msgid("inom arbetsdagar"),
    "year_1_percent": msgid("minskar år 1"),
    "year_2_percent": msgid("minskar år 2"),
    "year_3_percent": msgid("minskar år 3"),
    "year_4_percent": msgid("minskar år 4"),
    "year_5_percent": msgid("minskar år 5"),
    "year_hours": msgid("årsarbetstid"),
    "yearly_index_percent": msgid("räknas upp varje år"),
}

NAMED: Final[dict[str, str]] = {
    "article_innovation": msgid("artikel i gruppundantagsförordningen"),
    "declaration_until": msgid("sökanden redovisar själv till"),
    "districts": msgid("delar av %(place)s"),
    "excluded_deso": msgid("statistikområden utanför kartan"),
    "grant_types": msgid("stöd som räknas ihop"),
    "last_day": msgid("gäller till och med"),
    "municipalities": msgid("kommuner"),
    "small_project": msgid("gäller"),
    "split_area": msgid("stödområde för resten av en delad kommun"),
    "town": msgid("undantagen tätort i"),
    "town_districts": msgid("tätorten kallas"),
}
"""What figures that are names, codes or days are called."""

_UNITS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "_percent": {SWEDISH: ("procent", "procent"), "en": ("percent", "percent")},
    "_kronor": {SWEDISH: ("kr", "kr"), "en": ("kr", "kr")},
    "_eur": {SWEDISH: ("euro", "euro"), "en": ("euros", "euros")},
    "_km": {SWEDISH: ("km", "km"), "en": ("km", "km")},
    "_years": {SWEDISH: ("år", "år"), "en": ("year", "years")},
    "_months": {SWEDISH: ("månad", "månader"), "en": ("month", "months")},
    "_weeks": {SWEDISH: ("vecka", "veckor"), "en": ("week", "weeks")},
    "_hours": {SWEDISH: ("timme", "timmar"), "en": ("hour", "hours")},
    "_persons": {SWEDISH: ("person", "personer"), "en": ("person", "persons")},
    "_companies": {SWEDISH: ("företag", "företag"), "en": ("company", "companies")},
}
"""The unit of a figure by the end of its name: of one, and of several."""

_BARE: Final = frozenset({"sek_per_eur"})


def figures_of(rule: Rule, translate: Callable[[str], str] = str, language: str = SWEDISH) -> list[tuple[str, str]]:
    """Return the figures of a rule: what each is called and its value with its unit; for names see ``names_of``."""
    return [
        (translate(FIGURE.get(name, name)), _with_unit(name, value, language))
        for name, value in rule.figures.items()
        if not isinstance(value, str)
    ]


def _with_unit(name: str, value: Decimal | int, language: str) -> str:
    number = decimal_text(Decimal(value), language)
    units = next((units[language] for end, units in _UNITS.items() if name.endswith(end) or f"{end}_" in name), None)
    if units is None or name in _BARE:
        return number
    one, many = units
    return f"{number}{NO_BREAK}{one if value == 1 else many}"


_OF_PLACE: Final = re.compile(r"(districts)_(\d{4})")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def names_of(
    rule: Rule, called: Mapping[str, str], translate: Callable[[str], str] = str, language: str = SWEDISH
) -> list[tuple[str, str]]:
    """Return the figures of a rule that are names, codes or days; ``called``: what codes are called.

    A code that nobody knows any longer is left out of its list.
    """
    return [
        (_name(name, called, translate), _names(name, value, called, language))
        for name, value in rule.figures.items()
        if isinstance(value, str)
    ]


def places_told(rule: Rule) -> list[bool]:
    """Return, for each of what ``names_of`` tells, whether it is places by their own names, which are Swedish."""
    return [
        name.startswith("districts_") or name.endswith("_districts")
        for name, value in rule.figures.items()
        if isinstance(value, str)
    ]


def _name(name: str, called: Mapping[str, str], translate: Callable[[str], str]) -> str:
    if (match := _OF_PLACE.fullmatch(name)) is not None:
        return translate(NAMED[match[1]]) % {"place": called.get(match[2], match[2])}
    return translate(NAMED.get(name, name.replace("_", " ")))


_CODED: Final = frozenset({"grant_types", "municipalities", "small_project", "town"})


def _names(name: str, value: str, called: Mapping[str, str], language: str) -> str:
    if _DAY.fullmatch(value):
        return long_day(date.fromisoformat(value), weekday=False, language=language)
    if name not in _CODED:
        return value
    return ", ".join(called[code.strip()] for code in value.split(",") if code.strip() in called)
