"""Figures that others publish and that change with time: rates of the euro and price base amounts."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TABLE = "published_figure"


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('euro_rate', 'price_base')", name=op.f("ck_published_figure_figurekind")),
        sa.CheckConstraint("(kind = 'euro_rate') = (day IS NOT NULL)", name=op.f("ck_published_figure_rate_has_day")),
        sa.CheckConstraint(
            "(kind = 'price_base') = (year IS NOT NULL)", name=op.f("ck_published_figure_base_has_year")
        ),
        sa.CheckConstraint(
            "year IS NULL OR year BETWEEN 2000 AND 2100", name=op.f("ck_published_figure_plausible_year")
        ),
        sa.CheckConstraint(
            "kind <> 'euro_rate' OR value BETWEEN 50000 AND 250000", name=op.f("ck_published_figure_plausible_rate")
        ),
        sa.CheckConstraint(
            "kind <> 'price_base' OR (value BETWEEN 200000000 AND 2000000000 AND value % 10000 = 0)",
            name=op.f("ck_published_figure_plausible_base"),
        ),
        sa.CheckConstraint(
            "(corrects_id IS NULL) = (reason IS NULL)", name=op.f("ck_published_figure_correction_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["published_figure.id"], name=op.f("fk_published_figure_corrects_id_published_figure")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_published_figure_entered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_published_figure_corrects_id")),
    )
    op.create_index("ix_published_figure_of_kind", _TABLE, ["kind", "day", "year"])
    _refuse_changes()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {_TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {_TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_{change.lower()} BEFORE {change} ON {_TABLE} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {_TABLE} are only added'); END"
        )


def downgrade() -> None:
    op.drop_table(_TABLE)
