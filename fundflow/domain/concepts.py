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
    DAY = "day"
    YES_NO = "yes_no"
    CODE = "code"
    CODES = "codes"
    ROWS = "rows"


class Home(StrEnum):
    """Where the value is kept: a column of the case, rows of their own, a fact for rules only, a column of a report."""

    COLUMN = "column"
    ROWS = "rows"
    FACT = "fact"
    REPORT = "report"


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
    PARTICIPANTS_WOMEN = "participants_women"
    PARTICIPANTS_MEN = "participants_men"
    PARTICIPANTS_UNKNOWN = "participants_unknown"


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
    Concept.PARTICIPANTS_WOMEN: (Shape.WHOLE_NUMBER, Home.REPORT),
    Concept.PARTICIPANTS_MEN: (Shape.WHOLE_NUMBER, Home.REPORT),
    Concept.PARTICIPANTS_UNKNOWN: (Shape.WHOLE_NUMBER, Home.REPORT),
}

ASSESSED: Final = frozenset({Concept.EQUALITY_GATE, Concept.CLIMATE_GATE})
"""Concepts that a criterion of the assessment answers, never a question of the form."""

REPORTED: Final = frozenset(concept for concept, (_, home) in CONCEPTS.items() if home is Home.REPORT)
"""Concepts that a report answers, counted since the start of the project; never a question of the application."""

ROW_FIELDS: Final[dict[Concept, tuple[str, ...]]] = {
    Concept.COSTS: ("kind", "what", "amount"),
    Concept.FINANCING: ("payer", "payer_kind", "standing", "amount"),
    Concept.AGENDA_GOALS: ("goal", "effect", "how"),
    Concept.INDICATORS: ("indicator", "target"),
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
