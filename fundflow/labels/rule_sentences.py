"""The sentence of every finding that a rule of support gives, written for shopkeepers and small companies."""

from typing import Final

from fundflow.i18n import msgid
from fundflow.labels.service_sentences import SERVICE
from fundflow.labels.tables import joined

PROJECT: Final[dict[str, str]] = {
    "not_separate": msgid("Ett projekt ska hållas isär från den vanliga verksamheten i tid, ekonomi och arbete."),
    "separation_unknown": msgid(
        "Svara på hur projektet hålls isär från den vanliga verksamheten i tid, ekonomi och arbete."
    ),
    "is_separate": msgid("Projektet hålls isär från den vanliga verksamheten i tid, ekonomi och arbete."),
    "priority_missing": msgid("Välj den prioritering i strategin som projektet främst bidrar till."),
    "priority_chosen": msgid("Projektet bidrar till en prioritering i den regionala utvecklingsstrategin."),
    "state_aid_unknown": msgid("Svara på om projektet innebär statsstöd."),
    "state_aid_direct": msgid(
        "Bidrag som är statsstöd bör inte ges här. Regeringen ska underrättas innan ett sådant beslut fattas."
    ),
    "state_aid_notified": msgid("Projektet innebär statsstöd, och regeringen är underrättad före beslutet."),
    "state_aid_indirect": msgid("Projektet kan ge företag en fördel. Vi bedömer om det är statsstöd."),
    "state_aid_none": msgid("Projektet innebär inte statsstöd, enligt svaret i ärendet."),
    "operating_support_unknown": msgid("Svara på om bidraget ska gå till löpande drift."),
    "operating_support": msgid("Bidraget får inte gå till löpande drift. Kontrollera vad kostnaderna avser."),
    "no_operating_support": msgid("Bidraget går inte till löpande drift."),
    "half_of_costs_within": msgid(
        "Bidraget ryms i den andel av kostnaderna som anslag 1:1 får täcka, högst %(highest)s."
    ),
    "half_of_costs_over": msgid(
        "Anslag 1:1 får täcka högst %(highest)s av kostnaderna. Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
    "financing_not_told": msgid(
        "Anslag 1:1 får täcka högst %(highest)s av kostnaderna, mindre om andra också ger pengar ur det. "
        "Ange finansieringen."
    ),
    "regions_share_within": msgid("Bidraget ryms i regionens högsta andel, %(highest)s."),
    "regions_share_over": msgid("Regionen ger högst %(highest)s. Beloppet är %(asked)s, alltså %(over)s för mycket."),
    "advance_over": msgid("Förskott kan vara högst %(ceiling)s. Det är önskat %(asked)s, alltså %(over)s för mycket."),
    "advance_within": msgid("Förskott kräver särskilda skäl och att ekonomin prövas. Det får vara högst %(ceiling)s."),
    "advance_within_for_reasons": msgid("Förskottet ges av särskilda skäl och ryms i taket, högst %(ceiling)s."),
    "advance_without_reasons": msgid("Förskott ges bara av särskilda skäl. Inga sådana är angivna."),
    "strength_not_tested": msgid("Projektets ekonomi är inte prövad. Det ska den vara innan förskott ges."),
    "covered_elsewhere": msgid(
        "Vi bedömer om åtgärderna omfattas av en annan stödförordning. Då kan bidraget inte ges här."
    ),
    "content_missing": msgid("Ansökan är inte komplett. %(count)s uppgifter eller bilagor saknas."),
    "content_whole": msgid("Ansökan innehåller det som förordningen och regionen kräver."),
    "paid_in_arrears": msgid("Bidraget betalas i efterskott, mot redovisade kostnader som har godkänts."),
    "project_days_unknown": msgid("Skriv när projektet börjar och slutar."),
    "pre_study_long": msgid("En förstudie får pågå högst %(months)s månader."),
    "pre_study_short": msgid("Förstudien ryms inom %(months)s månader."),
    "board_and_calls": msgid("Belopp över %(limit)s beslutas av nämnden och söks normalt i en utlysning."),
    "small_project_instead": msgid(
        "Beloppet är %(asked)s. Belopp till och med %(limit)s söks som mindre projekt, när som helst på året. "
        "Utlysningar är för större belopp."
    ),
    "small_project_within": msgid("Bidraget ryms i det som ett mindre projekt kan få, högst %(highest)s."),
    "small_project_over": msgid(
        "Ett mindre projekt kan få högst %(highest)s. Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
}

APPLICANTS: Final[dict[str, str]] = {
    "applicant_fits": msgid("Ni är %(applicant)s och kan söka stödet."),
    "applicant_kind_unknown": msgid("Ange vilken sorts sökande ni är."),
    "not_for_applicant": msgid("Stödet söks av %(applicants)s. Ni är %(applicant)s."),
    "applicant_may_be_company": msgid(
        "Stödet är för företag. Den som driver näringsverksamhet kan söka. Vi bedömer det."
    ),
    "company_must_benefit_others": msgid(
        "Företag kan få projektmedel om andra har nytta av projektet. Vi bedömer det."
    ),
    "carries_on_no_business": msgid("Stödet är för företag och andra som driver näringsverksamhet. Det gör ni inte."),
    "benefits_nobody_else": msgid(
        "Företag kan få projektmedel bara om andra har nytta av projektet. Här är det bara ert företag som har det."
    ),
    "applicant_judged": msgid(
        "Stödet är för företag som säljer dagligvaror eller drivmedel. Vi bedömer om ni kan få det."
    ),
}

GENERAL: Final[dict[str, str]] = {
    "not_in_force": msgid("Regeln gäller inte för beslut som fattas den %(decided)s."),
    "answer_needed": msgid("Uppgift saknas: %(missing)s."),
    "office_finds_out": msgid("Vi tar reda på det här: %(missing)s."),
    "not_asked_yet": msgid("Stödet kan vara högst %(highest)s. Skriv hur mycket ni söker."),
    "not_asked_of_share": msgid(
        "Räknat på kostnaderna kan stödet vara högst %(highest)s. Andelen är högst %(percent)s procent. "
        "Skriv hur mycket ni söker."
    ),
    "not_asked_of_share_cap": msgid(
        "Stödet kan vara %(percent)s procent av kostnaderna som räknas, dock högst %(highest)s. Skriv hur mycket ni "
        "söker."
    ),
    "not_asked_of_room": msgid(
        "EU:s tak för stöd av mindre betydelse lämnar utrymme för %(room_eur)s euro, det vill säga %(highest)s, "
        "tillsammans med annat sådant stöd. Skriv hur mycket ni söker. %(rate)s"
    ),
    "not_asked_of_regional_room": msgid(
        "Regionens gemensamma tak för tre år lämnar utrymme för %(highest)s. Skriv hur mycket ni söker."
    ),
    "left_to_judgement": msgid("%(rule)s. Vi bedömer det."),
    "good_to_know": msgid("%(rule)s."),
    "checked_before_decision": msgid(
        "Innan vi beslutar kontrollerar vi om stödet ryms i EU:s tak, och informerar er. Ni behöver inte göra något."
    ),
    "starts_before_today": msgid(
        "Arbetet börjar %(starts)s. Om ni skickar in i dag, %(received)s, har det redan börjat. Det som har påbörjats "
        "före ansökan kan inte få stöd."
    ),
    "no_regional_amounts": msgid("Regionen har inga egna belopp för den här stödformen. Förordningen avgör."),
    "started_before_application": msgid(
        "Arbetet börjar %(starts)s, men ansökan kom in först %(received)s. Det som har påbörjats före ansökan "
        "kan inte få stöd."
    ),
    "wages_below_collective_level": msgid(
        "Löner och förmåner ska följa kollektivavtal eller vara likvärdiga. Annars kan stödet inte ges."
    ),
    "in_time_with_fair_wages": msgid("Ansökan kom in i tid, och lönerna följer kollektivavtal eller är likvärdiga."),
    "in_time_if_sent_today": msgid(
        "Om ni skickar in i dag är ansökan i tid. Lönerna följer kollektivavtal eller är likvärdiga."
    ),
    "debt_at_enforcement": msgid(
        "Företaget har skulder för skatt eller avgifter hos Kronofogden och kan inte få stödet."
    ),
    "in_liquidation": msgid("Företaget är i likvidation och kan inte få stödet."),
    "bankrupt": msgid("Företaget är i konkurs och kan inte få stödet."),
    "no_bars": msgid("Företaget har inga skulder hos Kronofogden och är inte i likvidation eller konkurs."),
    "no_consent": msgid("Företaget behöver samtycka till att stödet offentliggörs."),
    "consents": msgid("Företaget samtycker till att stödet offentliggörs."),
    "recovery_order_open": msgid(
        "Företaget har inte betalat tillbaka stöd som EU-kommissionen har krävt åter. Då kan stödet inte betalas."
    ),
    "no_recovery_order": msgid("Företaget har inget obetalt återkrav från EU-kommissionen."),
    "aid_is_published": msgid("Stöd över %(above_eur)s euro offentliggörs inom %(months)s månader."),
    "exemption_has_ended": msgid(
        "Gruppundantagsförordningen gäller till och med %(last)s. Kontrollera vad som gäller nu."
    ),
    "exemption_is_valid": msgid("Gruppundantagsförordningen gäller till och med %(last)s."),
    "exemption_may_end_first": msgid(
        "Gruppundantagsförordningen gäller till och med %(last)s, och beslutet kan komma efter det. Då avgör de regler "
        "som gäller den dag då beslutet fattas."
    ),
    "given_before": msgid("Stödet kan ges en gång, och företaget har fått det förut."),
    "rests_on_article": msgid("Stödet vilar på artikel %(article)s i gruppundantagsförordningen."),
    "share_within": msgid("Stödet ryms i %(percent)s procent av kostnaderna som räknas, det vill säga %(highest)s."),
    "share_over": msgid(
        "Stödet kan vara högst %(highest)s, %(percent)s procent av kostnaderna som räknas. Beloppet är %(asked)s, "
        "alltså %(over)s för mycket."
    ),
    "share_within_cap": msgid("Stödet ryms i %(percent)s procent av kostnaderna som räknas, dock högst %(highest)s."),
    "share_over_cap": msgid(
        "Stödet kan vara %(percent)s procent av kostnaderna som räknas, dock högst %(highest)s. Beloppet är %(asked)s, "
        "alltså %(over)s för mycket."
    ),
    "base_too_small": msgid("Kostnaderna är %(base)s. De ska vara minst %(lowest)s."),
    "asks_too_little": msgid("Stödet ges med minst %(lowest)s. Beloppet är %(asked)s."),
    "below_the_lowest": msgid("Högst %(left)s kan ges, men stödet ges med minst %(lowest)s. Det kan därför inte ges."),
}

COUNTED: Final[dict[str, str]] = {
    "employees": msgid("%(employees)s anställda"),
    "turnover_eur": msgid("omsättning %(turnover_eur)s euro"),
    "balance_eur": msgid("balansomslutning %(balance_eur)s euro"),
}
"""What the size of a company is counted by; a sentence names the figures that are told."""

COMPANY: Final[dict[str, str]] = {
    "is_sme": msgid("Företaget räknas som %(size)s: %(counted)s."),
    "is_sme_in_group": msgid("Med hela koncernen räknad är företaget %(size)s: %(counted)s."),
    "is_large": msgid("Företaget är större än medelstort: %(counted)s."),
    "is_large_in_group": msgid("Med hela koncernen räknad är företaget större än medelstort: %(counted)s."),
    "is_large_by_owners": msgid("Med offentliga ägare räknas företaget inte som litet eller medelstort."),
    "owned_by_public": msgid(
        "Det offentliga äger %(owned)s procent. Från %(limit)s procent räknas företaget inte som litet eller "
        "medelstort."
    ),
    "owned_privately": msgid("Det offentliga äger mindre än %(limit)s procent av företaget."),
    "in_difficulty": msgid("Företaget är i ekonomiska svårigheter. Kontrollera om stödet får ges."),
    "not_in_difficulty": msgid("Företaget är inte i ekonomiska svårigheter."),
    "not_an_sme": msgid("Stödet är för små och medelstora företag. Företaget har %(counted)s."),
    "not_an_sme_in_group": msgid(
        "Stödet är för små och medelstora företag. Med hela koncernen har företaget %(counted)s."
    ),
    "not_an_sme_by_owners": msgid(
        "Stödet är för små och medelstora företag. Med offentliga ägare räknas företaget inte dit."
    ),
    "not_small": msgid("Stödet är för små företag. Företaget har %(counted)s."),
    "not_small_in_group": msgid("Stödet är för små företag. Med hela koncernen har företaget %(counted)s."),
    "not_small_by_owners": msgid("Stödet är för små företag. Med offentliga ägare räknas företaget inte dit."),
    "employs_too_few": msgid("Minst %(least)s person ska vara anställd på heltid. Ni har angett %(employees)s."),
    "employs_too_many": msgid("Högst %(most)s personer får arbeta i företaget. Ni har angett %(employees)s."),
    "not_full_time": msgid("Den som leder företaget ska arbeta i det på heltid."),
    "full_time_within_a_year": msgid(
        "Den som leder företaget ska arbeta minst halvtid, och heltid inom ett år. Vi bedömer det."
    ),
    "company_too_old": msgid(
        "Företaget registrerades %(registered)s. Det får vara högst %(years)s år gammalt när ansökan kommer in, om det "
        "inte leds av en kvinna eller av en person som är född utanför Norden och har bott i Sverige kortare tid än "
        "%(newcomer)s år."
    ),
    "age_exempt_woman": msgid("Åldersgränsen på %(years)s år gäller inte för företag som leds av en kvinna."),
    "age_exempt_newcomer": msgid(
        "Åldersgränsen på %(years)s år gäller inte när den som leder företaget är född utanför Norden och har bott i "
        "Sverige kortare tid än %(newcomer)s år."
    ),
    "not_the_targeted_group": msgid(
        "Stödet är för företag som leds av kvinnor eller av personer födda utanför Norden som nyligen kommit hit."
    ),
    "owns_too_little": msgid("Den som leder företaget ska äga minst %(least)s procent. Ni har angett %(owned)s."),
    "sells_groceries_or_fuel": msgid("Butiker och drivmedelsstationer söker stöd till kommersiell service i stället."),
    "does_not_own_premises": msgid("Företaget ska äga sin lokal."),
    "measure_confirmed": msgid(
        "Vi bedömer åtgärden. En energirådgivare eller en energikartläggning kan behöva styrka den."
    ),
    "machines_within_base": msgid(
        "Kostnaderna, %(base)s, ryms inom %(limit)s. Då får även maskiner och inventarier tas med."
    ),
    "cut_to_base": msgid("Kostnaderna är %(base)s. Bara %(limit)s räknas när maskiner och inventarier är med."),
    "hard_costs_left_out": msgid("Kostnader för maskiner, inventarier och byggnader räknas inte med: %(cost)s."),
    "share_judged": msgid(
        "Vi bedömer hur stor andel ni kan få, minst %(lowest)s procent, och om villkoren i övrigt är uppfyllda."
    ),
    "rate_unknown": msgid("Stödets nivå är inte fastställd. Vi bedömer hur mycket som kan ges."),
    "sustainability_shown": msgid("Vi bedömer hur företaget arbetar med hållbarhet. Bifoga underlag."),
    "not_in_county": msgid("Företaget ska ha säte och arbetsplats i länet."),
    "innovative_and_not_on_market": msgid("Vi bedömer om idén är ny och ännu inte finns på marknaden."),
    "novelty_verified": msgid("Nyheten ska vara skriftligt bekräftad av en oberoende part. Vi bedömer intyget."),
    "own_work_cut": msgid(
        "Eget arbete är upptaget med %(own)s. %(counted)s räknas, eftersom det får vara högst lika mycket som "
        "övriga kostnader, %(bought)s."
    ),
    "own_work_within": msgid("Eget arbete räknas med %(counted)s."),
    "meant_for_the_smallest": msgid("Stödet är främst för de minsta företagen. Vi bedömer det."),
    "complete_in_time": msgid("Arbetet ska normalt vara klart inom %(years)s år från beslutet. Vi bedömer det."),
}

PLACE: Final[dict[str, str]] = {
    "on_the_map": msgid("Platsen ligger i stödområde %(area)s."),
    "outside_the_map": msgid("Platsen ligger utanför regionalstödskartan. Där kan stödet inte ges."),
    "outside_the_map_lower_share": msgid("Platsen ligger utanför regionalstödskartan. Det ger en lägre andel."),
    "area_by_municipality": msgid("%(municipality)s räknas till stödområde %(area)s."),
    "outside_the_region": msgid("%(municipality)s ligger utanför regionen. Sök hos den region där verksamheten finns."),
    "district_not_covered": msgid("Stödet ges bara i %(districts)s. Ni har angett %(district)s."),
    "in_the_town": msgid("Stödet ges inte i tätorten %(municipality)s."),
    "town_judged": msgid("Stödet ges inte i tätorten %(municipality)s. Vi bedömer var verksamheten ligger."),
    "not_inland": msgid("Stödet ges i inlandet och i några andra kommuner, men inte i %(municipality)s."),
}

AID: Final[dict[str, str]] = {
    "room_within": msgid(
        "Stödet ryms i det som EU:s tak för stöd av mindre betydelse lämnar: %(room_eur)s euro, det vill säga "
        "%(highest)s, tillsammans med annat sådant stöd. %(rate)s"
    ),
    "room_over": msgid(
        "EU:s tak för stöd av mindre betydelse lämnar %(room_eur)s euro, det vill säga %(highest)s. Beloppet är "
        "%(asked)s, alltså %(over)s för mycket. %(rate)s"
    ),
    "no_room_left": msgid(
        "Företaget har redan fått %(used_eur)s euro av högst %(ceiling_eur)s euro. Det finns inget utrymme kvar."
    ),
    "regional_room_within": msgid("Stödet ryms i det som regionens gemensamma tak för tre år lämnar, %(highest)s."),
    "regional_room_over": msgid(
        "Regionens gemensamma tak för tre år lämnar %(highest)s. Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
    "aid_counts_after": msgid("Stöd som har beviljats efter %(after)s räknas med."),
    "other_aid_unknown": msgid("Ange om ni har sökt eller fått annat stöd för samma kostnader."),
    "other_aid_adds_up": msgid("Annat stöd för samma kostnader, %(other)s, läggs ihop med det här."),
}

INVESTMENT: Final[dict[str, str]] = {
    "small_enough_for_special_aid": msgid("Företaget är litet eller medelstort och kan få särskilt investeringsstöd."),
    "vehicles_left_out": msgid("Fordon kan inte få stöd. %(cost)s räknas inte med."),
    "costs_left_out": msgid("Löpande kostnader och eget arbete kan inte få stöd. %(cost)s räknas inte med."),
    "other_costs_within": msgid(
        "Andra nödvändiga kostnader ryms i sin del av stödet. Stödet kan vara högst %(highest)s."
    ),
    "other_costs_over": msgid(
        "Andra nödvändiga kostnader får ge högst %(most_to_other)s av stödet, som därför kan vara högst %(highest)s. "
        "Beloppet är %(asked)s, alltså %(over)s för mycket."
    ),
    "growth_without_distortion": msgid("Vi bedömer om stödet ger tillväxt och jobb utan att störa konkurrensen."),
    "forwarded_large": msgid(
        "Investeringen är %(investment)s. Över %(limit)s beslutar Tillväxtverket, och ärendet lämnas dit."
    ),
    "forwarded_moving": msgid("Verksamheten flyttar mellan län. Då beslutar Tillväxtverket, och ärendet lämnas dit."),
    "the_region_decides": msgid("Regionen beslutar, eftersom investeringen är högst %(limit)s."),
    "security_given": msgid("Säkerhet är ställd."),
    "security_before_payment": msgid("Säkerhet är inte ställd. Ingenting betalas ut innan den är det."),
    "investment_too_large": msgid("Investeringen är %(investment)s. Den får vara högst %(limit)s."),
    "soft_costs_left_out": msgid("Bara byggnader, mark, maskiner och inventarier räknas. %(cost)s räknas inte med."),
    "need_of_support": msgid("Vi bedömer om företaget behöver stödet."),
}

GUIDE: Final = {
    "group_figures_needed": msgid(
        "Du har svarat att företaget hör ihop med andra. Då räknas även deras anställda, omsättning och "
        "balansomslutning. Du fyller i dem i ansökan, och där står det om företaget är för stort för stödet."
    ),
    "purpose_unknown": msgid("Du har inte svarat på vad du vill göra."),
    "other_purpose": msgid("Stödet är till för något annat än det du vill göra."),
    "has_begun": msgid("Du har redan börjat. Det som har påbörjats före ansökan kan inte få stöd."),
}

RULE_SENTENCE: Final = joined(APPLICANTS, GENERAL, PROJECT, COMPANY, PLACE, AID, INVESTMENT, SERVICE, GUIDE)
