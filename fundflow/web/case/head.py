"""The head that every office page of a case has: crumbs, title, tag and facts, deeds, clocks, money, sections.

A page of a case says which of the sections it is and extends ``case/layout.html``::

    looked = look_at(case_id)
    return render_template("payment/case_claims.html", head=head_of(looked, "payment.case_claims"), …)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from fundflow.domain.roles import Permission
from fundflow.domain.states import FINAL, State
from fundflow.web.case.clocks import Age, Deadline, Purse, age_of, deadline_of, purse_of
from fundflow.web.case.look import Looked
from fundflow.web.case.steps import LEADING, OfficeStep, ready, steps_of
from fundflow.web.locale import _, _l
from fundflow.web.navigation import has_page

if TYPE_CHECKING:
    from fundflow.models.case import Case

OVERVIEW: Final = "case.overview"
_SECTIONS: Final = (
    (OVERVIEW, _l("Översikt")),
    ("case.application", _l("Ansökan")),
    ("intake.completions", _l("Komplettering")),
    ("assessment.show", _l("Bedömning")),
    ("decision.of_case", _l("Beslut")),
    ("payment.case_claims", _l("Utbetalning")),
    ("followup.case_reports", _l("Uppföljning")),
    ("case_message.of_case", _l("Meddelanden")),
    ("case.documents", _l("Handlingar")),
    ("case.history", _l("Historik")),
)
_WITHOUT_HISTORIC: Final = frozenset({"case.application", "intake.completions", "assessment.show"})
"""Sections that a historic case has nothing in."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the case as a link, with how much there is in it."""

    label: str
    url: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What the head shows."""

    case: "Case"
    title: str
    grant_type: str
    section: str
    crumbs: tuple[tuple[str, str | None], ...]
    sections: tuple[Section, ...]
    age: Age | None
    deadline: Deadline | None
    purse: tuple[Purse, ...]
    steps: tuple[OfficeStep, ...]
    leading: OfficeStep | None
    is_overview: bool
    assess_url: str | None
    may_assign: bool
    may_write: bool


def head_of(looked: Looked, current: str, *, page: str = "") -> CaseHead:
    """Return the head for a page of the section that has the endpoint ``current``; ``page``: its own name below it."""
    case, actor = looked.case, looked.uow.actor
    sections, steps = tuple(_sections(looked, current)), ready(steps_of(looked))
    section = next((one for one in sections if one.is_current), sections[0])
    return CaseHead(
        case=case,
        title=looked.title,
        grant_type=_grant_type(looked),
        section=page or section.label,
        crumbs=tuple(_crumbs(looked, section, current, page)),
        sections=sections,
        age=age_of(looked),
        deadline=deadline_of(looked),
        purse=tuple(purse_of(looked)),
        steps=tuple(steps),
        leading=next((step for step in steps if step.action in LEADING), None),
        is_overview=current == OVERVIEW and not page,
        assess_url=_assess_url(looked),
        may_assign=actor.may(Permission.CASE_ASSIGN) and case.state not in FINAL,
        may_write=actor.may(Permission.CASE_PREPARE),
    )


def _assess_url(looked: Looked) -> str | None:
    """Return where the assessment is done, as long as it is under way and the person does it."""
    under_way = looked.case.state is State.IN_PREPARATION and looked.judged < len(looked.criteria)
    if not under_way or not looked.uow.actor.may(Permission.CASE_PREPARE):
        return None
    return url_for("assessment.show", case_id=looked.case.id)


def _grant_type(looked: Looked) -> str:
    case, catalogue = looked.case, looked.uow.catalogue
    if case.grant_type and catalogue.knows_grant_type(case.programme, case.grant_type):
        return catalogue.grant_type_label(case.programme, case.grant_type).sv
    return catalogue.programme_label(case.programme).sv


def _sections(looked: Looked, current: str) -> list[Section]:
    counts = _counts(looked)
    return [
        Section(str(label), url_for(endpoint, case_id=looked.case.id), counts.get(endpoint, ""), endpoint == current)
        for endpoint, label in _SECTIONS
        if has_page(endpoint) and not (looked.facts is None and endpoint in _WITHOUT_HISTORIC)
    ]


def _counts(looked: Looked) -> dict[str, str]:
    counted = looked.counts
    numbers = {
        "intake.completions": counted.completions,
        "decision.of_case": counted.decisions,
        "payment.case_claims": counted.claims,
        "followup.case_reports": counted.reports,
        "case_message.of_case": counted.messages,
        "case.documents": counted.documents,
    }
    shown = {endpoint: str(number) for endpoint, number in numbers.items() if number}
    if looked.criteria:
        shown["assessment.show"] = f"{looked.judged}/{len(looked.criteria)}"
    return shown


def _crumbs(looked: Looked, section: Section, current: str, page: str) -> list[tuple[str, str | None]]:
    number = looked.case.registry_number or looked.title
    overview = url_for(OVERVIEW, case_id=looked.case.id)
    steps: list[tuple[str, str | None]] = [(_("Skrivbord"), url_for("desk.worklist")), (number, overview)]
    if current != OVERVIEW:
        steps.append((section.label, section.url))
    if page:
        steps.append((page, None))
    return steps
