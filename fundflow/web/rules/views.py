"""The page that lists every rule in force on a day, for all support, one programme or one kind of support."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional

from fundflow.catalogue import Catalogue
from fundflow.catalogue.known import ACTS
from fundflow.domain.findings import SourceStatus
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.rulebook import Rule
from fundflow.domain.texts import Text
from fundflow.labels.applicants import who_may_apply
from fundflow.labels.figures import figures_of, names_of, places_told
from fundflow.labels.provisions import provision_text
from fundflow.web.access import current_region, now, open_to_all
from fundflow.web.filters import ours, tr
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.fields import SwedishDateField
from fundflow.web.locale import _, _l, spoken

bp = Blueprint("rules", __name__)

_APART: Final = "/"
_STATUS: Final = {
    SourceStatus.VERIFIED: (_l("Bekräftad mot källan"), _l("kan hindra att stödet ges")),
    SourceStatus.PARTLY: (_l("Inte bekräftad i alla delar"), _l("varnar, och handläggaren kontrollerar")),
    SourceStatus.UNVERIFIED: (_l("Inte bekräftad"), _l("är bara en upplysning, och handläggaren kontrollerar")),
}


class RulesForm(BaseForm):
    """Which rules to show, read from the address."""

    class Meta(BaseForm.Meta):
        """Without a token: nothing is changed by looking."""

        csrf = False

    support = SelectField(_l("Stöd"), [Optional()], name="stod", choices=[])
    day = SwedishDateField(_l("Regler som gäller den"), [Optional()], name="dag", description=_l("Tomt betyder i dag."))

    def offer(self, programmes: Iterable[Programme]) -> None:
        """Say which kinds of support there are, under their programmes."""
        choices = [SelectChoice(value="", label=_("Alla stöd"))]
        for one in programmes:
            label = tr(one.label)
            choices.append(SelectChoice(value=one.key, label=_("%(what)s, alla stöd", what=label), optgroup=label))
            choices += [
                SelectChoice(value=f"{one.key}{_APART}{kind.key}", label=tr(kind.label), optgroup=label)
                for kind in one.grant_types
            ]
        self.support.choices = choices


@dataclass(frozen=True, slots=True)
class Told:
    """A rule as the page tells it."""

    rule: Rule
    label: str
    source: str
    status: str
    does: str
    figures: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one act, or of what is none; ``official``: the act's Swedish name, for other readers."""

    heading: str
    rules: list[Told]
    official: str = ""


@bp.get("/regler")
@open_to_all
def show() -> ResponseReturnValue:
    """List the rules in force by act; what cannot be read as a day or a kind of support is told, and left out."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    today = swedish_day(now())
    form = RulesForm(formdata=request.args)
    form.offer(catalogue.programmes_in_force(today))
    form.validate()
    day: date = form.day.data or today
    programme, _apart, grant_type = ("" if form.support.errors else str(form.support.data or "")).partition(_APART)
    asked = {"programme": programme or None, "grant_type": grant_type or None}
    listed = catalogue.rules_in_force(day, **asked, region=current_region().key)
    page = render_template(
        "rules/show.html",
        form=form,
        groups=_groups(catalogue, listed, catalogue.saying_who_may_apply(day, **asked)),
        count=len(listed),
        day=day,
        support=_name(catalogue, programme, grant_type),
    )
    return page, form.http_status


def _name(catalogue: Catalogue, programme: str, grant_type: str) -> str:
    if grant_type:
        return tr(catalogue.grant_type_label(programme, grant_type))
    return tr(catalogue.programme_label(programme)) if programme else ""


def _groups(catalogue: Catalogue, rules: list[Rule], who: Mapping[str, list[GrantType]]) -> list[Group]:
    labels = {code.key: code.label for code in catalogue.codes(ACTS).codes}
    groups: dict[str, Group] = {}
    for rule in rules:
        act = labels.get(rule.act or "")
        group = _of_act(rule.act, act) if rule.act and act else Group(_policy_or_practice(rule), [])
        groups.setdefault(group.heading, group).rules.append(_told(catalogue, rule, who.get(rule.id, [])))
    return list(groups.values())


def _of_act(act: str, label: Text) -> Group:
    return Group(_heading(act, tr(label)), [], "" if tr(label) == label.sv else _heading(act, label.sv))


def _heading(act: str, label: str) -> str:
    return f"{label[:1].upper()}{label[1:]} ({act})"


def _policy_or_practice(rule: Rule) -> str:
    return _("Regionens riktlinjer") if rule.provision == "regional policy" else _("Handböcker och praxis")


def _told(catalogue: Catalogue, rule: Rule, who: list[GrantType]) -> Told:
    status, does = _STATUS[rule.status]
    return Told(
        rule,
        tr(rule.label),
        provision_text(rule.provision, _, spoken()),
        str(status),
        str(does),
        who_may_apply(who, _, spoken()) + figures_of(rule, _, spoken()) + _names(rule, catalogue),
    )


def _names(rule: Rule, catalogue: Catalogue) -> list[tuple[str, str]]:
    told = names_of(rule, _called(catalogue), _, spoken())
    return [
        (name, ours(value) if is_place else value)
        for (name, value), is_place in zip(told, places_told(rule), strict=True)
    ]


def _called(catalogue: Catalogue) -> dict[str, str]:
    """Return what the codes in figures are called: municipalities and kinds of support."""
    places = {one.code: one.name for key in catalogue.regions() for one in catalogue.municipalities(key)}
    return places | {kind.key: tr(kind.label) for one in catalogue.programmes() for kind in one.grant_types}
