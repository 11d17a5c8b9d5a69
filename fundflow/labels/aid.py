"""What the regulations of the union that aid is given under are called."""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.aid import AidRegime
from fundflow.i18n import msgid

REGIME: Final[Mapping[AidRegime, str]] = {
    AidRegime.DE_MINIMIS: msgid("Stöd av mindre betydelse"),
    AidRegime.SGEI: msgid("Stöd av mindre betydelse för tjänst av allmänt ekonomiskt intresse"),
    AidRegime.GBER: msgid("Stöd enligt gruppundantaget"),
}
