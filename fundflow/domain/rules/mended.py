"""At which answer a broken rule is mended: the one that a person changes, where the form asks for it."""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.concepts import Concept

_AMOUNT: Final = (
    *(
        "share_over",
        "share_over_cap",
        "half_of_costs_over",
        "regions_share_over",
        "small_project_over",
        "other_costs_over",
    ),
    *("small_project_instead", "room_over", "no_room_left", "regional_room_over", "delivery_over", "asks_too_little"),
    *("yearly_over", "yearly_used", "recipient_yearly_over", "recipient_yearly_used", "larger_share_without_ground"),
)

MENDED_AT: Final[Mapping[str, Concept]] = {
    **dict.fromkeys(_AMOUNT, Concept.REQUESTED_AMOUNT),
    # project funding
    "not_separate": Concept.SEPARATE_IN_TIME,
    "state_aid_direct": Concept.STATE_AID,
    "in_kind_differs": Concept.COSTS,
    "operating_support": Concept.OPERATING_SUPPORT,
    "pre_study_long": Concept.PROJECT_ENDS_ON,
    "advance_over": Concept.ADVANCE_REQUESTED,
    # companies
    "starts_before_today": Concept.WORK_STARTS_ON,
    "started_before_application": Concept.WORK_STARTS_ON,
    "wages_below_collective_level": Concept.WAGES_AT_COLLECTIVE_LEVEL,
    "debt_at_enforcement": Concept.ENFORCEMENT_DEBT,
    "in_liquidation": Concept.IN_LIQUIDATION,
    "bankrupt": Concept.BANKRUPT,
    "no_consent": Concept.CONSENTS_TO_PUBLICATION,
    "recovery_order_open": Concept.RECOVERY_ORDER_OPEN,
    "given_before": Concept.EARLIER_SAME_TYPE,
    "in_difficulty": Concept.IN_DIFFICULTY,
    "not_an_sme": Concept.EMPLOYEES,
    "not_an_sme_in_group": Concept.EMPLOYEES,
    "not_an_sme_by_owners": Concept.PUBLIC_OWNERSHIP_PERCENT,
    "not_small": Concept.EMPLOYEES,
    "not_small_in_group": Concept.EMPLOYEES,
    "not_small_by_owners": Concept.PUBLIC_OWNERSHIP_PERCENT,
    "employs_too_few": Concept.EMPLOYEES,
    "employs_too_many": Concept.EMPLOYEES,
    "not_full_time": Concept.FULL_TIME_IN_COMPANY,
    "company_too_old": Concept.REGISTERED_ON,
    "not_the_targeted_group": Concept.LEADER_GENDER,
    "owns_too_little": Concept.LEADER_OWNERSHIP_PERCENT,
    "sells_groceries_or_fuel": Concept.SERVICE_GOODS,
    "does_not_own_premises": Concept.OWNS_PREMISES,
    "not_in_county": Concept.SEAT_IN_COUNTY,
    "base_too_small": Concept.COSTS,
    "forwarded_large": Concept.TOTAL_INVESTMENT,
    "investment_too_large": Concept.TOTAL_INVESTMENT,
    "forwarded_moving": Concept.MOVES_BETWEEN_COUNTIES,
    # places
    "outside_the_map": Concept.MUNICIPALITIES,
    "outside_the_region": Concept.MUNICIPALITIES,
    "not_inland": Concept.MUNICIPALITIES,
    "district_not_covered": Concept.DISTRICT,
    "in_the_town": Concept.DISTRICT,
    # commercial service
    "net_cost_too_small": Concept.NET_DELIVERY_COST,
    "mobile_without_reasons": Concept.POINT_OF_SALE,
    "not_fixed": Concept.POINT_OF_SALE,
    "sells_no_groceries": Concept.SERVICE_GOODS,
    "range_too_narrow": Concept.WIDE_GROCERY_RANGE,
    "not_open_all_year": Concept.OPEN_ALL_YEAR,
    "too_near": Concept.DISTANCE_KM,
    "nearer_than_guideline": Concept.DISTANCE_KM,
    "too_near_unless_reasons": Concept.DISTANCE_KM,
    "turnover_too_large": Concept.GROCERY_TURNOVER,
    "turnover_too_large_unless_reasons": Concept.GROCERY_TURNOVER,
    "no_price_base": Concept.SUPPORT_YEAR,
    "support_year_over": Concept.SUPPORT_YEAR,
    "years_used": Concept.SERVICEBIDRAG_YEARS_BEFORE,
    "no_problems": Concept.PROFITABILITY,
    "problems_lasting": Concept.PROFITABILITY,
}
"""By a finding's code."""
