"""A claim of a journey's case taken from sent to paid, one stage a function; each commits and gives the id."""

from sqlalchemy import delete

from fundflow.models.bank import BankDetails
from fundflow.models.case import Case
from fundflow.services.decision import decide, dispatch
from fundflow.services.payment import authorise_payment, confirm_payment
from tests.claim_parts import judge, payment_of, proposed_payout, sent_claim
from tests.journey_parts import TODAY, Journey, granted_case


def claimed(journey: Journey, *kronor: int) -> tuple[int, int]:
    """A granted case (600 000 of 1 200 000) and a claim of staff costs in it: the ids of both."""
    case_id = granted_case(journey)
    return case_id, sent_of(journey, case_id, *kronor)


def sent_of(journey: Journey, case_id: int, *kronor: int) -> int:
    """Send a claim of staff costs in a case."""
    with journey.acting("applicant") as uow:
        return sent_claim(uow, case_id, *kronor).id


def proposed_of(journey: Journey, claim_id: int, *, officer: str = "officer") -> int:
    """Approve every cost and propose the highest payout: the id of the decision."""
    with journey.acting(officer) as uow:
        judge(uow, claim_id)
        return proposed_payout(uow, claim_id).id


def waiting_of(journey: Journey, claim_id: int) -> int:
    """Decide and send the payout: the id of the payment, which waits to be authorised."""
    decision_id = proposed_of(journey, claim_id)
    with journey.acting("head") as uow:
        decide(uow, decision_id)
    with journey.acting("officer") as uow:
        dispatch(uow, decision_id)
        uow.session.flush()
        return payment_of(uow, decision_id).id


def authorised_of(journey: Journey, claim_id: int) -> int:
    """Let an economist authorise the payment."""
    payment_id = waiting_of(journey, claim_id)
    with journey.acting("economist") as uow:
        authorise_payment(uow, payment_id)
    return payment_id


def paid_of(journey: Journey, claim_id: int) -> int:
    """Let the other economist confirm the payment, today."""
    payment_id = authorised_of(journey, claim_id)
    with journey.acting("second_economist") as uow:
        confirm_payment(uow, payment_id, paid_on=TODAY)
    return payment_id


def without_account(journey: Journey, case_id: int) -> None:
    """Take away the applicant's account for payments."""
    with journey.acting("officer") as uow:
        case = uow.session.get_one(Case, case_id)
        uow.session.execute(delete(BankDetails).where(BankDetails.organisation_id == case.organisation_id))
