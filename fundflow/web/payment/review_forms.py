"""The forms of a review: a judgement of each cost row, and the proposal to pay."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import FormField
from wtforms.validators import InputRequired, Length, Optional

from fundflow.domain.findings import Finding
from fundflow.domain.payments import RowVerdict
from fundflow.labels.payouts import correction_text, cut_text
from fundflow.labels.states import ROW_VERDICT
from fundflow.services.claim_review import ReviewWritten, RowJudged, judged_of, note_mark
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm, RowForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import KronorField
from fundflow.web.locale import _, _l, spoken
from fundflow.web.numbers import whole_number
from fundflow.web.payment.figures import Figures, figure_data, figure_fields, figures_written

if TYPE_CHECKING:
    from fundflow.models.payment import Claim, ClaimRow

_LONGEST: Final = 2000
_TOO_LONG: Final = _l("Texten är för lång. Den får ha högst 2 000 tecken.")


class RowReviewForm(RowForm):
    """How a cost row is judged; ``read`` is the mark of what stood there when the page was opened."""

    verdict = RadioField(_l("Bedömning"), [Optional()], choices=[], validate_choice=False)
    approved = KronorField(_l("Godkänt belopp"), [Optional()])
    reason = TextAreaField(_l("Skäl"), [Length(max=_LONGEST, message=_TOO_LONG)], render_kw={"rows": 2})
    read = HiddenField()


class ReviewForm(BaseForm):
    """The review of a claim: a part for each cost row, named by ``part_of``, and a note."""

    note = TextAreaField(
        _l("Anteckning om granskningen"),
        [Optional(), Length(max=_LONGEST, message=_TOO_LONG)],
        description=_l("Till exempel vad som är kontrollerat mot underlag. Den läses inom regionen."),
        render_kw={"rows": 3},
    )
    note_read = HiddenField()


def part_of(row: "ClaimRow") -> str:
    """Return the name of the row's part of the form."""
    return f"row{row.id}"


def judged_rows(claim: "Claim") -> "list[ClaimRow]":
    """Return the rows that a person judges; flat rates follow from them."""
    return [row for row in claim.rows if not row.computed]


def review_form(claim: "Claim", figures: Figures, *, sent: bool = False) -> ReviewForm:
    """Return the form of a claim's review, filled with what stands there or, when it is sent, with nothing but that.

    A choice that nobody made is sent as nothing, and must not be taken for the one that stands there now.
    """

    class OfClaim(ReviewForm):
        """The form of one claim."""

    rows = judged_rows(claim)
    for row in rows:
        setattr(OfClaim, part_of(row), FormField(RowReviewForm))
    for name, field in figure_fields(figures).items():
        setattr(OfClaim, name, field)
    note = {"note": claim.review_note or "", "note_read": note_mark(claim.review_note)}
    standing = {**{part_of(row): _standing(row) for row in rows}, **figure_data(figures), **note}
    form = OfClaim(data=None if sent else standing)
    choices = choices_of((verdict.value, _(ROW_VERDICT[verdict])) for verdict in RowVerdict)
    for row in rows:
        form[part_of(row)].form.verdict.choices = choices
    return form


def _standing(row: "ClaimRow") -> dict[str, object]:
    judged = judged_of(row)
    verdict = judged.verdict.value if judged.verdict else None
    return {"verdict": verdict, "approved": judged.approved, "reason": judged.reason, "read": judged.mark}


def written_in(claim: "Claim", form: ReviewForm, figures: Figures) -> ReviewWritten:
    """Return what is written in the form, but for rows and figures in which something cannot be read."""
    rows = {row.id: _judged(form[part_of(row)].form) for row in judged_rows(claim) if not form[part_of(row)].errors}
    return ReviewWritten(rows, text_of(form.note), text_of(form.note_read), figures_written(form, figures))


def _judged(part: Any) -> RowJudged:
    known = {verdict.value: verdict for verdict in RowVerdict}
    verdict = known.get(str(part.verdict.data or ""))
    return RowJudged(verdict, part.approved.data, text_of(part.reason), text_of(part.read))


def mark_as_read(claim: "Claim", form: ReviewForm, only: Iterable[str] | None = None) -> None:
    """Let the form have read what stands in the claim now: all of it, or the rows of these parts."""
    for row in judged_rows(claim):
        if only is None or part_of(row) in only:
            form[part_of(row)].form.read.data = judged_of(row).mark
    if only is None:
        form.note_read.data = note_mark(claim.review_note)


def tell(form: ReviewForm, findings: Iterable[Finding]) -> None:
    """Write each finding at its field: ``reason-12`` is the reason of row 12, else a part of the form and its field."""
    for finding in findings:
        first, _dash, last = (finding.field or "").partition("-")
        field = form[first].form[last] if first in form else form[f"row{last}"].form[first]
        field.errors = [*field.errors, finding_text(finding)]


class PayoutForm(BaseForm):
    """What is proposed to be paid, and why; ``version`` is the claim's when its review was read."""

    amount = KronorField(
        _l("Belopp att betala ut"), [InputRequired(_l("Skriv vilket belopp du föreslår. Noll är också ett svar."))]
    )
    grounds = TextAreaField(
        _l("Skäl för beslutet"),
        [Optional(), Length(max=8000, message=_l("Texten är för lång."))],
        description=_l("Skriv vad som är godkänt och varför något dras av. Texten står i beslutet."),
        render_kw={"rows": 7},
    )
    version = HiddenField()

    @property
    def read_version(self) -> int:
        """The version that was read; one that no claim has when the field has been changed."""
        return whole_number(text_of(self.version), -1)


def proposed_grounds(claim: "Claim", figures: Figures) -> Iterator[str]:
    """Yield the beginning of the grounds: what is approved, what is cut and why, and which figures count anew and why.

    Nothing as long as some row is not judged.
    """
    if any(row.verdict is None for row in claim.rows):
        return
    cut = [row for row in claim.rows if row.verdict in (RowVerdict.DEDUCTED, RowVerdict.PARKED)]
    if cut:
        yield _("Kostnaderna är granskade mot underlagen och godkända, utom det här:")
    else:
        yield _("Kostnaderna är granskade mot underlagen och godkända som de redovisats.")
    for row in cut:
        how = cut_text(row.declared, row.approved, _, spoken())
        yield f"{row.what}: {how}. {_(row.reason) if row.reason else ''}".strip()
    corrected = [figure for figure in figures.values() if figure.is_corrected]
    if corrected:
        yield _("Vi har ändrat de här uppgifterna efter granskningen:")
    for figure in corrected:
        yield f"{correction_text(figure, _, spoken())} {figure.reason}"


class MeetForm(BaseForm):
    """What shows that a condition is met."""

    evidence = TextAreaField(
        _l("Vad visar att villkoret är uppfyllt?"),
        [Optional(), Length(max=_LONGEST, message=_TOO_LONG)],
        description=_l("Skriv vad du har sett och när, till exempel ”Avtalet kom in 12 maj”."),
        render_kw={"rows": 3},
    )
