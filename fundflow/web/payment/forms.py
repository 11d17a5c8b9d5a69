"""The form of a claim: a period, repeating costs, a text; whatever cannot be read stays as it was typed."""

from collections.abc import Sequence
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import FormField
from wtforms.validators import ValidationError

from fundflow.domain.money import ZERO
from fundflow.domain.programme import CostType
from fundflow.labels.amounts import grouped
from fundflow.services.claim import MOST_COSTS, ClaimContent, DeclaredCost
from fundflow.web.filters import amount, tr
from fundflow.web.forms.base import BaseForm, RowForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import KronorField, RowsField, SwedishDateField
from fundflow.web.forms.questions import cleaned
from fundflow.web.locale import _, _l

ROWS: Final = "rows"
_LONGEST_LINE: Final = 300
_LONGEST_TEXT: Final = 8000


class _AtMost:
    """A validator: the text is no longer than this. It sets no ``maxlength``, which would cut what is pasted."""

    def __init__(self, most: int) -> None:
        self._most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError that says how much is too much."""
        over = len(field.data or "") - self._most
        if over > 0:
            text = _(
                "Texten är %(over)s tecken för lång. Den får ha högst %(most)s.", over=grouped(over), most=self._most
            )
            raise ValidationError(text)


def _text(written: str | None) -> str:
    return cleaned(written or "")


class ClaimForm(BaseForm):
    """What a claim says; its costs are given by ``claim_form``."""

    class Meta(BaseForm.Meta):
        """Without a token of its own: the page posts the session's."""

        csrf = False

    period_from = SwedishDateField(_l("Från och med"))
    period_to = SwedishDateField(_l("Till och med"))
    progress = TextAreaField(
        _l("Vad har ni gjort under perioden?"),
        [_AtMost(_LONGEST_TEXT)],
        filters=[_text],
        description=_l("Skriv kort hur kostnaderna hör till projektet och vad som har avvikit från planen."),
        render_kw={"rows": 6},
    )
    is_final = BooleanField(
        _l("Det här är den sista ansökan om utbetalning"),
        description=_l("Den beslutar vi när slutrapporten är godkänd."),
    )

    def validate_period_to(self, field: Field) -> None:
        """Ask that the period ends after it begins."""
        first = self.period_from.data
        if first is not None and field.data is not None and field.data < first:
            raise ValidationError(_("Periodens sista dag ligger före den första."))

    def validate_rows(self, field: Field) -> None:
        """Ask that the costs are no more than a claim holds."""
        if len(self.costs()) > MOST_COSTS:
            text = _("En ansökan kan ha högst %(most)s kostnader. Dela upp den på flera ansökningar.", most=MOST_COSTS)
            raise ValidationError(text)

    def costs(self) -> tuple[DeclaredCost, ...]:
        """Return the costs, without rows in which nothing is written."""
        found = (_cost(row) for row in self[ROWS].data)
        return tuple(one for one in found if any((one.kind, one.what, one.supplier, one.paid_on, one.declared)))

    def content(self, version: int) -> ClaimContent:
        """Return what a form that holds says, written on that version of the claim."""
        period = (self.period_from.data, self.period_to.data)
        return ClaimContent(*period, text_of(self.progress), self.is_final.data, self.costs(), version)


def _cost(row: dict[str, Any]) -> DeclaredCost:
    row_id = row["row_id"] or ""
    return DeclaredCost(
        kind=row["kind"] or "",
        what=row["what"] or "",
        supplier=row["supplier"] or "",
        paid_on=row["paid_on"],
        declared=row["declared"] or ZERO,
        row_id=int(row_id) if row_id.isascii() and row_id.isdigit() and len(row_id) < 19 else None,
    )


def claim_form(kinds: Sequence[CostType]) -> type[ClaimForm]:
    """Return the form of a claim in which costs of these kinds are written."""
    return type("ClaimFormOfCase", (ClaimForm,), {ROWS: _rows(kinds)})


def _rows(kinds: Sequence[CostType]) -> RowsField:
    known = {one.key for one in kinds}

    def is_offered(form: Any, field: Field) -> None:
        if field.data and field.data not in known:
            raise ValidationError(_("Kostnadsslaget går inte att välja. Välj ett av dem som finns."))

    choices = choices_of([("", str(_l("Välj"))), *((one.key, tr(one.label)) for one in kinds)])
    fields = {
        "what": StringField(_l("Vad kostnaden gäller"), [_AtMost(_LONGEST_LINE)], filters=[_text]),
        "kind": SelectField(_l("Kostnadsslag"), [is_offered], choices=choices, validate_choice=False),
        "supplier": StringField(_l("Leverantör"), [_AtMost(_LONGEST_LINE)], filters=[_text]),
        "paid_on": SwedishDateField(_l("Betald den")),
        "declared": KronorField(_l("Belopp")),
        "row_id": HiddenField(),
    }
    return RowsField(FormField(type("CostForm", (RowForm,), fields)), label=_l("Kostnader"), min_entries=1)


def as_posted(content: ClaimContent) -> "MultiDict[str, str]":
    """Return a claim as its form would post it, so that it is shown the same stored and typed."""
    posted: MultiDict[str, str] = MultiDict(
        {
            "period_from": content.period_from.isoformat() if content.period_from else "",
            "period_to": content.period_to.isoformat() if content.period_to else "",
            "progress": content.progress,
        }
    )
    if content.is_final:
        posted["is_final"] = "y"
    for place, cost in enumerate(content.costs):
        posted.update(row_as_posted(place, cost))
    return posted


def row_as_posted(place: int, cost: DeclaredCost) -> dict[str, str]:
    """Return the fields of a row."""
    fields = {
        "kind": cost.kind,
        "what": cost.what,
        "supplier": cost.supplier,
        "paid_on": cost.paid_on.isoformat() if cost.paid_on else "",
        "declared": amount(cost.declared) if cost.declared else "",
        "row_id": str(cost.row_id or ""),
    }
    return {f"{ROWS}-{place}-{name}": value for name, value in fields.items()}


class CostFileForm(BaseForm):
    """Where rows from a file are to go; the file itself is read by the view."""

    place = RadioField(
        _l("Vad ska hända med de rader som redan finns?"),
        choices=choices_of([("after", _l("Behåll dem och lägg till de nya efter")), ("instead", _l("Byt ut alla"))]),
        default="after",
        validate_choice=False,
    )
    version = HiddenField()
