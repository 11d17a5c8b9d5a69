"""Frames and payment targets by source and year, with every dated change, and the page where one is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.appropriation import SOURCES, FrameKind
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.periods import budget_year
from fundflow.domain.roles import Permission
from fundflow.labels.amounts import kronor_text
from fundflow.labels.states import FRAME_KIND
from fundflow.queries.case_page import names_of
from fundflow.queries.money import SourceOutcome, frame_changes, frame_years, outcomes
from fundflow.services.appropriation import FrameChange, set_frame
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking, requires, writing
from fundflow.web.appropriation.forms import MORE, FrameForm
from fundflow.web.charts import MoneyBar, money_bar
from fundflow.web.filters import finding_text, tr
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.appropriation import Appropriation

bp = Blueprint("appropriation", __name__, url_prefix="/ramar")
_YEARS: Final = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a frame or target, who entered it, and the sum after it."""

    row: "Appropriation"
    by: str
    after: Money


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money in the year: what is decided, reserved, paid and left, and the changes behind it."""

    label: str
    outcome: SourceOutcome
    bar: MoneyBar | None
    changes: tuple[Changed, ...]

    @property
    def target_left(self) -> Money | None:
        """What is left of the payment target; None without one."""
        target = self.outcome.target
        return None if target is None else target - self.outcome.disbursed


def as_of(year: int, today: date) -> date:
    """Return the day that a year is shown as of: its last day when it is over, else today."""
    return min(today, budget_year(year).last)


@bp.get("")
@requires(Permission.CASE_READ)
def show() -> str:
    """Show the frames and targets of a year against what is decided, reserved and paid, and how they came about."""
    uow = looking()
    year, day = _asked_year(uow), as_of(_asked_year(uow), uow.today)
    years = sorted({*frame_years(uow.session), uow.today.year, year}, reverse=True)
    return render_template(
        "appropriation/show.html",
        year=year,
        day=day,
        is_over=day < uow.today,
        years=[(str(one), url_for("appropriation.show", ar=one), one == year) for one in years],
        sources=_sources(uow, year, day),
        kinds=FRAME_KIND,
        may_set=uow.actor.may(Permission.FRAME_SET),
    )


def _asked_year(uow: UnitOfWork) -> int:
    written = request.args.get("ar", "")
    is_year = written.isascii() and written.isdigit() and int(written) in _YEARS
    return int(written) if is_year else uow.today.year


def _labels(uow: UnitOfWork) -> dict[str, str]:
    return {option.key: tr(option.label) for option in uow.catalogue.code_list(SOURCES)}


def _sources(uow: UnitOfWork, year: int, day: date) -> list[Source]:
    labels = _labels(uow)
    rows = frame_changes(uow.session, year, day)
    names = names_of(uow.session, {row.entered_by_id for row in rows if row.entered_by_id})
    return [
        Source(
            labels.get(one.source, one.source) or _("Källan är inte känd"),
            one,
            _bar(one),
            tuple(_changes([row for row in rows if row.source_of_money == one.source], names)),
        )
        for one in outcomes(uow.session, year, day)
    ]


def _bar(one: SourceOutcome) -> MoneyBar | None:
    if not one.frame:
        return None
    return money_bar([(_("Beslutat"), "ff-c1", one.granted), (_("Reserverat"), "ff-c2", one.reserved)], one.frame)


def _changes(rows: "Sequence[Appropriation]", names: dict[int, str]) -> list[Changed]:
    changes = []
    sums = dict.fromkeys(FrameKind, ZERO)
    for row in rows:
        sums[row.kind] = sums[row.kind] + row.amount
        changes.append(Changed(row, names.get(row.entered_by_id or 0, ""), sums[row.kind]))
    return changes


# ----- change


@bp.route("/andra", methods=["GET", "POST"])
@requires(Permission.FRAME_SET)
def change() -> ResponseReturnValue:
    """Set or change a frame or target by a dated row; earlier rows stay as they are."""
    uow = looking()
    labels = _labels(uow)
    form = FrameForm(
        data={
            "kind": request.args.get("slag", FrameKind.DECISION_FRAME.value),
            "source": request.args.get("kalla", ""),
            "year": _asked_year(uow),
            "direction": MORE,
        }
    )
    form.offer(labels.items())
    if not form.validate_on_submit():
        return _change_page(form, [])
    wanted = form.change()
    try:
        with writing() as uow:
            set_frame(uow, wanted)
    except Refused as error:
        return _change_page(form, error.findings)
    _tell(looking(), wanted, labels[wanted.source])
    return redirect(url_for("appropriation.show", ar=wanted.year), 303)


def _tell(uow: UnitOfWork, made: FrameChange, label: str) -> None:
    """Tell what the frame or target is now, and when more is decided than the frame holds."""
    rows = frame_changes(uow.session, made.year, uow.today)
    sum_now = total(row.amount for row in rows if (row.kind, row.source_of_money) == (made.kind, made.source))
    what = _(FRAME_KIND[made.kind])
    flash(
        _(
            "%(what)s för %(source)s %(year)s är nu %(amount)s.",
            what=what,
            source=label,
            year=made.year,
            amount=kronor_text(sum_now),
        )
    )
    found = outcomes(uow.session, made.year, as_of(made.year, uow.today))
    over = [one for one in found if one.source == made.source and one.left is not None and one.left < ZERO]
    for one in over:
        flash(
            _("Mer är beslutat än ramen: %(granted)s. Nya beslut stoppas.", granted=kronor_text(one.granted)), "warning"
        )


def _change_page(form: FrameForm, refusals: Sequence[Finding]) -> ResponseReturnValue:
    page = render_template(
        "appropriation/change.html",
        form=form,
        refusals=refusals,
        refusal_links=[(_place(one, form), finding_text(one)) for one in refusals],
    )
    return page, 409 if refusals else form.http_status


def _place(finding: Finding, form: FrameForm) -> str:
    return f"#{finding.field}" if finding.field and finding.field in form else "#refusals"
