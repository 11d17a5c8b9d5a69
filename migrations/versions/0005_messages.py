"""Messages between applicant and office, each an entry of the case's register."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("form_token", sa.Text(), nullable=False),
        sa.Column("from_office", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_message_says_something")),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_message_case_id_funding_case")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_message_document_id_document")),
        sa.ForeignKeyConstraint(["written_by_id"], ["person.id"], name=op.f("fk_message_written_by_id_person")),
        sa.ForeignKeyConstraint(["handled_by_id"], ["person.id"], name=op.f("fk_message_handled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("document_id", name=op.f("uq_message_document_id")),
        sa.UniqueConstraint("form_token", name=op.f("uq_message_form_token")),
    )
    op.create_index(op.f("ix_message_case_id"), "message", ["case_id"])
    op.create_index("ix_message_waiting", "message", ["from_office", "handled_at"])


def downgrade() -> None:
    op.drop_table("message")
