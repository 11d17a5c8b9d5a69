"""What the register of service places calls goods, supports and facts, and what it says of what is written there."""

from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.service_places import Goods, PointOfSale, RunningAid
from fundflow.i18n import msgid

GOODS: Final[dict[Goods, str]] = {Goods.GROCERIES: msgid("Dagligvaror"), Goods.FUEL: msgid("Drivmedel")}
POINT_OF_SALE: Final[dict[PointOfSale, str]] = {
    PointOfSale.FIXED: msgid("Fast butik eller station"),
    PointOfSale.MOBILE: msgid("Rullande butik"),
}
RUNNING_AID: Final[dict[RunningAid, str]] = {
    RunningAid.SERVICE_GRANT: msgid("Servicebidrag"),
    RunningAid.OPERATING: msgid("Särskilt driftstöd"),
}
FACT: Final[dict[Concept, str]] = {
    Concept.SERVICE_GOODS: msgid("Säljer"),
    Concept.POINT_OF_SALE: msgid("Försäljning"),
    Concept.DISTANCE_KM: msgid("Avstånd till nästa ställe"),
    Concept.ISLAND_WITHOUT_FIXED_LINK: msgid("På en ö utan broförbindelse"),
    Concept.OPEN_ALL_YEAR: msgid("Öppet hela året"),
    Concept.SGEI_OPENING_HOURS: msgid("Öppettider"),
    Concept.WIDE_GROCERY_RANGE: msgid("Brett utbud av dagligvaror"),
    Concept.SGEI_ASSORTMENT: msgid("Sortiment"),
    Concept.GROCERY_TURNOVER: msgid("Omsättning av dagligvaror året före"),
    Concept.SERVICEBIDRAG_SAME_YEAR: msgid("Servicebidrag samma år"),
    Concept.DRIFTSTOD_SAME_YEAR: msgid("Särskilt driftstöd samma år"),
    Concept.SERVICEBIDRAG_YEARS_BEFORE: msgid("År med servicebidrag förut"),
}
FIELD: Final[dict[str, str]] = {
    "name": msgid("Namn"),
    "municipality_code": msgid("Kommun"),
    "address": msgid("Adress"),
    "point_of_sale": msgid("Försäljning"),
    "latitude": msgid("Latitud"),
    "longitude": msgid("Longitud"),
    "opened_on": msgid("Öppnade"),
    "closed_on": msgid("Lades ned"),
}
"""The fields of a place itself, by name."""

PLACE_SENTENCE: Final[dict[str, str]] = {
    "place_name_missing": msgid("Skriv vad stället heter."),
    "place_municipality_unknown": msgid("Välj kommun."),
    "place_closes_before_opening": msgid("Stället öppnade %(opened)s. Det kan inte ha lagts ned före det."),
    "place_half_a_position": msgid("Skriv både latitud och longitud, eller lämna båda tomma."),
    "place_outside_sweden": msgid("Skriv en koordinat i Sverige, mellan %(from)s och %(to)s grader."),
    "place_sells_nothing": msgid("Välj vad stället säljer."),
    "place_distance_odd": msgid("Skriv avståndet i kilometer, mellan 0 och 1 000."),
    "place_day_ahead": msgid("Dagen har inte kommit än. Skriv dagen i dag eller en tidigare."),
    "place_source_missing": msgid("Skriv varifrån uppgiften kommer."),
    "place_turnover_year_odd": msgid(
        "Omsättningen för %(year)s kan inte läggas in. Skriv ett år från 1990 till %(last)s."
    ),
    "place_aid_year_odd": msgid("Stödet kan inte gälla %(year)s när det beslutades ett annat år. Kontrollera åren."),
    "place_aid_amount_missing": msgid("Skriv hur stort stödet var."),
    "place_reason_missing": msgid("Skriv varför uppgiften är fel."),
    "place_aid_corrected": msgid("Uppgiften är redan rättad."),
    "case_without_place": msgid("Ärendet gäller ett stöd som inte ges till ett serviceställe."),
}
