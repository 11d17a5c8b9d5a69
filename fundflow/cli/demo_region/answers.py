"""An applicant's answer to every question of the form, from the plan of the case."""

from random import Random

from fundflow.cli.demo_region.budgets import Budget, written_kronor
from fundflow.cli.demo_region.phrases import phrase
from fundflow.cli.demo_region.plans import CasePlan

Answers = dict[str, object]


def answers_of(plan: CasePlan, budget: Budget) -> Answers:
    """Return the answers to all questions; the form picks those that it asks."""
    return {
        **_about(plan),
        **_plan(plan),
        **_limits(plan),
        **_strategy(plan),
        **_directions(plan),
        **_money(plan, budget),
    }


def _say(plan: CasePlan, name: str, **filled: object) -> str:
    return phrase(plan.chance, "answers", name, **filled)


def _places(plan: CasePlan) -> dict[str, object]:
    return {"place": plan.applicant.place.name, "other": plan.other.name}


def _about(plan: CasePlan) -> Answers:
    idea, applicant = plan.idea, plan.applicant
    months = max(2, round((plan.ends_on - plan.starts_on).days / 30))
    goal = idea.goals[0]
    summary = {
        **_places(plan),
        "aim": idea.aim,
        "aim_low": idea.aim[0].lower() + idea.aim[1:],
        "goal": goal,
        "goal_low": goal[0].lower() + goal[1:],
        "months": months,
        "applicant": applicant.name,
    }
    return {
        "title": plan.title,
        "summary": _say(plan, "summary", **summary),
        "project_starts_on": plan.starts_on.isoformat(),
        "project_ends_on": plan.ends_on.isoformat(),
        "contact_name": applicant.signer,
        "contact_email": applicant.email,
        "contact_phone": applicant.phone,
        **_owners(plan),
        "need": idea.need,
        "aim": idea.aim,
        "questions_to_answer": _say(plan, "questions_to_answer"),
        "goals": ". ".join(idea.goals) + ".",
        "target_group": idea.target,
        "lasting_effect": idea.lasting,
    }


def _owners(plan: CasePlan) -> Answers:
    """Return who owns and leads, the same in every application of the company; the form asks companies only."""
    chance = Random(plan.applicant.number)  # noqa: S311 - made-up data
    return {
        "owners_women_percent": str(chance.choice((0, 0, 20, 40, 50, 50, 60, 75, 100))),
        "leader_gender": chance.choice(("woman", "man")),
    }


def _plan(plan: CasePlan) -> Answers:
    length = (plan.ends_on - plan.starts_on) / len(plan.idea.activities)
    activities = [
        {
            "what": what,
            "from": (plan.starts_on + length * place).isoformat(),
            "to": (plan.starts_on + length * (place + 1)).isoformat(),
            "responsible": "Projektledaren" if place % 2 == 0 else "Arbetsgruppen",
        }
        for place, what in enumerate(plan.idea.activities)
    ]
    return {
        "activities": activities,
        "organisation": _say(plan, "organisation"),
        "risks": _say(plan, "risks"),
        "follow_up": _say(plan, "follow_up"),
    }


def _limits(plan: CasePlan) -> Answers:
    indirect = plan.chance.random() < 0.2
    return {
        "separate_in_time": "yes",
        "separate_in_economy": "yes",
        "separate_in_work": "yes",
        "separation_how": _say(plan, "separation_how", usual=_say(plan, "usual")),
        "operating_support": "no",
        "other_support": "no",
        "state_aid": "indirect" if indirect else "none",
        "state_aid_why": _say(plan, "state_aid_indirect_why" if indirect else "state_aid_why"),
    }


def _strategy(plan: CasePlan) -> Answers:
    chance, idea = plan.chance, plan.idea
    others = [key for key in _PRIORITIES if key != idea.priority]
    reached = ["hela_lanet"] if chance.random() < 0.15 else [plan.applicant.place.code, plan.other.code]
    if idea.eu and not plan.is_small:
        reached.append("utanfor_lanet")
    partners = [
        {"organisation": f"{plan.other.name} kommun", "role": "partner", "what": "Tid, lokaler och deltagare"},
        {"organisation": "Nordanlands universitet", "role": "steering", "what": "Kunskap och utvärdering"},
    ]
    return {
        "priority": idea.priority,
        "strategic_area": idea.area,
        "further_priorities": chance.sample(others, chance.choice((0, 1, 1, 2))),
        "contribution": _say(plan, "contribution", aim=idea.aim, goal=idea.goals[0]),
        "municipalities": list(dict.fromkeys(reached)),
        "benefits_several": _say(plan, "benefits_several", **_places(plan)),
        "cooperation": _say(plan, "cooperation"),
        "partners": partners[: chance.choice((1, 2, 2))],
        "sector_strategies": [_SECTOR_OF[idea.priority]],
        "sector_strategies_how": _say(plan, "sector_strategies_how"),
        "anchoring": _say(plan, "anchoring"),
        "regional_value": _say(plan, "regional_value", count=chance.randint(8, 40)),
    }


_PRIORITIES = (
    "p1_nytankande_smart",
    "p2_platsbaserat_naringsliv",
    "p3_nara_tillganglig",
    "p4_hallbara_livsmiljoer",
    "p5_halsoframjande",
    "p6_rik_pa_kompetenser",
)
_SECTOR_OF = dict(
    zip(
        _PRIORITIES,
        (
            "rds_2022_2030",
            "livsmedelsstrategi",
            "trafikforsorjningsprogram_2025_2031",
            "energiagendan",
            "folkhalsa_funktionsratt_2024_2030",
            "kompetensagenda",
        ),
        strict=True,
    )
)


def _directions(plan: CasePlan) -> Answers:
    idea = plan.idea
    return {
        "equality_problem": idea.gap,
        "equality_activities": idea.evening_out,
        "equality_result": _say(plan, "equality_result"),
        "climate_ways": list(idea.climate_ways),
        "climate_how": idea.climate,
        "climate_effect": _say(plan, "climate_effect", climate=idea.climate) if idea.climate_effect else "",
        "agenda_goals": [{"goal": goal, "effect": effect, "how": how} for goal, effect, how in idea.sdgs],
    }


def _money(plan: CasePlan, budget: Budget) -> Answers:
    idea, chance = plan.idea, plan.chance
    has_eu = bool(idea.eu) and not plan.is_small
    indicators = [
        {"indicator": key, "target": str(chance.randint(least, most))} for key, least, most in idea.indicators
    ]
    return {
        "cost_method": plan.method,
        "costs": list(budget.costs),
        "costs_explained": _say(plan, "costs_explained"),
        "eu_cofinanced": "yes" if has_eu else "no",
        "eu_programme": idea.eu if has_eu else "",
        "eu_standing": "decided" if has_eu else "",
        "financing": list(budget.financing),
        "requested_amount": written_kronor(budget.requested),
        "expected_result": idea.result,
        "theme": idea.theme,
        "indicators": indicators,
        "dissemination": _say(plan, "dissemination"),
    }
