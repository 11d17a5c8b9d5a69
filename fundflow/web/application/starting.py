"""Begin an application: for whom, and whether to copy an earlier one; and what was copied."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.roles import Permission
from fundflow.queries.applicants import earlier_applications
from fundflow.queries.organisations import today_of
from fundflow.queries.people import organisations_of
from fundflow.services.application import Start, start_application
from fundflow.services.fitting import of_applicant
from fundflow.services.proposing import copied_of, copy_answers
from fundflow.services.trial import Trial
from fundflow.web.access import current_actor, current_region, looking, now, reading, requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.own import own_draft, title_of
from fundflow.web.filters import finding_text, plain_day, tr
from fundflow.web.forms.questions import PREFIX
from fundflow.web.locale import _
from fundflow.web.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fundflow.models.person import Membership


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen on the page: an organisation, and an earlier application of it or none."""

    organisation_id: int | None
    earlier_id: int | None


def chosen() -> Chosen:
    """Return what the page sent; an organisation that the person does not act for is none."""
    organisation, earlier = _number("organisation"), _number("earlier")
    return Chosen(organisation if organisation in current_actor().organisations else None, earlier)


def _number(field: str) -> int | None:
    return whole_number(request.form.get(field), None)


def in_being() -> "Sequence[Membership]":
    """Return those that the person can apply for: the organisations acted for that have not ceased."""
    return [one for one in organisations_of(reading(), current_actor()) if one.organisation.merged_into_id is None]


def said_of(memberships: "Sequence[Membership]", programme: Programme, grant_type: GrantType) -> dict[int, Finding]:
    """Return what speaks against each organisation as applicant, or must be judged; it keeps nobody from beginning."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    trial = Trial(catalogue, current_region().key, swedish_day(now()))
    found = {
        one.organisation_id: of_applicant(trial, programme, grant_type, one.organisation.kind) for one in memberships
    }
    return {key: one for key, one in found.items() if one is not None and one.verdict is not Verdict.FULFILLED}


@dataclass(frozen=True, slots=True)
class Source:
    """An earlier application to choose: of whom, and how it is named."""

    id: int
    applicant: str
    label: str
    note: str


def sources(memberships: "Sequence[Membership]") -> list[Source]:
    """Return the earlier applications of the organisations that can apply, each with whose it is, latest first."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    session = reading()
    names = {one.organisation_id: one.organisation.name for one in memberships}
    whose = {earlier: names[today] for earlier, today in today_of(session, names).items()}
    return [
        Source(
            one.id,
            whose[one.organisation_id],
            title_of(one),
            ", ".join(
                [
                    *([whose[one.organisation_id]] if len(memberships) > 1 else []),
                    tr(catalogue.grant_type_label(one.programme, one.grant_type or "")),
                    _("inskickad %(day)s", day=plain_day(one.received_on)),
                    *([_("återkallad %(day)s", day=plain_day(one.withdrawn_at))] if one.withdrawn_at else []),
                ]
            ),
        )
        for one in earlier_applications(session, current_actor())
        if one.organisation_id in whose
    ]


def token_sent() -> str:
    """Return the token of the form that was sent, or a new one."""
    return request.form.get("token") or secrets.token_urlsafe(16)


def begin(wanted: Start, earlier_id: int | None) -> tuple[str, str]:
    """Begin the draft and copy the earlier application; return where to go, or why it could not be done."""
    try:
        with writing() as uow:
            case = start_application(uow, wanted)
            if earlier_id is not None and case.copied_from_id is None:
                copy_answers(uow, case.id, earlier_id)
    except Refused as error:
        return "", " ".join(finding_text(finding) for finding in error.findings)
    except NotFound:
        return "", _("Den tidigare ansökan hör till en annan organisation. Välj en som hör till den ni söker för.")
    return url_for(".copied" if earlier_id is not None else ".show", case_id=case.id), ""


@bp.get("/ansokan/<int:case_id>/kopierat")
@requires(Permission.APPLICATION_WRITE)
def copied(case_id: int) -> ResponseReturnValue:
    """Show what was copied from an earlier application, and what was not."""
    found = own_draft(case_id)
    outcome = copied_of(looking(), found.case)
    if outcome is None:
        return redirect(url_for(".show", case_id=case_id), 303)
    taken = {question.key for question in outcome.copied}
    by_page = [(page, [question for question in page.questions if question.key in taken]) for page in found.pages]
    return render_template(
        "application/copied.html",
        own=found,
        outcome=outcome,
        by_page=[(page, questions) for page, questions in by_page if questions],
        to_date=[
            (question, url_for(".part", case_id=case_id, page_key=page.key, _anchor=PREFIX + question.key))
            for page in found.pages
            for question in page.questions
            if question in outcome.to_date
        ],
    )
