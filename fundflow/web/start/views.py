"""Pages for everybody: what can be applied for, how to reach the region, accessibility, personal data."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, url_for

from fundflow.catalogue import Catalogue
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Programme
from fundflow.web.access import now, open_to_all
from fundflow.web.navigation import has_page

bp = Blueprint("start", __name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of support on the start page, and where one applies for it; None where the service has no form yet."""

    grant_type: GrantType
    url: str | None


def _offers(programme: Programme) -> list[Offer]:
    open_now = [grant_type for grant_type in programme.grant_types if grant_type.is_open]
    if not has_page("application.start"):
        return [Offer(grant_type, None) for grant_type in open_now]
    return [Offer(one, url_for("application.start", program=programme.key, stodform=one.key)) for one in open_now]


@bp.get("/")
@open_to_all
def show() -> str:
    """Show what can be applied for today."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    programmes = [(one, _offers(one)) for one in catalogue.programmes_in_force(swedish_day(now()))]
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
