"""Which kinds of support fit what somebody wants to do, before there is an application; nothing is stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import ROUND_UP, Decimal
from typing import Final

from fundflow.domain.budget import Plan
from fundflow.domain.concepts import OUTSIDE_COUNTY, ApplicantKind, Concept
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict, told_once
from fundflow.domain.fit import LAW_ASKS_MORE, UNLESS_REASONS, Fit, Weighed, meant_for, waits_for, weigh
from fundflow.domain.money import ZERO, Money
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.rulebook import rate_in
from fundflow.domain.rules.applicants import RULED_OUT_BY, who_may_apply
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.states import State
from fundflow.services.known import known_of_region
from fundflow.services.trial import Trial, facts_of_concepts

ASSUMED: Final[Mapping[Concept, object]] = {
    Concept.EARLIER_AID: (),
    Concept.SERVICEBIDRAG_SAME_YEAR: ZERO,
    Concept.DRIFTSTOD_SAME_YEAR: ZERO,
}
"""What the guide reckons with and tells that it does: no other aid in earlier years or this one."""

_RETOLD: Final[Mapping[str, tuple[str, Verdict]]] = {
    "gate_not_judged": ("gate_will_be_judged", Verdict.JUDGED),
    LAW_ASKS_MORE: (LAW_ASKS_MORE, Verdict.INFORMS),
    # what the rules find told only because the guide assumes it: the application asks for it
    "earlier_aid_told": ("earlier_aid_to_be_told", Verdict.NOT_YET),
    "starts_later_and_aid_told": ("earlier_aid_to_be_told", Verdict.NOT_YET),
    **{code: (code, Verdict.WARNS) for code in UNLESS_REASONS},
}
"""What one who has not applied is told instead, by a finding's code."""

_ASKED_OF: Final[Mapping[str, Concept]] = {
    "town_judged": Concept.DISTRICT,
    "temporary_problems": Concept.PROFITABILITY,
    **{code: concept for code, (concept, _no) in RULED_OUT_BY.items()},
}
"""What is judged and hangs on an answer that the guide asks for, by the finding's code."""

_ORDER: Final = tuple(Fit)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has answered.

    ``turnover``: of a year; ``has_begun``: the work has begun, on a day not told; ``has_group``: the company belongs
    together with others, whose figures are not told.
    """

    concepts: Mapping[Concept, object] = field(default_factory=dict)
    purposes: frozenset[str] = frozenset()
    turnover: Money | None = None
    has_begun: bool = False
    has_group: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of support and how it fits.

    ``is_yearly``: the highest amount is for a year, whatever the costs. ``share``: the highest share of the costs in
    percent (0-100) that the rules give, beside any ceiling in kronor.
    """

    programme: Programme
    grant_type: GrantType
    weighed: Weighed
    is_yearly: bool = False
    share: Decimal | None = None

    @property
    def fit(self) -> Fit:
        """How it fits."""
        return self.weighed.fit


def suggestions(trial: Trial, wish: Wish, asked: frozenset[Concept]) -> list[Suggestion]:
    """Return every kind of support, those that fit first, and of these what can be applied for and the highest amount.

    ``asked``: the concepts that the guide asks for; what it does not ask for, the application does.
    """
    known = _known(trial, wish)
    found = [
        _suggestion(trial, programme, grant_type, known, wish, asked)
        for programme in trial.catalogue.programmes_in_force(trial.day)
        for grant_type in programme.grant_types
    ]
    return sorted(found, key=_place)


def of_applicant(
    trial: Trial, programme: Programme, grant_type: GrantType, kind: ApplicantKind | None
) -> Finding | None:
    """Return what the rules say of an applicant of this kind, for one who is about to begin; nothing refuses that."""
    concepts = {Concept.APPLICANT_KIND: kind} if kind is not None else {}
    return who_may_apply(facts_of_concepts(trial, programme, grant_type, concepts, Plan((), ())))


def waiting(found: Iterable[Suggestion]) -> frozenset[Concept]:
    """Return the answers that would tell more of any kind of support that is not already out."""
    possible = (one.weighed for one in found if one.fit is not Fit.DOES_NOT_FIT)
    return frozenset(
        concept for one in possible for finding in (*one.doubts, *one.later) for concept in waits_for(finding)
    )


def districts_named(trial: Trial, municipality: str) -> list[str]:
    """Return the places within a municipality that some rule names, since they are treated apart; most have none."""
    rules = trial.catalogue.rules_in_force(trial.day, region=trial.region)
    listed = [rule.text(f"districts_{municipality}").split(",") for rule in rules]
    towns = [rule.text("town_districts").split(",")[:1] for rule in rules if rule.text("town") == municipality]
    return sorted({name.strip() for names in (*listed, *towns) for name in names if name.strip()})


