"""The forms with which a rate of the euro or a price base amount is entered and corrected."""

from decimal import Decimal
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from fundflow.domain.money import Money
from fundflow.domain.published import LONGEST_SOURCE, FigureKind, Published
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.fields import DecimalField, KronorField, SwedishDateField, WholeNumberField
from fundflow.web.locale import _l


class _Rate(DecimalField):
    """Kronor for one euro."""

    unit = "kr"
    not_read = _l("Skriv kursen med siffror och högst fyra decimaler, till exempel 11,4235.")


def _source(hint: str) -> StringField:
    return StringField(
        _l("Var är talet publicerat?"),
        [InputRequired(_l("Skriv var talet är publicerat.")), Length(max=LONGEST_SOURCE)],
        description=hint,
    )


class RateForm(BaseForm):
    """What a euro costs on a day."""

    value = _Rate(
        _l("Hur många kronor kostar en euro?"),
        [InputRequired(_l("Skriv kursen, till exempel 11,4235."))],
        description=_l("Med högst fyra decimaler, så som kursen är publicerad."),
    )
    day = SwedishDateField(
        _l("Vilken dag gäller kursen?"),
        [InputRequired(_l("Skriv dagen."))],
        description=_l("Kursen räknas från den dagen, tills det finns en nyare."),
    )
    source = _source(_l("Till exempel Riksbanken, eller regionens beslut om budgetkurs."))

    def figure(self) -> Published:
        """Return what was written."""
        return Published(FigureKind.EURO_RATE, self.value.data, text_of(self.source), day=self.day.data)


class PriceBaseForm(BaseForm):
    """The price base amount of a calendar year."""

    year = WholeNumberField(_l("Vilket år gäller prisbasbeloppet?"), [InputRequired(_l("Skriv året."))])
    value = KronorField(
        _l("Prisbasbelopp"),
        [InputRequired(_l("Skriv beloppet i kronor."))],
        description=_l("I hela kronor. Inte det förhöjda prisbasbeloppet."),
    )
    source = _source(_l("Till exempel SCB, eller förordningen som fastställer beloppet."))

    def figure(self) -> Published:
        """Return what was written."""
        amount: Money | None = self.value.data
        kronor = Decimal(0) if amount is None else amount.as_kronor
        return Published(FigureKind.PRICE_BASE, kronor, text_of(self.source), year=self.year.data)


def _reason() -> TextAreaField:
    return TextAreaField(_l("Varför rättas talet?"), [InputRequired(_l("Skriv varför talet rättas.")), Length(max=500)])


class RateCorrection(RateForm):
    """The right rate, and why the other was wrong."""

    reason = _reason()


class PriceBaseCorrection(PriceBaseForm):
    """The right price base amount, and why the other was wrong."""

    reason = _reason()


FORMS: dict[FigureKind, type[RateForm | PriceBaseForm]] = {
    FigureKind.EURO_RATE: RateForm,
    FigureKind.PRICE_BASE: PriceBaseForm,
}
CORRECTIONS: dict[FigureKind, type[RateCorrection | PriceBaseCorrection]] = {
    FigureKind.EURO_RATE: RateCorrection,
    FigureKind.PRICE_BASE: PriceBaseCorrection,
}


def as_written(figure: Published) -> dict[str, Any]:
    """Return what a form begins with, of a figure that is entered."""
    if figure.kind is FigureKind.EURO_RATE:
        return {"value": figure.value, "day": figure.day, "source": figure.source}
    return {"value": Money.kronor(int(figure.value)), "year": figure.year, "source": figure.source}
