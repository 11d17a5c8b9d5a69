"""The sentence of every finding, and how its source is written."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from babel.lists import format_list

from fundflow.domain.concepts import OUTSIDE_COUNTY, ApplicantKind
from fundflow.domain.findings import Figure, Finding, LegalSource, SourceStatus
from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.domain.size import SizeClass
from fundflow.domain.texts import Text
from fundflow.i18n import msgid
from fundflow.labels.aid import SIZE
from fundflow.labels.amounts import SWEDISH, decimal_text, grouped, kronor_text, long_day, long_moment
from fundflow.labels.applicants import ONE_APPLICANT, applicants_text
from fundflow.labels.concepts import CONCEPT
from fundflow.labels.doubt_sentences import DOUBT_SENTENCE
from fundflow.labels.people_sentences import PEOPLE_SENTENCE
from fundflow.labels.provisions import provision_text
from fundflow.labels.published import PUBLISHED_SENTENCE, published_text
from fundflow.labels.rule_sentences import COUNTED, RULE_SENTENCE
from fundflow.labels.service_places import PLACE_SENTENCE
from fundflow.labels.states import STATE
from fundflow.labels.tables import joined

_SENTENCE: Final[dict[str, str]] = {
    # who and when
    "wrong_state": msgid("Ärendet är i läget ”%(state)s”. Där kan det här inte göras."),
    "not_now": msgid("Det går inte i det läge ärendet är nu. På ärendets sida står vad som kan göras."),
    "not_permitted": msgid("Din roll får inte göra det här."),
    "may_not_sign": msgid("Du har inte rätt att skicka in för sökanden. Be en kollega som får teckna att göra det."),
    "may_not_edit": msgid("Du har inte rätt att skriva för sökanden."),
    "own_case": msgid("Du företräder sökanden. Någon annan på regionen ska göra det här."),
    "is_withdrawn": msgid("Sökanden har återkallat ansökan. Den kan bara skrivas av."),
    "no_officer": msgid("Ärendet har ingen handläggare. Ta det själv eller tilldela en kollega."),
    "grant_type_closed": msgid("%(what)s går inte att söka just nu."),
    "call_upcoming": msgid("Utlysningen ”%(what)s” öppnar %(opens)s. Skicka in då."),
    "call_closed": msgid("Utlysningen ”%(what)s” stängde %(closes)s. Det går inte att skicka in längre."),
    "call_needed": msgid("%(what)s söks i en utlysning. Just nu är ingen öppen."),
    "completion_day_ahead": msgid("Sökanden har till och med %(day)s på sig att komplettera."),
    "completion_day_passed": msgid("Sista dagen måste vara en kommande arbetsdag."),
    "completion_empty": msgid("Välj minst en uppgift eller bilaga att komplettera, och skriv varför."),
    "signatory_not_confirmed": msgid(
        "Rätten att teckna för sökanden är inte bekräftad. Kontrollera fullmakt eller registreringsbevis och bekräfta."
    ),
    # what is missing
    "answer_missing": msgid("Svara på ”%(what)s”."),
    "answers_left": msgid("%(count)s frågor på sidan är inte besvarade än."),
    "answer_unreadable": msgid("Svaret på ”%(what)s” går inte att läsa. Skriv det på ett annat sätt."),
    "year_far_away": msgid(
        "%(year)s ligger för långt bort. Skriv ett år från %(first_year)s till och med %(last_year)s."
    ),
    "ends_before_start": msgid("Det börjar %(day)s. Skriv en slutdag efter den."),
    "area_elsewhere": msgid(
        "Området ”%(what)s” hör till en annan prioritering. Välj ett inom ”%(priority)s”, eller ändra prioritering."
    ),
    "district_elsewhere": msgid("%(what)s ligger i en annan kommun. Välj en del av kommunen som ni har valt."),
    "deso_elsewhere": msgid(
        "DeSO-området %(what)s ligger i en annan kommun. Koder i kommunen som ni har valt börjar med %(begins)s."
    ),
    "deso_no_code": msgid(
        "”%(what)s” är ingen kod för ett DeSO-område. En kod är fyra siffror, bokstaven A, B eller C och fyra siffror, "
        "till exempel 2480C1050."
    ),
    "lowest_ceiling": msgid("Det finns flera tak. Det lägsta avgör: ni kan få högst %(most)s."),
    "answer_too_long": msgid("Svaret på ”%(what)s” är %(over)s tecken för långt. Det får ha högst %(most)s tecken."),
    "row_field_missing": msgid("%(row)s: fyll i ”%(what)s”."),
    "attachment_missing": msgid("Lägg till bilagan ”%(what)s”."),
    "not_truthful": msgid("Intyga att uppgifterna är riktiga."),
    # budget
    "financing_short": msgid("Kostnader och finansiering ska vara lika stora. Det saknas %(gap)s."),
    "financing_over": msgid("Kostnader och finansiering ska vara lika stora. Finansieringen är %(gap)s för stor."),
    "in_kind_differs": msgid(
        "Bidrag i annat än pengar ska vara lika stort i kostnaderna (%(costs)s) som i finansieringen (%(financing)s)."
    ),
    "in_kind_equal": msgid("Bidrag i annat än pengar är lika stort i kostnader och finansiering: %(costs)s."),
    "cost_kind_not_allowed": msgid("”%(what)s” får inte tas upp med det sätt att räkna kostnader som ni har valt."),
    "flat_rate_covers": msgid("Ni räknar med ”%(method)s”. Kostnader som schablonen täcker får inte tas upp för sig."),
    # assessment
    "gate_not_judged": msgid("”%(criterion)s” är en grind och ska bedömas med motivering."),
    "gate_will_be_judged": msgid("Vi bedömer ”%(criterion)s”. Det måste vara uppfyllt för att ni ska kunna få stöd."),
    "gate_passed": msgid("”%(criterion)s”: det är uppfyllt."),
    "gate_failed": msgid("”%(criterion)s”: det är inte uppfyllt, och ansökan kan därför inte beviljas."),
    "criterion_not_judged": msgid("Bedöm ”%(criterion)s” och skriv varför."),
    # decision
    "message_empty": msgid("Skriv meddelandet."),
    "grounds_missing": msgid("Skriv skälen för beslutet."),
    "amount_missing": msgid("Skriv vilket belopp du föreslår."),
    "more_than_applied_for": msgid("Det är sökt %(highest)s. Förslaget är %(over)s högre."),
    "nothing_proposed": msgid("Det finns inget förslag att besluta om."),
    "proposal_open": msgid("Det finns redan ett förslag som väntar på beslut."),
    "prepared_by_decider": msgid("Du har berett ärendet. Någon annan ska fatta beslutet."),
    "no_delegation_item": msgid("Delegationsordningen har ingen punkt för beslutet."),
    "outside_delegation": msgid(
        "Beslut om %(amount)s fattas av %(position)s enligt delegationsordningen, punkt %(item)s."
    ),
    "board_decides": msgid("Beslut om %(amount)s fattas av nämnden enligt delegationsordningen, punkt %(item)s."),
    "meeting_missing": msgid("Nämnden beslutar. Skriv sammanträdesdag och paragraf."),
    "frame_exceeded": msgid("Beslutsramen för %(year)s räcker inte. Kvar finns %(left)s, beslutet gäller %(asked)s."),
    "frame_holds": msgid("Beslutsramen för %(year)s räcker. Kvar före beslutet finns %(left)s."),
    "no_frame": msgid("Ingen beslutsram är registrerad för %(year)s."),
    "return_reason_missing": msgid("Skriv varför förslaget återlämnas."),
    "not_dispatchable": msgid("Beslutet är inte fattat eller redan skickat."),
    # money
    "paid_over_grant": msgid(
        "Utbetalningarna får inte bli större än det som är beviljat, %(highest)s. De blir %(over)s för stora."
    ),
    "paid_over_entitled": msgid(
        "De godkända kostnaderna ger rätt till %(highest)s. Utbetalningarna blir %(over)s för stora."
    ),
    "settled_over_advanced": msgid("Mer än förskottet kan inte räknas av. Det är %(over)s för mycket."),
    "ledger_below_zero": msgid("Bokföringen skulle bli mindre än noll."),
    "claim_over_left": msgid(
        "Det återstår %(highest)s av bidraget att betala ut. Kostnaderna i ansökan ger %(share)s. Ansökan kan skickas, "
        "men %(over)s av det kan inte betalas ut."
    ),
    "claim_over_with_others": msgid(
        "Det återstår %(highest)s av bidraget att betala ut. Kostnaderna i ansökan ger %(share)s, och de ansökningar "
        "som väntar på beslut ger %(ahead)s. Godkänns allt kan %(over)s inte betalas ut."
    ),
    "claim_nothing_left": msgid(
        "Hela bidraget är redan utbetalt eller beslutat. Kostnaderna i ansökan ger %(share)s, och inget av det kan "
        "betalas ut."
    ),
    "claim_rows_too_many": msgid("En ansökan kan ha högst %(limit)s kostnader. Dela upp den på flera ansökningar."),
    "claim_rows_missing": msgid("Lägg till minst en kostnad."),
    "claim_cost_ahead": msgid(
        "Rad %(row)s: kostnaden är betald %(day)s, som inte har varit än. Ta upp den när den är betald."
    ),
    "row_field_unreadable": msgid("%(row)s: ”%(what)s” går inte att läsa. Skriv det på ett annat sätt."),
    "row_is_credit": msgid(
        "%(row)s: ”%(what)s” kan inte vara mindre än noll. En kreditering dras av från den kostnad som den hör till: "
        "skriv vad som är kvar av kostnaden."
    ),
    "claim_outside_year": msgid("Ansökan gäller %(year)s. Perioden ska ligga inom det kalenderåret."),
    "claim_year_not_over": msgid(
        "Bidraget betalas ut i efterskott för hela kalenderåret. Skicka ansökan när %(year)s är slut."
    ),
    "claim_over_delivery": msgid(
        "Det som är redovisat för %(year)s ger %(gives)s av bidraget, men förordningen tillåter högst %(highest)s: "
        "%(percent)s procent av nettokostnaden %(net)s är %(by_share)s, och %(per_occasion)s för var och en av "
        "%(occasions)s leveranser är %(by_occasion)s. Ansökan kan skickas, men högst %(now)s kan betalas ut."
    ),
    "lump_sum_differs": msgid(
        "Rad %(row)s: en klumpsumma söks med leveransens namn och hela belopp, så som de står i budgeten."
    ),
    "lump_sum_again": msgid("Rad %(row)s: leveransen är redan med i en annan ansökan om utbetalning."),
    "lump_sum_whole": msgid("Rad %(row)s: en klumpsumma godkänns hel eller inte alls."),
    "claim_period_missing": msgid("Skriv vilken period ansökan gäller."),
    "claim_period_order": msgid("Periodens sista dag ligger före den första."),
    "claim_vouchers_missing": msgid("Lägg till minst ett underlag som visar kostnaderna."),
    "claim_not_open": msgid("Ansökan om utbetalning kan inte ändras längre."),
    "claim_row_not_judged": msgid("Bedöm varje kostnad. %(count)s återstår."),
    "claim_rows_judged": msgid("Varje kostnad är bedömd."),
    "condition_met": msgid("Villkoret ”%(what)s” är uppfyllt."),
    "evidence_missing": msgid("Skriv vad som visar att villkoret är uppfyllt."),
    "final_report_approved": msgid("Slutrapporten är godkänd."),
    "row_reason_missing": msgid("Rad %(row)s: skriv varför kostnaden inte godkänns."),
    "row_amount_too_high": msgid("Rad %(row)s: skriv ett godkänt belopp som är lägre än det redovisade."),
    "payout_over": msgid(
        "De godkända kostnaderna ger rätt till %(entitled)s. Högst %(highest)s kan betalas ut nu; "
        "%(asked)s är %(over)s för mycket."
    ),
    "payout_over_grant": msgid(
        "Det återstår %(left)s av bidraget. Högst %(highest)s kan betalas ut nu; %(asked)s är %(over)s för mycket."
    ),
    "payout_over_delivery": msgid(
        "Förordningen tillåter högst %(ceiling)s för %(year)s: %(percent)s procent av nettokostnaden %(net)s är "
        "%(by_share)s, och %(per_occasion)s för var och en av %(occasions)s leveranser är %(by_occasion)s. Högst "
        "%(highest)s kan betalas ut nu; %(asked)s är %(over)s för mycket."
    ),
    "payout_delivery_too_small": msgid(
        "Nettokostnaden för %(year)s är %(net)s. Den ska vara minst %(least)s, ett halvt prisbasbelopp. Inget kan "
        "betalas ut."
    ),
    "payout_price_base_unknown": msgid(
        "Prisbasbeloppet för %(year)s är inte inlagt. Nettokostnaden ska vara minst hälften av det, så inget "
        "kan betalas ut innan beloppet är inlagt."
    ),
    "delivery_allows": msgid(
        "Förordningen tillåter högst %(highest)s för %(year)s: %(percent)s procent av nettokostnaden %(net)s är "
        "%(by_share)s, och %(per_occasion)s för var och en av %(occasions)s leveranser är %(by_occasion)s."
    ),
    "delivery_too_small": msgid(
        "Nettokostnaden för %(year)s är %(net)s. Den ska vara minst %(least)s, ett halvt prisbasbelopp, för att bidrag "
        "ska kunna betalas ut."
    ),
    "delivery_paid_over": msgid(
        "Det som är utbetalt eller beslutat är %(paid)s, men det som är redovisat för %(year)s ger bara rätt till "
        "%(right)s. Skillnaden är %(over)s. Regionen prövar om den ska betalas tillbaka."
    ),
    "delivery_fees_missing": msgid("Sökanden har inte uppgett hushållens avgifter. Skriv beloppet och varför."),
    "delivery_occasions_missing": msgid("Sökanden har inte uppgett antalet leveranser. Skriv antalet och varför."),
    "delivery_fees_emptied": msgid("Skriv hushållens avgifter i kronor. Noll är också ett svar."),
    "delivery_occasions_emptied": msgid("Skriv antalet leveranser eller resor. Noll är också ett svar."),
    "delivery_fees_reason_missing": msgid("Skriv varför hushållens avgifter är ett annat belopp."),
    "delivery_occasions_reason_missing": msgid("Skriv varför antalet leveranser är ett annat."),
    "reviewer_decides": msgid("Du har granskat ansökan om utbetalning. Någon annan ska fatta beslutet."),
    "payment_conditions": msgid("Villkoret ”%(what)s” ska vara uppfyllt innan något betalas ut."),
    "bank_details_missing": msgid("Sökanden har inget konto för utbetalning registrerat."),
    "bank_details_not_confirmed": msgid(
        "Sökandens konto är inte bekräftat. Kontrollera mot ett underlag att kontot är sökandens, och bekräfta det."
    ),
    "bank_details_locked": msgid(
        "En utbetalning är anordnad till kontot. Det kan ändras när den är betald eller återkallad."
    ),
    "bank_details_replaced": msgid("Sökanden har lämnat ett nyare konto. Bedöm det i stället."),
    "bank_evidence_missing": msgid("Skriv vad som visar om kontot är sökandens."),
    "payment_involved": msgid(
        "Du har granskat eller beslutat i ärendet. Någon annan ska anordna och bekräfta utbetalningen."
    ),
    "payment_same_person": msgid("Du har anordnat utbetalningen. Någon annan ska bekräfta den."),
    "payment_day_wrong": msgid("Betalningsdagen ska ligga mellan beslutsdagen och i dag."),
    "payment_wrong_state": msgid("Utbetalningen är inte i det läget längre."),
    "claims_open": msgid("Ansökningar om utbetalning som inte är klara: %(count)s."),
    "payments_open": msgid("Utbetalningar som inte är klara: %(count)s."),
    # frames
    "frame_year_odd": msgid("Året %(year)s ser fel ut. Skriv ett år mellan 2000 och 2100."),
    "frame_amount_missing": msgid("Skriv hur mycket ramen eller målet ändras."),
    "frame_reference_missing": msgid("Skriv vilket beslut ändringen vilar på, med diarienummer och paragraf."),
    "frame_change_known": msgid("Samma ändring är redan registrerad."),
    "frame_below_zero": msgid("Mer än det som är beslutat kan inte dras av. Ramen är %(highest)s."),
    # calls
    "call_title_missing": msgid("Skriv vad utlysningen heter."),
    "call_figure_published": msgid(
        "%(name)s är ett tal som regionen lägger in efter hand. Det kan inte stå i en text, eftersom dagen och källan "
        "inte syns där."
    ),
    "call_figure_unknown": msgid("%(name)s är ingen siffra i de regler som gäller i dag. Kontrollera namnet."),
    "call_text_missing": msgid("Skriv vad utlysningen är till för och vem som kan söka."),
    "call_opening_missing": msgid("Skriv dag och klockslag då utlysningen öppnar."),
    "call_closing_missing": msgid("Skriv dag och klockslag då utlysningen stänger."),
    "call_order": msgid("Utlysningen ska stänga efter att den har öppnat."),
    "call_frame_odd": msgid("Skriv hur mycket pengar som finns att fördela, eller lämna fältet tomt."),
    "call_has_opened": msgid("Utlysningen öppnade %(opens)s. Den tiden kan inte ändras efteråt."),
    "call_shortened": msgid("Utlysningen är lovad till %(closes)s. Den kan förlängas men inte kortas."),
    "call_over": msgid("Utlysningen stänger %(closes)s, som redan har varit. Ge den en senare tid först."),
    # reports
    "indicator_missing": msgid("Skriv vad ni har nått av ”%(what)s”. Noll är också ett svar."),
    "counted_less": msgid("”%(what)s”: %(now)s är färre än i förra rapporten, %(before)s. Räkna från starten."),
    "count_part_missing": msgid("Skriv kvinnor, män och okänt för ”%(what)s”. Noll är också ett svar."),
    "report_not_waiting": msgid("Rapporten väntar inte på oss. Den är inte inskickad, eller redan bedömd."),
    "report_reason_missing": msgid("Skriv vad som behöver ändras i rapporten."),
    "report_not_open": msgid("Rapporten kan inte ändras längre."),
    "final_report_not_approved": msgid("Slutrapporten är inte godkänd."),
    # files
    "file_empty": msgid("Filen ”%(file)s” är tom."),
    "file_type_refused": msgid(
        "Filen ”%(file)s” är av en typ som vi inte tar emot. Skicka pdf, docx, xlsx, png eller jpg."
    ),
    "file_name_misleads": msgid(
        "Namnet på filen ”%(file)s” hör inte till innehållet. Spara filen på nytt och skicka den."
    ),
    "file_too_large": msgid("Filen ”%(file)s” är för stor. En fil får vara högst %(limit)s MB."),
    "case_too_large": msgid("Bilagorna blir tillsammans för stora. Gränsen är %(limit)s MB."),
    "too_many_files": msgid("Bara en fil av slaget ”%(what)s” kan lämnas. Ta bort den som finns, eller byt ut den."),
    "attachment_closed": msgid("Bilagor kan inte ändras i det här läget."),
}

SENTENCE: Final = joined(_SENTENCE, DOUBT_SENTENCE, PEOPLE_SENTENCE, PLACE_SENTENCE, PUBLISHED_SENTENCE, RULE_SENTENCE)


def finding_text(finding: Finding, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return the sentence of a finding with its figures, in the reader's language."""
    written = {name: figure_text(name, figure, translate, language) for name, figure in finding.figures.items()}
    counted = [translate(text) % written for name, text in COUNTED.items() if name in written]
    return translate(SENTENCE[finding.code]) % {**written, "counted": format_list(counted, locale=language)}


