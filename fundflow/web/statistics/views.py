"""The statistics page and the yearly workbook."""

import importlib.metadata

from flask import Blueprint, Response, render_template, request

from fundflow.domain.roles import Permission
from fundflow.excel.statistics_book import write_statistics_book
from fundflow.labels.amounts import long_day
from fundflow.queries.case_years import Cut
from fundflow.statistics.frames import Frames
from fundflow.statistics.lead_times import LEAD_TIMES
from fundflow.statistics.names import Names
from fundflow.statistics.priorities import PRIORITIES
from fundflow.statistics.registry import MEASURES
from fundflow.statistics.yearbook import Publisher, compose
from fundflow.web.access import current_actor, looking, requires
from fundflow.web.downloads import EXCEL, send_download
from fundflow.web.statistics import asked as address
from fundflow.web.statistics.asked import read, years
from fundflow.web.statistics.key_figures import key_figures
from fundflow.web.statistics.shown import show as show_figure

bp = Blueprint("statistics", __name__)


@bp.get("/statistik")
@requires(Permission.STATISTICS_READ)
def show() -> str:
    """Show the year: key figures, and each measure that has a picture, with the table behind."""
    uow = looking()
    asked = read(request.args, uow.catalogue, uow.today)
    names = Names(uow.catalogue, uow.region.key)
    frames, earlier = Frames(uow.session, asked.cut), Frames(uow.session, _year_before(asked.cut))
    computed = {measure: measure.compute(frames, names) for measure in MEASURES if measure.on_page}
    before = {PRIORITIES: PRIORITIES.compute(earlier, names)}
    figures = [show_figure(one, figure, asked.cut, before.get(one)) for one, figure in computed.items()]
    figures.sort(key=lambda figure: not figure.chart)  # pictures side by side first, then tables of full width
    return render_template(
        "statistics/show.html",
        asked=asked,
        cut=asked.cut,
        day=long_day(asked.cut.as_of, weekday=False),
        key_figures=key_figures(frames, computed[PRIORITIES], LEAD_TIMES.compute(frames, names)),
        figures=figures,
        years=years(uow.session, uow.today, asked.cut.year),
        programmes=[(key, names.programme(key)) for key in uow.catalogue.programme_keys()],
        may_export=current_actor().may(Permission.STATISTICS_EXPORT),
        address=address,
    )


def _year_before(cut: Cut) -> Cut:
    return Cut.of(cut.year - 1, cut.as_of, programme=cut.programme)


@bp.get("/statistik/arbetsbok")
@requires(Permission.STATISTICS_EXPORT)
def workbook() -> Response:
    """Send the yearly workbook of the same cut as the page."""
    uow = looking()
    cut = read(request.args, uow.catalogue, uow.today).cut
    publisher = Publisher(uow.region.key, uow.region.name, importlib.metadata.version("fundflow"))
    content = write_statistics_book(compose(uow.session, uow.catalogue, cut, publisher))
    return send_download(content, f"statistik-{cut.year}.xlsx", EXCEL)
