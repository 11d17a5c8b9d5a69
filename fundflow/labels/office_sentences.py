"""What findings say to the office where the applicant reads of itself: the same, told of the applicant.

The office reads Swedish. Whoever applies is ``ni`` in every other sentence; here it is the applicant, and whoever reads
is a colleague who may have something to do.
"""

from collections.abc import Callable
from typing import Final

from fundflow.labels.concepts import CONCEPT
from fundflow.labels.findings import SENTENCE

OFFICE_SENTENCE: Final[dict[str, str]] = {
    "district_elsewhere": "%(what)s ligger i en annan kommun än den som är vald.",
    "deso_elsewhere": "DeSO-området %(what)s ligger i en annan kommun. Koder i den valda börjar med %(begins)s.",
    "lowest_ceiling": "Det finns flera tak. Det lägsta avgör: stödet kan vara högst %(most)s.",
    "cost_kind_not_allowed": "”%(what)s” får inte tas upp med det sätt att räkna kostnader som är valt.",
    "flat_rate_covers": "Kostnaderna räknas med ”%(method)s”. De som schablonen täcker får inte tas upp för sig.",
    "gate_will_be_judged": "”%(criterion)s” bedöms. Det måste vara uppfyllt för att stödet ska kunna ges.",
    "indicator_missing": "Uppgift saknas om vad som är nått av ”%(what)s”. Noll är också ett svar.",
    "applicant_fits": "Sökanden är %(applicant)s och kan söka stödet.",
    "applicant_kind_unknown": "Uppgift saknas om vilken sorts sökande det är.",
    "not_for_applicant": "Stödet söks av %(applicants)s. Sökanden är %(applicant)s.",
    "carries_on_no_business": (
        "Stödet är för företag och andra som driver näringsverksamhet. Det gör inte sökanden, enligt svaret i ärendet."
    ),
    "benefits_nobody_else": (
        "Företag kan få projektmedel bara om andra har nytta av projektet. Här är det bara sökanden som har det."
    ),
    "applicant_judged": ("Stödet är för företag som säljer dagligvaror eller drivmedel. Bedöm om sökanden kan få det."),
    "not_asked_yet": "Stödet kan vara högst %(highest)s. Sökanden har inte skrivit hur mycket som söks.",
    "not_asked_of_share": (
        "Räknat på kostnaderna kan stödet vara högst %(highest)s. Andelen är högst %(percent)s procent. Sökanden har "
        "inte skrivit hur mycket som söks."
    ),
    "not_asked_of_room": (
        "EU:s tak för stöd av mindre betydelse lämnar utrymme för %(room_eur)s euro, det vill säga %(highest)s, "
        "tillsammans med annat sådant stöd. Sökanden har inte skrivit hur mycket som söks. %(rate)s"
    ),
    "not_asked_of_regional_room": (
        "Regionens gemensamma tak för tre år lämnar utrymme för %(highest)s. Sökanden har inte skrivit hur mycket som "
        "söks."
    ),
    "checked_before_decision": (
        "Före beslutet ska det kontrolleras om stödet ryms i EU:s tak, och sökanden ska informeras."
    ),
    "not_asked_of_share_cap": (
        "Stödet kan vara %(percent)s procent av kostnaderna som räknas, dock högst %(highest)s. Sökanden har inte "
        "skrivit hur mycket som söks."
    ),
    "begins_before_today": (
        "Första dagen är %(first)s, och i dag är det %(received)s. Då har det redan börjat när ansökan skickas in."
    ),
    "ends_before_today": (
        "Sista dagen är %(last)s, och i dag är det %(received)s. Då är allt redan avslutat när ansökan skickas in."
    ),
    "starts_before_today": (
        "Arbetet börjar %(starts)s. Skickas ansökan in i dag, %(received)s, har det redan börjat. Det som har "
        "påbörjats före ansökan kan inte få stöd."
    ),
    "in_time_if_sent_today": (
        "Skickas ansökan in i dag är den i tid. Lönerna följer kollektivavtal eller är likvärdiga."
    ),
    "employs_too_few": ("Minst %(least)s person ska vara anställd på heltid. Sökanden har angett %(employees)s."),
    "employs_too_many": "Högst %(most)s personer får arbeta i företaget. Sökanden har angett %(employees)s.",
    "owns_too_little": ("Den som leder företaget ska äga minst %(least)s procent. Sökanden har angett %(owned)s."),
    "share_judged": (
        "Bedöm hur stor andel som kan ges, minst %(lowest)s procent, och om villkoren i övrigt är uppfyllda."
    ),
    "district_not_covered": "Stödet ges bara i %(districts)s. Sökanden har angett %(district)s.",
    "other_aid_unknown": "Uppgift saknas om annat stöd är sökt eller beviljat för samma kostnader.",
    "agent_functions_judged": (
        "Sökanden säljer varken dagligvaror eller drivmedel. Bedöm om sökanden är ombud för annan service."
    ),
    "basic_service": "Sökanden säljer dagligvaror eller drivmedel.",
    "no_price_base": (
        "Nettokostnaden ska vara minst %(percent)s procent av prisbasbeloppet, och inget prisbasbelopp för %(year)s är "
        "inlagt. Taket räknas ut när det är det."
    ),
    "special_reasons_judged": "Sökanden anger särskilda skäl. Bedöm dem.",
    "no_problems": (
        "Servicebidrag ges vid tillfälliga problem med lönsamheten. Sökanden har inga sådana, enligt svaret i ärendet."
    ),
    "problems_lasting": (
        "Servicebidrag ges när problemen med lönsamheten är tillfälliga. Sökandens problem har varat länge."
    ),
    "recipient_yearly_within": (
        "Servicebidraget ryms i årets tak för en och samma mottagare, %(ceiling)s. %(used)s är redan beviljat sökanden "
        "på alla dess ställen. Kvar finns %(highest)s."
    ),
    "recipient_yearly_used": (
        "En mottagare kan få högst %(ceiling)s i servicebidrag om året. %(used)s är redan beviljat sökanden på alla "
        "dess ställen. Det finns inget utrymme kvar."
    ),
    "recipient_yearly_over": (
        "En mottagare kan få högst %(ceiling)s i servicebidrag om året. %(used)s är redan beviljat sökanden på alla "
        "dess ställen. Det kan bli högst %(highest)s. Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
    "earlier_aid_to_be_told": "I ansökan redovisas det stöd som sökanden har fått de senaste tre åren.",
}
"""By the code of the finding; every code whose sentence speaks to the applicant has its row."""

OFFICE_CONCEPT: Final[dict[str, str]] = {
    "requested_amount": "sökt belopp",
    "applicant_kind": "vilken sorts sökande det är",
    "carries_on_business": "om sökanden driver näringsverksamhet",
    "benefits_others": "om andra än sökanden har nytta av projektet",
    "consents_to_publication": "om sökanden samtycker till att stödet offentliggörs",
    "owns_premises": "om sökanden äger lokalen",
    "earlier_aid": "stöd som sökanden har fått de senaste tre åren",
    "earlier_same_type": "om sökanden har fått samma stöd förut",
    "service_goods": "vad sökanden säljer",
    "servicebidrag_years_before": "hur många år sökanden har haft servicebidrag",
    "servicebidrag_same_year": "servicebidrag som sökanden redan har fått i år",
    "driftstod_same_year": "särskilt driftstöd som sökanden redan har fått i år",
}
"""By the name of the concept."""

_INSTEAD: Final = {
    **{SENTENCE[code]: words for code, words in OFFICE_SENTENCE.items()},
    **{CONCEPT[name]: words for name, words in OFFICE_CONCEPT.items()},
}


def to_office(translate: Callable[[str], str] = str) -> Callable[[str], str]:
    """Return a translation that tells of the applicant what others tell the applicant."""
    return lambda words: _INSTEAD.get(words) or translate(words)
