"""Calls for applications, their changes, and the call that a case was made in.

The column is added by a plain ALTER TABLE on both databases: rebuilding the table, as batch mode does on SQLite, would
lose its CHECK constraints.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funding_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("programme_version", sa.Integer(), nullable=False),
        sa.Column("grant_type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frame", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_funding_call_closes_after_it_opens")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_funding_call_created_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_call")),
    )
    op.create_index(op.f("ix_funding_call_closes_at"), "funding_call", ["closes_at"])
    op.create_index(op.f("ix_funding_call_grant_type"), "funding_call", ["grant_type"])
    op.create_table(
        "call_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["funding_call.id"], name=op.f("fk_call_change_call_id_funding_call")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_change")),
    )
    op.create_index(op.f("ix_call_change_call_id"), "call_change", ["call_id"])
    op.execute(
        "ALTER TABLE funding_case ADD COLUMN call_id INTEGER "
        "CONSTRAINT fk_funding_case_call_id_funding_call REFERENCES funding_call (id)"
    )
    op.create_index(op.f("ix_funding_case_call_id"), "funding_case", ["call_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER call_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON call_change "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER call_change_no_{change.lower()} BEFORE {change} ON call_change "
                "BEGIN SELECT RAISE(ABORT, 'rows of call_change are only added'); END"
            )


def downgrade() -> None:
    op.drop_index(op.f("ix_funding_case_call_id"), table_name="funding_case")
    op.execute("ALTER TABLE funding_case DROP COLUMN call_id")
    op.drop_table("call_change")
    op.drop_table("funding_call")
