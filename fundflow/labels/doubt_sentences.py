"""The sentences of what deserves a second look: answers and costs that can be right and are probably not."""

from typing import Final

from fundflow.i18n import msgid

DOUBT_SENTENCE: Final[dict[str, str]] = {
    # an application
    "answers_at_odds": msgid("%(why)s"),
    "begins_before_today": msgid(
        "Första dagen är %(first)s, och i dag är det %(received)s. Då har det redan börjat när ni söker. "
        "Kontrollera dagen."
    ),
    "begins_before_application": msgid(
        "Första dagen är %(first)s, men ansökan kom in först %(received)s. Kontrollera dagen."
    ),
    "ends_before_today": msgid(
        "Sista dagen är %(last)s, och i dag är det %(received)s. Då är allt redan avslutat när ni söker. "
        "Kontrollera dagarna."
    ),
    "ends_before_application": msgid(
        "Sista dagen är %(last)s, men ansökan kom in först %(received)s. Kontrollera dagarna."
    ),
    "cost_before_project": msgid(
        "%(row)s: året är %(year)s, och projektet börjar %(first)s. Kostnader från tiden före räknas inte med."
    ),
    "cost_after_project": msgid(
        "%(row)s: året är %(year)s, och projektet slutar %(last)s. Kontrollera året eller projektets sista dag."
    ),
    "day_before_project": msgid("%(row)s: ”%(what)s” är %(day)s, och projektet börjar %(first)s. Kontrollera dagarna."),
    "day_after_project": msgid("%(row)s: ”%(what)s” är %(day)s, och projektet slutar %(last)s. Kontrollera dagarna."),
    # a claim
    "claim_costs_alike": msgid("%(rows)s: samma kostnad står på en rad ovanför. Är den med två gånger?"),
    "claim_costs_again": msgid("%(rows)s: samma kostnad finns redan i ansökan om utbetalning %(claim)s."),
    "claim_costs_outside_period": msgid("Betalt utanför ansökans period, %(starts)s till %(last)s: %(rows)s."),
    "claim_costs_outside_project": msgid("Betalt utanför projektets tid, %(starts)s till %(last)s: %(rows)s."),
    "claim_households_over_deliveries": msgid(
        "%(households)s hushåll är fler än %(occasions)s leveranser, fast varje hushåll räknas varje gång. "
        "Kontrollera båda talen."
    ),
}
