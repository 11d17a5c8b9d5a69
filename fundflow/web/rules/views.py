"""The page that lists every rule in force on a day, for one programme or all."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, render_template, request

from fundflow.catalogue import Catalogue
from fundflow.domain.findings import SourceStatus
from fundflow.domain.periods import NotADay, parse_day
from fundflow.domain.programme import Programme
from fundflow.domain.rulebook import Rule
from fundflow.labels.figures import figures_of
from fundflow.labels.findings import source_text
from fundflow.web.access import looking, open_to_all
from fundflow.web.filters import tr
from fundflow.web.locale import _, _l

bp = Blueprint("rules", __name__)

PROGRAMME, DAY = "program", "dag"
_STATUS: Final = {
    SourceStatus.VERIFIED: (_l("Kontrollerad"), _l("kan stoppa")),
    SourceStatus.PARTLY: (_l("Delvis kontrollerad"), _l("varnar")),
    SourceStatus.UNVERIFIED: (_l("Inte kontrollerad"), _l("upplyser")),
}


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
    """The rules of one act, or of what is no act."""

    heading: str
    rules: list[Told]


@bp.get("/regler")
@open_to_all
def show() -> str:
    """List the rules in force by act; what cannot be read as a day is told and today is shown."""
    uow = looking()
    typed = request.args.get(DAY, "").strip()
    day, is_wrong = _day(typed, uow.today)
    programmes = uow.catalogue.programmes_in_force(uow.today)
    chosen = next((one for one in programmes if one.key == request.args.get(PROGRAMME)), None)
    rulebook = uow.catalogue.rulebook(day, uow.region.key)
    listed = [rule for rule in rulebook if chosen is None or rule.id in _asked(chosen)]
    return render_template(
        "rules/show.html",
        groups=_groups(uow.catalogue, listed),
        count=len(listed),
        day=day,
        typed=typed,
        is_wrong=is_wrong,
        programmes=programmes,
        chosen=chosen,
        names=(PROGRAMME, DAY),
    )


def _day(typed: str, today: date) -> tuple[date, bool]:
    try:
        return (parse_day(typed), False) if typed else (today, False)
    except NotADay:
        return today, True


def _asked(programme: Programme) -> frozenset[str]:
    return frozenset(rule for grant_type in programme.grant_types for rule in grant_type.rules)


def _groups(catalogue: Catalogue, rules: list[Rule]) -> list[Group]:
    labels = {code.key: code.label for code in catalogue.codes("acts").codes}
    groups: dict[str, list[Told]] = {}
    for rule in rules:
        act = labels.get(rule.act or "")
        heading = _heading(rule.act, tr(act)) if rule.act and act else _policy_or_practice(rule)
        groups.setdefault(heading, []).append(_told(rule))
    return [Group(heading, told) for heading, told in groups.items()]


def _heading(act: str, label: str) -> str:
    return _("%(label)s (%(act)s)", label=label[:1].upper() + label[1:], act=act)


def _policy_or_practice(rule: Rule) -> str:
    return _("Regionens riktlinjer") if rule.provision == "regional policy" else _("Handböcker och praxis")


def _told(rule: Rule) -> Told:
    status, does = _STATUS[rule.status]
    return Told(
        rule,
        tr(rule.label),
        source_text(rule.source),
        str(status),
        str(does),
        [(_(name), value) for name, value in figures_of(rule)],
    )
