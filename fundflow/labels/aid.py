"""What the regulations of the union that aid is given under are called, and the sizes of companies by its terms."""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.aid import AidRegime
from fundflow.domain.size import SizeClass
from fundflow.i18n import msgid

REGIME: Final[Mapping[AidRegime, str]] = {
    AidRegime.DE_MINIMIS: msgid("Stöd av mindre betydelse"),
    AidRegime.SGEI: msgid("Stöd av mindre betydelse för tjänst av allmänt ekonomiskt intresse"),
    AidRegime.GBER: msgid("Stöd enligt gruppundantaget"),
}

SIZE: Final[Mapping[SizeClass, str]] = {
    SizeClass.MICRO: msgid("ett mikroföretag"),
    SizeClass.SMALL: msgid("ett litet företag"),
    SizeClass.MEDIUM: msgid("ett medelstort företag"),
    SizeClass.LARGE: msgid("ett stort företag"),
}
