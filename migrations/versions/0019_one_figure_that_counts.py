"""Keep a day from two rates of the euro that count and a year from two price base amounts, whoever enters them at once.

An index cannot tell: a figure stops counting when a later row corrects it, and may then have moved from its day.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_NAME = "published_figure_counts_once"
_SAID = "one figure of published_figure counts for a day or year"
_ANOTHER = """
    SELECT 1 FROM published_figure AS other
    WHERE other.kind = NEW.kind AND (other.day = NEW.day OR other.year = NEW.year)
    AND (NEW.corrects_id IS NULL OR other.id <> NEW.corrects_id)
    AND NOT EXISTS (SELECT 1 FROM published_figure AS later WHERE later.corrects_id = other.id)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM pg_advisory_xact_lock(hashtext('{_NAME}')); "  # who comes next sees what was committed meanwhile
            f"IF EXISTS ({_ANOTHER}) THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'unique_violation'; END IF; "
            "RETURN NEW; END $$"
        )
        op.execute(f"CREATE TRIGGER {_NAME} BEFORE INSERT ON published_figure FOR EACH ROW EXECUTE FUNCTION {_NAME}()")
        return
    op.execute(
        f"CREATE TRIGGER {_NAME} BEFORE INSERT ON published_figure WHEN EXISTS ({_ANOTHER}) "
        f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {_NAME} ON published_figure")
        op.execute(f"DROP FUNCTION {_NAME}()")
        return
    op.execute(f"DROP TRIGGER {_NAME}")
