"""Who may decide what, by kind of decision, grant type and amount."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from fundflow.domain.money import Money
from fundflow.domain.programme import Text

BOARD: Final = "board"
"""The position of the board itself: its decisions are recorded by the secretary with meeting and paragraph."""

OFFICER: Final = "officer"
"""The position that every case officer holds."""

BY_ROLE: Final = frozenset({BOARD, OFFICER})
"""Positions that come with a role, and are given to nobody by name."""


@dataclass(frozen=True, slots=True)
class DelegationItem:
    """One item of the order: up to and including ``up_to`` (None: any amount) the position decides.

    Empty ``programmes`` or ``grant_types`` mean all of them.
    """

    number: str
    kind: str
    position: str
    up_to: Money | None = None
    programmes: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = ()
    after_withdrawal: bool = False

    def covers(self, matter: "Matter") -> bool:
        """Say whether the item is about such a decision."""
        return (
            self.kind == matter.kind
            and (not self.programmes or matter.programme in self.programmes)
            and (not self.grant_types or matter.grant_type in self.grant_types)
            and (self.up_to is None or matter.amount <= self.up_to)
            and (not self.after_withdrawal or matter.after_withdrawal)
        )


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be decided: the kind of decision, where it belongs, and the amount that the limit is held against."""

    kind: str
    programme: str
    grant_type: str | None
    amount: Money
    after_withdrawal: bool = False


@dataclass(frozen=True, slots=True)
class DelegationOrder:
    """The order in one version; the items are read from the top and the first that covers a matter decides who may."""

    key: str
    version: int
    in_force_from: date
    positions: tuple[tuple[str, Text], ...]
    items: tuple[DelegationItem, ...]

    def item_for(self, matter: Matter) -> DelegationItem | None:
        """Return the first item that covers the matter; None when the order is silent, and then nobody decides."""
        return next((item for item in self.items if item.covers(matter)), None)

    def label_of(self, position: str) -> Text:
        """Return what a position is called."""
        return dict(self.positions)[position]
