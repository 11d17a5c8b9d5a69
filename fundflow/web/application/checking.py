"""What the check page tells before sending in: what is left, part by part, and what the rules say, each thing once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Finding
from fundflow.domain.texts import Text
from fundflow.web.application.own import Own
from fundflow.web.application.progress import url_of
from fundflow.web.filters import finding_text, tr
from fundflow.web.locale import _

_NAMED_ALONE: Final = frozenset({"answer_missing", "attachment_missing"})
"""What is told by the name of the question or file alone: the list's heading says that it is missing."""

_COUNTED: Final = "content_missing"
"""The rule that counts what is missing, which the list of what is left shows one by one."""

_SAME_AS: Final = {Concept.TOTAL_COST: Concept.COSTS}


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
    fields = {one.field for one in stopping}
    waited_for = {q.concept.value for q in own.facts.questions if q.key in fields and q.concept is not None}
    said: dict[str, Finding] = {}
    for one in own.rule_findings:
        is_told = (one.code, tuple(one.figures.values())) in told or one.code == _COUNTED
        if not is_told and not _is_waiting(one, waited_for):
            said.setdefault(finding_text(one), one)
    return list(said.values())


def _is_waiting(finding: Finding, waited_for: Iterable[str]) -> bool:
    """Say whether a rule only waits for answers that stand among what is left."""
    if finding.code != "answer_needed":
        return False
    missing = str(finding.figures.get("missing", "")).split(", ")
    known = {*waited_for, *(sum_of for sum_of, rows in _SAME_AS.items() if rows in waited_for)}
    return set(missing) <= known
