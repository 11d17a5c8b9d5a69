"""What kinds of applicant are called within a sentence: one of them, and all of them."""

from collections.abc import Callable, Iterable
from typing import Final

from babel.lists import format_list

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.programme import GrantType
from fundflow.i18n import msgid
from fundflow.labels.amounts import SWEDISH

ONE_APPLICANT: Final[dict[ApplicantKind, str]] = {
    ApplicantKind.COMPANY: msgid("ett företag"),
    ApplicantKind.SOLE_TRADER: msgid("en enskild firma"),
    ApplicantKind.MUNICIPALITY: msgid("en kommun"),
    ApplicantKind.REGION: msgid("en region"),
    ApplicantKind.UNIVERSITY: msgid("ett universitet eller en högskola"),
    ApplicantKind.AUTHORITY: msgid("en myndighet"),
    ApplicantKind.ASSOCIATION: msgid("en förening eller stiftelse"),
    ApplicantKind.OTHER: msgid("en annan sorts sökande"),
}

APPLICANTS: Final[dict[ApplicantKind, str]] = {
    ApplicantKind.COMPANY: msgid("företag"),
    ApplicantKind.SOLE_TRADER: msgid("enskilda firmor"),
    ApplicantKind.MUNICIPALITY: msgid("kommuner"),
    ApplicantKind.REGION: msgid("regioner"),
    ApplicantKind.UNIVERSITY: msgid("universitet och högskolor"),
    ApplicantKind.AUTHORITY: msgid("myndigheter"),
    ApplicantKind.ASSOCIATION: msgid("föreningar och stiftelser"),
    ApplicantKind.OTHER: msgid("andra organisationer"),
}


def applicants_text(kinds: Iterable[str], translate: Callable[[str], str] = str, language: str = SWEDISH) -> str:
    """Return kinds of applicant as a list in words."""
    return format_list([translate(APPLICANTS[ApplicantKind(kind)]) for kind in kinds], locale=language)


_WHO: Final = msgid("kan söka")
_WHO_OF: Final = msgid("kan söka %(support)s")
_JUDGED: Final = msgid("%(applicants)s; %(judged)s bedöms")


def who_may_apply(
    kinds: Iterable[GrantType], translate: Callable[[str], str] = str, language: str = SWEDISH
) -> list[tuple[str, str]]:
    """Return who may apply for kinds of support and whom that is judged of; each support is named where they differ."""
    groups: dict[tuple[str, str], list[str]] = {}
    for kind in kinds:
        groups.setdefault((", ".join(kind.applicants), ", ".join(kind.applicants_judged)), []).append(
            kind.label.read_in(language).lower()
        )
    told = []
    for (may, judged), names in groups.items():
        head = translate(_WHO_OF) % {"support": format_list(names, locale=language)} if len(groups) > 1 else None
        words = {"applicants": applicants_text(may.split(", "), translate, language)}
        if judged:
            words["judged"] = applicants_text(judged.split(", "), translate, language)
        told.append((head or translate(_WHO), translate(_JUDGED) % words if judged else words["applicants"]))
    return told
