"""The two kinds of frame of a source of money and year."""

from enum import StrEnum
from typing import Final

SOURCES: Final = "sources_of_money"
"""The code list of the catalogue that names the sources."""


class FrameKind(StrEnum):
    """How much may be granted in a year, or how much is planned to be paid."""

    DECISION_FRAME = "decision_frame"
    PAYMENT_TARGET = "payment_target"
