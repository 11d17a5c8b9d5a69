"""Forget passwords that were chosen before the address was confirmed: whoever opens the letter chooses now."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE person SET password_hash = NULL WHERE email_confirmed_at IS NULL")


def downgrade() -> None:
    """Nothing to bring back: whoever is not confirmed chooses a password by the letter."""
