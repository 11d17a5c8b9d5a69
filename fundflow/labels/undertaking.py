"""What relations in a group, currencies and leaders are called."""

from typing import Final

from fundflow.domain.currencies import Currency
from fundflow.domain.gender import LeaderGender
from fundflow.domain.undertaking import Relation
from fundflow.i18n import msgid

RELATION: Final[dict[Relation, str]] = {
    Relation.LINKED: msgid("Anknutet, minst 50 procent"),
    Relation.PARTNER: msgid("Partner, 25 till 50 procent"),
}

CURRENCY: Final[dict[Currency, str]] = {Currency.SEK: msgid("Kronor"), Currency.EUR: msgid("Euro")}

LEADER: Final[dict[LeaderGender, str]] = {
    LeaderGender.WOMAN: msgid("En kvinna"),
    LeaderGender.MAN: msgid("En man"),
    LeaderGender.OTHER: msgid("Annat, eller vill inte svara"),
}
