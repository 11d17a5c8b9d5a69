"""The case as its applicant follows it: what is expected, state, money, decisions, what was sent, withdrawing."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.decisions import KINDS, REFUSALS
from fundflow.domain.errors import NotFound
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import open_steps
from fundflow.labels.events import KEY_EVENTS, SEEN_BY_APPLICANT
from fundflow.queries import cases
from fundflow.queries.case_money import money_of
from fundflow.queries.case_page import counts_of
from fundflow.queries.following import reports_to_send
from fundflow.queries.people import colleagues
from fundflow.services.application import withdraw_application
from fundflow.services.documents import letter_in
from fundflow.services.payable import payable_as_told
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.expected import Expected, expected_of
from fundflow.web.application.own import Own, own
from fundflow.web.application.papers import name_of_made, papers_of
from fundflow.web.application.progress import files_left, parts_of
from fundflow.web.application.sending import left_of
from fundflow.web.case.changes import Change, FileChange, changes_between, file_changes
from fundflow.web.case.plans import plans_of
from fundflow.web.case.told import ToldPage
from fundflow.web.downloads import PDF, send_download
from fundflow.web.filters import event_label, plain_day
from fundflow.web.locale import _, spoken

if TYPE_CHECKING:
    from fundflow.models.case import Case

_REFUSALS: Final = frozenset(KINDS[kind].document for kind in REFUSALS)


@bp.get("/mina-arenden")
@requires(Permission.CASE_FOLLOW)
def mine() -> str:
    """Show the applicant's cases, what is expected first."""
    followed = [case for case in cases.cases_followed(reading(), current_actor()) if case.programme_version is not None]
    expected = expected_of(reading(), followed)
    return render_template(
        "application/mine.html",
        waiting=[one for one in expected if one.is_theirs],
        rest=[one for one in expected if not one.is_theirs],
    )


@bp.get("/ansokan/<int:case_id>")
@requires(Permission.CASE_FOLLOW)
def show(case_id: int) -> str:
    """Show a draft's parts and what is left in each; or a case that has been sent in."""
    found = own(case_id)
    return _show_draft(found) if found.case.state is State.DRAFT else _show_case(found)


def _show_draft(found: Own) -> str:
    parts, has_files = parts_of(found), bool(found.facts.attachments)
    counted = [part.is_done for part in parts if part.is_begun or not part.is_done]
    if has_files or files_left(found):
        counted.append(not files_left(found))
    writers = colleagues(found.uow.session, found.uow.actor, found.case.organisation_id)
    me = next((one for one in writers if one.person_id == found.uow.actor.person_id), None)
    return render_template(
        "application/tasks.html",
        own=found,
        parts=parts,
        done=sum(counted),
        all=len(counted),
        files_left=files_left(found),
        has_files=has_files,
        writers=writers,
        may_invite=found.may_sign and me is not None and me.confirmed_at is not None,
    )


