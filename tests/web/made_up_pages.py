"""A page package of the tests' own: one page with every macro, one form, one list, one deed that is refused."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import MultipleFileField
from sqlalchemy import text
from wtforms import BooleanField, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from fundflow.domain.errors import Conflict, NotFound, Refused, Theirs
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.money import Money, total
from fundflow.domain.roles import Permission
from fundflow.queries.paging import Page
from fundflow.web import charts
from fundflow.web.access import now, open_to_all, reading, requires
from fundflow.web.downloads import PDF, send_download
from fundflow.web.forms.base import BaseForm, RowForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import (
    CheckboxesField,
    FileSize,
    KronorField,
    MoneyBetween,
    OrganisationNumberField,
    PercentField,
    RowsField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.lists import ListShape, ListView

bp = Blueprint("made_up", __name__, url_prefix="/prov", template_folder=str(Path(__file__).parent))

SOURCE = LegalSource("A6", "2003:596", "5 §")
FINDINGS = [
    Finding("frame_holds", Verdict.FULFILLED, SOURCE, {"year": 2026, "left": Money.kronor(3_400_000)}),
    Finding("frame_exceeded", Verdict.STOPS, SOURCE, {"year": 2026, "left": Money.kronor(4), "asked": Money.kronor(5)}),
    Finding("no_frame", Verdict.INFORMS, None, {"year": 2026}),
    Finding("meeting_missing", Verdict.NOT_YET),
    Finding("bank_details_missing", Verdict.NOT_APPLICABLE),
]


class CostRow(RowForm):
    """A cost."""

    kind = SelectField("Slag", choices=choices_of([("", "Välj"), ("staff", "Personal"), ("travel", "Resor")]))
    what = StringField("Vad", [Length(max=40)])
    year = WholeNumberField("År")
    amount = KronorField("Belopp")
    in_kind = BooleanField("I natura")


class EveryField(BaseForm):
    """A form with a field of every kind."""

    title = StringField("Projektets namn", [InputRequired("Skriv projektets namn.")], description="Högst 80 tecken.")
    number = OrganisationNumberField("Organisationsnummer", [Optional()])
    need = TextAreaField("Behov", [Length(max=200)])
    starts_on = SwedishDateField("Projektet börjar")
    share = PercentField("Andel")
    sought = KronorField(
        "Sökt belopp",
        [MoneyBetween(Money.kronor(10), Money.kronor(1_200_000))],
        render_kw={"data-sum": "sought"},
    )
    begun = RadioField(
        "Har ni börjat?",
        [InputRequired("Svara på om ni har börjat.")],
        choices=choices_of([("no", "Nej"), ("yes", "Ja")]),
    )
    goals = CheckboxesField(
        "Mål", choices=choices_of([("1", "Ingen fattigdom"), ("2", "Ingen hunger")]), hints={"1": "Mål 1"}
    )
    kind = SelectField("Slag", choices=choices_of([("a", "Ett"), ("b", "Två")]))
    truthful = BooleanField("Uppgifterna stämmer", [InputRequired("Intyga att uppgifterna stämmer.")])
    files = MultipleFileField("Lägg till filer", [FileSize(1000)], description="Högst 1 kB var.")
    costs = RowsField(FormField(CostRow), min_entries=1)


SHAPE = ListShape(filters=("lage", "vem"), sorts=("namn", "sokt"), default_sort="namn", starts_with={"vem": ("jag",)})


def _lines() -> tuple[charts.LineChart, charts.LineChart]:
    years = [str(year) for year in range(2016, 2026)]
    rising = tuple(Decimal(24 + year) for year in range(10))
    falling = (None, *(Decimal(30 - year) for year in range(9)))
    return charts.line_charts(
        years, [charts.Series("av antal", "sw", rising), charts.Series("av kronor", "s1", falling)]
    )


@bp.route("/delar", methods=["GET", "POST"])
@open_to_all
def parts() -> ResponseReturnValue:
    form = EveryField()
    if not form.row_button_pressed() and form.validate_on_submit():
        flash("Allt är sparat.")
        return redirect(url_for(".parts"), 303)
    return render_template(
        "made_up/parts.html",
        form=form,
        cost_sum=total(row["amount"] for row in form.costs.rows() if row["amount"]),
        all_findings=FINDINGS,
        amount=Money.kronor(1_200_000),
        days=[now().date() + timedelta(days=left) for left in (-2, 0, 1, 5, 60)],
        bar=charts.money_bar(
            [("Eget", "ff-c2", Money.kronor(40)), ("Sökt", "ff-c1", Money.kronor(55))], Money.kronor(100)
        ),
        meter=charts.meter(163, 182, "163 av 182 dagar"),
        bars=charts.bars(
            [
                charts.BarRow("Projekt", Decimal("58.4"), "58,4", Decimal("60")),
                charts.BarRow("Företag", Decimal("27.1"), "27,1"),
            ]
        ),
        shares=[
            charts.shares(
                "Ansökningar", [("Kvinnor", "ff-cw", Decimal(37)), ("Män", "ff-cm", Decimal(63))], value="37 %"
            )
        ],
        lines=_lines(),
    ), form.http_status


@bp.get("/lista")
@open_to_all
def listed() -> str:
    asked = SHAPE.read(request.args)
    rows = [(f"Ärende {number}", Money.kronor(number)) for number in range(1, 61)]
    page = Page(rows[asked.offset : asked.offset + asked.per_page], len(rows), asked)
    chosen = [("lage", value, value.capitalize()) for value in asked.chosen("lage")]
    return render_template("made_up/list.html", list=ListView(SHAPE, asked, "made_up.listed"), page=page, chosen=chosen)


@bp.route("/spara", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def save() -> ResponseReturnValue:
    if request.method == "POST":
        return {"saved": list(request.form.items(multi=True))}
    return render_template("made_up/save.html")


@bp.get("/kontor")
@requires(Permission.CASE_READ)
def office() -> str:
    return render_template("made_up/office.html")


@bp.get("/nekat")
@open_to_all
def refuse() -> ResponseReturnValue:
    raise Refused([one for one in FINDINGS if one.refuses])


@bp.get("/annan")
@open_to_all
def conflict() -> ResponseReturnValue:
    raise Conflict({"need": Theirs("Deras text.", 2, "Ylva Sandmo")})


@bp.get("/borta")
@open_to_all
def gone() -> ResponseReturnValue:
    raise NotFound


@bp.get("/trasig")
@open_to_all
def broken() -> ResponseReturnValue:
    raise ZeroDivisionError("hemlig förklaring")


@bp.get("/fil")
@open_to_all
def download() -> ResponseReturnValue:
    return send_download(b"%PDF-", "Beslut om stöd åäö.pdf", PDF)


@bp.get("/skriver")
@open_to_all
def writes() -> ResponseReturnValue:
    reading().execute(text("DELETE FROM person"))
    return "skrev"


def add_to(app: Flask) -> None:
    """Give the app the tests' own pages; before its first request."""
    app.register_blueprint(bp)
