"""The typed concepts that a question may bind to, and the shape of each.

A question key means something to one version of one form; a concept means the same everywhere, for ever. Rules,
search, figures, letters and prefill speak of concepts only. The names are those of the rules' file contract.
"""

from enum import StrEnum
from typing import Final


class Shape(StrEnum):
    """What the value of a concept is."""

    TEXT = "text"
    MONEY = "money"
    WHOLE_NUMBER = "whole_number"
    PERCENT = "percent"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"
    ROWS = "rows"


class Home(StrEnum):
    """Where the value is kept: a column of the case, rows, a fact for rules only, a column of a report, a claim.

    ``CASE``: known of the case or its applicant otherwise, and never asked.
    """

    COLUMN = "column"
    ROWS = "rows"
    FACT = "fact"
    REPORT = "report"
    CLAIM = "claim"
    CASE = "case"


class Concept(StrEnum):
    """What means the same in every form."""

    TITLE = "title"
    SUMMARY = "summary"
    REQUESTED_AMOUNT = "requested_amount"
    MUNICIPALITIES = "municipalities"
    PRIORITY = "priority"
    STRATEGIC_AREA = "strategic_area"
    FURTHER_PRIORITIES = "further_priorities"
    OWNERS_WOMEN_PERCENT = "owners_women_percent"
    LEADER_GENDER = "leader_gender"
    SNI_CODE = "sni_code"
    PROJECT_STARTS_ON = "project_starts_on"
    PROJECT_ENDS_ON = "project_ends_on"
    EU_PROGRAMME = "eu_programme"
    EXPECTED_RESULT = "expected_result"
    THEME = "theme"
    STATE_AID = "state_aid"
    EQUALITY_GATE = "equality_gate"
    CLIMATE_GATE = "climate_gate"
    COSTS = "costs"
    COST_METHOD = "cost_method"
    FINANCING = "financing"
    AGENDA_GOALS = "agenda_goals"
    INDICATORS = "indicators"
    SEPARATE_IN_TIME = "separate_in_time"
    SEPARATE_IN_ECONOMY = "separate_in_economy"
    SEPARATE_IN_WORK = "separate_in_work"
    OPERATING_SUPPORT = "operating_support"
    ADVANCE_REQUESTED = "advance_requested"
    WORK_STARTS_ON = "work_starts_on"
    # who the applicant is
    APPLICANT_KIND = "applicant_kind"
    ORGANISATION_NUMBER = "organisation_number"
    EMPLOYEES = "employees"
    TURNOVER_EUR = "turnover_eur"
    BALANCE_EUR = "balance_eur"
    PUBLIC_OWNERSHIP_PERCENT = "public_ownership_percent"
    GROUP = "group"
    REGISTERED_ON = "registered_on"
    LEADER_BORN_OUTSIDE_NORDICS = "leader_born_outside_nordics"
    LEADER_YEARS_IN_SWEDEN = "leader_years_in_sweden"
    FULL_TIME_IN_COMPANY = "full_time_in_company"
    LEADER_OWNERSHIP_PERCENT = "leader_ownership_percent"
    SEAT_IN_COUNTY = "seat_in_county"
    CARRIES_ON_BUSINESS = "carries_on_business"
    BENEFITS_OTHERS = "benefits_others"
    # its standing
    WAGES_AT_COLLECTIVE_LEVEL = "wages_at_collective_level"
    ENFORCEMENT_DEBT = "enforcement_debt"
    IN_LIQUIDATION = "in_liquidation"
    BANKRUPT = "bankrupt"
    RECOVERY_ORDER_OPEN = "recovery_order_open"
    IN_DIFFICULTY = "in_difficulty"
    CONSENTS_TO_PUBLICATION = "consents_to_publication"
    SECURITY_GIVEN = "security_given"
    # where
    MUNICIPALITY_CODE = "municipality_code"
    DESO = "deso"
    DISTRICT = "district"
    AID_AREA = "aid_area"
    RURAL_AREA = "rural_area"
    INLAND = "inland"
    MOVES_BETWEEN_COUNTIES = "moves_between_counties"
    OWNS_PREMISES = "owns_premises"
    # when, costs and earlier aid
    RECEIVED_ON = "received_on"
    TOTAL_COST = "total_cost"
    TOTAL_INVESTMENT = "total_investment"
    OTHER_AID_SAME_COSTS = "other_aid_same_costs"
    EARLIER_AID = "earlier_aid"
    EARLIER_SAME_TYPE = "earlier_same_type"
    SEK_PER_EUR = "sek_per_eur"
    SPECIAL_REASONS = "special_reasons"
    # commercial service
    SERVICE_GOODS = "service_goods"
    POINT_OF_SALE = "point_of_sale"
    DISTANCE_KM = "distance_km"
    ISLAND_WITHOUT_FIXED_LINK = "island_without_fixed_link"
    OPEN_ALL_YEAR = "open_all_year"
    WIDE_GROCERY_RANGE = "wide_grocery_range"
    GROCERY_TURNOVER = "grocery_turnover"
    GROUND_85 = "ground_85"
    PROFITABILITY = "profitability"
    SERVICEBIDRAG_YEARS_BEFORE = "servicebidrag_years_before"
    SERVICEBIDRAG_SAME_YEAR = "servicebidrag_same_year"
    DRIFTSTOD_SAME_YEAR = "driftstod_same_year"
    MUNICIPALITY_HEARD = "municipality_heard"
    SGEI_ASSORTMENT = "sgei_assortment"
    SGEI_OPENING_HOURS = "sgei_opening_hours"
    SUPPORT_YEAR = "support_year"
    HOUSEHOLDS = "households"
    HOUSEHOLD_OCCASIONS = "household_occasions"
    NET_DELIVERY_COST = "net_delivery_cost"
    # projects
    ECONOMIC_STRENGTH_TESTED = "economic_strength_tested"
    GOVERNMENT_NOTIFIED = "government_notified"
    # reports
    PARTICIPANTS_WOMEN = "participants_women"
    PARTICIPANTS_MEN = "participants_men"
    PARTICIPANTS_UNKNOWN = "participants_unknown"
    # claims
    DELIVERY_FEES = "delivery_fees"
    DELIVERY_OCCASIONS = "delivery_occasions"
    DELIVERY_HOUSEHOLDS = "delivery_households"


