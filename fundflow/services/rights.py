"""Who may act for the region in a case: those whose role says so and who do not act for the applicant."""

from collections.abc import Iterator
from typing import Final

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.roles import Permission
from fundflow.models.case import Case
from fundflow.services.unit_of_work import UnitOfWork

PARTY: Final = LegalSource("L12", "2017:900", "16–18 §§")
"""Who acts for a party takes no part in the case (jäv)."""

TWO_PERSONS: Final = LegalSource("D13", None, "regionens delegationsordning")


def against_acting(uow: UnitOfWork, case: Case, permission: Permission) -> Iterator[Finding]:
    """Yield why the person may not act for the region here: the role, or acting for the applicant (D13)."""
    if not uow.actor.may(permission):
        yield Finding("not_permitted", Verdict.STOPS)
    if uow.actor.acts_for(case.organisation_id):
        yield Finding("own_case", Verdict.STOPS, TWO_PERSONS)


def require_acting(uow: UnitOfWork, case: Case, permission: Permission) -> None:
    """Raise Refused when the person may not act for the region here."""
    if refusals := list(against_acting(uow, case, permission)):
        raise Refused(refusals)
