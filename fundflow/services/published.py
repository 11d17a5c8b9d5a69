"""Published figures: how one is entered and corrected, and the rules of a day with those that count."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.published import Published, against_correction, against_figure, known_already
from fundflow.domain.roles import Permission
from fundflow.domain.rulebook import Rulebook
from fundflow.models.published import PublishedFigure
from fundflow.queries.published import all_figures, figures_known, get_figure, uncorrected
from fundflow.services.unit_of_work import UnitOfWork


def enter_figure(uow: UnitOfWork, figure: Published) -> PublishedFigure:
    """Enter a figure that someone else has published.

    Raises Refused with every reason: not permitted, an odd day, year or value, no source, or known before.
    """
    counts = uncorrected(all_figures(uow.session))
    _require([*_permitted(uow), *against_figure(figure, (one.figure for one in counts), uow.today)])
    return _add(uow, figure)


def correct_figure(uow: UnitOfWork, figure_id: int, figure: Published, *, reason: str) -> PublishedFigure:
    """Enter a figure that counts instead of one that was wrong; both stay, and decisions keep what they rested on."""
    wrong = get_figure(uow.session, figure_id)
    counts = uncorrected(all_figures(uow.session))
    if wrong not in counts:
        raise Refused([*_permitted(uow), Finding("published_corrected", Verdict.STOPS)])
    others = (one.figure for one in counts if one is not wrong)
    refusals = [*against_figure(figure, others, uow.today), *against_correction(figure, wrong.figure, reason)]
    _require([*_permitted(uow), *refusals])
    return _add(uow, figure, corrects=wrong, reason=reason.strip())


def _permitted(uow: UnitOfWork) -> Iterable[Finding]:
    return [] if uow.actor.may(Permission.FIGURE_SET) else [Finding("not_permitted", Verdict.STOPS)]


def _require(findings: list[Finding]) -> None:
    if findings:
        raise Refused(findings)


def _add(
    uow: UnitOfWork, figure: Published, *, corrects: PublishedFigure | None = None, reason: str | None = None
) -> PublishedFigure:
    """Write the figure; Refused when somebody else has entered one for the day or year, or the correction, just now."""
    row = PublishedFigure(
        kind=figure.kind,
        day=figure.day,
        year=figure.year,
        value=figure.value,
        source=" ".join(figure.source.split()),
        entered_at=uow.now,
        entered_by_id=uow.actor.person_id or None,
        corrects_id=corrects.id if corrects else None,
        reason=reason,
    )
    try:
        with uow.session.begin_nested():
            uow.session.add(row)
    except IntegrityError as error:
        is_corrected = corrects is not None and corrects not in uncorrected(all_figures(uow.session))
        refusal = Finding("published_corrected", Verdict.STOPS) if is_corrected else known_already(figure.kind)
        raise Refused([refusal]) from error
    return row


def rulebook_on(uow: UnitOfWork, day: date, *, known_at: datetime | None = None) -> Rulebook:
    """Return the rules of a day in the region, with the published figures as they are known, or were at a moment.

    Source: E11 and S20.
    """
    rules = uow.catalogue.rulebook(day, uow.region.key)
    return rules.with_published(figures_known(uow.session, known_at or uow.now))
