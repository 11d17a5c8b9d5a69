"""Who has a page open right now, so that colleagues see each other."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presence",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["funding_case.id"], name=op.f("fk_presence_case_id_funding_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")),
        sa.PrimaryKeyConstraint("case_id", "page", "person_id", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_person_id"), "presence", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("presence")
