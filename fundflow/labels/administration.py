"""What administrators read: how accounts stand, what was done to them, and what each role is for."""

from typing import Final

from fundflow.domain.administration import Account, OrganisationChangeKind, PersonChangeKind
from fundflow.domain.roles import Role
from fundflow.i18n import msgid

ACCOUNT: Final[dict[Account, tuple[str, str, str]]] = {
    Account.ACTIVE: (msgid("Öppet"), "check-lg", "done"),
    Account.INVITED: (msgid("Inbjuden"), "clock", "received"),
    Account.EXPIRED: (msgid("Inbjudan gäller inte"), "exclamation-triangle", "todo"),
    Account.UNCONFIRMED: (msgid("Adressen inte bekräftad"), "exclamation-triangle", "todo"),
    Account.CLOSED: (msgid("Stängt"), "x-lg", "closed"),
}
"""Words, icon and look of the tag."""

PERSON_CHANGE: Final[dict[PersonChangeKind, str]] = {
    PersonChangeKind.OPENED: msgid("Kontot öppnades från kommandoraden"),
    PersonChangeKind.INVITED: msgid("Inbjudan"),
    PersonChangeKind.INVITATION_SENT: msgid("Inbjudan skickades igen"),
    PersonChangeKind.INVITATION_WITHDRAWN: msgid("Inbjudan togs tillbaka"),
    PersonChangeKind.RIGHTS_CHANGED: msgid("Behörigheten ändrades"),
    PersonChangeKind.DEACTIVATED: msgid("Kontot stängdes"),
    PersonChangeKind.REACTIVATED: msgid("Kontot öppnades igen"),
}

ORGANISATION_CHANGE: Final[dict[OrganisationChangeKind, str]] = {
    OrganisationChangeKind.MARKED_OWN: msgid("Markerades som regionens egen"),
    OrganisationChangeKind.UNMARKED_OWN: msgid("Markeringen som regionens egen togs bort"),
}

ROLE_HINT: Final[dict[Role, str]] = {
    Role.CASE_OFFICER: msgid(
        "Läser alla ärenden utom utkast, bereder, granskar utbetalningar och rapporter, skickar beslut."
    ),
    Role.SPECIALIST: msgid("Svarar i de ärenden som hen blir tillfrågad om."),
    Role.DECISION_MAKER: msgid("Fattar de beslut som delegationsordningen ger hens befattning."),
    Role.BOARD_SECRETARY: msgid("För in nämndens beslut med sammanträdesdag och paragraf."),
    Role.ECONOMIST: msgid("Anordnar och bekräftar utbetalningar, för in ramar."),
    Role.ANALYST: msgid("Läser ärenden, tar fram statistik och arbetsböcker."),
    Role.ADMINISTRATOR: msgid("Sköter konton och behörighet och läser in äldre ärenden. Ser inget innehåll i ärenden."),
    Role.AUDITOR: msgid("Läser allt utom utkast och ändrar inget."),
}
