"""Innovation voucher and innovation grant: aid to SMEs under article 28 of the block exemption."""

from collections.abc import Iterator

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import Condition, conditions, informs, judged, met, needs_amount
from fundflow.domain.rules.ceilings import base_with_own_work, own_work, share_of_base
from fundflow.domain.rules.company import fits_class, must_be_sme
from fundflow.domain.rules.preconditions import no_parameters, once_only
from fundflow.domain.size import SizeClass

_IN_COUNTY = Condition(Concept.SEAT_IN_COUNTY, "not_in_county")
_VOUCHER = "V7"


def article_of_exemption(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell on which article of the block exemption the support rests.

    Source: B3, 2022:1468 §§ 7-16.
    """
    return informs(rule, "rests_on_article", {"article": rule.text("article_innovation")})


def innovation_voucher(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold an innovation voucher to the region's terms: SME in the county, once, share, base and own work.

    Source: V7, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule)
        return
    yield from must_be_sme(facts, rule)
    yield from conditions(facts, rule, _IN_COUNTY)
    yield from once_only(facts, rule)
    yield judged(rule, "innovative_and_not_on_market")
    yield from share_of_base(facts, rule, base_with_own_work(facts, rule))


def own_work_against_bought(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell how own work counts: at most as much as everything else, at most at the highest hourly rate.

    Source: V11, regional policy; the numbers are those of V7.
    """
    terms = facts.rulebook.find(_VOUCHER)
    if terms is None or not terms.figures:
        return None
    parts, base = own_work(facts, terms), base_with_own_work(facts, terms)
    if parts is None or base is None:
        return needs_amount(rule, Concept.COSTS)
    own, bought = parts
    if not own:
        return None
    figures = {"own": own, "counted": base - bought, "bought": bought}
    return informs(rule, "own_work_cut", figures) if own > bought else met(rule, "own_work_within", figures)


def innovation_grant(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold an innovation grant to the region's terms: SME, share, base and own work; the rest is judged.

    Source: V8, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule)
        return
    yield from must_be_sme(facts, rule)
    if fits_class(facts, SizeClass.MICRO) is not True:
        yield judged(rule, "meant_for_the_smallest")
    yield judged(rule, "complete_in_time", {"years": rule.number("complete_within_years")})
    yield from share_of_base(facts, rule, base_with_own_work(facts, rule))


def novelty_is_verified(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Ask for a head office in the county; the written verification of the novelty is judged.

    Source: N3, regional policy of Norrbotten.
    """
    yield from conditions(facts, rule, _IN_COUNTY)
    yield judged(rule, "novelty_verified")
