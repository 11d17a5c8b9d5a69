"""What the register of service places calls goods, supports and facts."""

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
