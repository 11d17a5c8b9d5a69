"""Every column that a figure can have: its heading, unit, definition and source, written once."""

from typing import Final

from fundflow.i18n import msgid
from fundflow.statistics.measure import Column, Unit

_CASE: Final = msgid("Ärendet")
_RECEIVED: Final = msgid("Ärendet: ankomstdag och sökt belopp")
_DECISIONS: Final = msgid("Ärendets beslut")
_LEDGER: Final = msgid("Reskontran: poster bokförda under året till och med dagen")
_CATALOGUE: Final = msgid("Tjänstens katalog över strategier och program")
_REPORTS: Final = msgid("Godkända rapporter")


def _number(heading: str, definition: str, source: str) -> Column:
    return Column(heading, Unit.NUMBER, definition, source)


def _kronor(heading: str, definition: str, source: str) -> Column:
    return Column(heading, Unit.KRONOR, definition, source)


def _percent(heading: str, definition: str, source: str) -> Column:
    return Column(heading, Unit.PERCENT, definition, source)


def _text(heading: str, definition: str, source: str = _CASE) -> Column:
    return Column(heading, Unit.TEXT, definition, source)


# ----- what rows are about

STRATEGY: Final = _text(
    msgid("Strategi"), msgid("Den regionala strategi, i den version, som ärendet bedömdes enligt."), _CATALOGUE
)
NUMBER: Final = Column(
    msgid("Nr"), Unit.CODE, msgid("Prioriteringens nummer i strategin. Mål räknas som prioriteringar."), _CATALOGUE
)
PRIORITY: Final = _text(
    msgid("Prioritering"),
    msgid("Ärendets huvudprioritering. Pengar räknas bara på den, aldrig på dem som ärendet också bidrar till."),
    _CATALOGUE,
)
PROGRAMME: Final = _text(msgid("Program"), msgid("Det program som ärendet hör till."), _CATALOGUE)
GRANT_TYPE: Final = _text(msgid("Stödform"), msgid("Den stödform inom programmet som söks."), _CATALOGUE)
CATEGORY: Final = _text(
    msgid("Kategori"),
    msgid(
        "Vem som äger och leder företaget. Kvinnors andel av ägandet avgör, och är den okänd vem som leder. "
        "Ej tillämpligt är sökande som inte är företag. Gränserna är en regel med version, som sparas med ärendet."
    ),
    msgid("Ansökans uppgifter om ägande och ledning"),
)
MUNICIPALITY_CODE: Final = Column(
    msgid("Kommunkod"), Unit.CODE, msgid("Statistiska centralbyråns kod för ärendets huvudsakliga kommun."), _CASE
)
MUNICIPALITY: Final = _text(
    msgid("Kommun"),
    msgid("Ärendets huvudsakliga kommun. Hela länet och Utanför länet har egna rader utan kod."),
)
GROUP: Final = _text(
    msgid("Grupp"), msgid("Den grupp som regionen har fört kommunen till: Inland eller Övriga."), _CATALOGUE
)
EU_PROGRAMME: Final = _text(msgid("EU-program"), msgid("Det EU-program som medfinansierar eller söks för projektet."))
SOURCE: Final = _text(msgid("Medelskälla"), msgid("Vilka pengar beslutet tas av."), msgid("Reskontran och ramarna"))
YEAR: Final = Column(msgid("År"), Unit.YEAR, msgid("Det kalenderår då beloppet bokfördes."), _LEDGER)
CRITERION: Final = _text(
    msgid("Kriterium"),
    msgid("Det som handläggaren bedömer i programmet. Ett mål i Agenda 2030 är ett eget kriterium."),
    _CATALOGUE,
)
JUDGEMENT: Final = _text(msgid("Bedömning"), msgid("Den nivå som handläggaren har valt."), msgid("Beredningen"))

# ----- demand

APPLIED: Final = _number(
    msgid("Sökta antal"),
    msgid(
        "Ärenden som kom in under året. Avslagna, avvisade, återkallade och ännu inte avgjorda räknas med, "
        "utkast aldrig. Tom cell: ankomstdagar är inte kända för året."
    ),
    _RECEIVED,
)
REQUESTED: Final = _kronor(
    msgid("Sökt kr"),
    msgid("Sökt belopp i de ärenden som kom in under året, enligt den senast inskickade ansökan."),
    _RECEIVED,
)

# ----- grants

GRANTED: Final = _number(
    msgid("Beviljade antal"), msgid("Ärenden vars beviljade belopp bokfördes under året."), _LEDGER
)
GRANTED_KRONOR: Final = _kronor(
    msgid("Beviljat kr"),
    msgid("Beviljade belopp och ändringsbeslut, bokförda under året var för sig på sin egen dag."),
    _LEDGER,
)
GRANTED_SHARE: Final = _percent(
    msgid("Andel av beviljat %"),
    msgid("Radens andel av Beviljat kr i tabellen. I tabeller per program: av programmets Beviljat kr."),
    _LEDGER,
)
COUNT_SHARE: Final = _percent(
    msgid("Andel av antal %"), msgid("Kategorins andel av programmets Beviljade antal."), _LEDGER
)
REJECTED: Final = _number(msgid("Avslag antal"), msgid("Ärenden som avslogs under året."), _DECISIONS)
GRANT_RATE: Final = _percent(
    msgid("Beviljandegrad %"),
    msgid("Beviljade antal delat med summan av Beviljade antal och avslag under året."),
    msgid("Reskontran och ärendets beslut"),
)
DISBURSED: Final = _kronor(
    msgid("Utbetalt kr"),
    msgid(
        "Bekräftade utbetalningar under året, förskott inräknade. Återbetalningar dras inte av. I inlästa äldre "
        "ärenden räknas bara utbetalningar som är kända."
    ),
    _LEDGER,
)
ONGOING: Final = _number(
    msgid("Pågående antal"),
    msgid(
        "Ärenden som är beviljade och inte avslutade på dagen. Ett inläst äldre ärende pågår till och med projektets "
        "sista dag, och är den okänd räknas ärendet inte som pågående."
    ),
    msgid("Reskontran och besluten om avslut"),
)
ALSO_CONTRIBUTES: Final = _number(
    msgid("Projekt som även bidrar antal"),
    msgid(
        "Ärenden som beviljades under året och som bidrar till prioriteringen utöver sin huvudprioritering. "
        "Ett ärende kan stå på flera rader, så raderna får inte läggas ihop med tabellen per prioritering."
    ),
    _CASE,
)

