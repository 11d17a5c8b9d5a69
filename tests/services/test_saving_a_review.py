"""A review is kept as it is written: whole rows judged, begun ones waiting, and nothing of a colleague's lost."""

import pytest

from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, RowVerdict, approved_of
from fundflow.models.event import CaseEvent
from fundflow.models.payment import Claim
from fundflow.queries.payable import payable_of
from fundflow.services.claim_review import ReviewWritten, RowJudged, judged_of, note_mark, save_review
from fundflow.services.payment import propose_payout
from tests.claim_parts import PAYOUT_GROUNDS, deducted, parked, proposed_payout, sent_claim
from tests.payment_parts import codes
from tests.whole_case import World, granted

APPROVED = RowJudged(RowVerdict.APPROVED, None, "")


def opened(claim: Claim) -> dict[int, RowJudged]:
    """What a page opened now would send back unchanged, by place."""
    return {row.place: judged_of(row) for row in claim.rows}


def save(world: World, claim: Claim, who: str, read: dict[int, RowJudged], **changed: RowJudged) -> list[str]:
    """Send the page back with rows changed, ``r2=parked()``, and return what is told, by code."""
    rows = {}
    for row in claim.rows:
        judged = changed.get(f"r{row.place}", read[row.place])
        rows[row.id] = RowJudged(judged.verdict, judged.approved, judged.reason, read[row.place].mark)
    note = claim.review_note or ""
    found = save_review(world.uow(who), claim.id, ReviewWritten(rows, note, note_mark(note)))
    return [finding.code for finding in found]


def reviews(world: World) -> int:
    return world.session.query(CaseEvent).filter_by(kind=EventKind.CLAIM_REVIEWED).count()


def test_a_begun_row_keeps_amount_and_reason_and_approves_nothing(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, 36_000)

    told = save(world, claim, "officer", opened(claim), r1=APPROVED, r2=deducted(24_000, ""))

    begun = claim.rows[1]
    assert told == ["row_reason_missing"]
    assert (begun.verdict, begun.approved, begun.reason) == (None, Money.kronor(24_000), None)
    assert approved_of(row.claimed for row in claim.rows) == Money.kronor(100_000)
    # 100 000 x 500 000 / 1 000 000
    assert payable_of(world.session, case, claim, None).highest == Money.kronor(50_000)
    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id)
    assert codes(refused) == ["claim_row_not_judged"]


def test_an_amount_beyond_what_is_declared_is_told_and_not_kept(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 36_000)

    told = save(world, claim, "officer", opened(claim), r1=deducted(40_000))

    assert told == ["row_amount_too_high"]
    assert (claim.rows[0].approved, claim.rows[0].reason) == (None, "Ligger före perioden.")


def test_a_row_can_be_taken_back_to_not_judged(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 36_000)
    save(world, claim, "officer", opened(claim), r1=APPROVED)

    save(world, claim, "officer", opened(claim), r1=RowJudged(None, None, "Frågar om fakturan."))

    assert (claim.rows[0].verdict, claim.rows[0].approved) == (None, None)
    assert claim.rows[0].reason == "Frågar om fakturan."


def test_the_same_page_again_changes_nothing(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 36_000)
    read = opened(claim)
    save(world, claim, "officer", read, r1=parked())
    version, events = claim.row_version, reviews(world)

    save(world, claim, "colleague", read, r1=parked())

    assert (claim.row_version, reviews(world)) == (version, events)
    assert claim.rows[0].judged_by_id == world.people["officer"]


def test_rows_that_a_page_did_not_change_stay_their_judges(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 100_000, 36_000)
    read = opened(claim)

    save(world, claim, "colleague", read, r2=parked())
    save(world, claim, "officer", read, r1=APPROVED)

    assert [row.judged_by_id for row in claim.rows] == [world.people["officer"], world.people["colleague"]]


def test_a_row_that_both_changed_is_a_conflict_and_nothing_is_kept(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 100_000, 36_000)
    read = opened(claim)
    save(world, claim, "colleague", read, r2=parked())

    with pytest.raises(Conflict) as conflict:
        save(world, claim, "officer", read, r1=APPROVED, r2=deducted(24_000))

    (key, theirs), *others = conflict.value.theirs.items()
    assert (key, theirs.by, others) == (str(claim.rows[1].id), "Jonas Fjällborg", [])
    assert theirs.value == parked().meant
    assert [row.verdict for row in claim.rows] == [None, RowVerdict.PARKED]


def test_a_note_that_both_changed_is_a_conflict(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 36_000)
    save_review(world.uow("colleague"), claim.id, ReviewWritten({}, "Tre stickprov.", note_mark("")))

    with pytest.raises(Conflict) as conflict:
        save_review(world.uow("officer"), claim.id, ReviewWritten({}, "Två stickprov.", note_mark("")))

    assert [theirs.value for theirs in conflict.value.theirs.values()] == ["Tre stickprov."]
    assert claim.review_note == "Tre stickprov."


def test_whoever_has_judged_some_row_prepares_the_decision(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 100_000, 36_000)
    read = opened(claim)
    save(world, claim, "colleague", read, r2=parked())
    save(world, claim, "officer", read, r1=APPROVED)

    decision = proposed_payout(world.uow("officer"), claim.id)

    prepared = {preparer.person_id for preparer in decision.preparers}
    assert prepared == {world.people["officer"], world.people["colleague"]}


def test_a_proposal_on_an_older_review_is_a_conflict(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 100_000)
    save(world, claim, "officer", opened(claim), r1=APPROVED)
    version = claim.row_version
    save(world, claim, "colleague", opened(claim), r1=deducted(40_000))

    with pytest.raises(Conflict):
        propose_payout(world.uow("officer"), claim.id, amount=ZERO, grounds=PAYOUT_GROUNDS, version=version)

    assert claim.state is ClaimState.SENT


def test_a_proposed_claim_is_not_reviewed(world: World) -> None:
    claim = sent_claim(world.uow("applicant"), granted(world).id, 100_000)
    save(world, claim, "officer", opened(claim), r1=APPROVED)
    proposed_payout(world.uow("officer"), claim.id)

    with pytest.raises(Refused) as refused:
        save(world, claim, "officer", opened(claim), r1=parked())

    assert codes(refused) == ["claim_not_open"]
