"""Which shape and class belong to a word: the word says it, the shape helps, the colour comes last.

What states and verdicts are called, and the shapes of their tags, stand in ``labels``; the colours in ``theme.css``.
"""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.findings import Verdict
from fundflow.domain.states import State

AS_SEEN_BY_APPLICANTS: Final[Mapping[State, State]] = {State.READY_FOR_DECISION: State.IN_PREPARATION}
"""States that an applicant sees as another, in word and shape."""

VERDICT_LOOKS: Final[Mapping[Verdict, str]] = {Verdict.WARNS: "not_yet", Verdict.NOT_APPLICABLE: "no"}
"""Verdicts that borrow another's colour; the others have their own name's."""

NOTICE_ICONS: Final[Mapping[str, str]] = {
    "success": "check-circle-fill",
    "info": "info-circle",
    "warning": "exclamation-triangle",
    "danger": "x-octagon-fill",
}

FILE_ICONS: Final[Mapping[str, str]] = {
    "pdf": "file-earmark-pdf",
    "docx": "file-earmark-word",
    "xlsx": "file-earmark-spreadsheet",
    "png": "file-earmark-image",
    "jpg": "file-earmark-image",
    "": "file-earmark",
}
