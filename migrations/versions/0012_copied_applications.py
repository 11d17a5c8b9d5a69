"""Which earlier application a draft took answers from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "funding_case",
        sa.Column("copied_from_id", sa.Integer(), sa.ForeignKey("funding_case.id"), nullable=True),
        inline_references=True,
    )


def downgrade() -> None:
    op.drop_column("funding_case", "copied_from_id")
