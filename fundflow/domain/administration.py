"""What an administrator may change of people and applicants, and what is kept of each change."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import STAFF, Role


class PersonChangeKind(StrEnum):
    """What happened to an account."""

    OPENED = "opened"
    INVITED = "invited"
    INVITATION_SENT = "invitation_sent"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    RIGHTS_CHANGED = "rights_changed"
    DEACTIVATED = "deactivated"
    REACTIVATED = "reactivated"


class OrganisationChangeKind(StrEnum):
    """What an administrator noted of an applicant."""

    MARKED_OWN = "marked_own"
    UNMARKED_OWN = "unmarked_own"


class Account(StrEnum):
    """How an account stands: in use, invited, invited too long ago, not confirmed by its owner, or closed."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person may do in the office: roles, positions in the delegation order, and whether the account is open."""

    roles: frozenset[Role]
    positions: frozenset[str] = frozenset()
    is_active: bool = True

    @property
    def administers(self) -> bool:
        """Whether the person can administer the service now."""
        return self.is_active and Role.ADMINISTRATOR in self.roles

    def with_staff_roles(self, wanted: frozenset[Role], positions: frozenset[str]) -> "Standing":
        """Return the standing with these roles in the office; whether one is an applicant too is not theirs to say."""
        kept = self.roles - STAFF
        return Standing(kept | (wanted & STAFF), positions, self.is_active)

    def has_less_than(self, before: "Standing") -> bool:
        """Say whether a right has been taken away, so that the person must sign in anew."""
        closed = before.is_active and not self.is_active
        return closed or bool(before.roles - self.roles) or bool(before.positions - self.positions)


def decides_nothing(before: Standing, after: Standing) -> Iterator[Finding]:
    """Yield that a decision maker who is given rights has no position: by the delegation order she decides nothing."""
    is_changed = (before.roles, before.positions) != (after.roles, after.positions)
    if is_changed and Role.DECISION_MAKER in after.roles and not after.positions:
        yield Finding("position_missing", Verdict.NOT_YET, field="positions")


def change_refused(before: Standing, after: Standing, *, is_self: bool, others: int) -> Iterator[Finding]:
    """Yield why a change may not be made; ``others``: how many other people administer the service now.

    Nobody closes the own account or leaves the own administration, and the service always has an administrator.
    """
    yield from decides_nothing(before, after)
    if is_self and before.is_active and not after.is_active:
        yield Finding("own_account", Verdict.STOPS)
    if is_self and before.administers and Role.ADMINISTRATOR not in after.roles:
        yield Finding("own_administration", Verdict.STOPS, field="roles")
    if before.administers and not after.administers and not others:
        yield Finding("last_administrator", Verdict.STOPS, field="roles")
