"""A world of people over each database."""

import pytest
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from tests.whole_case import World, make_world


@pytest.fixture
def world(session: Session, catalogue: Catalogue) -> World:
    """One region's people and one applicant, on each database."""
    return make_world(session, catalogue)
