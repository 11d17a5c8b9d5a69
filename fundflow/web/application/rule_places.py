"""Beside which questions a rule is shown while one writes: those of the concepts that its answer hangs on."""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.concepts import Concept

_MONEY: Final = frozenset({Concept.COSTS, Concept.FINANCING, Concept.REQUESTED_AMOUNT, Concept.COST_METHOD})
_START: Final = frozenset({Concept.WORK_STARTS_ON})
_WAGES: Final = frozenset({Concept.WAGES_AT_COLLECTIVE_LEVEL})
_DEBTS: Final = frozenset({Concept.ENFORCEMENT_DEBT, Concept.IN_LIQUIDATION, Concept.BANKRUPT})
_SIZE: Final = frozenset({Concept.EMPLOYEES, Concept.TURNOVER_EUR, Concept.BALANCE_EUR, Concept.GROUP})
_EARLIER: Final = frozenset({Concept.EARLIER_AID})
_PLACE: Final = frozenset({Concept.MUNICIPALITIES, Concept.DISTRICT, Concept.DESO})
_LEADER: Final = frozenset(
    {
        Concept.LEADER_GENDER,
        Concept.LEADER_BORN_OUTSIDE_NORDICS,
        Concept.LEADER_OWNERSHIP_PERCENT,
        Concept.FULL_TIME_IN_COMPANY,
    }
)
_SAME_YEAR: Final = frozenset({Concept.SERVICEBIDRAG_SAME_YEAR, Concept.DRIFTSTOD_SAME_YEAR, Concept.REQUESTED_AMOUNT})
_SHOP: Final = frozenset(
    {
        Concept.POINT_OF_SALE,
        Concept.DISTANCE_KM,
        Concept.ISLAND_WITHOUT_FIXED_LINK,
        Concept.OPEN_ALL_YEAR,
        Concept.WIDE_GROCERY_RANGE,
        Concept.GROCERY_TURNOVER,
    }
)

PLACES: Final[Mapping[str, frozenset[Concept]]] = {
    # project funding
    "A2": frozenset({Concept.SEPARATE_IN_TIME, Concept.SEPARATE_IN_ECONOMY, Concept.SEPARATE_IN_WORK}),
    "A3": frozenset({Concept.PRIORITY}),
    "A4": frozenset({Concept.STATE_AID}),
    "A5": frozenset({Concept.OPERATING_SUPPORT}),
    "A6": _MONEY,
    "A11": frozenset({Concept.ADVANCE_REQUESTED}),
    "N6": _MONEY,
    "P1": frozenset({Concept.PROJECT_STARTS_ON, Concept.PROJECT_ENDS_ON}),
    "P3": _MONEY,
    "P4": _MONEY,
    "P11": _MONEY,
    "Y3": _MONEY,
    # business support
    "B2": _START | _WAGES,
    "B6": _MONEY,
    "B7": _DEBTS,
    "B13": frozenset({Concept.CONSENTS_TO_PUBLICATION}),
    "B15": frozenset({Concept.RECOVERY_ORDER_OPEN}),
    "I1": frozenset({Concept.RECOVERY_ORDER_OPEN, Concept.CONSENTS_TO_PUBLICATION}),
    "I2": _START | _WAGES,
    "I3": _MONEY,
    "I7": _SIZE | _MONEY,
    "I8": _MONEY,
    "I9": _MONEY,
    "I10": _DEBTS,
    "I13": frozenset({Concept.TOTAL_INVESTMENT, Concept.MOVES_BETWEEN_COUNTIES}),
    "V1": _LEADER | _PLACE | _MONEY | frozenset({Concept.REGISTERED_ON, Concept.EARLIER_SAME_TYPE}),
    "V2": _LEADER | _MONEY | frozenset({Concept.EMPLOYEES}),
    "V3": frozenset({Concept.EMPLOYEES}),
    "V4": _PLACE | _MONEY | frozenset({Concept.OWNS_PREMISES}),
    "V5": _PLACE | _MONEY,
    "V7": _MONEY | frozenset({Concept.SEAT_IN_COUNTY, Concept.EARLIER_SAME_TYPE}),
    "V8": _MONEY,
    "V9": _PLACE | _MONEY | frozenset({Concept.TOTAL_INVESTMENT}),
    "V11": _MONEY,
    "N1": _PLACE | _MONEY,
    # commercial service
    "S2": frozenset({Concept.SERVICE_GOODS}),
    "S5": frozenset({Concept.NET_DELIVERY_COST, Concept.HOUSEHOLD_OCCASIONS, Concept.REQUESTED_AMOUNT}),
    "S6": _MONEY | frozenset({Concept.POINT_OF_SALE}),
    "S7": frozenset({Concept.GROUND_85}),
    "S8": frozenset({Concept.PROFITABILITY, Concept.SERVICEBIDRAG_YEARS_BEFORE, Concept.REQUESTED_AMOUNT}),
    "S9": _SHOP,
    "S10": _SAME_YEAR,
    "S11": _START | _EARLIER | frozenset({Concept.OTHER_AID_SAME_COSTS, Concept.HOUSEHOLDS}),
    "S14": frozenset({Concept.SGEI_ASSORTMENT, Concept.SGEI_OPENING_HOURS}),
    "K2": frozenset({Concept.DISTANCE_KM}),
    # state aid
    "E1": _EARLIER | frozenset({Concept.REQUESTED_AMOUNT}),
    "E9": _EARLIER | frozenset({Concept.REQUESTED_AMOUNT}),
    "E10": frozenset({Concept.OTHER_AID_SAME_COSTS}),
    "E12": _SIZE,
    "E13": frozenset({Concept.PUBLIC_OWNERSHIP_PERCENT}),
    "E18": frozenset({Concept.IN_DIFFICULTY}),
    "M2": _PLACE,
    "V10": _EARLIER,
}
"""The concepts of each rule by its id; the check page shows every rule, also those that stand beside no question."""
