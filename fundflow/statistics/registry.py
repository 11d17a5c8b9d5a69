"""Every figure that the service can show, in the order of the yearly workbook; page and workbook loop over it."""

from typing import Final

from fundflow.statistics.assessments import ASSESSMENTS
from fundflow.statistics.cases import CASES
from fundflow.statistics.development import DEVELOPMENT
from fundflow.statistics.funding import EU, FRAMES, GRANT_TYPES
from fundflow.statistics.gender import GENDER
from fundflow.statistics.geography import MUNICIPALITIES
from fundflow.statistics.lead_times import LEAD_TIMES
from fundflow.statistics.measure import Column, Measure
from fundflow.statistics.participants import PARTICIPANTS
from fundflow.statistics.priorities import FURTHER, PRIORITIES, PRIORITIES_BY_GENDER

MEASURES: Final[tuple[Measure, ...]] = (
    PRIORITIES,
    FURTHER,
    GENDER,
    PRIORITIES_BY_GENDER,
    PARTICIPANTS,
    ASSESSMENTS,
    GRANT_TYPES,
    MUNICIPALITIES,
    EU,
    FRAMES,
    LEAD_TIMES,
    DEVELOPMENT,
    CASES,
)


def every_column() -> list[Column]:
    """Return each column once, in the order of the tables; each has one definition."""
    return list({column.heading: column for measure in MEASURES for column in measure.columns}.values())
