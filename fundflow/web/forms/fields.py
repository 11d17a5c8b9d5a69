"""Fields that read as people write and give back as typed: kronor, days, organisation numbers, choices, rows, files."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from wtforms import BooleanField, Field, FieldList, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from fundflow.domain.answers import read_value
from fundflow.domain.currencies import Currency, CurrencyAmount, apart, parse_currency_amount
from fundflow.domain.identifiers import NotANumber, organisation_number
from fundflow.domain.money import Money, NotAnAmount, is_below_zero, parse_kronor
from fundflow.domain.periods import parse_day
from fundflow.domain.programme import QuestionKind
from fundflow.labels.amounts import NO_BREAK, decimal_mark, kronor_text
from fundflow.web.locale import _, _l, spoken

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?")
CURRENCY: Final = "-currency"
"""After the name of an amount: the choice of its currency."""

_BLANKS: Final = re.compile(r"[\s\u00a0\u202f]+")


class _ReadField(StringField):
    """A text that is read as something else; what cannot be read stays in the field as it was typed."""

    data: Any
    not_read: str = ""
    unit: str = ""
    width: str = "s"

    def read(self, text: str) -> Any:
        """Return what the text means; ValueError when it means nothing."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """Return a value as it is shown in the field."""
        return str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; empty is None."""
        if not valuelist:
            return
        typed = str(valuelist[0]).strip()
        self.data = None
        if not typed:
            return
        try:
            self.data = self.read(typed)
        except (ValueError, InvalidOperation) as error:
            raise ValueError(self.why_not(typed)) from error

    def why_not(self, text: str) -> str:
        """Return what is said of a text that cannot be read."""
        return self.not_read

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)


class KronorField(_ReadField):
    """An amount in kronor, as Money: ``1 234``, ``1234,50``, ``1234.5``, ``1 234 kr``."""

    not_read = _l("Skriv beloppet i kronor med siffror, till exempel 12 500 eller 12 500,50.")
    below_zero = _l("Ett belopp kan inte vara mindre än noll. Skriv det utan minustecken.")
    unit = "kr"

    def why_not(self, text: str) -> str:
        """Return what is said of an amount below zero, or of what is no amount."""
        return self.below_zero if is_below_zero(text) else self.not_read

    def read(self, text: str) -> Money:
        """Return the amount; ValueError when the text is none or is negative."""
        try:
            return parse_kronor(text)
        except NotAnAmount as error:
            raise ValueError(text) from error

    def write(self, value: Money) -> str:
        """Return the amount with its thousands apart; the unit stands beside the field."""
        return kronor_text(value, spoken()).removesuffix(f"{NO_BREAK}kr")


class WholeNumberField(_ReadField):
    """A whole number of zero or more."""

    not_read = _l("Skriv ett helt tal med siffror, till exempel 12.")
    width = "xs"

    def read(self, text: str) -> int:
        """Return the number."""
        number = read_value(QuestionKind.WHOLE_NUMBER, text)
        assert isinstance(number, int)  # noqa: S101 - what is read of this kind
        return number


class DecimalField(_ReadField):
    """A number with at most four decimals, as Decimal; comma or full stop."""

    not_read = _l("Skriv ett tal med siffror, till exempel 12,5.")

    def read(self, text: str) -> Decimal:
        """Return the number."""
        cleaned = _BLANKS.sub("", text).replace(",", ".").replace("\u2212", "-")
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,4})?", cleaned):
            raise ValueError(text)
        return Decimal(cleaned)

    def write(self, value: Decimal) -> str:
        """Return the number with a comma, or a point in English."""
        return f"{value:f}".replace(".", decimal_mark(spoken()))


class PercentField(DecimalField):
    """A percentage from 0 to 100, as Decimal."""

    not_read = _l("Skriv en andel mellan 0 och 100, till exempel 45 eller 45,5.")
    unit = "%"
    width = "xs"

    def read(self, text: str) -> Decimal:
        """Return the percentage; ValueError outside 0 to 100."""
        value = read_value(QuestionKind.PERCENT, text)
        assert isinstance(value, Decimal)  # noqa: S101 - what is read of this kind
        return value


class SwedishDateField(_ReadField):
    """A day, as people write it: ``2026-02-19``, ``20260219``, ``19/2 2026``, ``19.2.2026``, ``19 februari 2026``."""

    not_read = _l("Skriv dagen som år, månad och dag, till exempel 2026-02-19.")

    def read(self, text: str) -> date:
        """Return the day; ValueError when there is no such day."""
        return parse_day(text)

    def write(self, value: date) -> str:
        """Return the day as ``2026-02-19``."""
        return value.isoformat()


class ClockField(_ReadField):
    """A time of day: ``16.00``, ``16:00``, ``1600``, ``16``."""

    not_read = _l("Skriv klockslaget med timmar och minuter, till exempel 16.00.")
    width = "xs"

    def read(self, text: str) -> time:
        """Return the time; ValueError when there is no such time."""
        parts = _CLOCK.fullmatch(text.lower().removeprefix("kl.").removeprefix("kl").strip())
        if parts is None:
            raise ValueError(text)
        return time(int(parts[1]), int(parts[2] or 0))

    def write(self, value: time) -> str:
        """Return the time as ``16.00``."""
        return value.strftime("%H.%M")


