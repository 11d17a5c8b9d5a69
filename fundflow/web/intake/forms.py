"""Forms of intake."""

from wtforms import BooleanField, FormField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from fundflow.domain.facts import CaseFacts
from fundflow.domain.periods import swedish_day
from fundflow.services.intake import Asked
from fundflow.web.access import now
from fundflow.web.forms.base import BaseForm, RowForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import SwedishDateField
from fundflow.web.locale import _, _l

_LONGEST_REASON = 1000


class NoteForm(BaseForm):
    """A note in the case."""

    kind = RadioField(
        _l("Vad är det för anteckning?"),
        [InputRequired(_l("Välj vad anteckningen gäller."))],
        choices=choices_of([("memo", _l("Tjänsteanteckning")), ("support", _l("Stöd i perspektiven har erbjudits"))]),
        default="memo",
    )
    text = TextAreaField(
        _l("Anteckning"),
        [InputRequired(_l("Skriv vad som hände, när och med vem.")), Length(max=4000)],
        description=_l("Skriv vad som sades eller gjordes, när och av vem. Sökanden kan begära att få läsa."),
        render_kw={"rows": 6},
    )


class ReceivedDayForm(BaseForm):
    """The day on which the application truly reached the region."""

    day = SwedishDateField(_l("Ankomstdag"), [InputRequired(_l("Skriv den dag då ansökan kom in."))])
    reason = TextAreaField(
        _l("Varför ändras dagen?"),
        [InputRequired(_l("Skriv varför dagen ändras. Det blir en tjänsteanteckning.")), Length(max=_LONGEST_REASON)],
        description=_l("En handling har kommit in den dag då den nådde oss."),
        render_kw={"rows": 4},
    )

    def validate_day(self, field: SwedishDateField) -> None:
        """Refuse a day that has not come."""
        if field.data is not None and field.data > swedish_day(now()):
            raise ValidationError(_("Dagen har inte kommit än. Skriv dagen i dag eller en tidigare."))


class AskedForm(RowForm):
    """One thing that may be asked for: ticked or not, and why."""

    ticked = BooleanField()
    reason = TextAreaField(_l("Vad behöver kompletteras, och varför?"), [Length(max=_LONGEST_REASON)])


class CompletionForm(BaseForm):
    """What to complete and by when; the rows are added by ``completion_form``."""

    due_on = SwedishDateField(
        _l("Senast den dag"),
        [InputRequired(_l("Skriv vilken dag kompletteringen ska vara inne."))],
        description=_l("En arbetsdag. Ge den tid som behövs för att ta fram det ni ber om."),
    )
    message = TextAreaField(
        _l("Inledning i brevet"),
        [Length(max=4000)],
        description=_l("Det som gäller hela kompletteringen. Lämna tomt om det räcker med listan."),
        render_kw={"rows": 3},
    )


QUESTION = "question-"
ATTACHMENT = "attachment-"


def completion_form(facts: CaseFacts) -> CompletionForm:
    """Return the form with a row for each question that the applicant is asked and each kind of attachment."""

    class WithRows(CompletionForm):
        """The form of one case."""

    names = [QUESTION + question.key for question in facts.questions]
    names += [ATTACHMENT + kind.key for kind in facts.programme.attachments_for(facts.grant_type.key)]
    for name in names:
        setattr(WithRows, name, FormField(AskedForm))
    return WithRows()


def asked_in(form: CompletionForm) -> list[Asked]:
    """Return what was ticked, with its reason; a reason that was written without a tick counts as one."""
    asked = []
    for row in form:
        if not isinstance(row, FormField):
            continue
        ticked, reason = row.form.ticked.data, str(row.form.reason.data or "")
        if not (ticked or reason):
            continue
        kind, _dash, key = row.name.partition("-")
        asked.append(Asked(reason, question=key) if kind == "question" else Asked(reason, attachment_kind=key))
    return asked