def _known(trial: Trial, wish: Wish) -> dict[Concept, object]:
    told = dict(wish.concepts)
    if wish.has_begun and Concept.WORK_STARTS_ON not in told:
        told[Concept.WORK_STARTS_ON] = trial.day - _DAY
    if told.get(Concept.MUNICIPALITY_CODE) == OUTSIDE_COUNTY:
        told.setdefault(Concept.SEAT_IN_COUNTY, False)
    known = known_of_region(rate_in(trial.rulebook))
    rate = known.get(Concept.SEK_PER_EUR)
    if wish.turnover is not None and isinstance(rate, Decimal):
        told[Concept.TURNOVER_EUR] = (wish.turnover.as_kronor / rate).to_integral_value(ROUND_UP)
    return {**known, **ASSUMED, Concept.RECEIVED_ON: trial.day, **told}


def _suggestion(
    trial: Trial,
    programme: Programme,
    grant_type: GrantType,
    known: Mapping[Concept, object],
    wish: Wish,
    asked: frozenset[Concept],
) -> Suggestion:
    facts = facts_of_concepts(trial, programme, grant_type, known, Plan((), ()))
    facts = replace(facts, state=State.DRAFT, decided_by=last_ordinary_day(trial.day))
    found = _findings(facts, wish)
    weighed = weigh(found, asked)
    if weighed.highest and weighed.fit is not Fit.DOES_NOT_FIT:
        # Asked for the highest amount, the rules tell how they reckoned and what goes with an amount of that size.
        facts = replace(facts, plan=Plan((), (), weighed.highest))
        weighed = weigh(_findings(facts, wish), asked)
    return Suggestion(programme, grant_type, weighed, _is_yearly(facts, weighed), _share(facts, found))


def _findings(facts: CaseFacts, wish: Wish) -> list[Finding]:
    found = [*meant_for(facts, wish.purposes), *findings_of(facts)]
    return told_once(told for one in found for told in _as_told(one, wish))


def _as_told(finding: Finding, wish: Wish) -> Iterator[Finding]:
    """Yield a finding in the words of one who has not applied: no day that was not told, no gate to be judged yet,
    nothing done that is assumed, and an answer asked for where it decides what would only be judged.

    Of a group it is told that its figures are counted, and that the application asks for them.
    """
    if finding.code == "starts_before_today" and wish.has_begun:
        yield replace(finding, code="has_begun")
    elif finding.code in _ASKED_OF and _ASKED_OF[finding.code] not in wish.concepts:
        figures = {"missing": _ASKED_OF[finding.code].value}
        yield replace(finding, code="answer_needed", verdict=Verdict.NOT_YET, figures=figures)
    elif wish.has_group and Concept.GROUP in waits_for(finding):
        yield replace(finding, code="group_figures_needed", verdict=Verdict.JUDGED, figures={})
        left = [one for one in str(finding.figures["missing"]).split(", ") if one != Concept.GROUP]
        if left:
            yield replace(finding, figures={**finding.figures, "missing": ", ".join(left)})
    else:
        code, verdict = _RETOLD.get(finding.code, (finding.code, finding.verdict))
        yield replace(finding, code=code, verdict=verdict)


def _share(facts: CaseFacts, found: Iterable[Finding]) -> Decimal | None:
    """Return the lowest of the shares that ceilings are reckoned by, as told or as the rule has it; None: no share."""
    shares = []
    for finding in found:
        rule = facts.rulebook.find(finding.source.rule) if finding.source and "highest" in finding.figures else None
        if rule is not None and "percent" in finding.figures:
            shares.append(finding.figures["percent"])
        elif rule is not None and "highest_percent" in rule.figures:
            shares.append(rule.percent("highest_percent"))
    return min((share for share in shares if isinstance(share, Decimal)), default=None)


def _is_yearly(facts: CaseFacts, weighed: Weighed) -> bool:
    """Say whether the ceiling that decides is one that its rule gives by the year."""
    for finding in weighed.speaks_for:
        rule = facts.rulebook.find(finding.source.rule) if finding.source else None
        if rule is not None and finding.figures.get("highest") == weighed.highest:
            return "highest_yearly_kronor" in rule.figures
    return False


def _place(one: Suggestion) -> tuple[int, bool, int, int]:
    highest: Money | None = one.weighed.highest
    return (_ORDER.index(one.fit), not one.grant_type.is_open, -(highest.ore if highest else 0), one.programme.place)
