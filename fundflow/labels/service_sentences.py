"""The sentence of every finding that a rule of support for commercial service gives, written for shopkeepers."""

from typing import Final

from fundflow.i18n import msgid

SERVICE: Final[dict[str, str]] = {
    "agent_functions_judged": msgid(
        "Ni säljer varken dagligvaror eller drivmedel. Vi bedömer om ni är ombud för annan service."
    ),
    "basic_service": msgid("Ni säljer dagligvaror eller drivmedel."),
    "delivery_expedient": msgid("Vi bedömer om hemsändningen är ändamålsenlig och sker utan onödiga kostnader."),
    "net_cost_too_small": msgid(
        "Nettokostnaden är %(net)s. Den ska vara minst %(least)s, räknat på prisbasbeloppet. %(base)s"
    ),
    "no_price_base": msgid(
        "Nettokostnaden ska vara minst %(percent)s procent av prisbasbeloppet, och vi har inget prisbasbelopp för "
        "%(year)s. Taket räknas ut när regionen har lagt in det. Ni behöver inte göra något om året stämmer."
    ),
    "price_base_told": msgid("Prisbasbeloppet för %(year)s är %(price_base)s."),
    "price_base_unknown": msgid("Regionen har inte lagt in prisbasbeloppet för %(year)s än."),
    "delivery_ceiling": msgid(
        "Högst %(percent)s procent av kommunens nettokostnad för året, och högst %(per_occasion)s för varje hushåll "
        "och tillfälle."
    ),
    "delivery_within": msgid("Bidraget ryms i taket, högst %(highest)s."),
    "delivery_over": msgid(
        "Bidraget kan vara högst %(highest)s: %(percent)s procent av nettokostnaden är %(by_share)s, och "
        "%(per_occasion)s per hushåll och tillfälle är %(by_occasion)s. Beloppet är %(asked)s, alltså %(over)s för "
        "mycket."
    ),
    "larger_share_on_ground": msgid("Det finns en angiven grund för en större andel än hälften."),
    "larger_share_without_ground": msgid(
        "Utan någon av grunderna för en större andel kan stödet vara högst %(limit)s. Beloppet är %(asked)s."
    ),
    "mobile_without_reasons": msgid("Rörliga försäljare kan bara få stödet av särskilda skäl."),
    "special_reasons_judged": msgid("Ni anger särskilda skäl. Vi bedömer dem."),
    "years_used": msgid("Servicebidrag kan ges i sammanlagt %(years)s år. De åren är redan använda."),
    "no_problems": msgid("Servicebidrag ges vid tillfälliga problem med lönsamheten. Ni har inga sådana problem."),
    "problems_lasting": msgid(
        "Servicebidrag ges när problemen med lönsamheten är tillfälliga. Era problem har varat länge."
    ),
    "temporary_problems": msgid("Vi bedömer om problemen med lönsamheten är tillfälliga och om andra åtgärder räcker."),
    "yearly_within": msgid("Stödet ryms i årets tak, %(ceiling)s. Kvar finns %(highest)s."),
    "yearly_used": msgid("Årets tak är %(ceiling)s, och %(used)s är redan beviljat. Det finns inget utrymme kvar."),
    "yearly_over": msgid(
        "Årets tak är %(ceiling)s, och %(used)s är redan beviljat. Det kan bli högst %(highest)s. Beloppet är "
        "%(asked)s, alltså %(over)s för mycket."
    ),
    "recipient_yearly_within": msgid(
        "Servicebidraget ryms i årets tak för en och samma mottagare, %(ceiling)s. %(used)s är redan beviljat er på "
        "alla era ställen. Kvar finns %(highest)s."
    ),
    "recipient_yearly_used": msgid(
        "En mottagare kan få högst %(ceiling)s i servicebidrag om året. %(used)s är redan beviljat er på alla era "
        "ställen. Det finns inget utrymme kvar."
    ),
    "recipient_yearly_over": msgid(
        "En mottagare kan få högst %(ceiling)s i servicebidrag om året. %(used)s är redan beviljat er på alla era "
        "ställen. Det kan bli högst %(highest)s. Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
    "shop_meets_terms": msgid(
        "Butiken har brett utbud, är öppen året om, ligger långt från nästa och är inte för stor."
    ),
    "not_fixed": msgid("Stödet är för butiker med ett fast försäljningsställe."),
    "sells_no_groceries": msgid("Stödet är för butiker som säljer dagligvaror."),
    "range_too_narrow": msgid("Butiken ska ha ett brett utbud av dagligvaror."),
    "not_open_all_year": msgid("Butiken ska vara öppen året om."),
    "too_near": msgid(
        "Det är %(distance)s kilometer till nästa butik. Det ska vara mer än %(km)s, eller en ö utan fast "
        "landförbindelse."
    ),
    "turnover_too_large": msgid("Butiken sålde dagligvaror för %(turnover)s. Det får vara högst %(most)s."),
    "too_near_unless_reasons": msgid(
        "Det är %(distance)s kilometer till nästa butik. Det ska vara mer än %(km)s, eller en ö utan fast "
        "landförbindelse, om det inte finns särskilda skäl. Sådana beskrivs i ansökan, och vi bedömer dem."
    ),
    "turnover_too_large_unless_reasons": msgid(
        "Butiken sålde dagligvaror för %(turnover)s. Det får vara högst %(most)s, om det inte finns särskilda skäl. "
        "Sådana beskrivs i ansökan, och vi bedömer dem."
    ),
    "task_described": msgid("Uppdraget är beskrivet med utbud och öppettider."),
    "households_told": msgid("Antalet hushåll är redovisat."),
    "earlier_aid_told": msgid("Stödet de senaste tre åren är redovisat."),
    "starts_later_and_aid_told": msgid(
        "Arbetet börjar inte före ansökan, och stödet de senaste tre åren är redovisat."
    ),
    "earlier_aid_to_be_told": msgid("I ansökan redovisar ni det stöd som ni har fått de senaste tre åren."),
    "support_year_over": msgid(
        "Ansökan gäller %(year)s, och det året är slut. Kontrollera året. Vi bedömer om stöd kan ges i efterhand."
    ),
    "no_larger_than_needed": msgid("Vi bedömer hur stort stöd som behövs. Stödet blir inte större än så."),
    "paid_yearly_in_arrears": msgid("Bidraget betalas i efterskott, en gång om året."),
    "paid_as_reported": msgid("Stödet betalas efter hand, mot redovisade åtgärder."),
    "paid_when_granted": msgid("Stödet betalas när det har beviljats."),
    "municipality_heard": msgid("Kommunen har fått yttra sig."),
    "municipality_not_heard": msgid("Kommunen har inte yttrat sig än. Det ska den få göra före beslutet."),
    "nearer_than_guideline": msgid("Det är %(distance)s kilometer till nästa. Regionens riktlinje är minst %(least)s."),
    "as_far_as_guideline": msgid(
        "Det är %(distance)s kilometer till nästa, minst %(least)s som regionens riktlinje säger."
    ),
    "guideline_met_law_asks_more": msgid(
        "Regionens äldre riktlinje är minst %(least)s kilometer. För det här stödet gäller förordningen, som kräver "
        "mer än %(km)s kilometer."
    ),
    "outdated_ceiling": msgid("Ett äldre tak på %(former)s om året gäller inte längre."),
}
