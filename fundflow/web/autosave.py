"""One answer at a time, as it is left: saved as the whole page would save it, and answered to the page's script.

The page's form names, in ``data-autosave``, where its answers go (macros/autosave.html). The script sends the fields of
one question as they stand in the form, with the hidden version; the view makes a sheet of that question and saves it
through the same service as the page::

    sheet = posted_sheet([question], offers, MultiDict(request.form), stored)
    return save_one(sheet, partial(save, case_id), tell)

When a colleague has saved the same answer meanwhile, the answer is 409 with a dialog that shows both texts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from babel.lists import format_list
from flask import Response, abort, jsonify, render_template, request
from sqlalchemy.orm import Session

from fundflow.domain.authors import author_of
from fundflow.domain.errors import Conflict, Theirs
from fundflow.domain.programme import Question
from fundflow.queries.case_page import names_of
from fundflow.queries.presence import others_on
from fundflow.services.application import Written
from fundflow.services.presence import leave_page, note_presence
from fundflow.web.access import current_actor, now, reading, writing
from fundflow.web.filters import clock_time
from fundflow.web.forms.amounts import counted_in
from fundflow.web.forms.questions import PREFIX, as_posted
from fundflow.web.forms.sheet import Sheet, Stored, apart, version_of
from fundflow.web.locale import _, chosen_language
from fundflow.web.replies import CONFLICT, problem

Save = Callable[[Mapping[str, Written]], Mapping[str, int]]
"""Saves answers in a transaction of its own and returns their versions; raises Conflict."""

Tell = Callable[[Question, Any], Any]
"""Says an answer in words, as fundflow.web.case.told does."""


@dataclass(frozen=True, slots=True)
class AtFields:
    """What rules say at the fields of a form, by question and as it is shown there.

    ``parts`` are what the page reckons from what is saved, by name and as it is shown (``data-part``).
    ``version`` rises with what is saved in the form: of two that come late to the page, the higher one counts.
    """

    version: int
    told: Mapping[str, str]
    parts: Mapping[str, str] = field(default_factory=dict)


def stored_answers(
    session: Session, written: Mapping[str, object], authors: Mapping[str, object], version: int
) -> dict[str, Stored]:
    """Return what is typed in a form that has one version for all its answers, with who last wrote each."""
    by = {key: author for key in written if (author := author_of(authors, key))}
    names = names_of(session, {author.person_id for author in by.values()})
    return {
        key: Stored(value, version, names.get(by[key].person_id, ""), by[key].at)
        if key in by
        else Stored(value, version)
        for key, value in written.items()
    }


def save_one(sheet: Sheet, save: Save, tell: Tell, at_fields: Callable[[], AtFields] | None = None) -> Response:
    """Save the one answer of the sheet, whatever was typed.

    Returns when, its version, what cannot be read, and what rules say at the fields; without ``at_fields`` the answer
    leaves those as they are.
    """
    question = sheet.questions[0]
    if question.key not in sheet.versions:
        abort(400)  # without a version it would be told as saved, and not be
    written = sheet.changed()
    try:
        versions = save(written)
    except Conflict as conflict:
        theirs = conflict.theirs.get(question.key)
        if theirs is None:
            raise
        return _both_texts(question, sheet, theirs, tell)
    version = sheet.versions[question.key]
    if question.key in written:
        version = version_of(question, Stored(written[question.key].value, versions[question.key]))
    checked = replace(sheet, checked=True)
    reply: dict[str, object] = {
        "saved_at": clock_time(now()),
        "row_version": version,
        "errors": checked.form.error_links(),
    }
    if counted := counted_in(checked.form[PREFIX + question.key], question):
        reply["counted"] = counted
    if at_fields is not None:
        rules = at_fields()
        reply |= {"rules": rules.told, "parts": rules.parts, "rules_version": rules.version}
    return jsonify(reply)


def _both_texts(question: Question, sheet: Sheet, theirs: Theirs, tell: Tell) -> Response:
    """Answer with both texts, in words to be read and as fields to be put back."""
    mine = sheet.answers.get(question.key)
    differs = apart(question, mine, theirs.value)
    return problem(
        CONFLICT,
        409,
        row_version=version_of(question, Stored(theirs.value, theirs.version)),
        fields=list(as_posted([question], {question.key: theirs.value}).items(multi=True)),
        dialog=render_template(
            "autosave/conflict.html",
            question=question,
            name=PREFIX + question.key,
            mine=tell(question, mine),
            differs=differs,
            apart=(tell(question, differs.mine), tell(question, differs.theirs)),
            theirs=theirs,
            told=tell(question, theirs.value),
        ),
    )


def who_is_here(case_id: int, page_key: str) -> Response:
    """Note that the person has the page open, or leaves it, and tell which colleagues have it open too."""
    with writing() as uow:
        if request.form.get("lamnar"):
            leave_page(uow, case_id, page_key)
        else:
            note_presence(uow, case_id, page_key)
    names = others_on(reading(), current_actor(), case_id, page_key, at=now())
    together = format_list(names, locale=chosen_language())
    text = _("%(names)s är på den här sidan.", names=together) if names else ""
    return jsonify(names=list(names), text=text)
