"""Roles, permissions, and the one table of who may do what."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person is in the service; a person may have several."""

    APPLICANT = "applicant"
    CASE_OFFICER = "case_officer"
    SPECIALIST = "specialist"
    DECISION_MAKER = "decision_maker"
    BOARD_SECRETARY = "board_secretary"
    ECONOMIST = "economist"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """What one may do, as ``subject:action``."""

    ACCOUNT_USE = "account:use"
    APPLICATION_WRITE = "application:write"
    APPLICATION_SUBMIT = "application:submit"
    APPLICATION_WITHDRAW = "application:withdraw"
    ORGANISATION_MANAGE = "organisation:manage"
    CLAIM_WRITE = "claim:write"
    CLAIM_SEND = "claim:send"
    REPORT_WRITE = "report:write"
    CASE_FOLLOW = "case:follow"
    CASE_READ = "case:read"
    CASE_ASSIGN = "case:assign"
    CASE_PREPARE = "case:prepare"
    CASE_DECIDE = "case:decide"
    BOARD_RECORD = "board:record"
    DECISION_DISPATCH = "decision:dispatch"
    CLAIM_REVIEW = "claim:review"
    REPORT_REVIEW = "report:review"
    PAYMENT_AUTHORISE = "payment:authorise"
    PAYMENT_CONFIRM = "payment:confirm"
    BANK_CONFIRM = "bank:confirm"
    FRAME_SET = "frame:set"
    CALL_MANAGE = "call:manage"
    STATISTICS_READ = "statistics:read"
    STATISTICS_EXPORT = "statistics:export"
    PERSON_MANAGE = "person:manage"
    CASES_IMPORT = "cases:import"
    FIGURE_READ = "figure:read"
    FIGURE_SET = "figure:set"


_P: Final = Permission

PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.APPLICANT: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.APPLICATION_WRITE,
            _P.APPLICATION_SUBMIT,
            _P.APPLICATION_WITHDRAW,
            _P.ORGANISATION_MANAGE,
            _P.CLAIM_WRITE,
            _P.CLAIM_SEND,
            _P.REPORT_WRITE,
            _P.CASE_FOLLOW,
        }
    ),
    Role.CASE_OFFICER: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.CASE_READ,
            _P.CASE_ASSIGN,
            _P.CASE_PREPARE,
            _P.CASE_DECIDE,  # only a write-off after withdrawal; the delegation order holds the rest back (D4, D14)
            _P.DECISION_DISPATCH,
            _P.CLAIM_REVIEW,
            _P.REPORT_REVIEW,
            _P.CALL_MANAGE,
            _P.BANK_CONFIRM,
            _P.STATISTICS_READ,
            _P.FIGURE_READ,
        }
    ),
    Role.SPECIALIST: frozenset({_P.ACCOUNT_USE}),
    Role.DECISION_MAKER: frozenset({_P.ACCOUNT_USE, _P.CASE_READ, _P.CASE_DECIDE, _P.STATISTICS_READ, _P.FIGURE_READ}),
    Role.BOARD_SECRETARY: frozenset(
        {_P.ACCOUNT_USE, _P.CASE_READ, _P.BOARD_RECORD, _P.STATISTICS_READ, _P.FIGURE_READ}
    ),
    Role.ECONOMIST: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.CASE_READ,
            _P.PAYMENT_AUTHORISE,
            _P.PAYMENT_CONFIRM,
            _P.BANK_CONFIRM,
            _P.FRAME_SET,
            _P.STATISTICS_READ,
            _P.FIGURE_READ,
        }
    ),
    Role.ANALYST: frozenset({_P.ACCOUNT_USE, _P.CASE_READ, _P.STATISTICS_READ, _P.STATISTICS_EXPORT, _P.FIGURE_READ}),
    Role.ADMINISTRATOR: frozenset(
        {
            _P.ACCOUNT_USE,
            _P.PERSON_MANAGE,
            _P.CASES_IMPORT,
            _P.CALL_MANAGE,
            _P.FIGURE_READ,
            _P.FIGURE_SET,  # a setting of the whole region (D11); an officer gives a rate in a case of their own
        }
    ),
    Role.AUDITOR: frozenset({_P.ACCOUNT_USE, _P.CASE_READ, _P.STATISTICS_READ, _P.STATISTICS_EXPORT, _P.FIGURE_READ}),
}

STAFF: Final = frozenset(Role) - {Role.APPLICANT}


class OrganisationRight(StrEnum):
    """What a person may do for an organisation; who may sign may also edit."""

    EDIT = "edit"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts: roles, positions in the delegation order, and the organisations acted for."""

    person_id: int
    name: str
    roles: frozenset[Role] = frozenset()
    positions: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()
    may_sign_for: frozenset[int] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Say whether one of the person's roles has the permission."""
        return any(permission in PERMISSIONS[role] for role in self.roles)

    def acts_for(self, organisation_id: int) -> bool:
        """Say whether the person acts for the organisation, and so reads its cases as the applicant does."""
        return organisation_id in self.organisations

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the region."""
        return bool(self.roles & STAFF)