def _show_case(found: Own) -> str:
    session, case = found.uow.session, found.case
    expected: Expected = expected_of(session, [case])[0]
    steps = open_steps(found.facts, found.uow.actor)
    return render_template(
        "application/show.html",
        own=found,
        case=case,
        expected=expected,
        journey=_journey(expected),
        money=money_of(session, case, sent_only=True),
        papers=papers_of(session, case, found.kind_labels),
        reports=reports_to_send(session, [case.id]) if expected.state is State.ONGOING else [],
        history=[
            {"at": event.at, "text": event_label(event.kind), "is_key": event.kind in KEY_EVENTS}
            for event, _who in cases.history_of(session, case.id)
            if event.kind in SEEN_BY_APPLICANT
        ],
        messages=counts_of(session, case.id).messages,
        left=left_of(found),
        questions={question.key: question for page in found.pages for question in page.questions},
        kinds={kind.key: kind for kind in found.kinds},
        as_told=payable_as_told(found.uow, case, sent_only=True),
        may_withdraw=any(step.action is Action.WITHDRAW and not step.refusals for step in steps),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the way: done, current or still to come."""

    words: str
    note: str
    is_done: bool
    is_current: bool


def _journey(expected: Expected) -> list[Stage]:
    """Return the stages of the way, and where the case stands."""
    state, case = expected.state, expected.case
    if expected.is_withdrawn:
        return _withdrawn_journey(case)
    words = [
        _("Inskickad"),
        _("Handläggs"),
        _("Beslut"),
        _("Genomför och begär utbetalning"),
        _("Redovisa och avsluta"),
    ]
    current = {State.RECEIVED: 0, State.ONGOING: 3, State.FINAL_SETTLEMENT: 4, State.CLOSED: 5}.get(
        state, 1 if not expected.is_sent else 3
    )
    if state in (State.REJECTED, State.DISMISSED, State.WRITTEN_OFF, State.REVOKED):
        words, current = words[:3], 3
    handled = _("%(name)s har ärendet.", name=case.officer.name) if case.officer else _("Ingen handläggare än.")
    notes = {1: handled} if current <= 1 else {}
    return [
        Stage(one, notes.get(place, ""), is_done=place < current, is_current=place == current)
        for place, one in enumerate(words)
    ]


def _withdrawn_journey(case: "Case") -> list[Stage]:
    """Return the way of an application that has been taken back: it ends with the writing off."""
    return [
        Stage(_("Inskickad"), "", is_done=True, is_current=False),
        Stage(_("Återkallad av er"), plain_day(case.withdrawn_at), is_done=True, is_current=False),
        Stage(_("Vi skriver av ärendet"), "", is_done=False, is_current=True),
    ]


@dataclass(frozen=True, slots=True)
class SentVersion:
    """What was sent in once: its answers in words, and what it changed."""

    number: int
    sha256: str
    sent_at: Any
    pages: list[ToldPage]
    files: list[dict[str, Any]]
    changes: list[Change]
    file_changes: list[FileChange]


@bp.get("/ansokan/<int:case_id>/inskickat/<int:number>")
@requires(Permission.CASE_FOLLOW)
def read(case_id: int, number: int) -> str:
    """Show the application as it was sent, from the frozen copy, with what a completion changed."""
    found = own(case_id)
    versions = {one.number: one for one in cases.versions_of(found.uow.session, case_id)}
    if number not in versions:
        raise NotFound
    content = json.loads(versions[number].content)
    pages = found.teller.pages(content["answers"])
    earlier = json.loads(versions[number - 1].content) if number - 1 in versions else None
    version = SentVersion(
        number,
        versions[number].sha256,
        versions[number].sent_at,
        pages,
        content["attachments"],
        changes_between(found.teller.pages(earlier["answers"]), pages) if earlier else [],
        file_changes(earlier, content) if earlier else [],
    )
    latest = number == max(versions) and found.case.state is not State.COMPLETION_REQUESTED
    plans = plans_of(found.facts)
    return render_template("application/read.html", own=found, version=version, plans=plans if latest else None)


@bp.get("/ansokan/<int:case_id>/begaran/<int:completion_id>")
@requires(Permission.CASE_FOLLOW)
def request_for_completion(case_id: int, completion_id: int) -> str:
    """Show what the office once asked the applicant to complete, why and by when, and what came of it."""
    found = own(case_id)
    asked = next((one for one in cases.completions_of(found.uow.session, case_id) if one.id == completion_id), None)
    if asked is None:
        raise NotFound
    kinds = found.facts.programme.attachments_for(found.facts.grant_type.key)
    return render_template(
        "application/asked.html",
        own=found,
        asked=asked,
        is_open=found.completion is not None and found.completion.id == asked.id,
        labels={one.key: one.label for one in found.facts.questions} | {one.key: one.label for one in kinds},
    )


@bp.route("/ansokan/<int:case_id>/aterkalla", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WITHDRAW)
def withdraw(case_id: int) -> ResponseReturnValue:
    """Withdraw an application, once it has been confirmed."""
    found = own(case_id)
    if request.method == "POST":
        with writing() as uow:
            withdraw_application(uow, case_id)
        flash(_("Ansökan är återkallad. Vi skriver av ärendet."))
        return redirect(url_for(".show", case_id=case_id), 303)
    steps = open_steps(found.facts, found.uow.actor)
    step = next((one for one in steps if one.action is Action.WITHDRAW), None)
    return render_template("application/withdraw.html", own=found, refusals=step.refusals if step else None)


@bp.get("/ansokan/<int:case_id>/handlingar/<int:document_id>")
@requires(Permission.CASE_FOLLOW)
def document(case_id: int, document_id: int) -> ResponseReturnValue:
    """Send a document of the case; one that is not typeset yet says so."""
    found = own(case_id)
    wanted = cases.get_document(found.uow.session, found.uow.actor, case_id, document_id)
    if not wanted.for_applicant or wanted.template is None:
        raise NotFound
    if wanted.storage_key is None:
        return render_template(
            "application/not_ready.html", own=found, document=wanted, words=name_of_made(wanted)
        ), 202
    content = current_app.extensions["store"].read(wanted.storage_key)
    return send_download(content, f"{wanted.number.replace('/', '-')}.pdf", PDF)


@bp.get("/ansokan/<int:case_id>/handlingar/<int:document_id>/las")
@requires(Permission.CASE_FOLLOW)
def letter(case_id: int, document_id: int) -> str:
    """Show the letter of a decision as a page, in the reader's language; the decision itself is the Swedish one."""
    found = own(case_id)
    wanted = cases.get_document(found.uow.session, found.uow.actor, case_id, document_id)
    if not wanted.for_applicant or "letter" not in (wanted.facts or {}):
        raise NotFound
    facts = letter_in(wanted.facts or {}, spoken())
    return render_template(
        "application/letter.html",
        own=found,
        document=wanted,
        words=name_of_made(wanted),
        letter={"facts": facts, "words": facts["letter"], "is_refusal": wanted.template in _REFUSALS},
    )
