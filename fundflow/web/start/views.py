"""Pages for everybody: what can be applied for, how to reach the region, accessibility, personal data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template, url_for

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import NotFound
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import AttachmentKind, GrantType, Programme, Question
from fundflow.queries.calls import published_calls
from fundflow.web.access import now, open_to_all, reading

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall

bp = Blueprint("start", __name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of support that is open: where one applies for it, or the calls that it is applied for in."""

    programme: Programme
    grant_type: GrantType
    calls: "Sequence[FundingCall]"

    @property
    def url(self) -> str:
        """Where more is read of it."""
        return url_for("start.support", programme_key=self.programme.key, key=self.grant_type.key)

    @property
    def apply_url(self) -> str | None:
        """Where one applies; None for what is applied for in calls only."""
        if self.grant_type.in_calls_only:
            return None
        return url_for("application.start", program=self.programme.key, stodform=self.grant_type.key)


def _offers(programme: Programme, calls: "Sequence[FundingCall]") -> list[Offer]:
    return [
        Offer(programme, one, [call for call in calls if (call.programme, call.grant_type) == (programme.key, one.key)])
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


@bp.get("/stod/<programme_key>/<key>")
@open_to_all
def support(programme_key: str, key: str) -> str:
    """Show one kind of support: what it is for, how much, what is asked, and the way to apply."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    programme = catalogue.programme_in_force(programme_key, swedish_day(now()))
    offers = _offers(programme, published_calls(reading(), now(), grant_type=key)) if programme else []
    offer = next((one for one in offers if one.grant_type.key == key), None)
    if programme is None or offer is None:
        raise NotFound
    return render_template(
        "start/support.html",
        offer=offer,
        programme=programme,
        grant_type=offer.grant_type,
        pages=programme.pages_for(key),
        kinds=[(kind, _leading(kind, programme, key)) for kind in sorted(programme.attachments_for(key), key=_order)],
    )


def _order(kind: AttachmentKind) -> tuple[bool, bool]:
    """Return what always is needed first, then what is needed after a certain answer, last what may be added."""
    return not kind.required, kind.shown_when is not None


def _leading(kind: AttachmentKind, programme: Programme, grant_type: str) -> Question | None:
    """Return the question whose answer decides whether the file is asked for; None where it is whatever is answered."""
    if kind.shown_when is None:
        return None
    asked = {question.key: question for question in programme.questions_for(grant_type)}
    return asked.get(kind.shown_when.question)


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
