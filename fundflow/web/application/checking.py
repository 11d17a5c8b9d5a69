"""What the check page tells before sending in: what is left, part by part, and what the rules say, each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fundflow.domain.findings import Finding
from fundflow.domain.texts import Text
from fundflow.web.application.own import Own, not_waiting
from fundflow.web.application.progress import url_of
from fundflow.web.filters import finding_text, tr
from fundflow.web.locale import _

_NAMED_ALONE: Final = frozenset({"answer_missing", "attachment_missing"})
"""What is told by the name of the question or file alone: the list's heading says that it is missing."""

_COUNTED: Final = "content_missing"
"""The rule that counts what is missing, which the list of what is left shows one by one."""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that stops sending in: its words, and where it is mended; None for what no field of the page mends."""

    words: str
    url: str | None


@dataclass(frozen=True, slots=True)
class LeftPart:
    """What is left in one part of the application."""

    heading: str
    items: tuple[Left, ...]


def left_by_part(own: Own, stopping: Sequence[Finding]) -> list[LeftPart]:
    """Return what stops sending in under the heading of its part, in the order of the form, the whole first."""
    signing, files = _("Skriv under"), _("Bilagor")
    groups: dict[str, list[Left]] = {"": [], **{tr(page.label): [] for page in own.pages}, files: [], signing: []}
    unanswered = {one.field for one in stopping if one.code == "answer_missing"}
    for one in stopping:
        field = one.field or ""
        if field in unanswered and one.code != "answer_missing":
            continue  # that a budget without costs does not balance says nothing more
        page = next((page for page in own.pages for q in page.questions if field.split("-")[0] == q.key), None)
        if field == "truthful":
            groups[signing].append(Left(finding_text(one), "#truthful"))
        else:
            heading = tr(page.label) if page else files if field.startswith("bilaga-") else ""
            groups[heading].append(Left(_words(one), url_of(own, one)))
    return [LeftPart(heading or _("Hela ansökan"), tuple(items)) for heading, items in groups.items() if items]


def _words(finding: Finding) -> str:
    what = finding.figures.get("what")
    return tr(what) if finding.code in _NAMED_ALONE and isinstance(what, Text) else finding_text(finding)


def rules_beside(own: Own, stopping: Sequence[Finding]) -> list[Finding]:
    """Return what the rules say beside what stops sending in: nothing that stands there too, and each thing once."""
    told = {(one.code, tuple(one.figures.values())) for one in stopping}
    said: dict[str, Finding] = {}
    for one in not_waiting(own.facts.questions, own.rule_findings, {one.field for one in stopping}):
        if (one.code, tuple(one.figures.values())) not in told and one.code != _COUNTED:
            said.setdefault(finding_text(one), one)
    return list(said.values())
