"""What is typed in a claim, and who last wrote each answer of claims and reports."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ADDED = (("claim", "answers"), ("claim", "changed_by"), ("report", "changed_by"))


def upgrade() -> None:
    for table, column in _ADDED:
        op.add_column(table, sa.Column(column, sa.JSON(), nullable=False, server_default=sa.text("'{}'")))


def downgrade() -> None:
    for table, column in reversed(_ADDED):
        op.drop_column(table, column)
