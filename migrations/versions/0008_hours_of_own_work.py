"""Hours and hourly rate of the applicant's own work, beside the amount of a cost line (V7, V8)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cost_line", sa.Column("own_hours", sa.String(length=40), nullable=True))
    op.add_column("cost_line", sa.Column("hourly_rate", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("cost_line", "hourly_rate")
    op.drop_column("cost_line", "own_hours")
