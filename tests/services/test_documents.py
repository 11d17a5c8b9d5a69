"""Receipts and decision letters say what was decided, why, by whom and with what right; their facts are kept."""

import hashlib
import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from sqlalchemy import select

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Direction, Document
from fundflow.models.organisation import Organisation
from fundflow.models.outbox import OutboxItem, Work
from fundflow.models.person import Person
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import AtMeeting, ConditionWritten, Proposal, decide, dispatch
from fundflow.services.documents import letter_in, preview, to_typeset
from fundflow.services.letter_facts import decision_facts
from tests.claim_parts import judge as judge_claim
from tests.claim_parts import proposed_payout, sent_claim
from tests.whole_case import World, assess, assessed, granted, in_preparation, proposed, submitted


def sent(world: World, decision: Decision, *, by: str = "director", meeting: AtMeeting | None = None) -> dict[str, Any]:
    """The facts of a decision's letter as it was sent."""
    decide(world.uow(by), decision.id, meeting=meeting)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()
    document = world.session.get_one(Document, decision.document_id)
    assert document.facts is not None
    return document.facts


def test_the_receipt_says_number_day_amount_and_check_sum(world: World) -> None:
    case = submitted(world)

    receipt = world.session.scalars(select(Document).where(Document.template == "receipt")).one()

    facts = receipt.facts or {}
    assert facts["registry_number"] == case.registry_number == "RUN 2026/00001"
    assert facts["received"] == "måndag 2\u00a0mars\u00a02026"
    assert facts["decision_by"] == "2\u00a0september\u00a02026"
    assert facts["applied_for"] == "500\u00a0000\u00a0kr"
    assert facts["sent_by"] == "Maja Tallund"
    assert len(facts["sha256"]) == 64
    assert facts["files"] == ["intyg.pdf"]
    assert (receipt.direction, receipt.for_applicant, receipt.number) == (Direction.OUT, True, "RUN 2026/00001-2")


def test_the_receipt_is_in_the_language_of_who_sent(world: World) -> None:
    world.session.get_one(Person, world.people["applicant"]).language = "en"

    submitted(world)

    receipt = world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    facts = receipt.facts or {}
    assert receipt.matter == "Kvitto på ansökan"
    assert (facts["language"], facts["kind"], facts["grant_type"]) == ("en", "Receipt", "Implementation project")
    assert facts["words"]["outcome"] == (
        "The application was received on Monday 2\u00a0March\u00a02026 and has the registry number"
    )


def test_a_document_is_promised_in_the_deed_and_once(world: World) -> None:
    submitted(world)

    promised = world.session.scalars(select(OutboxItem).where(OutboxItem.work == Work.TYPESET)).all()

    receipt = world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    assert [item.subject_id for item in promised] == [receipt.id]
    assert receipt.storage_key is None


def test_a_grant_letter_holds_what_the_law_asks_for(world: World) -> None:
    facts = sent(world, proposed(world))

    assert facts["kind"] == "Beslut"
    assert facts["day"] == "2\u00a0mars\u00a02026"
    assert facts["amount"] == "500\u00a0000\u00a0kr"
    assert facts["share"] == "50\u00a0%"
    assert facts["period"] == "1\u00a0september\u00a02026 – 31\u00a0augusti\u00a02027"
    assert facts["grounds"] == "Projektet stärker länets företag."
    assert "(2003:596)" in facts["legal_basis"]
    assert facts["conditions"] == [{"text": "Projektet genomförs som i ansökan.", "gates_payment": False}]
    assert facts["appeal"]
    assert facts["decided"]["presented_by"] == "Ylva Sandmo"
    assert facts["decided"]["how"] == (
        "Kerstin Öhrling, regional utvecklingsdirektör, beslutade måndag 2\u00a0mars\u00a02026. "
        "Rätten att besluta följer av delegationsordningen, punkt 1.1."
    )


def test_a_letter_is_swedish_and_keeps_its_words_in_english_beside_it(world: World) -> None:
    facts = sent(world, proposed(world))

    english = letter_in(facts, "en")
    parts = {part["heading"]: part for part in english["letter"]["parts"]}
    assert facts["language"] == "sv"
    assert (english["language"], english["kind"], english["day"]) == ("en", "Decision", "2\u00a0March\u00a02026")
    assert english["letter"]["outcome"] == (
        "Region Nordanland grants Älvdalens utvecklingsförening 500\u00a0000\u00a0kr."
    )
    assert "director of regional development, decided on Monday" in parts["Who has decided"]["text"]
    assert english["appeal"] == facts["appeal"]  # only the letter is translated, not the facts behind it
    assert "may not be appealed" in parts["If you are not satisfied with the decision"]["text"]


def test_what_an_officer_wrote_is_quoted_in_the_english_letter_and_the_programmes_conditions_translated(
    world: World,
) -> None:
    known = "När projektet beskrivs utåt ska det framgå att regionen är med och finansierar det."
    written = (ConditionWritten("Projektet genomförs som i ansökan."), ConditionWritten(known))
    proposal = Proposal(DecisionKind.GRANT, "Projektet stärker länets företag.", Money.kronor(500_000), written)
    decision = propose_decision(world.uow("officer"), assessed(world).id, proposal)

    english = letter_in(sent(world, decision), "en")["letter"]

    parts = {part["heading"]: part for part in english["parts"]}
    assert [(one["text"][:8], one["quoted"]) for one in parts["Conditions"]["items"]] == [
        ("", "Projektet genomförs som i ansökan."),
        ("When the", ""),
    ]
    reasons = parts["The reasons for the decision"]
    assert (reasons["text"], reasons["quoted"]) == ("", "Projektet stärker länets företag.")


