"""Everything that has a name in code has one in Swedish, and the tables that must be whole are whole."""

import ast
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fundflow import paths
from fundflow.catalogue import Catalogue
from fundflow.domain.appropriation import FrameKind
from fundflow.domain.assessment import GoalEffect
from fundflow.domain.bank import AccountKind, BankState
from fundflow.domain.concepts import CONCEPTS, ROW_FIELDS, ApplicantKind, Concept, Home, Shape
from fundflow.domain.currencies import Currency
from fundflow.domain.decisions import KINDS, DecisionKind, DecisionStatus
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Verdict
from fundflow.domain.gender import GenderCategory, LeaderGender
from fundflow.domain.ledger import EntryKind
from fundflow.domain.notices import ACCOUNT_LETTERS, LETTERS
from fundflow.domain.payments import ClaimState, PaymentState, RowVerdict
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.roles import PERMISSIONS, OrganisationRight, Permission, Role
from fundflow.domain.states import Action, State
from fundflow.domain.undertaking import Relation
from fundflow.domain.workflow import TRANSITIONS, mermaid
from fundflow.labels import accounts, concepts, events, findings, states, undertaking
from fundflow.labels.office_sentences import OFFICE_SENTENCE, to_office
from fundflow.labels.tables import joined
from fundflow.models.base import Base
from fundflow.models.case import Case

ROOT = Path(__file__).parents[2]
_GIVERS = "Finding|_over|met|barred|judged|informs|Condition"
_GIVEN = re.compile(rf'(?:{_GIVERS})\((?:rule, |Concept\.[A-Z_0-9]+, )?\s*"([a-z_]+)"')
SOURCES = sorted((ROOT / "fundflow").rglob("*.py"))
_TO_APPLICANTS = re.compile(r"\b(ni|er|ert|era)\b", re.IGNORECASE)
_FIGURES = re.compile(r"%\(([a-z_]+)\)s")
TABLES = sorted((ROOT / "fundflow" / "labels").glob("*.py"))


