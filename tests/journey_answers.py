"""What a made-up association writes in an application for an implementation project; one place for tests to change."""

from typing import Final

NAME_OF_PROJECT: Final = "Mathantverk i tre inlandskommuner"
APPLICANT: Final = "Inlandets Matförening"
FIRST_YEAR: Final = 2026

TEXTS: Final[dict[str, str]] = {
    "title": NAME_OF_PROJECT,
    "summary": (
        "Små livsmedelsföretag i Vilhelmina, Åsele och Dorotea får ett gemensamt kök, kunskap om hållbara "
        "förpackningar och hjälp att nå butiker och restauranger."
    ),
    "project_starts_on": "2026-04-01",
    "project_ends_on": "2027-09-30",
    "contact_name": "Maja Tallmyr",
    "contact_email": "maja@matforeningen.example",
    "contact_phone": "0940-555 01",
    "need": (
        "Fjorton småföretag säljer i dag bara på marknader. Butikerna vill köpa mer lokalt, men volymerna är för små "
        "och förpackningarna uppfyller inte handelns krav. Det visade föreningens kartläggning hösten 2025."
    ),
    "aim": "Fler ska kunna leva på mathantverk i inlandet, och länets mat ska nå fler.",
    "goals": "Minst tio företag säljer till butik, omsättningen har ökat med en fjärdedel och föreningen driver köket.",
    "target_group": "Fjorton livsmedelsföretag i tre kommuner. Nio av dem leds av kvinnor.",
    "lasting_effect": "Föreningen driver köket vidare med avgifter från dem som använder det.",
    "organisation": "En projektledare på heltid, en livsmedelstekniker på deltid och en styrgrupp med kommunerna.",
    "risks": "Få företag deltar: vi har avsiktsförklaringar från tolv. Lokalen försenas: kommunen har en reserv.",
    "follow_up": "Vi följer deltagande, försäljning och arbetssätt varje kvartal och tar upp det i styrgruppen.",
    "separate_in_time": "yes",
    "separate_in_economy": "yes",
    "separate_in_work": "yes",
    "separation_how": "Projektet har egen ledare, eget projektnummer i bokföringen och en bestämd sluttid.",
    "operating_support": "no",
    "other_support": "no",
    "state_aid": "none",
    "state_aid_why": "Insatserna är öppna för alla små livsmedelsföretag och ger inget enskilt företag en fördel.",
    "priority": "p2_platsbaserat_naringsliv",
    "strategic_area": "naringsliv",
    "contribution": "Projektet utgår från platsens råvaror och gör att fler små företag kan växa där de finns.",
    "benefits_several": "Företag i alla tre kommunerna använder köket, som turas om att vara öppet på tre orter.",
    "cooperation": "Vi samarbetar med kommunernas näringslivsenheter och med ett matnätverk i Trøndelag.",
    "sector_strategies_how": "Projektet genomför två insatser i den regionala livsmedelsstrategin.",
    "anchoring": "Årsmötet beslutade om ansökan i november 2025. Tolv företag har varit med och planerat.",
    "regional_value": "Tre kommuner får en gemensam resurs, och arbetssättet kan användas på fler orter i länet.",
    "equality_problem": "Kvinnors företag är mindre, har svårare att få lån och når sällan butik.",
    "equality_activities": "Mötena läggs på tider som går att förena med omsorg. Rådgivningen söker upp kvinnor.",
    "equality_result": "Lika stor andel av kvinnors och mäns företag säljer till butik. Vi följer det varje halvår.",
    "climate_how": "Leveranserna samordnas så att transporterna blir färre, och köket drivs med återvunnen kyla.",
    "climate_effect": "Samordningen minskar transporterna med ungefär 4 000 mil om året.",
    "cost_method": "actual",
    "costs_explained": "Löner enligt kollektivavtal. Köksutrustningen hyrs och bygger på två offerter.",
    "eu_cofinanced": "no",
    "expected_result": "varor_tjanster_indirekt",
    "theme": "foretagande_entreprenorskap",
    "dissemination": "Vi visar arbetssättet på tre öppna dagar och skriver en handbok som alla kommuner får.",
}

CHOICES: Final[dict[str, list[str]]] = {
    "further_priorities": ["p4_hallbara_livsmiljoer"],
    "municipalities": ["2462", "2463", "2425"],
    "sector_strategies": ["livsmedelsstrategi"],
    "climate_ways": ["minimises"],
}

ROWS: Final[dict[str, list[dict[str, str]]]] = {
    "activities": [
        {
            "what": "Startmöten i tre kommuner",
            "from": "2026-04-01",
            "to": "2026-05-31",
            "responsible": "Projektledaren",
        },
        {"what": "Gemensamt kök", "from": "2026-06-01", "to": "2027-08-31", "responsible": "Livsmedelsteknikern"},
    ],
    "partners": [
        {"organisation": "Vilhelmina kommun", "role": "financier", "what": "Pengar och lokal"},
        {"organisation": "Åsele kommun", "role": "steering", "what": "Styrgrupp"},
    ],
    "agenda_goals": [
        {"goal": "sdg_05", "effect": "direct", "how": "Kvinnors företag når handeln."},
        {"goal": "sdg_12", "effect": "indirect", "how": "Mindre svinn i köket."},
    ],
    "indicators": [
        {"indicator": "companies_taking_part", "target": "14"},
        {"indicator": "persons_taking_part", "target": "40"},
    ],
}


def answers(requested_kronor: int) -> dict[str, object]:
    """Return every answer of an application that applies for half of costs twice the amount; the budget balances.

    Costs: half of the amount each on staff of two years, the rest on services, travel and in kind. Financing: a
    municipality and the association itself, in money and in kind.
    """
    in_kind = requested_kronor // 10
    first, services = requested_kronor // 2, requested_kronor // 2
    second, rest = requested_kronor - first, requested_kronor - services - in_kind
    costs = [
        _cost("staff", "Projektledare, heltid", FIRST_YEAR, first),
        _cost("staff", "Projektledare och tekniker", FIRST_YEAR + 1, second),
        _cost("external_services", "Hyra av köksutrustning", FIRST_YEAR, services),
        _cost("travel", "Resor mellan kommunerna", FIRST_YEAR + 1, rest),
        _cost("in_kind", "Lokal som kommunen ställer upp med", FIRST_YEAR, in_kind),
    ]
    municipality = requested_kronor // 2
    financing = [
        _payer("Vilhelmina kommun", "municipality", "cash", municipality),
        _payer("Vilhelmina kommun, lokal", "municipality", "in_kind", in_kind),
        _payer(APPLICANT, "own", "cash", requested_kronor - municipality - in_kind),
    ]
    money = {"costs": costs, "financing": financing, "requested_amount": str(requested_kronor)}
    return {**TEXTS, **CHOICES, **ROWS, **money}


def _cost(kind: str, what: str, year: int, kronor: int) -> dict[str, str]:
    return {"kind": kind, "what": what, "year": str(year), "amount": str(kronor)}


def _payer(payer: str, kind: str, form: str, kronor: int) -> dict[str, str]:
    return {"payer": payer, "payer_kind": kind, "form": form, "standing": "decided", "amount": str(kronor)}
