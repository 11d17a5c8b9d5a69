"""What applicants are called over time, and when one continues another."""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

from fundflow.domain.findings import Finding, Verdict


class NameKind(StrEnum):
    """A name in the register, from a day, or another name that people use and search for."""

    REGISTERED = "registered"
    ALIAS = "alias"


def against_name(name: str, from_on: date | None, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a name that is to be kept: nothing written, or a day that has not come."""
    if not name.strip():
        yield Finding("name_missing", Verdict.NOT_YET, field="name")
    if from_on is not None and from_on > today:
        yield Finding("name_day_ahead", Verdict.NOT_YET, figures={"day": today}, field="from_on")


def against_merging(
    organisation_id: int, into_id: int, *, continued_by: Collection[int], is_merged: bool, on: date, today: date
) -> Iterator[Finding]:
    """Yield why an organisation cannot be continued by another.

    ``continued_by``: those that already continue the other one, at whatever remove; ``is_merged``: the first one has
    been taken over before.
    """
    if is_merged:
        yield Finding("merged_already", Verdict.STOPS)
    if into_id == organisation_id or organisation_id in continued_by:
        yield Finding("merged_in_circle", Verdict.STOPS, field="number")
    if on > today:
        yield Finding("merged_day_ahead", Verdict.NOT_YET, figures={"day": today}, field="on")