def test_the_document_that_is_sent_holds_the_swedish_decision_alone(world: World) -> None:
    sent(world, proposed(world))
    letter = world.session.scalars(select(Document).where(Document.template == "decision_grant")).one()

    made_from = to_typeset(world.session, letter.id)

    assert made_from is not None
    assert "translated" not in made_from.facts


def test_a_grant_letter_cites_each_rule_with_its_provision_and_no_doubt(world: World) -> None:
    facts = sent(world, proposed(world))

    assert any("(2003:596)" in rule["source"] for rule in facts["rules"])
    assert not [rule for rule in facts["rules"] if "kontrollerad" in rule["source"]]


def test_the_last_claim_is_due_with_the_final_report(world: World) -> None:
    facts = sent(world, proposed(world))

    assert [report["kind"] for report in facts["reports"]][-1] == "Slutrapport"
    assert facts["last_claim"] == facts["reports"][-1]["due"]


def test_the_board_decides_by_meeting_and_paragraph(world: World) -> None:
    decision = proposed(
        world,
        kronor=1_500_000,
        requested_amount="1 500 000",
        costs=[{"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "3 000 000"}],
        financing=[
            {
                "payer": "Kommunen",
                "payer_kind": "municipality",
                "form": "cash",
                "standing": "decided",
                "amount": "1 500 000",
            }
        ],
    )

    facts = sent(world, decision, by="secretary", meeting=AtMeeting(world.now.date(), "§ 42"))

    assert facts["decided"]["how"] == "Regionala utvecklingsnämnden beslutade måndag 2\u00a0mars\u00a02026, § 42."


def test_whoever_graded_too_is_named(world: World) -> None:
    case = in_preparation(world)
    assess(world, case, who="colleague")
    proposal = Proposal(DecisionKind.GRANT, "Projektet stärker länets företag.", Money.kronor(500_000))
    decision = propose_decision(world.uow("officer"), case.id, proposal)

    facts = sent(world, decision)

    assert facts["decided"]["took_part"] == ["Jonas Fjällborg"]


def test_a_rejection_says_the_amount_applied_for_and_its_grounds(world: World) -> None:
    facts = sent(world, proposed(world, kind=DecisionKind.REJECTION))

    assert facts["applied_for"] == "500\u00a0000\u00a0kr"
    assert facts["grounds"] == "Projektet stärker länets företag."
    assert facts["reports"] == []


def test_a_proposal_is_shown_as_one(world: World) -> None:
    decision = proposed(world)
    uow = world.uow("director")
    case = uow.session.get_one(Case, decision.case_id)

    facts, made = decision_facts(uow, case, decision), preview(uow, case, decision)

    assert (facts["kind"], facts["is_decided"]) == ("Förslag till beslut", False)
    assert made.startswith(b"%PDF-")


def test_a_sole_traders_personal_number_is_left_out(world: World) -> None:
    world.session.get_one(Organisation, world.organisation_id).number = "811228-9874"

    submitted(world)

    receipt = world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    assert (receipt.facts or {})["recipient"]["number"] is None


def test_a_payout_letter_can_be_followed_line_by_line(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)
    judge_claim(world.uow("officer"), claim.id)
    decision = proposed_payout(world.uow("officer"), claim.id)
    before = decision_facts(world.uow("head"), case, decision)

    after = sent(world, decision, by="head")

    lines = {line["label"]: line["amount"] for line in after["claim"]["calculation"]}
    assert lines == {
        "Redovisade kostnader": "100\u00a0000\u00a0kr",
        "Godkända kostnader den här gången": "100\u00a0000\u00a0kr",
        "Godkända kostnader tidigare": "0\u00a0kr",
        "Godkända kostnader hittills": "100\u00a0000\u00a0kr",
        "Bidragets andel av dem": "50\u00a0000\u00a0kr",
        "Utbetalt tidigare": "0\u00a0kr",
        "Kvar av bidraget": "500\u00a0000\u00a0kr",
        "Högst att betala ut nu": "50\u00a0000\u00a0kr",
        "Betalas ut nu": "50\u00a0000\u00a0kr",
    }
    assert before["claim"] == after["claim"]


@pytest.mark.parametrize("kind", [DecisionKind.GRANT, DecisionKind.REJECTION])
def test_the_letter_carries_its_facts_for_machines(world: World, kind: DecisionKind) -> None:
    decision = proposed(world, kind=kind)
    facts = sent(world, decision)
    unset = to_typeset(world.session, decision.document_id or 0)
    assert unset is not None

    made = unset.typeset()

    assert hashlib.sha256(made).digest() == hashlib.sha256(unset.typeset()).digest()
    with pikepdf.open(BytesIO(made)) as pdf:
        attached = json.loads(pdf.attachments["beslut.json"].get_file().read_bytes())
    assert attached["letter"] == facts["letter"]
    assert attached["amount"] == facts["amount"]
    assert attached["grounds"] == facts["grounds"]