@pytest.mark.parametrize(
    ("kinds", "labels"),
    [
        (State, states.STATE),
        (Action, states.ACTION),
        (Verdict, states.VERDICT),
        (DecisionKind, states.DECISION_KIND),
        (DecisionStatus, states.DECISION_STATUS),
        (ClaimState, states.CLAIM_STATE),
        (RowVerdict, states.ROW_VERDICT),
        (FrameKind, states.FRAME_KIND),
        (PaymentState, states.PAYMENT_STATE),
        (ReportKind, states.REPORT_KIND),
        (ReportState, states.REPORT_STATE),
        (EntryKind, states.ENTRY_KIND),
        (GenderCategory, states.GENDER_CATEGORY),
        (GoalEffect, states.GOAL_EFFECT),
        (ApplicantKind, states.APPLICANT_KIND),
        (Role, states.ROLE),
        (OrganisationRight, states.ORGANISATION_RIGHT),
        (AccountKind, accounts.ACCOUNT_KIND),
        (BankState, accounts.BANK_STATE),
        (Relation, undertaking.RELATION),
        (Currency, undertaking.CURRENCY),
        (LeaderGender, undertaking.LEADER),
        (EventKind, events.EVENT),
        (EventKind, LETTERS),
        (DecisionKind, KINDS),
        (Role, PERMISSIONS),
        (Concept, CONCEPTS),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_member_has_its_row(kinds: type, labels: dict[object, object]) -> None:
    assert set(labels) == set(kinds)


def test_every_finding_that_code_can_give_has_its_sentence() -> None:
    given = set()
    for source in SOURCES:
        given |= set(_GIVEN.findall(source.read_text("utf-8")))

    assert given - set(findings.SENTENCE) == set()


def test_a_key_in_two_tables_is_refused_since_one_would_hide_the_other() -> None:
    with pytest.raises(ValueError, match="in two tables: over"):
        joined({"over": "Det är för mycket.", "under": "Det är för lite."}, {"over": "Taket är nått."})


@pytest.mark.parametrize("source", TABLES, ids=lambda path: path.name)
def test_tables_of_words_hide_nothing(source: Path) -> None:
    """No table is poured over another, which ``joined`` would refuse, and none says the same key twice."""
    literals = [node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Dict)]
    parts = [value for one in literals for key, value in zip(one.keys, one.values, strict=True) if key is None]
    poured = [part.id for part in parts if isinstance(part, ast.Name) and part.id.isupper()]
    keys = [[ast.unparse(key) for key in one.keys if key] for one in literals]

    assert poured == []
    assert [key for of_one in keys for key, times in Counter(of_one).items() if times > 1] == []


def test_every_sentence_belongs_to_a_finding_that_code_can_give() -> None:
    text = "".join(source.read_text("utf-8") for source in SOURCES if source.parent.name != "labels")
    unused = {code for code in findings.SENTENCE if f'"{code}"' not in text}

    assert unused == set()


@pytest.mark.parametrize("code", sorted(findings.SENTENCE))
def test_no_sentence_that_the_office_reads_speaks_to_the_applicant(code: str) -> None:
    sentence = findings.SENTENCE[code]
    told = to_office()(sentence)

    assert not _TO_APPLICANTS.search(told), "give it a row in labels/office_sentences.py"
    assert set(_FIGURES.findall(told)) == set(_FIGURES.findall(sentence)), "both are to tell the same figures"
    assert code not in OFFICE_SENTENCE or _TO_APPLICANTS.search(sentence), "it speaks to nobody; the row is not needed"


def test_no_name_of_an_answer_that_the_office_reads_speaks_to_the_applicant() -> None:
    assert [one for one in concepts.CONCEPT.values() if _TO_APPLICANTS.search(to_office()(one))] == []


def test_every_answer_that_a_rule_waits_for_has_its_name() -> None:
    waited_for = set()
    for source in SOURCES:
        if source.parent.name == "rules" and source.parent.parent.name == "domain":
            waited_for |= {
                Concept[name].value for name in re.findall(r"Concept\.([A-Z_0-9]+)", source.read_text("utf-8"))
            }

    assert waited_for - set(concepts.CONCEPT) == set()


def test_every_letter_has_its_text() -> None:
    named = {letter.name for letters in LETTERS.values() for letter in letters} | set(ACCOUNT_LETTERS)
    written = {path.stem for path in (paths.TEMPLATES / "letters").glob("*.txt") if not path.stem.startswith("_")}

    assert named == written


def test_every_kind_of_decision_has_its_document_and_its_item_in_the_order(catalogue: Catalogue) -> None:
    documents = {path.stem for path in (paths.TEMPLATES / "documents").glob("decision_*.typ")}
    order = catalogue.delegation_order(date(2026, 1, 1))

    assert {kind.document for kind in KINDS.values()} == documents
    assert {kind.value for kind in DecisionKind} <= {item.kind for item in order.items}


def test_every_permission_is_someones_and_every_step_asks_for_one() -> None:
    given = {permission for permissions in PERMISSIONS.values() for permission in permissions}

    assert given == set(Permission)
    assert all(transition.permissions for transition in TRANSITIONS)


def test_every_concept_has_its_home() -> None:
    for concept, (shape, home) in CONCEPTS.items():
        if home is Home.COLUMN:
            assert concept.value in Case.__table__.columns, concept
        if shape is Shape.ROWS:
            assert concept in ROW_FIELDS


def test_append_only_tables_are_those_that_the_migrations_guard() -> None:
    guarded = (ROOT / "migrations" / "versions" / "0001_first_tables.py").read_text("utf-8")

    assert 'APPEND_ONLY = ("case_event", "ledger_entry")' in guarded
    assert {"case_event", "ledger_entry"} <= set(Base.metadata.tables)


def test_the_diagram_in_the_readme_is_the_table() -> None:
    assert f"```mermaid\n{mermaid()}\n```" in (ROOT / "README.md").read_text("utf-8")