_THE_PLACE: Final = msgid("Platsen")
_PLAIN_DAYS: Final = frozenset({"received", "starts", "registered", "after", "first", "last", "decided"})


def figure_text(name: str, figure: Figure, translate: Callable[[str], str], language: str) -> str:
    """Return a figure as sentences write it; ``name`` tells what it is of."""
    if isinstance(figure, Money):
        return kronor_text(figure, language)
    if isinstance(figure, Text):
        return figure.read_in(language)
    if isinstance(figure, date):
        return _day_written(name, figure, language)
    if isinstance(figure, Decimal):
        return decimal_text(figure, language)
    if isinstance(figure, EuroRate | PriceBase):
        return published_text(figure, translate, language)
    if isinstance(figure, str):
        return _coded(name, figure, translate, language)
    return str(figure) if name.endswith("year") else grouped(figure)


def _coded(name: str, code: str, translate: Callable[[str], str], language: str) -> str:
    """Return what a code is called; a text that is none is itself."""
    match name:
        case "missing":
            return ", ".join(translate(CONCEPT.get(one, one)) for one in code.split(", "))
        case "applicant":
            return translate(ONE_APPLICANT[ApplicantKind(code)])
        case "applicants":
            return applicants_text(code.split(", "), translate, language)
        case "municipality" if code == OUTSIDE_COUNTY:
            return translate(_THE_PLACE)
        case "size":
            return translate(SIZE[SizeClass(code)])
        case "state":
            return next((label.office for state, label in STATE.items() if state == code), code)
        case _:
            return code


