"""The claims of the applicant's own case: gathered once for a page, listed, begun, read and taken back."""

import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from fundflow.domain.claims import claim_questions
from fundflow.domain.errors import NotFound
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.programme import ClaimForm, CostMethod, CostType, Programme, Question
from fundflow.domain.roles import Permission
from fundflow.domain.texts import Text
from fundflow.labels.payouts import lines_as_told, payout_lines
from fundflow.queries.bank import bank_details_of
from fundflow.queries.case_money import CaseMoney, money_of
from fundflow.queries.cases import get_case
from fundflow.queries.payments import (
    budget_use,
    claim_of,
    claims_of,
    conditions_of,
    receipt_of,
    used_in_all,
    vouchers_of,
)
from fundflow.queries.people import colleagues
from fundflow.services.claim import answers_of
from fundflow.services.claim import start_claim as begin_claim
from fundflow.services.claim import withdraw_claim as take_back
from fundflow.services.claim_checks import CLAIMING, cost_method_of, kinds_to_claim
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.offers import Offers, offers_of
from fundflow.services.payable import figures_of, is_home_delivery, payable_as_told, payable_in
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import current_actor, looking, requires, writing
from fundflow.web.autosave import stored_answers
from fundflow.web.case.told import Teller, Told
from fundflow.web.filters import tr
from fundflow.web.forms.sheet import Stored
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.figures import shown_figures
from fundflow.web.payment.seen import SeenClaim, seen_claims

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.payment import Claim


@dataclass(frozen=True)
class OwnCase:
    """A case as its applicant claims costs in it."""

    uow: UnitOfWork
    case: "Case"

    @cached_property
    def programme(self) -> Programme:
        """The programme in the case's version."""
        return programme_of(self.uow, self.case)

    @cached_property
    def method(self) -> CostMethod | None:
        """The way to reckon costs that the application chose."""
        return cost_method_of(self.uow, self.case)

    @cached_property
    def kinds(self) -> list[CostType]:
        """The kinds of cost that a person writes."""
        return kinds_to_claim(self.programme, self.case.grant_type or "", self.method)

    @property
    def kind_labels(self) -> dict[str, str]:
        """What every kind of cost is called."""
        return {one.key: tr(one.label) for one in self.programme.cost_types}

    @property
    def granted(self) -> Money:
        """The grant as it stands after changes."""
        return self.case.granted + self.case.changed

    @cached_property
    def money(self) -> CaseMoney:
        """Its sums, as far as decisions have been sent (D5)."""
        return money_of(self.uow.session, self.case, sent_only=True)

    @property
    def is_open(self) -> bool:
        """Whether costs can be claimed now."""
        return self.case.state in CLAIMING

    @property
    def may_sign(self) -> bool:
        """Whether the person may send for the applicant."""
        return self.case.organisation_id in self.uow.actor.may_sign_for

    @property
    def title(self) -> str:
        """What the case is called."""
        return self.case.title or self.case.registry_number or ""

    def claim(self, claim_id: int) -> "Claim":
        """Return a claim of the case with its rows; NotFound when it has none such."""
        return claim_of(self.uow.session, self.uow.actor, self.case.id, claim_id)

    @cached_property
    def claim_form(self) -> ClaimForm:
        """What a claim asks beside what every claim does."""
        return self.programme.claim_for(self.case.grant_type or "")

    def told(self, claim: "Claim") -> list[Told]:
        """Return what a claim answers to its grant type's own questions, in words."""
        return self.teller.told(self.claim_form.questions, claim.answers) if self.claim_form.questions else []

    @cached_property
    def offers(self) -> Offers:
        """What questions offer to choose among."""
        return offers_of(self.uow, self.case)

    @cached_property
    def teller(self) -> Teller:
        """Who says answers in words."""
        return Teller(self.uow.catalogue, facts_of(self.uow, self.case), self.offers.strategy)

    def unmet(self) -> list[Text]:
        """Return the conditions that keep payments back; those of the programme in each language that it has."""
        known = {one.text.sv: one.text for one in self.programme.conditions}
        waiting = [one for one in conditions_of(self.uow.session, self.case.id) if one.gates_payment and not one.met_at]
        return [known.get(one.text, Text(one.text)) for one in waiting]

    def signers(self) -> list[str]:
        """Return the names of those who may send."""
        people = colleagues(self.uow.session, self.uow.actor, self.case.organisation_id)
        return [one.person.name for one in people if one.right.value == "sign"]


