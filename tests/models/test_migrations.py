"""One history of migrations, the same tables on both databases, and rows that are only added."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

from fundflow.domain.events import EventKind
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.models.base import Base
from fundflow.models.event import CaseEvent
from fundflow.models.ledger import LedgerEntry
from tests.databases import configuration
from tests.factories import NOON, make_case


def test_the_migrations_have_one_head(engine: sa.Engine) -> None:
    heads = ScriptDirectory.from_config(configuration(engine)).get_heads()

    assert len(heads) == 1


def test_the_migrated_database_is_what_the_models_say(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert differences == []


def test_the_history_goes_down_and_up_again(engine: sa.Engine) -> None:
    command.downgrade(configuration(engine), "base")
    with engine.connect() as connection:
        left = set(sa.inspect(connection).get_table_names())

    command.upgrade(configuration(engine), "head")

    assert left <= {"alembic_version"}
    with engine.connect() as connection:
        assert set(Base.metadata.tables) <= set(sa.inspect(connection).get_table_names())


@pytest.fixture
def with_rows(session: Session) -> None:
    """One row of history and one of the ledger."""
    case = make_case(session)
    session.add(
        CaseEvent(
            case_id=case.id, sequence=1, kind=EventKind.CASE_SUBMITTED, at=NOON, payload={}, previous_hash="", hash="x"
        )
    )
    session.add(
        LedgerEntry(
            case_id=case.id, kind=EntryKind.GRANTED, amount=Money.kronor(1), booked_on=NOON.date(), booked_at=NOON
        )
    )
    session.flush()


@pytest.mark.parametrize("table", ["case_event", "ledger_entry"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_history_and_ledger_refuse_changes(session: Session, with_rows: None, table: str, change: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="only added"):
        session.execute(sa.text(change.format(table)))


def test_both_databases_know_the_small_å_ä_ö(session: Session) -> None:
    lower = session.scalar(sa.select(sa.func.lower(sa.literal("Åsa ÄRLIG Öst").collate("sv"))))

    assert lower == "åsa ärlig öst"


def test_swedish_order_puts_å_ä_ö_last(session: Session) -> None:
    names = ["Öland", "Zorn", "Älg", "Åre", "Alm", "Ärlig"]
    rows = sa.union_all(*(sa.select(sa.literal(name).label("name")) for name in names)).subquery()

    ordered = session.scalars(sa.select(rows.c.name).order_by(rows.c.name.collate("sv"))).all()

    assert ordered == ["Alm", "Zorn", "Åre", "Älg", "Ärlig", "Öland"]
