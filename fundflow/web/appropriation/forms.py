"""The form with which a frame or a payment target is set or changed."""

from collections.abc import Iterable
from typing import Final

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.periods import swedish_day
from fundflow.labels.states import FRAME_KIND
from fundflow.services.appropriation import FrameChange
from fundflow.web.access import now
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import KronorField, SwedishDateField, WholeNumberField
from fundflow.web.locale import _, _l

MORE: Final = "more"
LESS: Final = "less"


class FrameForm(BaseForm):
    """A change of a frame or target, and the decision that it rests on."""

    kind = RadioField(_l("Vad gäller ändringen?"), [InputRequired(_l("Välj vad ändringen gäller."))])
    source = SelectField(_l("Medelskälla"), [InputRequired(_l("Välj medelskälla."))])
    year = WholeNumberField(_l("Budgetår"), [InputRequired(_l("Skriv vilket år ramen gäller."))])
    direction = RadioField(_l("Hur ändras beloppet?"), [InputRequired(_l("Välj om beloppet ökar eller minskar."))])
    amount = KronorField(
        _l("Ändring"),
        [InputRequired(_l("Skriv hur mycket ramen eller målet ändras."))],
        description=_l("Bara ändringen. Den läggs till det som redan är beslutat för året."),
    )
    decided_on = SwedishDateField(
        _l("Beslutsdag"),
        [InputRequired(_l("Skriv vilken dag beslutet fattades."))],
        description=_l("Ändringen gäller från den dagen."),
    )
    reference = StringField(
        _l("Beslut som ändringen vilar på"),
        [InputRequired(_l("Skriv diarienummer och paragraf.")), Length(max=200)],
        description=_l("Diarienummer och paragraf, till exempel RUN 2026/00012 § 14."),
    )

    def offer(self, sources: Iterable[tuple[str, str]]) -> None:
        """Say which kinds, sources and directions there are to choose among."""
        self.kind.choices = choices_of((kind.value, _(FRAME_KIND[kind])) for kind in FrameKind)
        self.source.choices = choices_of([("", _("Välj")), *sources])
        self.direction.choices = choices_of([(MORE, _("Ökar")), (LESS, _("Minskar"))])

    def validate_decided_on(self, field: SwedishDateField) -> None:
        """Refuse a decision that has not been taken."""
        if field.data is not None and field.data > swedish_day(now()):
            raise ValidationError(_("Dagen har inte varit än."))

    def change(self) -> FrameChange:
        """Return what was written."""
        amount: Money = self.amount.data or ZERO
        return FrameChange(
            kind=FrameKind(self.kind.data),
            source=text_of(self.source),
            year=self.year.data,
            amount=-amount if self.direction.data == LESS else amount,
            decided_on=self.decided_on.data,
            reference=text_of(self.reference),
        )
