"""What guards and rules may know of a case: one value, gathered once, asked by everyone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fundflow.domain.aid import CountedAid
from fundflow.domain.assessment import Judgements
from fundflow.domain.budget import Plan
from fundflow.domain.calls import CallNow
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import DelegationItem, DelegationOrder, Matter
from fundflow.domain.ledger import Balance
from fundflow.domain.money import Money
from fundflow.domain.payments import Payable
from fundflow.domain.places import Place
from fundflow.domain.programme import Criterion, GrantType, Page, Programme, Question
from fundflow.domain.rates import EuroRate
from fundflow.domain.rulebook import Rulebook
from fundflow.domain.states import State
from fundflow.domain.strategy import Strategy


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The decision at hand: what is proposed, by whom it was prepared, and what the order says.

    ``payable`` is the calculation behind a payout; None for every other kind.
    """

    kind: DecisionKind
    amount: Money
    grounds: str
    matter: Matter
    item: DelegationItem | None
    preparers: frozenset[int] = frozenset()
    on_meeting: bool = False
    payable: Payable | None = None


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """The decision frame of the source and year; None where no frame is registered (D20)."""

    source: str
    year: int
    frame: Money | None
    decided: Money


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as its rules see it on one day.

    ``received_on`` is the day that a draft would be received, were it sent in now; ``place`` its main municipality.
    Without a form behind it, what only a form's texts can show is judged (D32). ``aid``: earlier aid to the single
    undertaking, where the grant type asks; the concept ``earlier_aid`` holds the same once the applicant has answered.
    ``decided_by``: the day by which a case that waits for its decision ordinarily has one; None: it is asked of today.
    ``to_recipient``: the year's service grants to the recipient at all its places; None where that is not reckoned.
    """

    state: State
    programme: Programme
    grant_type: GrantType
    rulebook: Rulebook
    today: date
    organisation_id: int
    answers: Mapping[str, object] = field(default_factory=dict)
    concepts: Mapping[Concept, object] = field(default_factory=dict)
    plan: Plan = field(default_factory=lambda: Plan((), ()))
    unreadable: tuple[str, ...] = ()
    attachments: frozenset[str] = frozenset()
    judgements: Judgements = field(default_factory=dict)
    applicant_kind: ApplicantKind | None = None
    has_form: bool = True
    received_on: date | None = None
    decided_by: date | None = None
    place: Place | None = None
    strategy: Strategy | None = None
    call: CallNow | None = None
    officer_id: int | None = None
    withdrawn: bool = False
    signatory_confirmed: bool = True
    completion_due_on: date | None = None
    aid: tuple[CountedAid, ...] = ()
    euro_rate: EuroRate | None = None
    to_recipient: Money | None = None
    decision: DecisionFacts | None = None
    order: DelegationOrder | None = None
    balance: Balance = field(default_factory=Balance)
    frame: FrameFacts | None = None
    open_claims: int = 0
    open_payments: int = 0
    open_decisions: int = 0

    @property
    def is_unsent(self) -> bool:
        """Whether nothing has been sent in yet, so that ``received_on`` is only the day that it could be."""
        return self.state is State.DRAFT

    @property
    def pages(self) -> list[Page]:
        """The pages of the form, each with the questions that this applicant is asked."""
        return self.programme.pages_for(self.grant_type.key, self.applicant_kind)

    @property
    def questions(self) -> list[Question]:
        """The questions that this applicant is asked, in order."""
        return [question for page in self.pages for question in page.questions]

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria of the grant type."""
        return self.programme.criteria_for(self.grant_type.key)
