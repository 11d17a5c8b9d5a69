"""What a report need not ask: what the claims of the case have told already, as reviewed where they are decided on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.claim_figures import ClaimedFigure, delivered_in, figures_to_review
from fundflow.domain.concepts import CONCEPTS, Concept, Shape
from fundflow.domain.home_delivery import Delivered
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, approved_of
from fundflow.domain.programme import IndicatorKind, Question, ReportForm
from fundflow.domain.reports import ReportKind
from fundflow.models.case import Case
from fundflow.models.payment import Claim
from fundflow.models.report import Report
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork

_REVIEWED = (ClaimState.DECIDED, ClaimState.PAID)
_TOLD = (ClaimState.SENT, ClaimState.PROPOSED, *_REVIEWED)


@dataclass(frozen=True, slots=True)
class ToldByClaims:
    """Figures that claims have told, whole numbers by concept, money in öre; and the numbers of those claims.

    ``is_reviewed``: every claim is decided on, and the decision sent, so that the figures are those of the region.
    """

    figures: Mapping[Concept, int] = field(default_factory=dict)
    claims: tuple[int, ...] = ()
    is_reviewed: bool = False

    def tells(self, asked: Question | IndicatorKind) -> bool:
        """Say whether the claims have answered what is asked."""
        return asked.told_by_claim in self.figures

    def asked_in(self, form: ReportForm) -> ReportForm:
        """Return the form without what the claims have answered."""
        return replace(form, questions=tuple(one for one in form.questions if not self.tells(one)))

    def answers(self, questions: Iterable[Question]) -> dict[str, object]:
        """Return the answers that the claims give, as they would have been typed."""
        told = ((one.key, one.told_by_claim) for one in questions)
        return {key: _typed(one, self.figures[one]) for key, one in told if one in self.figures and one is not None}

    def counts(self, kinds: Iterable[IndicatorKind]) -> dict[str, int]:
        """Return what the claims count of each indicator, by its key."""
        told = ((one.key, one.told_by_claim) for one in kinds)
        return {key: self.figures[one] for key, one in told if one in self.figures and one is not None}


NOTHING = ToldByClaims()


def told_by_claims(uow: UnitOfWork, case: Case, report: Report) -> ToldByClaims:
    """Return what the case's claims have told of what its final report asks; nothing where it asks for no such figure.

    What is being reviewed is told as it was sent (D5). A figure that a claim leaves out is not told, nor households
    when several claims tell them: each is counted once, and who stands in both is not known.
    """
    if report.kind is not ReportKind.FINAL or not _is_asked(uow, case):
        return NOTHING
    statement = select(Claim).where(Claim.case_id == case.id, Claim.state.in_(_TOLD)).order_by(Claim.sequence)
    claims = uow.session.scalars(statement.options(selectinload(Claim.rows))).all()
    if not claims:
        return NOTHING
    is_reviewed = all(one.state in _REVIEWED for one in claims)
    return ToldByClaims(_figures(claims), tuple(one.sequence for one in claims), is_reviewed)


def _is_asked(uow: UnitOfWork, case: Case) -> bool:
    programme, grant_type = programme_of(uow, case), case.grant_type or ""
    questions, kinds = programme.final_report_for(grant_type).questions, programme.indicators_for(grant_type)
    return any(one.told_by_claim for one in questions) or any(one.told_by_claim for one in kinds)


def _figures(claims: Sequence[Claim]) -> dict[Concept, int]:
    found: dict[Concept, int] = {}
    figures = [_figures_of(one) for one in claims]
    together = sum(map(delivered_in, figures), Delivered())
    if all(one[Concept.DELIVERY_OCCASIONS].counts is not None for one in figures):
        found[Concept.DELIVERY_OCCASIONS] = together.occasions
    if all(one[Concept.DELIVERY_FEES].counts is not None for one in figures):
        net = total(map(_costs_of, claims)) - together.fees
        found[Concept.NET_DELIVERY_COST] = max(ZERO, net).ore
    households = [one.figures.get(Concept.DELIVERY_HOUSEHOLDS.value) for one in claims]
    if len(households) == 1 and households[0] is not None:
        found[Concept.DELIVERY_HOUSEHOLDS] = households[0]
    return found


def _figures_of(claim: Claim) -> dict[Concept, ClaimedFigure]:
    return figures_to_review(claim.figures, claim.corrections if claim.state in _REVIEWED else {})


def _costs_of(claim: Claim) -> Money:
    if claim.state in _REVIEWED:
        return approved_of(row.claimed for row in claim.rows)
    return total(row.declared for row in claim.rows)


def _typed(concept: Concept, number: int) -> str:
    whole, ore = divmod(number, 100) if CONCEPTS[concept][0] is Shape.MONEY else (number, 0)
    in_groups = f"{whole:,}".replace(",", " ")
    return f"{in_groups},{ore:02}" if ore else in_groups
