"""The rate between euro and kronor that an officer gave a case, with its day."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sek_per_eur", sa.String(length=40), nullable=False),
        sa.Column("rate_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_case_rate_case_id_funding_case")),
        sa.ForeignKeyConstraint(["noted_by_id"], ["person.id"], name=op.f("fk_case_rate_noted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_rate")),
    )
    op.create_index(op.f("ix_case_rate_case_id"), "case_rate", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_rate")