# ----- people, judgements, places, money and time

WOMEN: Final = _number(
    msgid("Kvinnor"),
    msgid("Deltagande kvinnor som tillkom under året: årets senast godkända rapport minus den före året."),
    _REPORTS,
)
MEN: Final = _number(msgid("Män"), msgid("Deltagande män som tillkom under året, räknat på samma sätt."), _REPORTS)
PERSONS_UNKNOWN: Final = _number(
    msgid("Okänt"), msgid("Deltagare som tillkom under året och vars kön inte är känt."), _REPORTS
)
WOMEN_SHARE: Final = _percent(
    msgid("Andel kvinnor %"), msgid("Kvinnor delat med Kvinnor och Män. Okänt räknas inte in."), _REPORTS
)
JUDGED: Final = _number(
    msgid("Antal"),
    msgid("Ärenden som beviljades eller avslogs under året och fick bedömningen."),
    msgid("Beredningen och besluten"),
)
EU_AMOUNT: Final = _kronor(
    msgid("Vårt belopp kr"),
    msgid("Beviljat kr under året i ärenden med EU-programmet. Det är regionens pengar, inte EU:s."),
    _LEDGER,
)
EU_SHARE: Final = _percent(
    msgid("Andel av våra medel %"),
    msgid("Vårt belopp delat med allt som beviljades under året. Det är inte EU:s andel av projektens budget."),
    _LEDGER,
)
TOTAL_BUDGET: Final = _kronor(
    msgid("Total budget kr"),
    msgid("Hela kostnadsplanen, från alla finansiärer, i de ärenden som beviljades under året. Tom cell: inte känd."),
    msgid("Ansökans kostnadsplan"),
)
FRAME: Final = _kronor(
    msgid("Beslutsram kr"),
    msgid("Så mycket får beviljas under året: summan av ramens ändringar till och med dagen. Tom cell: ingen ram."),
    msgid("Registrerade ramar med beslut"),
)
LEFT_TO_DECIDE: Final = _kronor(
    msgid("Kvar att besluta kr"), msgid("Beslutsram minus Beviljat kr."), msgid("Ramarna och reskontran")
)
TARGET: Final = _kronor(
    msgid("Utbetalningsmål kr"),
    msgid("Så mycket är planerat att betalas ut under året. Det är ett annat mått än beslutsramen."),
    msgid("Registrerade mål med beslut"),
)
OUTSTANDING: Final = _kronor(
    msgid("Utestående kr"),
    msgid("Beviljat och ändrat, minus återfört och utbetalt, till och med dagen och oavsett år."),
    msgid("Reskontran: alla poster till och med dagen"),
)
DECISIONS: Final = _number(
    msgid("Antal beslut"),
    msgid("Beslut under året om bifall, avslag eller avvisning, i ärenden med känd ankomstdag och känd beslutsdag."),
    _DECISIONS,
)
MEDIAN: Final = Column(
    msgid("Median dagar"),
    Unit.DAYS,
    msgid("Kalenderdagar från ankomst till beslut: det mittersta värdet, det lägre av två."),
    _DECISIONS,
)
NINETIETH: Final = Column(
    msgid("90-percentil dagar"),
    Unit.DAYS,
    msgid("Kalenderdagar från ankomst till beslut: nio av tio beslut togs inom ungefär så lång tid, lägre värdet."),
    _DECISIONS,
)
WOMEN_GRANTED_SHARE: Final = _percent(
    msgid("Andel kvinnor av beviljat %"),
    msgid(
        "Beviljat kr till kategorin Kvinnor delat med allt Beviljat kr i raden. Tom cell: inget ärende har en känd "
        "kategori."
    ),
    _LEDGER,
)

# ----- a case

REGISTRY_NUMBER: Final = _text(
    msgid("Diarienummer"), msgid("Ärendets nummer i diariet. Inlästa äldre ärenden har sitt eget, äldre nummer.")
)
APPLICANT: Final = _text(msgid("Sökande"), msgid("Den organisation som söker."))
ORGANISATION_NUMBER: Final = _text(
    msgid("Organisationsnummer"), msgid("Sökandens organisationsnummer. Tom cell: utländsk sökande eller inte känt.")
)
TITLE: Final = _text(msgid("Titel"), msgid("Ärendets titel."))
OWN_PROJECT: Final = _text(msgid("Eget projekt"), msgid("Ja när regionen själv är sökande."))
RECEIVED: Final = Column(msgid("Inkom"), Unit.DAY, msgid("Den dag ansökan kom in. Tom cell: inte känd."), _CASE)
DECIDED: Final = Column(
    msgid("Beslutsdag"),
    Unit.DAY,
    msgid("Den dag ansökan avgjordes. Tom cell: inte avgjord, eller bara året är känt."),
    _CASE,
)
DECISION: Final = _text(
    msgid("Beslut"),
    msgid("Hur ansökan avgjordes: Bifall, Avslag, Avvisning, Avskrivning eller Återkallad."),
    _DECISIONS,
)
