"""Who signs in to the demo: at least one person of each role, and the applicants whose cases are worth opening."""

from dataclasses import dataclass
from typing import Final

from fundflow.domain.roles import Role

PASSWORD: Final = "norrsken över fjället"  # noqa: S105 - made-up people's, shown to everyone


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the terminal and the sign-in page show them; ``what`` says who it is and what there is to see."""

    key: str
    name: str
    what: str
    roles: tuple[Role, ...]
    positions: tuple[str, ...] = ()
    domain: str = "nordanland.example"

    @property
    def email(self) -> str:
        """The address: first name and surname without dots over the letters."""
        plain = self.name.lower().translate(str.maketrans("åäöé ", "aaoe."))
        return f"{plain}@{self.domain}"


STAFF: Final = (
    Account("ylva", "Ylva Sandmo", "Handläggare med fullt skrivbord", (Role.CASE_OFFICER,)),
    Account("jonas", "Jonas Fjällborg", "Handläggare", (Role.CASE_OFFICER,)),
    Account("aino", "Aino Vesterlid", "Handläggare", (Role.CASE_OFFICER,)),
    Account(
        "director",
        "Kerstin Granvik",
        "Beslutsfattare: regional utvecklingsdirektör, bidrag till och med 1 200 000 kr",
        (Role.DECISION_MAKER,),
        ("director",),
    ),
    Account(
        "head",
        "Anders Holmvik",
        "Beslutsfattare: enhetschef, utbetalningar och avslut",
        (Role.DECISION_MAKER,),
        ("head_of_unit",),
    ),
    Account("secretary", "Olle Näsmark", "Nämndsekreterare: för in nämndens beslut", (Role.BOARD_SECRETARY,)),
    Account("economist", "Siv Rönnheden", "Ekonom: anordnar och bekräftar utbetalningar", (Role.ECONOMIST,)),
    Account("second_economist", "Bo Åkervall", "Ekonom: den andra av två", (Role.ECONOMIST,)),
    Account("analyst", "Elin Havtorn", "Analytiker: statistik och årsbok", (Role.ANALYST,)),
    Account("administrator", "Leo Vinterholm", "Systemadministratör: personer och roller", (Role.ADMINISTRATOR,)),
    Account("auditor", "Gun Fjällsten", "Revisor: läser allt och ändrar inget", (Role.AUDITOR,)),
)

APPLICANTS: Final = (
    Account(
        "maja",
        "Maja Tallmyr",
        "Sökande med rätt att skriva under: en komplettering, ett utkast, ett pågående projekt",
        (Role.APPLICANT,),
        domain="nordanmat.example",
    ),
    Account("isak", "Isak Forsdal", "Sökande som bara får skriva", (Role.APPLICANT,), domain="nordanmat.example"),
)

ACCOUNTS: Final = (*APPLICANTS, *STAFF)
"""Those shown, applicants first."""
