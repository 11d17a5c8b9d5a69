"""No CHECK on the kind of an event: new kinds come with the service, and old rows are never touched.

SQLite cannot take a CHECK away, so its table is made anew, with the same rows, index and triggers.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = "id, case_id, sequence, kind, actor_id, at, payload, previous_hash, hash"
_MADE_ANEW = """
CREATE TABLE case_event_anew (
    id INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    actor_id INTEGER,
    at DATETIME NOT NULL,
    payload JSON NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_case_event PRIMARY KEY (id),
    CONSTRAINT fk_case_event_case_id_funding_case FOREIGN KEY(case_id) REFERENCES funding_case (id),
    CONSTRAINT fk_case_event_actor_id_person FOREIGN KEY(actor_id) REFERENCES person (id),
    CONSTRAINT uq_case_event_case_id UNIQUE (case_id, sequence)
)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_event DROP CONSTRAINT ck_case_event_eventkind")
        return
    op.execute(_MADE_ANEW)
    op.execute(f"INSERT INTO case_event_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM case_event")  # noqa: S608
    op.execute("DROP TABLE case_event")
    op.execute("ALTER TABLE case_event_anew RENAME TO case_event")
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER case_event_no_{change.lower()} BEFORE {change} ON case_event "
            "BEGIN SELECT RAISE(ABORT, 'rows of case_event are only added'); END"
        )


def downgrade() -> None:
    """The CHECK is not put back: rows of newer kinds may be there."""
