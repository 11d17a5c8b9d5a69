"""What administrators do leaves a trace that is only added to, and a decision that is made stays as it was made."""

import sqlalchemy as sa
from alembic import op

APPEND_ONLY = ("person_change", "organisation_change")
MADE = (
    "case_id",
    "claim_id",
    "kind",
    "number",
    "legal_basis",
    "amount",
    "approved_costs",
    "grounds",
    "proposed_by_id",
    "proposed_at",
    "decided_by_id",
    "decided_at",
    "decided_on",
    "delegation_item",
    "meeting_on",
    "meeting_paragraph",
)
IS_MADE = "OLD.status IN ('decided', 'dispatched')"

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opened",
                "invited",
                "invitation_sent",
                "invitation_withdrawn",
                "rights_changed",
                "deactivated",
                "reactivated",
                name="personchangekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_person_change_by_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_change")),
    )
    op.create_index(op.f("ix_person_change_person_id"), "person_change", ["person_id"], unique=False)
    op.create_table(
        "organisation_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "marked_own",
                "unmarked_own",
                name="organisationchangekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_organisation_change_by_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_change_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_change")),
    )
    op.create_index(
        op.f("ix_organisation_change_organisation_id"), "organisation_change", ["organisation_id"], unique=False
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_postgresql()
    else:
        _guard_on_sqlite()


def _guard_on_postgresql() -> None:
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in MADE)
    op.execute(
        "CREATE FUNCTION refuse_to_change_what_is_decided() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a decision that is made is not changed'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER decision_stays BEFORE UPDATE ON decision FOR EACH ROW WHEN ({IS_MADE} AND "
        f"(NEW.status NOT IN ('decided', 'dispatched') OR {changed})) "
        "EXECUTE FUNCTION refuse_to_change_what_is_decided()"
    )
    op.execute(
        f"CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision FOR EACH ROW WHEN ({IS_MADE}) "
        "EXECUTE FUNCTION refuse_to_change_what_is_decided()"
    )


def _guard_on_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
            )
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in MADE)
    refuse = "BEGIN SELECT RAISE(ABORT, 'a decision that is made is not changed'); END"
    op.execute(
        f"CREATE TRIGGER decision_stays BEFORE UPDATE ON decision WHEN {IS_MADE} AND "
        f"(NEW.status NOT IN ('decided', 'dispatched') OR {changed}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision WHEN {IS_MADE} {refuse}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in ("decision_stays", "decision_is_kept"):
            op.execute(f"DROP TRIGGER {name} ON decision")
        op.execute("DROP FUNCTION refuse_to_change_what_is_decided()")
        for table in APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    else:
        for name in ("decision_stays", "decision_is_kept"):
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index(op.f("ix_organisation_change_organisation_id"), table_name="organisation_change")
    op.drop_table("organisation_change")
    op.drop_index(op.f("ix_person_change_person_id"), table_name="person_change")
    op.drop_table("person_change")