CONCEPTS: Final[dict[Concept, tuple[Shape, Home]]] = {
    Concept.TITLE: (Shape.TEXT, Home.COLUMN),
    Concept.SUMMARY: (Shape.TEXT, Home.COLUMN),
    Concept.REQUESTED_AMOUNT: (Shape.MONEY, Home.COLUMN),
    Concept.MUNICIPALITIES: (Shape.CODES, Home.ROWS),
    Concept.PRIORITY: (Shape.CODE, Home.COLUMN),
    Concept.STRATEGIC_AREA: (Shape.CODE, Home.COLUMN),
    Concept.FURTHER_PRIORITIES: (Shape.CODES, Home.ROWS),
    Concept.OWNERS_WOMEN_PERCENT: (Shape.PERCENT, Home.COLUMN),
    Concept.LEADER_GENDER: (Shape.CODE, Home.COLUMN),
    Concept.SNI_CODE: (Shape.CODE, Home.COLUMN),
    Concept.PROJECT_STARTS_ON: (Shape.DAY, Home.COLUMN),
    Concept.PROJECT_ENDS_ON: (Shape.DAY, Home.COLUMN),
    Concept.EU_PROGRAMME: (Shape.CODE, Home.COLUMN),
    Concept.EXPECTED_RESULT: (Shape.CODE, Home.COLUMN),
    Concept.THEME: (Shape.CODE, Home.COLUMN),
    Concept.STATE_AID: (Shape.CODE, Home.COLUMN),
    Concept.EQUALITY_GATE: (Shape.CODE, Home.COLUMN),
    Concept.CLIMATE_GATE: (Shape.CODE, Home.COLUMN),
    Concept.COSTS: (Shape.ROWS, Home.ROWS),
    Concept.COST_METHOD: (Shape.CODE, Home.FACT),
    Concept.FINANCING: (Shape.ROWS, Home.ROWS),
    Concept.AGENDA_GOALS: (Shape.ROWS, Home.ROWS),
    Concept.INDICATORS: (Shape.ROWS, Home.ROWS),
    Concept.SEPARATE_IN_TIME: (Shape.YES_NO, Home.FACT),
    Concept.SEPARATE_IN_ECONOMY: (Shape.YES_NO, Home.FACT),
    Concept.SEPARATE_IN_WORK: (Shape.YES_NO, Home.FACT),
    Concept.OPERATING_SUPPORT: (Shape.YES_NO, Home.FACT),
    Concept.ADVANCE_REQUESTED: (Shape.MONEY, Home.FACT),
    Concept.WORK_STARTS_ON: (Shape.DAY, Home.FACT),
    # who the applicant is
    Concept.APPLICANT_KIND: (Shape.CODE, Home.CASE),
    Concept.ORGANISATION_NUMBER: (Shape.TEXT, Home.CASE),
    Concept.EMPLOYEES: (Shape.NUMBER, Home.FACT),
    Concept.TURNOVER_EUR: (Shape.NUMBER, Home.FACT),
    Concept.BALANCE_EUR: (Shape.NUMBER, Home.FACT),
    Concept.PUBLIC_OWNERSHIP_PERCENT: (Shape.PERCENT, Home.FACT),
    Concept.GROUP: (Shape.ROWS, Home.FACT),
    Concept.REGISTERED_ON: (Shape.DAY, Home.FACT),
    Concept.LEADER_BORN_OUTSIDE_NORDICS: (Shape.YES_NO, Home.FACT),
    Concept.LEADER_YEARS_IN_SWEDEN: (Shape.NUMBER, Home.FACT),
    Concept.FULL_TIME_IN_COMPANY: (Shape.YES_NO, Home.FACT),
    Concept.LEADER_OWNERSHIP_PERCENT: (Shape.PERCENT, Home.FACT),
    Concept.SEAT_IN_COUNTY: (Shape.YES_NO, Home.FACT),
    Concept.CARRIES_ON_BUSINESS: (Shape.YES_NO, Home.FACT),
    Concept.BENEFITS_OTHERS: (Shape.YES_NO, Home.FACT),
    # its standing
    Concept.WAGES_AT_COLLECTIVE_LEVEL: (Shape.YES_NO, Home.FACT),
    Concept.ENFORCEMENT_DEBT: (Shape.YES_NO, Home.FACT),
    Concept.IN_LIQUIDATION: (Shape.YES_NO, Home.FACT),
    Concept.BANKRUPT: (Shape.YES_NO, Home.FACT),
    Concept.RECOVERY_ORDER_OPEN: (Shape.YES_NO, Home.FACT),
    Concept.IN_DIFFICULTY: (Shape.YES_NO, Home.FACT),
    Concept.CONSENTS_TO_PUBLICATION: (Shape.YES_NO, Home.FACT),
    Concept.SECURITY_GIVEN: (Shape.YES_NO, Home.FACT),
    # where
    Concept.MUNICIPALITY_CODE: (Shape.CODE, Home.CASE),
    Concept.DESO: (Shape.TEXT, Home.FACT),
    Concept.DISTRICT: (Shape.TEXT, Home.FACT),
    Concept.AID_AREA: (Shape.CODE, Home.FACT),
    Concept.RURAL_AREA: (Shape.YES_NO, Home.FACT),
    Concept.INLAND: (Shape.YES_NO, Home.FACT),
    Concept.MOVES_BETWEEN_COUNTIES: (Shape.YES_NO, Home.FACT),
    Concept.OWNS_PREMISES: (Shape.YES_NO, Home.FACT),
    # when, costs and earlier aid
    Concept.RECEIVED_ON: (Shape.DAY, Home.CASE),
    Concept.TOTAL_COST: (Shape.MONEY, Home.CASE),
    Concept.TOTAL_INVESTMENT: (Shape.MONEY, Home.FACT),
    Concept.OTHER_AID_SAME_COSTS: (Shape.MONEY, Home.FACT),
    Concept.EARLIER_AID: (Shape.ROWS, Home.FACT),
    Concept.EARLIER_SAME_TYPE: (Shape.YES_NO, Home.FACT),
    Concept.SEK_PER_EUR: (Shape.NUMBER, Home.FACT),
    Concept.SPECIAL_REASONS: (Shape.YES_NO, Home.FACT),
    # commercial service
    Concept.SERVICE_GOODS: (Shape.CODES, Home.FACT),
    Concept.POINT_OF_SALE: (Shape.CODE, Home.FACT),
    Concept.DISTANCE_KM: (Shape.NUMBER, Home.FACT),
    Concept.ISLAND_WITHOUT_FIXED_LINK: (Shape.YES_NO, Home.FACT),
    Concept.OPEN_ALL_YEAR: (Shape.YES_NO, Home.FACT),
    Concept.WIDE_GROCERY_RANGE: (Shape.YES_NO, Home.FACT),
    Concept.GROCERY_TURNOVER: (Shape.MONEY, Home.FACT),
    Concept.GROUND_85: (Shape.CODE, Home.FACT),
    Concept.PROFITABILITY: (Shape.CODE, Home.FACT),
    Concept.SERVICEBIDRAG_YEARS_BEFORE: (Shape.WHOLE_NUMBER, Home.FACT),
    Concept.SERVICEBIDRAG_SAME_YEAR: (Shape.MONEY, Home.FACT),
    Concept.DRIFTSTOD_SAME_YEAR: (Shape.MONEY, Home.FACT),
    Concept.MUNICIPALITY_HEARD: (Shape.YES_NO, Home.FACT),
    Concept.SGEI_ASSORTMENT: (Shape.TEXT, Home.FACT),
    Concept.SGEI_OPENING_HOURS: (Shape.TEXT, Home.FACT),
    Concept.SUPPORT_YEAR: (Shape.WHOLE_NUMBER, Home.FACT),
    Concept.HOUSEHOLDS: (Shape.WHOLE_NUMBER, Home.FACT),
    Concept.HOUSEHOLD_OCCASIONS: (Shape.WHOLE_NUMBER, Home.FACT),
    Concept.NET_DELIVERY_COST: (Shape.MONEY, Home.FACT),
    # projects
    Concept.ECONOMIC_STRENGTH_TESTED: (Shape.YES_NO, Home.FACT),
    Concept.GOVERNMENT_NOTIFIED: (Shape.YES_NO, Home.FACT),
    # reports
    Concept.PARTICIPANTS_WOMEN: (Shape.WHOLE_NUMBER, Home.REPORT),
    Concept.PARTICIPANTS_MEN: (Shape.WHOLE_NUMBER, Home.REPORT),
    Concept.PARTICIPANTS_UNKNOWN: (Shape.WHOLE_NUMBER, Home.REPORT),
    # claims
    Concept.DELIVERY_FEES: (Shape.MONEY, Home.CLAIM),
    Concept.DELIVERY_OCCASIONS: (Shape.WHOLE_NUMBER, Home.CLAIM),
    Concept.DELIVERY_HOUSEHOLDS: (Shape.WHOLE_NUMBER, Home.CLAIM),
}

