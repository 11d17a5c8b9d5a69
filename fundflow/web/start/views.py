"""Pages for everybody: what can be applied for, how to reach the region, accessibility, personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template, url_for

from fundflow.catalogue import Catalogue
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Programme
from fundflow.queries.calls import published_calls
from fundflow.web.access import now, open_to_all, reading

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall

bp = Blueprint("start", __name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of support on the start page: where one applies for it, or the calls that it is applied for in."""

    grant_type: GrantType
    url: str | None
    calls: "Sequence[FundingCall]" = ()


def _offers(programme: Programme, calls: "Sequence[FundingCall]") -> list[Offer]:
    return [
        Offer(
            one,
            None if one.in_calls_only else url_for("application.start", program=programme.key, stodform=one.key),
            [call for call in calls if (call.programme, call.grant_type) == (programme.key, one.key)],
        )
        for one in programme.grant_types
        if one.is_open
    ]


@bp.get("/")
@open_to_all
def show() -> str:
    """Show what can be applied for today."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    calls = published_calls(reading(), now())
    programmes = [(one, _offers(one, calls)) for one in catalogue.programmes_in_force(swedish_day(now()))]
    return render_template("start/show.html", programmes=[pair for pair in programmes if pair[1]])


@bp.get("/kontakt")
@open_to_all
def contact() -> str:
    """Tell how to reach the region."""
    return render_template("start/contact.html")


@bp.get("/tillganglighet")
@open_to_all
def accessibility() -> str:
    """State how accessible the service is and where to complain.

    Source: lagen (2018:1937) om tillgänglighet till digital offentlig service.
    """
    return render_template("start/accessibility.html")


@bp.get("/personuppgifter")
@open_to_all
def personal_data() -> str:
    """Tell how personal data are handled."""
    return render_template("start/personal_data.html")
