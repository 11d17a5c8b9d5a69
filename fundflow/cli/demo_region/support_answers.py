"""What a made-up company, shop or municipality answers: its own words, else what suits any of them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.programme import Question, QuestionKind

if TYPE_CHECKING:
    from fundflow.cli.demo_region.supports import Support

_KNOWN: Final[Mapping[str, object]] = {
    "sni_code": "16.239",
    "leader_born_outside_nordics": "no",
    "full_time_soon": "yes",
    "full_time_now": "yes",
    "leader_ownership_percent": "60",
    "seat_in_county": "yes",
    "employees": "4,5",
    "turnover_eur": "4 650 000 kr",
    "balance_eur": "3 420 000 kr",
    "public_ownership_percent": "0",
    "wages_at_collective_level": "yes",
    "consents_to_publication": "yes",
    "owns_premises": "yes",
    "energy_measure": "ground_heat_or_pellets",
    "new_jobs": "2",
    "other_aid_same_costs": "0",
    "service_goods": ["groceries"],
    "point_of_sale": "fixed",
    "distance_km": "38",
    "next_place": "Butiken i tätorten",
    "open_all_year": "yes",
    "opening_hours": "måndag–fredag 9–18, lördag 10–14",
    "wide_grocery_range": "yes",
    "assortment": "Mejeri, bröd, kött, frukt och grönt, frysvaror, konserver och hushållsartiklar året om",
    "grocery_turnover": "6 200 000",
    "other_service": ["post", "pharmacy"],
    "who_applies": "shopkeeper",
    "situation": "temporary",
    "servicebidrag_years_before": "0",
    "servicebidrag_same_year": "0",
    "driftstod_same_year": "0",
    "households": "40",
    "household_occasions": "2 000",
    "net_delivery_cost": "410 000",
    "competition": "Närmaste företag av samma slag ligger mer än tio mil bort. Våra kunder finns i hela länet.",
    "sustainability": "Vi följer kollektivavtal, har lika lön för lika arbete och värmer lokalen med flis. Det vi "
    "söker för minskar elanvändningen.",
    "novelty": "Det finns mätare för broar men ingen för tak som klarar kyla utan el. Vår är ännu inte i försäljning.",
    "measures": "Vi har sänkt inköpen, kortat öppettiderna på söndagar och tagit över postombudet. Det räcker inte.",
}


_FIRST_YEAR: Final = 2025
"""The first calendar year that the ordinance on support for commercial service is about."""

_IN_ARREARS: Final = (ApplicantKind.MUNICIPALITY,)
"""Who applies for the year that has been."""


def answers_to(questions: Iterable[Question], support: "Support", sent_on: date) -> dict[str, object]:
    """Return an answer to every question that needs one."""
    answers: dict[str, object] = {}
    for question in questions:
        answer = _answer(question, support, sent_on)
        if answer not in (None, "", []) and (question.shown_when is None or _is_shown(question, answers)):
            answers[question.key] = answer
    return answers


def _is_shown(question: Question, answers: Mapping[str, object]) -> bool:
    shown = question.shown_when
    return shown is None or str(answers.get(shown.question)) in shown.is_one_of


def _answer(question: Question, support: "Support", sent_on: date) -> object:
    own = _own(support, sent_on)
    return own[question.concept] if question.concept in own else _by_key(question, support)


def _own(support: "Support", sent_on: date) -> dict[Concept | None, object]:
    year, rest = str(sent_on.year), str(support.cost - support.kronor)
    bought = {"kind": support.cost_kind, "what": support.title, "supplier": "Enligt offert", "year": year}
    paid = {"payer": "Egna pengar och banklån", "payer_kind": "own", "standing": "decided", "amount": rest}
    return {
        Concept.TITLE: support.title,
        Concept.SUMMARY: support.what,
        Concept.REQUESTED_AMOUNT: str(support.kronor),
        Concept.COSTS: [{**bought, "amount": str(support.cost)}],
        Concept.FINANCING: [paid],
        Concept.TOTAL_INVESTMENT: str(support.cost),
        Concept.MUNICIPALITIES: support.municipality,
        Concept.REGISTERED_ON: (sent_on - timedelta(days=430)).isoformat(),
        Concept.WORK_STARTS_ON: (sent_on + timedelta(days=20)).isoformat(),
        Concept.PROJECT_ENDS_ON: (sent_on + timedelta(days=300)).isoformat(),
        Concept.LEADER_GENDER: support.led_by,
        Concept.OWNERS_WOMEN_PERCENT: str(support.women_percent),
        Concept.SUPPORT_YEAR: str(max(_FIRST_YEAR, sent_on.year - 1)) if support.kind in _IN_ARREARS else year,
        Concept.DISTRICT: "holmsund",
    }


def _by_key(question: Question, support: "Support") -> object:
    if question.key in ("contact", "delivery_contact", "shop"):
        return f"{support.applicant}, {support.signer}"
    if question.key in _KNOWN:
        return _KNOWN[question.key]
    if question.kind is QuestionKind.YES_NO:
        return "no"
    if question.key in ("need", "problem", "delivery_who"):
        return support.need
    return support.gives if question.kind is QuestionKind.PARAGRAPHS else None
