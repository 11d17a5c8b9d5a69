"""The figures of rules that texts of the catalogue name, as they count in the region today."""

from decimal import Decimal
from typing import Final

from flask import current_app, g

from fundflow.catalogue import Catalogue
from fundflow.domain.figures_named import figures_named, with_figures
from fundflow.domain.periods import swedish_day
from fundflow.domain.rulebook import Rulebook
from fundflow.labels.amounts import figure_written
from fundflow.web.access import current_region, now
from fundflow.web.locale import spoken

_KEPT: Final = "rules_of_today"


def with_todays_figures(said: str) -> str:
    """Return a text in the reader's language with the day's figures where it names them."""
    return said if next(figures_named(said), None) is None else with_figures(said, _rules(), _written)


def _written(figure: Decimal | int) -> str:
    return figure_written(figure, spoken())


def _rules() -> Rulebook:
    """Return the rules of the day; found once in a request."""
    if _KEPT not in g:
        catalogue: Catalogue = current_app.extensions["catalogue"]
        setattr(g, _KEPT, catalogue.rulebook(swedish_day(now()), current_region().key))
    rules: Rulebook = g.get(_KEPT)
    return rules
