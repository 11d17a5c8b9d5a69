"""The form of one criterion, and the form of a proposal."""

from collections.abc import Mapping, Sequence
from typing import Final

from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields import FormField
from wtforms.validators import Length, Optional

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.programme import ConditionText, Criterion, CriterionKind
from fundflow.services.assessment import Judged
from fundflow.services.decision import ConditionWritten, Proposal
from fundflow.web.filters import tr
from fundflow.web.forms.base import BaseForm, RowForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import CheckboxesField, KronorField, RowsField
from fundflow.web.locale import _, _l
from fundflow.web.numbers import whole_number

_LONGEST: Final = 8000
_NOT_READ: Final = _l("Texten är för lång.")


class JudgeForm(RowForm):
    """A judgement of a criterion, or of one goal of it: the level, the reason, and the version that was read."""

    value = RadioField(_l("Din bedömning"), [Optional()], choices=[], validate_choice=False)
    reason = TextAreaField(
        _l("Motivering"),
        [Length(max=_LONGEST, message=_NOT_READ)],
        description=_l("Skriv så att sökanden förstår. Texten följer med till beslutet."),
        render_kw={"rows": 7},
    )
    version = HiddenField(default="0")


class GoalForm(RowForm):
    """How one goal is touched or whether it holds, and why."""

    value = SelectField(_l("Markering"), [Optional()], choices=[], validate_choice=False)
    reason = TextAreaField(_l("Hur, eller varför"), [Length(max=_LONGEST, message=_NOT_READ)], render_kw={"rows": 2})
    version = HiddenField(default="0")


_WHOLE: Final = "judgement"
_GOAL: Final = "goal-"


def criterion_form(criterion: Criterion, judged: Mapping[str, Judged]) -> BaseForm:
    """Return the form of a criterion, filled with what stands there; goals have a part each."""

    class OfCriterion(BaseForm):
        """The form of one criterion."""

    parts = _parts(criterion)
    for name in parts:
        setattr(OfCriterion, name, FormField(GoalForm if criterion.kind is CriterionKind.GOALS else JudgeForm))
    standing = {
        name: {"value": one.value, "reason": one.reason, "version": str(one.version)}
        for name, part in parts.items()
        if (one := judged.get(part)) is not None
    }
    form = OfCriterion(data=standing)
    for name in parts:
        form[name].form["value"].choices = choices_of(_choices(criterion))
        form[name].form["value"].hints = {one.key: tr(one.description) for one in criterion.levels if one.description}
    return form


def _parts(criterion: Criterion) -> dict[str, str]:
    """Return the part of the judgement by the name of its field."""
    if criterion.kind is CriterionKind.GOALS:
        return {_GOAL + goal.key: goal.key for goal in criterion.goals}
    return {_WHOLE: ""}


def _choices(criterion: Criterion) -> list[tuple[str, str]]:
    levels = [(level.key, tr(level.label)) for level in criterion.levels]
    return [("", _("Ingen markering")), *levels] if criterion.kind is CriterionKind.GOALS else levels


def judged_in(criterion: Criterion, form: BaseForm) -> dict[str, Judged]:
    """Return what was judged, by part."""
    return {
        part: Judged(
            value=str(form[name].form["value"].data or ""),
            reason=text_of(form[name].form["reason"]),
            version=_version(form[name].form["version"].data),
        )
        for name, part in _parts(criterion).items()
    }


def _version(written: object) -> int:
    return whole_number(str(written or ""), 0)


def field_of_part(part: str) -> str:
    """Return the name of the part's field."""
    return _GOAL + part if part else _WHOLE


# ----- the proposal


class FreeConditionForm(RowForm):
    """A condition in one's own words."""

    text = TextAreaField(_l("Villkor"), [Length(max=2000, message=_NOT_READ)], render_kw={"rows": 2})
    gates_payment = BooleanField(_l("Före utbetalning"))


class ProposalForm(BaseForm):
    """What is proposed and why. What is missing is told by the rules, all of it at once."""

    grounds = TextAreaField(
        _l("Skäl för beslutet"),
        [Length(max=_LONGEST, message=_NOT_READ)],
        description=_l("Skriv vad som har avgjort, med vanliga ord. Texten står i beslutet."),
        render_kw={"rows": 8},
    )


class GrantForm(ProposalForm):
    """A proposal to grant: the amount and the conditions too."""

    amount = KronorField(_l("Belopp"), [Optional()])
    conditions = CheckboxesField(_l("Villkor ur biblioteket"), validate_choice=False)
    free = RowsField(FormField(FreeConditionForm), label=_l("Egna villkor"))


def proposal_form(kind: DecisionKind, library: Sequence[ConditionText], amount: Money | None) -> ProposalForm:
    """Return the form of a proposal of the kind; a grant begins with what is applied for and the usual conditions."""
    if kind is not DecisionKind.GRANT:
        return ProposalForm()
    form = GrantForm(data={"amount": amount, "conditions": [one.key for one in library if one.proposed]})
    form.conditions.choices = choices_of((one.key, tr(one.text)) for one in library)
    form.conditions.hints = {one.key: _("Ska vara uppfyllt före utbetalning") for one in library if one.gates_payment}
    return form


def proposal_in(kind: DecisionKind, form: ProposalForm, library: Sequence[ConditionText]) -> Proposal:
    """Return what is proposed; conditions of the library keep its order, one's own come after."""
    if not isinstance(form, GrantForm):
        return Proposal(kind, text_of(form.grounds))
    chosen = set(form.conditions.data or ())
    written = [ConditionWritten(one.text.sv, one.gates_payment, key=one.key) for one in library if one.key in chosen]
    written += [
        ConditionWritten(str(row["text"]), bool(row["gates_payment"])) for row in form.free.rows() if row["text"]
    ]
    return Proposal(kind, text_of(form.grounds), form.amount.data or ZERO, tuple(written))