@dataclass(frozen=True)
class OwnClaim:
    """A claim of an own case, as the pages look at it on which it is written."""

    own: OwnCase
    claim: "Claim"

    @property
    def title(self) -> str:
        """What it is called."""
        return claim_title(self.claim)

    @property
    def is_draft(self) -> bool:
        """Whether it may be written."""
        return self.claim.state is ClaimState.DRAFT

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks."""
        return claim_questions(self.own.kinds, self.own.claim_form.questions)

    @property
    def stored(self) -> dict[str, Stored]:
        """What is written, with the version of the claim and who wrote it."""
        return stored_in(self.own.uow.session, self.claim)


def own_claim(case_id: int, claim_id: int) -> OwnClaim:
    """Return a claim of a case whose applicant this request's person acts for; NotFound otherwise."""
    found = own_case(case_id)
    return OwnClaim(found, found.claim(claim_id))


def stored_in(session: Session, claim: "Claim") -> dict[str, Stored]:
    """Return what is typed in a claim, whose rows are loaded, and who last wrote each answer."""
    return stored_answers(session, answers_of(claim), claim.changed_by, claim.row_version)


def own_case(case_id: int) -> OwnCase:
    """Return a case whose applicant this request's person acts for; NotFound otherwise, also for staff."""
    uow = looking()
    case = get_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations or case.programme_version is None:
        raise NotFound
    return OwnCase(uow, case)


def claim_title(claim: "Claim") -> str:
    """Return what a claim is called."""
    return _("Ansökan om utbetalning %(number)s", number=claim.sequence)


@bp.get("/ansokan/<int:case_id>/utbetalningar")
@requires(Permission.CASE_FOLLOW)
def claims(case_id: int) -> str:
    """Show the claims of a case, what is expected in each, and how grant and budget are used."""
    found = own_case(case_id)
    session, case = found.uow.session, found.case
    used = budget_use(session, case.id)
    as_told = payable_as_told(found.uow, case, sent_only=True)
    return render_template(
        "payment/claims.html",
        own=found,
        case=case,
        claims=seen_claims(session, case.id, claims_of(session, found.uow.actor, case.id)),
        used=used,
        sums=used_in_all(used),
        by_act=is_home_delivery(found.uow, case),
        as_told=as_told,
        lines_as_told=lines_as_told(as_told) if as_told else [],
        money=found.money,
        account=bank_details_of(session, case.organisation_id),
        unmet=found.unmet(),
        token=secrets.token_urlsafe(16),
    )


@bp.post("/ansokan/<int:case_id>/utbetalningar/ny")
@requires(Permission.CLAIM_WRITE)
def start_claim(case_id: int) -> ResponseReturnValue:
    """Begin a claim. The page's token makes a double click begin one."""
    token = f"{current_actor().person_id}-{case_id}-{request.form.get('token', '')[:64]}"
    with writing() as uow:
        claim = begin_claim(uow, case_id, token=token)
    return redirect(url_for(".write_claim", case_id=case_id, claim_id=claim.id), 303)


@bp.get("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>")
@requires(Permission.CASE_FOLLOW)
def claim(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Show a claim that has been sent: its receipt, where it stands, and what came of each cost."""
    found = own_case(case_id)
    one = found.claim(claim_id)
    if one.sent_at is None:
        return redirect(url_for(".write_claim", case_id=case_id, claim_id=claim_id), 303)
    session = found.uow.session
    seen: SeenClaim = seen_claims(session, case_id, [one])[0]
    payable = payable_in(found.uow, found.case, one) if seen.is_decided else None
    by_act = payable is not None and payable.delivery is not None
    return render_template(
        "payment/claim.html",
        own=found,
        case=found.case,
        title=claim_title(one),
        seen=seen,
        claim=one,
        told=found.told(one),
        receipt=receipt_of(session, one),
        payable=payable,
        lines=payout_lines(payable, seen.decided) if payable is not None and by_act else [],
        corrected=[one for one in shown_figures(figures_of(one)) if one.correction] if by_act else [],
        vouchers=vouchers_of(session, claim_id),
    )


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/aterkalla", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def withdraw_claim(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Put a draft away, or take a sent claim back, once it has been confirmed."""
    found = own_case(case_id)
    one = found.claim(claim_id)
    is_draft = one.state is ClaimState.DRAFT
    if one.state is ClaimState.WITHDRAWN:
        return redirect(url_for(".claims", case_id=case_id), 303)
    if request.method == "POST":
        with writing() as uow:
            take_back(uow, claim_id)
        flash(_("Utkastet är borttaget.") if is_draft else _("Ansökan om utbetalning är återkallad."))
        return redirect(url_for(".claims", case_id=case_id), 303)
    return render_template(
        "payment/withdraw_claim.html",
        own=found,
        claim=one,
        title=claim_title(one),
        is_draft=is_draft,
        is_open=one.state in (ClaimState.DRAFT, ClaimState.SENT),
        signers=[] if is_draft or found.may_sign else found.signers(),
    )
