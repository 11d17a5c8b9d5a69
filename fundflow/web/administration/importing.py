"""A list of old cases: sent, checked row by row, and read in once it has been confirmed; all of it or nothing."""

from itertools import groupby
from typing import Final

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from fundflow.adapters.storage import LARGEST_FILE
from fundflow.domain.money import Money, total
from fundflow.domain.roles import Permission
from fundflow.excel.reading import UnreadableFile, read_list
from fundflow.services.importing.deed import Imported, Listed, import_cases
from fundflow.services.importing.rows import COLUMNS
from fundflow.web.access import looking, requires, writing
from fundflow.web.administration import bp as bp
from fundflow.web.administration.forms import ConfirmForm, ListForm
from fundflow.web.locale import _

_KEPT: Final = "list-to-import"
_MOST_SHOWN: Final = 200
_LONGEST_NAME: Final = 100
_ENDINGS: Final = (".xlsx", ".xlsm", ".csv", ".txt")


@bp.route("/aldre-arenden", methods=["GET", "POST"])
@requires(Permission.CASES_IMPORT)
def import_list() -> ResponseReturnValue:
    """Send a list: every bad row is told; one without any is kept until it is confirmed. Nothing is written."""
    form = ListForm()
    imported = None
    if form.validate_on_submit():
        name, content = _sent(form)
        listed = _read(form, name, content)
        imported = import_cases(looking(), listed, dry_run=True) if listed else None
        if imported and not imported.problems:
            session[_KEPT] = {"key": current_app.extensions["store"].put(content).key, "name": name}
            return redirect(url_for(".confirm_import"), 303)
    page = render_template(
        "administration/import.html",
        form=form,
        columns=[(name, column.required) for name, column in COLUMNS.items()],
        problems=imported.problems[:_MOST_SHOWN] if imported else (),
        count=len(imported.problems) if imported else 0,
        rows=len({problem.row for problem in imported.problems if problem.row}) if imported else 0,
        most_mb=LARGEST_FILE // (1024 * 1024),
    )
    return page, 422 if imported else form.http_status


def _sent(form: ListForm) -> tuple[str, bytes]:
    file = form.file.data
    if file is None or not file.filename:
        return "", b""
    return file.filename[-_LONGEST_NAME:], file.stream.read(LARGEST_FILE + 1)


def _read(form: ListForm, name: str, content: bytes) -> Listed | None:
    """Return the list; None when it cannot be read, which is marked."""
    error = ""
    if not name:
        error = _("Välj en fil.")
    elif not name.lower().endswith(_ENDINGS):
        error = _("Filen måste vara av typen .xlsx eller .csv.")
    elif len(content) > LARGEST_FILE:
        error = _("Filen är för stor. Dela den i flera.")
    else:
        try:
            return read_list(content, name, COLUMNS)
        except UnreadableFile as unreadable:
            error = _(str(unreadable))
    form.file.errors = [error]
    return None


@bp.route("/aldre-arenden/bekrafta", methods=["GET", "POST"])
@requires(Permission.CASES_IMPORT)
def confirm_import() -> ResponseReturnValue:
    """Show what the list adds up to, to hold against its source, and read it in once it is confirmed."""
    kept = session.get(_KEPT)
    listed = _kept_list(kept)
    if kept is None or listed is None:
        return redirect(url_for(".import_list"), 303)
    form = ConfirmForm()
    if form.validate_on_submit():
        with writing() as uow:
            imported = import_cases(uow, listed)
        session.pop(_KEPT, None)
        _tell(imported)
        return redirect(url_for(".import_list"), 303)
    imported = import_cases(looking(), listed, dry_run=True)
    return render_template(
        "administration/confirm_import.html",
        form=form,
        name=kept["name"],
        listed=listed,
        imported=imported,
        groups=_groups(imported),
    )


def _kept_list(kept: dict[str, str] | None) -> Listed | None:
    """Return the list that waits to be confirmed in this session; None when there is none."""
    if kept is None:
        return None
    try:
        return read_list(current_app.extensions["store"].read(kept["key"]), kept["name"], COLUMNS)
    except (KeyError, UnreadableFile):
        return None


def _tell(imported: Imported) -> None:
    if imported.problems:
        flash(_("Något har ändrats sedan listan kontrollerades. Ingenting är inläst. Skicka den igen."), "warning")
    elif imported.new:
        text = _("%(new)s ärenden är inlästa, %(known)s fanns redan.", new=imported.new, known=imported.known)
        flash(text)
    else:
        flash(_("Alla %(known)s ärenden fanns redan. Ingenting har ändrats.", known=imported.known), "info")


def _groups(imported: Imported) -> list[tuple[str, list[object], tuple[int, int, Money, Money]]]:
    """Return programme, year and strategy with its lines by priority and their sums, as the command prints them."""
    found: list[tuple[str, list[object], tuple[int, int, Money, Money]]] = []
    for (programme, year, strategy), group in groupby(
        imported.report, key=lambda line: (line.programme, line.year, line.strategy)
    ):
        lines = list(group)
        sums = (
            sum(line.cases for line in lines),
            sum(line.granted_cases for line in lines),
            total(line.granted for line in lines),
            total(line.paid for line in lines),
        )
        found.append((f"{programme}, {year}, {strategy}", [*lines], sums))
    return found
