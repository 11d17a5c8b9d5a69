"""The published figures that rules reckon with: which count today, all that were entered, and those of the service."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, LegalSource
from fundflow.domain.published import FigureKind
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.domain.roles import Permission
from fundflow.domain.rulebook import (
    EURO_RATE,
    PRICE_BASE,
    Rulebook,
    price_base,
    rate_in,
    shipped_price_bases,
    shipped_rate,
)
from fundflow.labels.findings import finding_text, source_text
from fundflow.queries.published import all_figures, get_figure
from fundflow.services.published import correct_figure, enter_figure, rulebook_on
from fundflow.web.access import looking, reading, requires, writing
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.published import bp as bp
from fundflow.web.published.forms import CORRECTIONS, FORMS, PriceBaseForm, RateForm, as_written

if TYPE_CHECKING:
    from fundflow.models.published import PublishedFigure


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure that was entered, the one that corrects it, and whether rules use it today."""

    row: "PublishedFigure"
    correction: "PublishedFigure | None"
    is_used: bool


@dataclass(frozen=True, slots=True)
class Shipped:
    """A figure that comes with the service, its source, and whether rules use it today."""

    figure: EuroRate | PriceBase
    source: str
    is_used: bool


@bp.get("")
@requires(Permission.FIGURE_READ)
def show() -> str:
    """Show what counts today, every figure that was entered, newest first, and what comes with the service."""
    uow = looking()
    rules, rows = rulebook_on(uow, uow.today), all_figures(uow.session)
    rate, this_year = rate_in(rules), price_base(rules, uow.today.year)
    return render_template(
        "published/show.html",
        rate=rate,
        base=this_year,
        year=uow.today.year,
        next_base=price_base(rules, uow.today.year + 1),
        rates=_entered(rows, FigureKind.EURO_RATE, {rate.day} if rate else set()),
        bases=_entered(rows, FigureKind.PRICE_BASE, set(rules.published.price_bases)),
        shipped_rate=_shipped_rate(rules, rate),
        shipped_bases=_shipped_bases(rules),
        may_set=uow.actor.may(Permission.FIGURE_SET),
    )


def _entered(rows: Sequence["PublishedFigure"], kind: FigureKind, used: set[object]) -> list[Entered]:
    of_kind = [one for one in rows if one.kind is kind]
    corrections = {one.corrects_id: one for one in of_kind if one.corrects_id is not None}
    ordered = sorted(of_kind, key=lambda one: (one.day.toordinal() if one.day else one.year or 0, one.id), reverse=True)
    found: list[Entered] = []
    seen: set[object] = set()
    for one in ordered:
        counts = one.id not in corrections
        found.append(Entered(one, corrections.get(one.id), counts and one.figure.of in used - seen))
        if counts:
            seen.add(one.figure.of)
    return found


def _shipped_rate(rules: Rulebook, used: EuroRate | None) -> Shipped | None:
    rate = shipped_rate(rules)
    return Shipped(rate, _source(rules, EURO_RATE), rate == used) if rate is not None else None


def _shipped_bases(rules: Rulebook) -> list[Shipped]:
    source = _source(rules, PRICE_BASE)
    bases = sorted(shipped_price_bases(rules).values(), key=lambda base: base.year, reverse=True)
    return [Shipped(base, source, base.year not in rules.published.price_bases) for base in bases]


def _source(rules: Rulebook, rule_id: str) -> str:
    rule = rules.find(rule_id)
    source: LegalSource | None = rule.source if rule is not None else None
    return source_text(source, _) if source is not None else ""


# ----- entered and corrected


@bp.route("/ny-kurs", methods=["GET", "POST"])
@requires(Permission.FIGURE_SET)
def add_rate() -> ResponseReturnValue:
    """Enter what a euro costs on a day.

    Source: E11.
    """
    return _add(FigureKind.EURO_RATE, _("Kursen är sparad."))


@bp.route("/nytt-prisbasbelopp", methods=["GET", "POST"])
@requires(Permission.FIGURE_SET)
def add_price_base() -> ResponseReturnValue:
    """Enter the price base amount of a year.

    Source: S20.
    """
    return _add(FigureKind.PRICE_BASE, _("Prisbasbeloppet är sparat."))


def _add(kind: FigureKind, done: str) -> ResponseReturnValue:
    form = FORMS[kind]()
    refusals: list[Finding] = []
    if form.validate_on_submit():
        try:
            with writing() as uow:
                enter_figure(uow, form.figure())
        except Refused as refused:
            refusals = list(refused.findings)
        else:
            return _back(done)
    return _page(form, kind, refusals)


@bp.route("/<int:figure_id>/ratta", methods=["GET", "POST"])
@requires(Permission.FIGURE_SET)
def correct(figure_id: int) -> ResponseReturnValue:
    """Enter the right figure instead of a wrong one, with the reason."""
    wrong = get_figure(reading(), figure_id)
    form = CORRECTIONS[wrong.kind](data=as_written(wrong.figure))
    refusals: list[Finding] = []
    if form.validate_on_submit():
        try:
            with writing() as uow:
                correct_figure(uow, figure_id, form.figure(), reason=text_of(form.reason))
        except Refused as refused:
            refusals = list(refused.findings)
        else:
            return _back(_("Rättelsen är sparad. Det nya talet räknas från och med nu."))
    return _page(form, wrong.kind, refusals, wrong=wrong)


def _back(told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for(".show"), 303)


def _page(
    form: RateForm | PriceBaseForm,
    kind: FigureKind,
    refusals: Sequence[Finding],
    wrong: "PublishedFigure | None" = None,
) -> ResponseReturnValue:
    links = []
    for finding in refusals:
        said = finding_text(finding, _)
        if finding.field in form:
            form[finding.field].errors = [*form[finding.field].errors, said]
        else:
            links.append(("#value", said))
    is_rate = kind is FigureKind.EURO_RATE
    page = render_template("published/enter.html", form=form, is_rate=is_rate, wrong=wrong, refusals=links)
    return page, 409 if links else form.http_status