def _day_written(name: str, day: date, language: str) -> str:
    if isinstance(day, datetime):
        return long_moment(day, language)
    return long_day(day, weekday=name not in _PLAIN_DAYS, language=language)


_DOUBT: Final = {
    SourceStatus.PARTLY: msgid("delvis kontrollerad"),
    SourceStatus.UNVERIFIED: msgid("inte kontrollerad"),
}


def source_text(source: LegalSource, translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return a source as ``A6, (2003:596) 5 §``; what is not fully verified says so."""
    provision = provision_text(source.provision, translate, language)
    where = f"({source.act}) {provision}" if source.act else provision
    doubt = f", {translate(_DOUBT[source.status])}" if source.status in _DOUBT else ""
    return f"{source.rule}, {where}{doubt}"


_PLAIN_DOUBT: Final = {
    SourceStatus.PARTLY: msgid("Vi har inte kunnat bekräfta allt i regeln. Handläggaren kontrollerar."),
    SourceStatus.UNVERIFIED: msgid("Vi har inte kunnat bekräfta regeln. Handläggaren kontrollerar."),
}


def plain_source_parts(
    source: LegalSource, kind_of_act: str = "", translate: Callable[[str], str] = str, language: str = SWEDISH
) -> tuple[str, str]:
    """Return a source to whoever applies, as ``Förordning (2003:596) 5 §.``: no id; and any doubt in a sentence."""
    provision = provision_text(source.provision, translate, language)
    where = f"{kind_of_act} ({source.act}) {provision}".strip() if source.act else provision
    doubt = translate(_PLAIN_DOUBT[source.status]) if source.status in _PLAIN_DOUBT else ""
    return f"{where[:1].upper()}{where[1:]}.", doubt


def sources_text(sources: Iterable[LegalSource], translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return several sources, one after the other."""
    return "; ".join(source_text(one, translate, language) for one in sources)
