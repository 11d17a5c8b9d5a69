"""Who sees which cases, on both databases."""

import pytest
from sqlalchemy.orm import Session

from fundflow.domain.errors import NotFound
from fundflow.domain.roles import Actor, Role
from fundflow.domain.states import Origin, State
from fundflow.queries.cases import cases_followed, get_case
from tests.factories import make_case, make_organisation


def test_an_applicant_follows_what_was_applied_for_and_no_imported_case(session: Session) -> None:
    organisation = make_organisation(session)
    ours = frozenset({organisation.id})
    maja = Actor(1, "Maja", frozenset({Role.APPLICANT}), organisations=ours, may_sign_for=ours)
    applied = make_case(session, organisation=organisation)
    imported = make_case(
        session, organisation=organisation, origin=Origin.IMPORTED, registry_number="IMP 2018/1", programme_version=None
    )

    assert [case.id for case in cases_followed(session, maja)] == [applied.id]
    with pytest.raises(NotFound):
        get_case(session, maja, imported.id)


def test_staff_see_imported_cases_and_no_drafts(session: Session) -> None:
    ylva = Actor(2, "Ylva", frozenset({Role.CASE_OFFICER}))
    imported = make_case(session, origin=Origin.IMPORTED, programme_version=None)
    draft = make_case(session, state=State.DRAFT, registry_number=None, organisation=None)

    assert get_case(session, ylva, imported.id).id == imported.id
    with pytest.raises(NotFound):
        get_case(session, ylva, draft.id)