ASSESSED: Final = frozenset({Concept.EQUALITY_GATE, Concept.CLIMATE_GATE})
"""Concepts that a criterion of the assessment answers, never a question of the form."""

IN_EURO: Final = frozenset({Concept.TURNOVER_EUR, Concept.BALANCE_EUR})
"""Numbers that rules read in euro, and that may be answered in kronor."""

REPORTED: Final = frozenset(concept for concept, (_, home) in CONCEPTS.items() if home is Home.REPORT)
"""Concepts that a report answers, counted since the start of the project; never a question of the application."""

CLAIMED: Final = frozenset(concept for concept, (_, home) in CONCEPTS.items() if home is Home.CLAIM)
"""Concepts that a claim answers, counted in its period; never a question of the application."""

TOLD_BY_CLAIMS: Final = (Concept.NET_DELIVERY_COST, Concept.DELIVERY_OCCASIONS, Concept.DELIVERY_HOUSEHOLDS)
"""What claims tell, as they are or reckoned, that a report need not ask again."""

COUNTED_IN_PAYOUT: Final = (Concept.DELIVERY_FEES, Concept.DELIVERY_OCCASIONS)
"""Concepts of a claim that the payout is reckoned on; an officer may correct them."""

KNOWN_OTHERWISE: Final = frozenset(concept for concept, (_, home) in CONCEPTS.items() if home is Home.CASE)
"""Concepts that the case, its applicant or its day tells; never a question."""

