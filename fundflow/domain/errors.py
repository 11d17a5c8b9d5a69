"""The ways a deed can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fundflow.domain.findings import Finding


class Refused(Exception):
    """The deed may not be done now; every reason is in ``findings``."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = list(findings)


class NotFound(Exception):
    """It is not there, or not for this person to see."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What someone else has written meanwhile: the text, its version, who wrote it and when (null: not told)."""

    value: object
    version: int
    by: str
    at: datetime | None = None


class Conflict(Exception):
    """Someone else has changed the same thing; ``theirs`` holds the other texts by question key."""

    def __init__(self, theirs: Mapping[str, Theirs] | None = None) -> None:
        super().__init__("changed meanwhile")
        self.theirs = dict(theirs or {})
