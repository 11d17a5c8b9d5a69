"""What the address asks of the statistics, and addresses that ask for something else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from fundflow.catalogue import Catalogue
from fundflow.queries.case_years import Cut
from fundflow.queries.figures import first_year

YEAR, PROGRAMME, AS_OF = "ar", "program", "per"


@dataclass(frozen=True, slots=True)
class Asked:
    """A cut as the address names it; ``is_dated``: the address names the day."""

    cut: Cut
    is_dated: bool

    @property
    def query(self) -> dict[str, Any]:
        """The parameters of an address that asks for the same."""
        asked: dict[str, Any] = {YEAR: self.cut.year}
        if self.cut.programme:
            asked[PROGRAMME] = self.cut.programme
        if self.is_dated:
            asked[AS_OF] = self.cut.as_of.isoformat()
        return asked

    @property
    def workbook_url(self) -> str:
        """The address of the workbook of the same cut."""
        return url_for("statistics.workbook", **self.query)


def read(args: MultiDict[str, str], catalogue: Catalogue, today: date) -> Asked:
    """Return what is asked for; what is unknown or wrong is left out, so that an old link still shows something.

    Years that have not begun, and days that lie ahead or before the year, are wrong.
    """
    written = args.get(YEAR, "")
    year = int(written) if written.isdecimal() and 1950 <= int(written) <= today.year else today.year
    programme = args.get(PROGRAMME)
    known = programme if programme and catalogue.knows_programme(programme) else None
    as_of = _day(args.get(AS_OF, ""), year, today)
    return Asked(Cut.of(year, today, as_of=as_of, programme=known), as_of is not None)


def _day(written: str, year: int, today: date) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if date(year, 1, 1) <= day <= today else None


def years(session: Session, today: date, asked: int) -> list[int]:
    """Return the years to choose among, the latest first: from the first case on, and the one that is asked for."""
    first = min(first_year(session) or today.year, asked)
    return list(range(today.year, first - 1, -1))
