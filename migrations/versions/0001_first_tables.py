"""First tables: people, cases, applications, assessments, decisions, money, reports, documents, outbox."""

import sqlalchemy as sa
from alembic import op

APPEND_ONLY = ("case_event", "ledger_entry")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "outbox_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "work",
            sa.Enum("send_notice", "typeset", name="work", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_item")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_item_key")),
    )
    op.create_index("ix_outbox_item_due", "outbox_item", ["done_at", "due_at"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "appropriation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "decision_frame",
                "payment_target",
                name="framekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source_of_money", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_appropriation_entered_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appropriation")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "company",
                "sole_trader",
                "municipality",
                "region",
                "university",
                "authority",
                "association",
                "other",
                name="applicantkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("municipality_code", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("payment_account", sa.Text(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_organisation_created_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("number", name=op.f("uq_organisation_number")),
    )
    op.create_index(op.f("ix_organisation_name_folded"), "organisation", ["name_folded"], unique=False)
    op.create_table(
        "person_position",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_position_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "position", name=op.f("pk_person_position")),
    )
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "applicant",
                "case_officer",
                "specialist",
                "decision_maker",
                "board_secretary",
                "economist",
                "analyst",
                "administrator",
                "auditor",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_role_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_role")),
    )
    op.create_table(
        "funding_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "received",
                "completion_requested",
                "in_preparation",
                "ready_for_decision",
                "granted",
                "ongoing",
                "final_settlement",
                "closed",
                "rejected",
                "dismissed",
                "written_off",
                "revoked",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum("form", "paper", "imported", name="origin", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("registry_number", sa.Text(), nullable=True),
        sa.Column("form_token", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("import_identity", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("programme_version", sa.Integer(), nullable=True),
        sa.Column("grant_type", sa.Text(), nullable=True),
        sa.Column("strategy", sa.Text(), nullable=False),
        sa.Column("strategy_version", sa.Integer(), nullable=True),
        sa.Column("source_of_money", sa.Text(), nullable=True),
        sa.Column("legal_act", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("own_project", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("requested_amount", sa.BigInteger(), nullable=True),
        sa.Column("total_cost", sa.BigInteger(), nullable=True),
        sa.Column("municipality_code", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("strategic_area", sa.Text(), nullable=True),
        sa.Column("owners_women_percent", sa.String(length=40), nullable=True),
        sa.Column(
            "leader_gender",
            sa.Enum("woman", "man", "other", name="leadergender", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "gender_category",
            sa.Enum(
                "women",
                "men",
                "even",
                "unknown",
                "not_applicable",
                name="gendercategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gender_rule_version", sa.Integer(), nullable=True),
        sa.Column("sni_code", sa.Text(), nullable=True),
        sa.Column("project_starts_on", sa.Date(), nullable=True),
        sa.Column("project_ends_on", sa.Date(), nullable=True),
        sa.Column("eu_programme", sa.Text(), nullable=True),
        sa.Column("expected_result", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("state_aid", sa.Text(), nullable=True),
        sa.Column("equality_gate", sa.Text(), nullable=True),
        sa.Column("climate_gate", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("discarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signatory_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completion_due_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_kind", sa.Text(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_year", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retention_class", sa.Text(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("budgeted_cost", sa.BigInteger(), nullable=False),
        sa.Column("entitled", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("released", sa.BigInteger(), nullable=False),
        sa.Column("cost_approved", sa.BigInteger(), nullable=False),
        sa.Column("advanced", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("recovery_demanded", sa.BigInteger(), nullable=False),
        sa.Column("repaid", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "origin = 'imported' OR paid + settled <= entitled", name=op.f("ck_funding_case_within_entitled")
        ),
        sa.CheckConstraint(
            "origin = 'imported' OR programme_version IS NOT NULL", name=op.f("ck_funding_case_programme_pinned")
        ),
        sa.CheckConstraint(
            "origin = 'imported' OR strategy_version IS NOT NULL", name=op.f("ck_funding_case_strategy_pinned")
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR origin = 'imported' OR closed_at IS NOT NULL",
            name=op.f("ck_funding_case_closed_has_moment"),
        ),
        sa.CheckConstraint(
            "state <> 'completion_requested' OR completion_due_on IS NOT NULL",
            name=op.f("ck_funding_case_completion_has_a_day"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR origin = 'imported' OR received_at IS NOT NULL",
            name=op.f("ck_funding_case_received_has_moment"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR registry_number IS NOT NULL", name=op.f("ck_funding_case_received_has_number")
        ),
        sa.CheckConstraint(
            "state NOT IN ('granted', 'ongoing', 'final_settlement', 'closed') OR granted > 0",
            name=op.f("ck_funding_case_granted_has_amount"),
        ),
        sa.CheckConstraint(
            "advanced + paid - repaid <= granted + changed - released", name=op.f("ck_funding_case_within_grant")
        ),
        sa.CheckConstraint(
            "reserved >= 0 AND granted >= 0 AND paid >= 0 AND advanced >= 0",
            name=op.f("ck_funding_case_sums_not_negative"),
        ),
        sa.CheckConstraint("settled <= advanced", name=op.f("ck_funding_case_settled_within_advanced")),
        sa.ForeignKeyConstraint(["officer_id"], ["person.id"], name=op.f("fk_funding_case_officer_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_funding_case_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_funding_case_started_by_id_person")),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_funding_case_submitted_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_case")),
        sa.UniqueConstraint("form_token", name=op.f("uq_funding_case_form_token")),
        sa.UniqueConstraint("import_identity", name=op.f("uq_funding_case_import_identity")),
        sa.UniqueConstraint("registry_number", name=op.f("uq_funding_case_registry_number")),
    )
    op.create_index("ix_funding_case_decided", "funding_case", ["decided_on"], unique=False)
    op.create_index("ix_funding_case_desk", "funding_case", ["state", "officer_id", "deadline_on"], unique=False)
    op.create_index(op.f("ix_funding_case_external_id"), "funding_case", ["external_id"], unique=False)
    op.create_index(op.f("ix_funding_case_municipality_code"), "funding_case", ["municipality_code"], unique=False)
    op.create_index(op.f("ix_funding_case_officer_id"), "funding_case", ["officer_id"], unique=False)
    op.create_index(op.f("ix_funding_case_organisation_id"), "funding_case", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_funding_case_priority"), "funding_case", ["priority"], unique=False)
    op.create_index(op.f("ix_funding_case_programme"), "funding_case", ["programme"], unique=False)
    op.create_index("ix_funding_case_received", "funding_case", ["received_on"], unique=False)
    op.create_index(op.f("ix_funding_case_state"), "funding_case", ["state"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "right",
            sa.Enum("edit", "sign", name="organisationright", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_membership_confirmed_by_id_person")),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_membership_invited_by_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_id", "organisation_id", name=op.f("uq_membership_person_id")),
    )
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_table(
        "one_time_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "right",
            sa.Enum("edit", "sign", name="organisationright", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('confirm', 'reset', 'invitation')", name=op.f("ck_one_time_token_purpose_known")
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name=op.f("fk_one_time_token_invited_by_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_one_time_token_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_one_time_token_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_token_token_hash")),
    )
    op.create_index(op.f("ix_one_time_token_person_id"), "one_time_token", ["person_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_answer_case_id_funding_case")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_answer_changed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("case_id", "question", name=op.f("uq_answer_case_id")),
    )
    op.create_index(op.f("ix_answer_case_id"), "answer", ["case_id"], unique=False)
    op.create_table(
        "application_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["funding_case.id"], name=op.f("fk_application_version_case_id_funding_case")
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_application_version_sent_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_version")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_application_version_case_id")),
    )
    op.create_index(op.f("ix_application_version_case_id"), "application_version", ["case_id"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assessed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["person.id"], name=op.f("fk_assessment_assessed_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_assessment_case_id_funding_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("case_id", "criterion", "part", name=op.f("uq_assessment_case_id")),
    )
    op.create_index(op.f("ix_assessment_case_id"), "assessment", ["case_id"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "case.started",
                "case.discarded",
                "case.submitted",
                "case.imported",
                "case.withdrawn",
                "case.assigned",
                "preparation.started",
                "received_day.changed",
                "completion.requested",
                "completion.sent",
                "completion.ended",
                "signatory.confirmed",
                "criterion.assessed",
                "support.offered",
                "note.written",
                "decision.proposed",
                "decision.returned",
                "decision.withdrawn",
                "decision.made",
                "decision.dispatched",
                "condition.met",
                "claim.sent",
                "claim.withdrawn",
                "claim.reviewed",
                "payment.authorised",
                "payment.withdrawn",
                "payment.confirmed",
                "report.sent",
                "report.returned",
                "report.approved",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_case_event_actor_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_case_event_case_id_funding_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_case_event_case_id")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"], unique=False)
    op.create_table(
        "case_fact",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_case_fact_case_id_funding_case")),
        sa.PrimaryKeyConstraint("case_id", "concept", name=op.f("pk_case_fact")),
    )
    op.create_table(
        "case_municipality",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["funding_case.id"], name=op.f("fk_case_municipality_case_id_funding_case")
        ),
        sa.PrimaryKeyConstraint("case_id", "code", name=op.f("pk_case_municipality")),
    )
    op.create_table(
        "case_priority",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_case_priority_case_id_funding_case")),
        sa.PrimaryKeyConstraint("case_id", "priority", name=op.f("pk_case_priority")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("form_token", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "proposed",
                "decided",
                "paid",
                "withdrawn",
                name="claimstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR sent_at IS NOT NULL", name=op.f("ck_claim_sent_has_moment")
        ),
        sa.CheckConstraint("period_to IS NULL OR period_from <= period_to", name=op.f("ck_claim_period_in_order")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_claim_case_id_funding_case")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["person.id"], name=op.f("fk_claim_reviewed_by_id_person")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_claim_sent_by_id_person")),
        sa.ForeignKeyConstraint(["started_by_id"], ["person.id"], name=op.f("fk_claim_started_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_claim_case_id")),
        sa.UniqueConstraint("form_token", name=op.f("uq_claim_form_token")),
    )
    op.create_index(op.f("ix_claim_case_id"), "claim", ["case_id"], unique=False)
    op.create_index(op.f("ix_claim_state"), "claim", ["state"], unique=False)
    op.create_table(
        "completion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_completion_case_id_funding_case")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["person.id"], name=op.f("fk_completion_requested_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion")),
    )
    op.create_index(op.f("ix_completion_case_id"), "completion", ["case_id"], unique=False)
    op.create_table(
        "cost_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("computed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_cost_line_case_id_funding_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_line")),
    )
    op.create_index(op.f("ix_cost_line_case_id"), "cost_line", ["case_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("in", "out", "drawn_up", name="direction", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counterpart", sa.Text(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("secrecy_provision", sa.Text(), nullable=True),
        sa.Column("for_applicant", sa.Boolean(), nullable=False),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("storage_key", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.CheckConstraint("storage_key IS NULL OR sha256 IS NOT NULL", name=op.f("ck_document_file_has_hash")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_document_case_id_funding_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_document_case_id")),
        sa.UniqueConstraint("number", name=op.f("uq_document_number")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_document_storage_key")),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_table(
        "financing_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("payer", sa.Text(), nullable=False),
        sa.Column("payer_kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_financing_line_case_id_funding_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financing_line")),
    )
    op.create_index(op.f("ix_financing_line_case_id"), "financing_line", ["case_id"], unique=False)
    op.create_table(
        "goal_contribution",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column(
            "effect",
            sa.Enum(
                "direct",
                "indirect",
                "negative",
                name="goaleffect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["funding_case.id"], name=op.f("fk_goal_contribution_case_id_funding_case")
        ),
        sa.PrimaryKeyConstraint("case_id", "goal", name=op.f("pk_goal_contribution")),
    )
    op.create_table(
        "indicator_target",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["funding_case.id"], name=op.f("fk_indicator_target_case_id_funding_case")
        ),
        sa.PrimaryKeyConstraint("case_id", "indicator", name=op.f("pk_indicator_target")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_note_case_id_funding_case")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_note_written_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_case_id"), "note", ["case_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_notice_case_id_funding_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"], unique=False)
    op.create_index(op.f("ix_notice_person_id"), "notice", ["person_id"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("progress", "final", name="reportkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "due",
                "sent",
                "returned",
                "approved",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("participants_women", sa.Integer(), nullable=True),
        sa.Column("participants_men", sa.Integer(), nullable=True),
        sa.Column("participants_unknown", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_at IS NOT NULL", name=op.f("ck_report_approved_has_moment")
        ),
        sa.CheckConstraint(
            "state IN ('due', 'returned') OR sent_at IS NOT NULL", name=op.f("ck_report_sent_has_moment")
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_report_approved_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_report_case_id_funding_case")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_report_sent_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_case_id"), "report", ["case_id"], unique=False)
    op.create_index(op.f("ix_report_state"), "report", ["state"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_attachment_case_id_funding_case")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_attachment_claim_id_claim")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_attachment_report_id_report")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["person.id"], name=op.f("fk_attachment_uploaded_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_attachment_storage_key")),
    )
    op.create_index(op.f("ix_attachment_case_id"), "attachment", ["case_id"], unique=False)
    op.create_index(op.f("ix_attachment_claim_id"), "attachment", ["claim_id"], unique=False)
    op.create_index(op.f("ix_attachment_report_id"), "attachment", ["report_id"], unique=False)
    op.create_table(
        "claim_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("computed", sa.Boolean(), nullable=False),
        sa.Column("parked_from_id", sa.Integer(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "approved",
                "deducted",
                "parked",
                name="rowverdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("approved", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict = 'approved' OR (reason IS NOT NULL AND reason <> '')",
            name=op.f("ck_claim_row_cut_has_reason"),
        ),
        sa.CheckConstraint(
            "approved IS NULL OR (approved >= 0 AND approved <= declared)",
            name=op.f("ck_claim_row_approved_within_declared"),
        ),
        sa.CheckConstraint("declared >= 0", name=op.f("ck_claim_row_declared_not_negative")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_row_claim_id_claim")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["person.id"], name=op.f("fk_claim_row_judged_by_id_person")),
        sa.ForeignKeyConstraint(
            ["parked_from_id"], ["claim_row.id"], name=op.f("fk_claim_row_parked_from_id_claim_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_row")),
    )
    op.create_index(op.f("ix_claim_row_claim_id"), "claim_row", ["claim_id"], unique=False)
    op.create_table(
        "completion_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("attachment_kind", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["completion_id"], ["completion.id"], name=op.f("fk_completion_item_completion_id_completion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_completion_item")),
    )
    op.create_index(op.f("ix_completion_item_completion_id"), "completion_item", ["completion_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "grant",
                "rejection",
                "dismissal",
                "write_off",
                "payout",
                "closing",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "returned",
                "withdrawn",
                "decided",
                "dispatched",
                name="decisionstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("approved_costs", sa.BigInteger(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("delegation_item", sa.Text(), nullable=True),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("meeting_paragraph", sa.Text(), nullable=True),
        sa.Column("dispatched_by_id", sa.Integer(), nullable=True),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'payout') = (claim_id IS NOT NULL)", name=op.f("ck_decision_payout_has_claim")),
        sa.CheckConstraint(
            "status <> 'dispatched' OR dispatched_at IS NOT NULL", name=op.f("ck_decision_dispatched_has_moment")
        ),
        sa.CheckConstraint(
            "status NOT IN ('decided', 'dispatched') OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_decision_decided_has_person"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('decided', 'dispatched') OR delegation_item IS NOT NULL",
            name=op.f("ck_decision_decided_has_item"),
        ),
        sa.CheckConstraint(
            "meeting_on IS NULL OR meeting_paragraph IS NOT NULL", name=op.f("ck_decision_meeting_has_paragraph")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_decision_case_id_funding_case")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_decision_claim_id_claim")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_decision_decided_by_id_person")),
        sa.ForeignKeyConstraint(["dispatched_by_id"], ["person.id"], name=op.f("fk_decision_dispatched_by_id_person")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_decision_document_id_document")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name=op.f("fk_decision_proposed_by_id_person")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["person.id"], name=op.f("fk_decision_returned_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("number", name=op.f("uq_decision_number")),
    )
    op.create_index(op.f("ix_decision_case_id"), "decision", ["case_id"], unique=False)
    op.create_index(op.f("ix_decision_claim_id"), "decision", ["claim_id"], unique=False)
    op.create_index(op.f("ix_decision_decided_on"), "decision", ["decided_on"], unique=False)
    op.create_index(op.f("ix_decision_status"), "decision", ["status"], unique=False)
    op.create_index(
        "uq_decision_open_of_case",
        "decision",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("status = 'proposed' AND claim_id IS NULL"),
        postgresql_where=sa.text("status = 'proposed' AND claim_id IS NULL"),
    )
    op.create_index(
        "uq_decision_open_of_claim",
        "decision",
        ["claim_id"],
        unique=True,
        sqlite_where=sa.text("status = 'proposed'"),
        postgresql_where=sa.text("status = 'proposed'"),
    )
    op.create_table(
        "indicator_value",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("unknown", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_indicator_value_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "indicator", name=op.f("pk_indicator_value")),
    )
    op.create_table(
        "condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("gates_payment", sa.Boolean(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_condition_decision_id_decision")),
        sa.ForeignKeyConstraint(["met_by_id"], ["person.id"], name=op.f("fk_condition_met_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
    )
    op.create_index(op.f("ix_condition_decision_id"), "condition", ["decision_id"], unique=False)
    op.create_table(
        "decision_preparer",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_preparer_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decision_preparer_person_id_person")),
        sa.PrimaryKeyConstraint("decision_id", "person_id", name=op.f("pk_decision_preparer")),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "authorised",
                "confirmed",
                name="paymentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("authorised_by_id", sa.Integer(), nullable=True),
        sa.Column("authorised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state <> 'confirmed' OR confirmed_by_id IS NOT NULL", name=op.f("ck_payment_confirmed_has_person")
        ),
        sa.CheckConstraint(
            "state = 'waiting' OR authorised_by_id IS NOT NULL", name=op.f("ck_payment_authorised_has_person")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount_above_zero")),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> authorised_by_id", name=op.f("ck_payment_two_persons")
        ),
        sa.ForeignKeyConstraint(["authorised_by_id"], ["person.id"], name=op.f("fk_payment_authorised_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_payment_case_id_funding_case")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_payment_confirmed_by_id_person")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_payment_decision_id_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_payment_decision_id")),
    )
    op.create_index(op.f("ix_payment_case_id"), "payment", ["case_id"], unique=False)
    op.create_index(op.f("ix_payment_state"), "payment", ["state"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reserved",
                "granted",
                "changed",
                "released",
                "cost_approved",
                "advanced",
                "settled",
                "paid",
                "recovery_demanded",
                "repaid",
                name="entrykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source_of_money", sa.Text(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("booked_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_ledger_entry_amount_not_zero")),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> booked_by_id", name=op.f("ck_ledger_entry_two_persons")
        ),
        sa.ForeignKeyConstraint(["booked_by_id"], ["person.id"], name=op.f("fk_ledger_entry_booked_by_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_ledger_entry_case_id_funding_case")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_ledger_entry_confirmed_by_id_person")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_ledger_entry_decision_id_decision")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_ledger_entry_payment_id_payment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    op.create_index(op.f("ix_ledger_entry_case_id"), "ledger_entry", ["case_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_decision_id"), "ledger_entry", ["decision_id"], unique=False)
    op.create_index("ix_ledger_entry_figures", "ledger_entry", ["booked_on", "kind", "case_id"], unique=False)
    op.create_index(op.f("ix_ledger_entry_payment_id"), "ledger_entry", ["payment_id"], unique=False)

    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE COLLATION IF NOT EXISTS sv (provider = icu, locale = 'sv-SE')")
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME; END $$"
        )
        for table in APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
    else:
        for table in APPEND_ONLY:
            for change in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
                )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute("DROP FUNCTION refuse_change()")
        op.execute("DROP COLLATION sv")
    op.drop_index(op.f("ix_ledger_entry_payment_id"), table_name="ledger_entry")
    op.drop_index("ix_ledger_entry_figures", table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_decision_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_case_id"), table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index(op.f("ix_payment_state"), table_name="payment")
    op.drop_index(op.f("ix_payment_case_id"), table_name="payment")
    op.drop_table("payment")
    op.drop_table("decision_preparer")
    op.drop_index(op.f("ix_condition_decision_id"), table_name="condition")
    op.drop_table("condition")
    op.drop_table("indicator_value")
    op.drop_index(
        "uq_decision_open_of_claim",
        table_name="decision",
        sqlite_where=sa.text("status = 'proposed'"),
        postgresql_where=sa.text("status = 'proposed'"),
    )
    op.drop_index(
        "uq_decision_open_of_case",
        table_name="decision",
        sqlite_where=sa.text("status = 'proposed' AND claim_id IS NULL"),
        postgresql_where=sa.text("status = 'proposed' AND claim_id IS NULL"),
    )
    op.drop_index(op.f("ix_decision_status"), table_name="decision")
    op.drop_index(op.f("ix_decision_decided_on"), table_name="decision")
    op.drop_index(op.f("ix_decision_claim_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_case_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_completion_item_completion_id"), table_name="completion_item")
    op.drop_table("completion_item")
    op.drop_index(op.f("ix_claim_row_claim_id"), table_name="claim_row")
    op.drop_table("claim_row")
    op.drop_index(op.f("ix_attachment_report_id"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_claim_id"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_case_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_report_state"), table_name="report")
    op.drop_index(op.f("ix_report_case_id"), table_name="report")
    op.drop_table("report")
    op.drop_index(op.f("ix_notice_person_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_case_id"), table_name="notice")
    op.drop_table("notice")
    op.drop_index(op.f("ix_note_case_id"), table_name="note")
    op.drop_table("note")
    op.drop_table("indicator_target")
    op.drop_table("goal_contribution")
    op.drop_index(op.f("ix_financing_line_case_id"), table_name="financing_line")
    op.drop_table("financing_line")
    op.drop_index(op.f("ix_document_case_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_cost_line_case_id"), table_name="cost_line")
    op.drop_table("cost_line")
    op.drop_index(op.f("ix_completion_case_id"), table_name="completion")
    op.drop_table("completion")
    op.drop_index(op.f("ix_claim_state"), table_name="claim")
    op.drop_index(op.f("ix_claim_case_id"), table_name="claim")
    op.drop_table("claim")
    op.drop_table("case_priority")
    op.drop_table("case_municipality")
    op.drop_table("case_fact")
    op.drop_index(op.f("ix_case_event_case_id"), table_name="case_event")
    op.drop_table("case_event")
    op.drop_index(op.f("ix_assessment_case_id"), table_name="assessment")
    op.drop_table("assessment")
    op.drop_index(op.f("ix_application_version_case_id"), table_name="application_version")
    op.drop_table("application_version")
    op.drop_index(op.f("ix_answer_case_id"), table_name="answer")
    op.drop_table("answer")
    op.drop_index(op.f("ix_one_time_token_person_id"), table_name="one_time_token")
    op.drop_table("one_time_token")
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_organisation_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_funding_case_state"), table_name="funding_case")
    op.drop_index("ix_funding_case_received", table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_programme"), table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_priority"), table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_organisation_id"), table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_officer_id"), table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_municipality_code"), table_name="funding_case")
    op.drop_index(op.f("ix_funding_case_external_id"), table_name="funding_case")
    op.drop_index("ix_funding_case_desk", table_name="funding_case")
    op.drop_index("ix_funding_case_decided", table_name="funding_case")
    op.drop_table("funding_case")
    op.drop_table("person_role")
    op.drop_table("person_position")
    op.drop_index(op.f("ix_organisation_name_folded"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_table("appropriation")
    op.drop_table("person")
    op.drop_index("ix_outbox_item_due", table_name="outbox_item")
    op.drop_table("outbox_item")
    op.drop_table("number_series")
