"""The clocks and the purse of a case's head: how old it is, what is due next, and its money in words."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from fundflow.domain.appropriation import SOURCES
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.findings import Finding, Reach
from fundflow.domain.money import Money, percent_of
from fundflow.domain.periods import swedish_day
from fundflow.domain.rules.engine import highest_grant
from fundflow.labels.amounts import kronor_text
from fundflow.queries.cases import completions_of
from fundflow.queries.decisions import came_of_withdrawal
from fundflow.queries.worklist_base import UNDECIDED
from fundflow.services.payable import is_home_delivery
from fundflow.web.case.look import Looked
from fundflow.web.charts import Meter, meter
from fundflow.web.filters import days_in_words, mnkr, percent, plain_day, tr
from fundflow.web.locale import _, _l, _n

if TYPE_CHECKING:
    from fundflow.models.case import Case

DEADLINES: Final = {
    "completion": _l("Sista dag för komplettering"),
    "report": _l("Sista dag för sökandens nästa rapport"),
}


@dataclass(frozen=True, slots=True)
class Age:
    """How long the case has waited; ``bar`` None once it is decided."""

    words: str
    note: str
    bar: Meter | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The next day to keep and what it is for."""

    on: date
    about: str


@dataclass(frozen=True, slots=True)
class Purse:
    """One amount of the head, with a note under it; ``words`` instead of the amount in full where it is far off."""

    label: str
    amount: Money | None
    note: str
    words: str = ""


def age_of(looked: Looked) -> Age | None:
    """Return the age of a case, against six months while it is undecided; None where no day is known."""
    case, today = looked.case, looked.uow.today
    if case.received_on is None:
        return None
    if case.state not in UNDECIDED:
        return _age_when_decided(case, case.received_on)
    used, limit = (today - case.received_on).days, (last_ordinary_day(case.received_on) - case.received_on).days
    words = _("%(used)s av %(limit)s dagar", used=used, limit=limit)
    return Age(words, _pause(looked) or _received(case.received_on), meter(used, limit, words))


def _received(day: date) -> str:
    return _("Kom in %(day)s", day=plain_day(day))


def _age_when_decided(case: "Case", received_on: date) -> Age:
    if case.decided_on is None:
        return Age(_("Kom in %(day)s", day=plain_day(received_on)), "", None)
    days = (case.decided_on - received_on).days
    return Age(
        _("Beslut efter %(days)s", days=days_in_words(days)), _("Beslut %(day)s", day=plain_day(case.decided_on)), None
    )


def _pause(looked: Looked) -> str:
    """Return how long the region has waited for the applicant, in words; empty where it has not."""
    waited = 0
    for one in completions_of(looked.uow.session, looked.case.id) if looked.counts.completions else ():
        ended = one.answered_at or one.ended_at
        last = swedish_day(ended) if ended else looked.uow.today
        waited += (last - swedish_day(one.requested_at)).days
    return _("%(days)s väntade på sökanden", days=days_in_words(waited)) if waited else ""


def deadline_of(looked: Looked) -> Deadline | None:
    """Return the next day to keep in the case."""
    case = looked.case
    if case.deadline_on is None:
        return None
    return Deadline(case.deadline_on, str(DEADLINES.get(case.deadline_kind or "", _("Frist"))))


# ----- the purse


def purse_of(looked: Looked) -> list[Purse]:
    """Return the amounts of the case, in the words that are never mixed (product.md 5)."""
    case = looked.case
    if case.state in UNDECIDED:
        middle = [_ceiling(looked), _proposed(looked)]
    else:
        middle = [
            Purse(_("Beviljat"), case.granted + case.changed, ""),
            Purse(_("Utbetalt"), case.paid + case.advanced, _left_to_pay(looked)),
        ]
    return [_applied_for(case), *middle, *_frame(looked)]


def _applied_for(case: "Case") -> Purse:
    if case.requested_amount is None or not case.total_cost:
        return Purse(_("Sökt"), case.requested_amount, "")
    share = percent(percent_of(case.requested_amount, case.total_cost), 1)
    return Purse(
        _("Sökt"), case.requested_amount, _("%(share)s av %(cost)s", share=share, cost=kronor_text(case.total_cost))
    )


def _ceiling(looked: Looked) -> Purse:
    highest = highest_grant(looked.findings)
    return Purse(_("Regeltak"), highest, _about_ceiling(looked.findings))


def _about_ceiling(findings: list[Finding]) -> str:
    """Return what the highest grant comes of: a rule that stops, something unknown, or the lowest of the ceilings."""
    reaches = {finding.reach for finding in findings}
    if Reach.BARS in reaches:
        return _("en regel stoppar")
    if Reach.UNKNOWN in reaches:
        return _("går inte att räkna ut än")
    ceilings = sum("highest" in finding.figures for finding in findings)
    return _n("ett tak", "lägst av %(num)s tak", ceilings) if ceilings else _("inget tak")


def _proposed(looked: Looked) -> Purse:
    proposal = looked.proposal
    if proposal is None:
        return Purse(_("Föreslaget"), None, _("inte föreslaget"))
    by = _("sökanden har återkallat") if came_of_withdrawal(proposal, looked.case) else proposal.proposed_by.name
    return Purse(_("Föreslaget"), proposal.amount or None, by)


def _left_to_pay(looked: Looked) -> str:
    """Return what is left to pay: of home delivery that is accounted for, what its figures give within the act."""
    case = looked.case
    is_accounted_for = bool(case.cost_approved) and is_home_delivery(looked.uow, case)
    left = case.balance.left_to_claim if is_accounted_for else case.balance.outstanding
    return _("%(left)s kvar att betala", left=kronor_text(left)) if left else ""


def _frame(looked: Looked) -> list[Purse]:
    frame = looked.facts.frame if looked.facts else None
    if frame is None:
        return []
    source = tr(looked.uow.catalogue.code_label(SOURCES, frame.source)) or frame.source
    note = f"{source}, {frame.year}"
    if frame.frame is None:
        return [Purse(_("Kvar av ramen"), None, _("ingen ram för %(year)s", year=frame.year))]
    return [Purse(_("Kvar av ramen"), frame.frame - frame.decided, note, mnkr(frame.frame - frame.decided))]
