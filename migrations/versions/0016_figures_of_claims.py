"""What a claim counts beside its costs, by concept, and what the region has corrected of it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ADDED = ("figures", "corrections")


def upgrade() -> None:
    for column in _ADDED:
        op.add_column("claim", sa.Column(column, sa.JSON(), nullable=False, server_default=sa.text("'{}'")))


def downgrade() -> None:
    for column in reversed(_ADDED):
        op.drop_column("claim", column)
