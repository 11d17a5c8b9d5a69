"""Small frames with fixed columns, types and units, each asked of the database once for a cut."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from fundflow.queries import figures, money, register
from fundflow.queries.case_years import Cut, Dimension

if TYPE_CHECKING:
    import pandas as pd

BASE: Final = (
    Dimension.PROGRAMME,
    Dimension.GRANT_TYPE,
    Dimension.STRATEGY,
    Dimension.STRATEGY_VERSION,
    Dimension.PRIORITY,
    Dimension.CATEGORY,
)
_PARTICIPANTS: Final = ("participants_women", "participants_men", "participants_unknown")
_WHOLE_NUMBERS: Final = frozenset(
    {"strategy_version", "programme_version", "year", "cases", *_PARTICIPANTS, *figures.MEASURES}
)


def frame_of(rows: Sequence[RowMapping], columns: Sequence[str]) -> "pd.DataFrame":
    """Return the rows as a frame: counts and öre as int64, codes as texts, what is not known as empty text or 0."""
    import pandas as pd

    # converted here: pandas would make floats of counts and NaN of texts as soon as one is missing
    series = {
        column: pd.Series([int(row[column] or 0) for row in rows], dtype="int64")
        if column in _WHOLE_NUMBERS
        else pd.Series([str(row[column] or "") for row in rows], dtype="object")
        for column in columns
    }
    return pd.DataFrame(series)


class Frames:
    """The frames of one cut. Each is read when a figure first asks for it, and then kept."""

    def __init__(self, session: Session, cut: Cut) -> None:
        self.cut = cut
        self._session = session

    @cached_property
    def cells(self) -> "pd.DataFrame":
        """Cases and money of the year by programme, grant type, strategy, priority and gender category.

        Columns: programme, grant_type, strategy, priority, gender_category (texts), strategy_version (int64), and
        ``figures.MEASURES`` (int64; those that end in _ore are öre, the others numbers of cases).
        """
        return self._cells(BASE)

    @cached_property
    def by_municipality(self) -> "pd.DataFrame":
        """The same measures by municipality_code (text)."""
        return self._cells((Dimension.MUNICIPALITY,))

    @cached_property
    def by_eu_programme(self) -> "pd.DataFrame":
        """The same measures by eu_programme (text)."""
        return self._cells((Dimension.EU_PROGRAMME,))

    def _cells(self, by: Sequence[Dimension]) -> "pd.DataFrame":
        columns = [*(dimension.value for dimension in by), *figures.MEASURES]
        return frame_of(figures.cells(self._session, self.cut, by), columns)

    @cached_property
    def further_priorities(self) -> "pd.DataFrame":
        """Granted cases by further priority: strategy, priority (texts), strategy_version, cases (int64)."""
        columns = ("strategy", "strategy_version", "priority", "cases")
        return frame_of(figures.further_priorities(self._session, self.cut), columns)

    @cached_property
    def assessments(self) -> "pd.DataFrame":
        """Judgements of decided cases: programme, criterion, part, value (texts), and int64 for the rest."""
        columns = ("programme", "programme_version", "criterion", "part", "value", "cases", "granted_ore")
        return frame_of(figures.assessments(self._session, self.cut), columns)

    @cached_property
    def participants(self) -> "pd.DataFrame":
        """Participants added in the year: strategy, priority (texts), strategy_version and three counts (int64)."""
        columns = ("strategy", "strategy_version", "priority", *_PARTICIPANTS)
        return frame_of(figures.participants(self._session, self.cut), columns)

    @cached_property
    def lead_times(self) -> "pd.DataFrame":
        """Decided cases by days from receipt to decision: programme (text), days, cases (int64)."""
        import pandas as pd

        rows = [
            (row["programme"], (row["decided_on"] - row["received_on"]).days, row["cases"])
            for row in figures.lead_times(self._session, self.cut)
        ]
        frame = pd.DataFrame(rows, columns=["programme", "days", "cases"])
        frame = frame.astype({"programme": "object", "days": "int64", "cases": "int64"})
        return frame.groupby(["programme", "days"], as_index=False, observed=True).agg({"cases": "sum"})

    @cached_property
    def decade(self) -> "pd.DataFrame":
        """Ten years of grants: year, granted (cases), granted_ore (int64), programme, gender_category (texts)."""
        columns = ("year", "programme", "gender_category", "granted", "granted_ore")
        return frame_of(figures.decade(self._session, self.cut), columns)

    @cached_property
    def sources(self) -> list[money.SourceOutcome]:
        """Frames and outcomes by source of money; of all programmes, since a frame belongs to none of them."""
        return money.outcomes(self._session, self.cut.year, self.cut.as_of)

    @cached_property
    def cases(self) -> Sequence[RowMapping]:
        """The register of the year, a row a case; too long for a frame, and nothing is computed on it."""
        return register.cases_of_year(self._session, self.cut)
