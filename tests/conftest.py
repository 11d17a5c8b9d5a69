"""What every test may ask for: the two databases, made by the migrations, and a catalogue."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings
from sqlalchemy.orm import Session

from fundflow import paths
from fundflow.catalogue import Catalogue
from fundflow.catalogue.loader import load_catalogue
from tests.databases import ReusedDatabase, engine_for, kept_engine, postgres_cluster, postgres_url, upgrade
from tests.remembered import is_empty
from tests.whole_case import World, make_world

MADE_UP: Path = Path(__file__).parent / "catalogue" / "made_up"

# How long an example takes says something about the machine, not about the rule.
settings.register_profile("fundflow", deadline=None)
settings.load_profile("fundflow")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let bin/test leave out the PostgreSQL half where it is not installed."""
    parser.addoption("--deselect-postgresql", action="store_true", help="leave out tests on PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs PostgreSQL when asked to."""
    if not config.getoption("--deselect-postgresql"):
        return
    left_out = [
        item for item in items if "postgres" in item.name or "postgres_database" in getattr(item, "fixturenames", ())
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue and a made-up fourth programme."""
    return load_catalogue(paths.CATALOGUE, MADE_UP)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database of today's tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = engine_for(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The socket folder of a throw-away PostgreSQL that holds an empty database of today's tables."""
    with postgres_cluster() as folder:
        admin = sa.create_engine(postgres_url(folder, "postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(sa.text("CREATE DATABASE template_fundflow"))
        admin.dispose()
        engine = engine_for(postgres_url(folder, "template_fundflow"))
        upgrade(engine)
        engine.dispose()
        yield folder


@pytest.fixture(scope="session")
def way_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the link lies that leads to the folder of the test that runs."""
    return tmp_path_factory.mktemp("way") / "here"


@pytest.fixture
def here(way_here: Path, tmp_path: Path) -> Path:
    """The test's own folder, by a name that is the same for every test: engines and apps that know it can be kept."""
    way_here.unlink(missing_ok=True)
    way_here.symlink_to(tmp_path, target_is_directory=True)
    return way_here


@pytest.fixture
def sqlite_url(sqlite_template: Path, here: Path) -> str:
    """The address of a fresh SQLite database, which lies in the test's own folder."""
    shutil.copy(sqlite_template, here / "fundflow.db")
    url = f"sqlite:///{here}/fundflow.db"
    is_empty(url)
    return url


@pytest.fixture(scope="session")
def reused_database(postgres_template: str) -> ReusedDatabase:
    """The PostgreSQL database that the tests of this process take over from one another."""
    return ReusedDatabase(postgres_template, "template_fundflow", "fundflow")


@pytest.fixture
def postgres_database(request: pytest.FixtureRequest) -> str:
    """The address of a PostgreSQL database that is as if new."""
    database: ReusedDatabase = request.getfixturevalue("reused_database")
    database.make_empty()
    is_empty(database.url)
    return database.url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind; every test that asks for it runs on both."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_database"))


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """An engine that behaves as the service's own, on each database."""
    engine = kept_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    """A session on each database, rolled back at the end unless the test commits."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def world(session: Session, catalogue: Catalogue) -> World:
    """One region's people and one applicant, on each database."""
    return make_world(session, catalogue)
