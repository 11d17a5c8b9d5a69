"""A draft claim on its page: what two people have written at once is put together where it can be, else shown twice.

The page hides the version that it was opened on and a fingerprint of each part. A part that one of the two has left as
it was never stands in the other's way; one that both have changed is a clash, and both texts are shown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import MultiDict

from fundflow.services.claim import ClaimContent
from fundflow.services.importing.claim_costs import declared_costs
from fundflow.web.forms.base import ADD_ROW, REMOVE_ROW
from fundflow.web.forms.sheet import CONFLICT, TAKE_THEIRS
from fundflow.web.payment.forms import ROWS, as_posted, row_as_posted

if TYPE_CHECKING:
    from fundflow.models.payment import Claim

VERSION: Final = "version"
BASE: Final = "base"
ADD_THEIRS: Final = "add-theirs"
PERIOD: Final = "period"
COSTS: Final = "costs"
PROGRESS: Final = "progress"
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    PERIOD: ("period_from", "period_to"),
    COSTS: ("costs",),
    PROGRESS: ("progress", "is_final"),
}
"""The parts of a claim, and what each holds of its content."""


def content_of(claim: "Claim") -> ClaimContent:
    """Return what a stored claim says."""
    return ClaimContent(
        claim.period_from,
        claim.period_to,
        claim.progress,
        claim.is_final,
        tuple(declared_costs(claim)),
        claim.row_version,
    )


def marks_of(content: ClaimContent) -> str:
    """Return the fingerprints of every part, as the page hides them."""
    return _written({part: _mark(content, part) for part in PARTS})


def _written(marks: Mapping[str, str]) -> str:
    return " ".join(f"{part}:{mark}" for part, mark in marks.items())


def _marks(written: str) -> dict[str, str]:
    pairs = (mark.partition(":") for mark in written.split())
    return {part: mark for part, _, mark in pairs}


def _mark(content: ClaimContent, part: str) -> str:
    if part == COSTS:
        said: object = [(one.kind, one.what, one.supplier, str(one.paid_on), one.declared.ore) for one in content.costs]
    else:
        said = [str(getattr(content, name)) for name in PARTS[part]]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PutTogether:
    """What two have written, in one claim on the stored version; the parts that both have changed are mine so far."""

    content: ClaimContent
    clashing: tuple[str, ...]


def put_together(mine: ClaimContent, theirs: ClaimContent, base: str) -> PutTogether:
    """Return my text and the stored one together; ``base`` are the fingerprints of what both began from."""
    marks = _marks(base)
    whole = replace(mine, version=theirs.version)
    clashing = []
    for part, names in PARTS.items():
        ours = _mark(mine, part)
        if ours == marks.get(part) or ours == _mark(theirs, part):
            whole = replace(whole, **{name: getattr(theirs, name) for name in names})
        elif _mark(theirs, part) != marks.get(part):
            clashing.append(part)
    return PutTogether(whole, tuple(clashing))


# ----- the page as it was posted


def is_only_shown_again(posted: Mapping[str, str]) -> bool:
    """Say whether a button was pressed that changes the page and saves nothing."""
    return any(name in posted for name in (ADD_ROW, REMOVE_ROW, TAKE_THEIRS, ADD_THEIRS))


def with_theirs_taken(posted: "MultiDict[str, str]", stored: ClaimContent) -> "MultiDict[str, str]":
    """Return the fields after a press on a button that takes over a part of what is stored, or adds its rows."""
    fields = posted.copy()
    taken = posted.get(TAKE_THEIRS) or (COSTS if ADD_THEIRS in posted else "")
    if taken not in PARTS:
        return fields
    theirs = as_posted(stored)
    if TAKE_THEIRS in posted:
        for name in [name for name in fields if _belongs(name, taken)]:
            del fields[name]
        fields.update({name: value for name, value in theirs.items() if _belongs(name, taken)})
    else:
        _add_rows(fields, stored)
    fields.setlist(CONFLICT, [part for part in posted.getlist(CONFLICT) if part != taken])
    known = {**_marks(posted.get(BASE, "")), taken: _mark(stored, taken)}
    fields[BASE] = _written(known)
    return fields


def _belongs(field: str, part: str) -> bool:
    return field.startswith(f"{ROWS}-") if part == COSTS else field in PARTS[part]


def _add_rows(fields: "MultiDict[str, str]", stored: ClaimContent) -> None:
    """Add the stored rows that the page does not hold."""
    rows = {name.split("-")[1] for name in fields if name.startswith(f"{ROWS}-")}
    held = {fields.get(f"{ROWS}-{number}-row_id") for number in rows}
    place = max((int(number) for number in rows if number.isascii() and number.isdigit()), default=-1) + 1
    for cost in stored.costs:
        if str(cost.row_id) not in held:
            fields.update(row_as_posted(place, cost))
            place += 1