class CurrencyAmountField(_ReadField):
    """An amount with the choice of its currency beside it, kept as one text: ``11 500 000 kr``; kronor stand first.

    The page posts the currency under the field's name and ``CURRENCY``. ``counted`` tells what the amount is in euro.
    """

    not_read = _l(
        "Skriv hela beloppet med siffror och utan punkt, till exempel 11 500 000 eller 12 500,50. "
        "Välj kronor eller euro bredvid."
    )
    width = "m"
    counted: str = ""

    def read(self, text: str) -> CurrencyAmount:
        """Return the amount with its currency; ValueError when the text is no amount."""
        try:
            return parse_currency_amount(text)
        except NotAnAmount as error:
            raise ValueError(text) from error

    @property
    def _typed(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""

    def _value(self) -> str:
        return apart(self._typed)[0]

    @property
    def currency(self) -> Currency:
        """The currency that is chosen: as written, kronor before anything is; a number alone is euro."""
        return apart(self._typed)[1] or (Currency.EUR if self._typed.strip() else Currency.SEK)

    @property
    def currencies(self) -> list[tuple[str, str]]:
        """The currencies to choose among, by value."""
        return [(Currency.SEK.value, _("kronor")), (Currency.EUR.value, _("euro"))]


class OrganisationNumberField(_ReadField):
    """An organisation number, or a sole trader's personal number, kept as ``559999-0008``."""

    not_read = _l(
        "Numret stämmer inte. Skriv organisationsnumret med tio siffror, till exempel 559999-0008; "
        "enskild firma skriver personnumret."
    )

    def read(self, text: str) -> str:
        """Return the number with its hyphen; ValueError when its check digit does not agree."""
        try:
            return organisation_number(text)
        except NotANumber as error:
            raise ValueError(text) from error


class CheckboxesField(SelectMultipleField):
    """Several of some choices, as boxes in a group; ``hints`` by value stand under the choices."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}


class RowsField(FieldList):  # type: ignore[type-arg]  # generic in the stubs only
    """Repeating rows of a RowForm. Names are ``costs-0-amount``; those after a row taken away move up."""

    def add_row(self, _: str = "") -> None:
        """Add an empty row last."""
        self.append_entry()

    def remove_row(self, name: str) -> None:
        """Take away the row of that name, if it is there."""
        for place, entry in enumerate(self.entries):
            if entry.name == name:
                self.pop_entry(place)  # type: ignore[call-arg]  # the stubs are of WTForms 3.2
                return

    def owns(self, name: str) -> bool:
        """Say whether the name is the list's or one of its rows'."""
        return name == self.name or any(entry.name == name for entry in self.entries)

    def blank_row(self) -> Field:
        """Return an empty row with ``__n__`` for its number, which the browser copies; it is no entry."""
        own: Any = self  # what binds an entry is not in the stubs
        options = {
            "name": f"{self.name}{own._separator}__n__",
            "id": f"{self.id}{own._separator}__n__",
            "_meta": self.meta,
            "translations": own._translations,
        }
        blank: Field = own.meta.bind_field(own._form, self.unbound_field, options)
        blank.process(None)
        return blank

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows' data, leaving out those in which nothing was written."""
        return [data for data in self.data if any(not _is_empty(value) for value in data.values())]


def _is_empty(value: object) -> bool:
    return value in (None, "", False) or (isinstance(value, list) and not value)


class MoneyBetween:
    """A validator: an amount within limits, each end included; None is no limit."""

    def __init__(self, least: Money | None = None, most: Money | None = None) -> None:
        self.least = least
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError that says the limit."""
        if not isinstance(field.data, Money):
            return
        if self.least is not None and field.data < self.least:
            raise ValidationError(_("Skriv minst %(limit)s.", limit=kronor_text(self.least, spoken())))
        if self.most is not None and field.data > self.most:
            raise ValidationError(_("Skriv högst %(limit)s.", limit=kronor_text(self.most, spoken())))


class FileSize:
    """A validator: no file of the field is larger than so many bytes; the file's name is told."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError that names the file and the limit."""
        sent: Iterable[Any] = field.data if isinstance(field.data, Sequence) else [field.data]
        for file in sent:
            if getattr(file, "filename", "") and _size(file) > self.most:
                raise ValidationError(
                    _(
                        "Filen ”%(name)s” är för stor. En fil får vara högst %(most)s MB.",
                        name=file.filename,
                        most=self.most // (1024 * 1024),
                    )
                )


def _size(file: Any) -> int:
    place = file.stream.tell()
    size = int(file.stream.seek(0, 2))
    file.stream.seek(place)
    return size


_CELLS: Final[tuple[tuple[type[Field], str], ...]] = (
    (KronorField, "money"),
    (CurrencyAmountField, "currency"),
    (WholeNumberField, "short"),
    (DecimalField, "short"),
    (SwedishDateField, "day"),
    (TextAreaField, "full"),
    (BooleanField, "check"),
)


def cell_look(field: Field) -> str:
    """Return how wide a field is in a row: money, currency, short, day, check, choice, full, text or hidden."""
    if field.type in ("HiddenField", "CSRFTokenField"):
        return "hidden"
    if field.type == "SelectField":
        return "choice"
    return next((look for kind, look in _CELLS if isinstance(field, kind)), "text")