CODES: Final[dict[Concept, frozenset[str]]] = {
    Concept.STATE_AID: frozenset({"none", "indirect", "direct"}),
    Concept.LEADER_GENDER: frozenset({"woman", "man", "other"}),
    Concept.EQUALITY_GATE: frozenset({"contributes", "does_not"}),
    Concept.CLIMATE_GATE: frozenset({"minimises", "contributes", "both", "neither"}),
    Concept.AID_AREA: frozenset({"1", "2", "3", "none"}),
    Concept.SERVICE_GOODS: frozenset({"groceries", "fuel"}),
    Concept.POINT_OF_SALE: frozenset({"fixed", "mobile"}),
    Concept.GROUND_85: frozenset({"1a", "1b", "2", "3", "4", "5"}),
    Concept.PROFITABILITY: frozenset({"temporary", "lasting", "none"}),
}
"""The answers that rules know, for concepts whose codes are not a list of the catalogue."""

ROW_FIELDS: Final[dict[Concept, tuple[str, ...]]] = {
    Concept.COSTS: ("kind", "what", "amount"),
    Concept.FINANCING: ("payer", "payer_kind", "standing", "amount"),
    Concept.AGENDA_GOALS: ("goal", "effect", "how"),
    Concept.INDICATORS: ("indicator", "target"),
    Concept.GROUP: ("relation", "percent", "employees", "turnover_eur", "balance_eur"),
    Concept.EARLIER_AID: ("granted_on", "amount_eur", "regulation"),
}
"""The columns that the rows of a concept must have; a form may ask for more."""

WHOLE_COUNTY: Final = "hela_lanet"
OUTSIDE_COUNTY: Final = "utanfor_lanet"
"""Municipality answers beside the official codes (X20)."""


class ApplicantKind(StrEnum):
    """What kind of applicant it is."""

    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    MUNICIPALITY = "municipality"
    REGION = "region"
    UNIVERSITY = "university"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    OTHER = "other"
