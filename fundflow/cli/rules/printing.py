"""What is printed of rules: findings by rule as JSON, and the rules in force as lines."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.programme import GrantType
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules import applicants
from fundflow.domain.rules.engine import findings_of, highest_grant
from fundflow.domain.texts import Text
from fundflow.labels.applicants import who_may_apply
from fundflow.labels.findings import finding_text

_WEIGHT: Final = (
    *(Verdict.STOPS, Verdict.NOT_YET, Verdict.WARNS, Verdict.JUDGED),
    *(Verdict.FULFILLED, Verdict.INFORMS, Verdict.NOT_APPLICABLE),
)
"""Which verdict a rule with several findings has: the first of these."""

_NOT_APPLICABLE: Final = "Regeln är inte aktuell här."


HEADS: Final = ("Regel", "Akt", "Bestämmelse", "St", "Gäller", "Region", "Värden", "Vad den säger")
"""The heads of the lines of the rules in force."""


def told(case: object, facts: CaseFacts) -> dict[str, Any]:
    """Return one answer of the file: the highest grant and each rule of the grant type once, in its order (D34)."""
    findings = findings_of(facts)
    highest = highest_grant(findings)
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.source is not None and not _is_beside(finding):
            by_rule.setdefault(finding.source.rule, []).append(finding)
    book = facts.rulebook
    listed = (book.find(rule_id) or book.of_another_day(rule_id) for rule_id in facts.grant_type.rules)
    return {
        "case": case,
        "max_grant_sek": None if highest is None else highest.whole_kronor,
        "findings": [_rule(rule, by_rule.get(rule.id, [])) for rule in listed if rule is not None],
    }


def _is_beside(finding: Finding) -> bool:
    """Say whether a finding tells only that the applicant is of a kind that may apply, or of which kind is not known.

    A rule that says more than who may apply is neither fulfilled nor waiting because of that.
    """
    source = finding.source
    is_alone = source is not None and source.rule in applicants.SAY_NO_MORE
    return finding.code in (applicants.FITS, applicants.UNKNOWN) and not is_alone


def _rule(rule: Rule, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what one rule says: the heaviest of its verdicts, all figures, and every sentence of some weight."""
    by_weight = sorted(findings, key=lambda finding: _WEIGHT.index(finding.verdict))
    verdict = by_weight[0].verdict if by_weight else Verdict.NOT_APPLICABLE
    return {
        "rule": rule.id,
        "verdict": verdict.value,
        "act": rule.act,
        "provision": rule.provision,
        "figures": _figures(by_weight),
        "text": " ".join(dict.fromkeys(finding_text(one) for one in by_weight)) or _NOT_APPLICABLE,
    }


def _figures(findings: Iterable[Finding]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for finding in findings:
        for name, figure in finding.figures.items():
            if name == "rule":
                continue
            if name == "missing" and name in figures:
                figures[name] = ", ".join(dict.fromkeys(f"{figures[name]}, {figure}".split(", ")))
            figures.setdefault(name, _plain(figure))
    return figures


def _plain(figure: Figure) -> Any:
    match figure:
        case Money():
            return figure.whole_kronor if figure.ore % 100 == 0 else float(figure.as_kronor)
        case Decimal():
            return int(figure) if figure == figure.to_integral_value() else float(figure)
        case date():
            return figure.isoformat()
        case Text():
            return figure.sv
        case EuroRate():
            return _plain(figure.sek_per_eur)
        case PriceBase():
            return _plain(figure.amount)
        case _:
            return figure


def rule_line(rule: Rule, who: Iterable[GrantType] = ()) -> tuple[str, ...]:
    """Return one rule as the cells of a line: id, act, provision, status, days, region, figures, what it says.

    ``who``: the kinds of support of which the rule says who may apply.
    """
    first, last = rule.valid_from, rule.valid_to
    days = f"{first or ''}–{last or ''}" if first or last else ""
    values = [f"{name}={_written(figure)}" for name, figure in rule.figures.items()]
    figures = ", ".join([*values, *(f"{name}: {words}" for name, words in who_may_apply(who))])
    return (
        rule.id,
        rule.act or "–",
        rule.provision,
        rule.status.value,
        days,
        rule.region or "",
        figures,
        rule.label.sv,
    )


def _written(figure: object) -> str:
    return f"{figure:_}".replace("_", " ") if isinstance(figure, int) else str(figure)


def aligned(lines: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """Yield lines with their cells under each other; the last two are as long as they are."""
    table = list(lines)
    widths = [max(len(line[place]) for line in table) for place in range(6)] if table else []
    for line in table:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        yield "  ".join([*cells, *line[6:]]).rstrip()
