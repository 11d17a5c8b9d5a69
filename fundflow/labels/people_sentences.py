"""What is said of accounts, of those who act for an organisation, and of its group and owners."""

from typing import Final

from fundflow.i18n import msgid

PEOPLE_SENTENCE: Final[dict[str, str]] = {
    "password_short": msgid("Lösenordet ska ha minst %(least)s tecken."),
    "wrong_password": msgid("Det nuvarande lösenordet stämmer inte."),
    "link_used_or_old": msgid("Länken har redan använts eller är för gammal. Be om en ny."),
    "address_taken": msgid("Det finns redan ett konto för %(what)s."),
    "own_administration": msgid("Du kan inte ta ifrån dig själv rollen som systemadministratör. Be en kollega."),
    "last_administrator": msgid("Tjänsten måste ha minst en systemadministratör. Ge rollen till någon annan först."),
    "roles_missing": msgid("Välj minst en roll."),
    "position_missing": msgid("Välj en befattning. Utan den får en beslutsfattare inte fatta några beslut."),
    "account_closed": msgid("Kontot för %(what)s är stängt. Öppna det i stället för att bjuda in på nytt."),
    "no_open_invitation": msgid("Det finns ingen inbjudan som väntar på svar."),
    "own_account": msgid("Du kan inte stänga ditt eget konto."),
    "own_membership": msgid("Du kan inte ändra din egen rätt att företräda organisationen. Be en kollega."),
    "own_party": msgid("Du företräder sökanden i ärendet. Någon annan handlägger det."),
    "officer_is_party": msgid("%(what)s företräder sökanden i %(number)s. Välj en annan handläggare."),
    "member_already": msgid("%(what)s företräder redan organisationen. Rätten ändras på organisationens sida."),
    "may_not_invite": msgid("Bara den som får teckna, och vars rätt är bekräftad, kan bjuda in kollegor."),
    "organisation_merged": msgid("Organisationen har gått upp i en annan. Gör det här för den som har tagit över."),
    "name_missing": msgid("Skriv namnet."),
    "name_day_ahead": msgid("Dagen har inte varit än. Skriv en dag till och med %(day)s."),
    "merged_already": msgid("Organisationen har redan gått upp i en annan."),
    "merged_in_circle": msgid("En organisation kan inte fortsätta i sig själv. Kontrollera numret."),
    "merged_day_ahead": msgid("Dagen har inte varit än. Skriv en dag till och med %(day)s."),
    "successor_unknown": msgid(
        "Ingen organisation med numret %(what)s är registrerad. Den som tar över registreras först."
    ),
    "group_year_odd": msgid("Skriv ett räkenskapsår mellan 2000 och %(year)s."),
    "link_below_half": msgid(
        "%(what)s: ett anknutet företag har minst 50 procent. Välj partnerföretag om det är mindre."
    ),
    "partner_outside": msgid("%(what)s: ett partnerföretag har mellan 25 och 50 procent."),
    "group_note_missing": msgid("Skriv vad rättelsen bygger på."),
    "group_stated_anew": msgid("Sökanden har lämnat nya uppgifter sedan du öppnade sidan. Läs dem först."),
    "owners_over_whole": msgid("Kvinnors och mäns andelar blir tillsammans mer än 100 procent."),
    "organisation_taken": msgid("Organisationen %(what)s finns redan. Be någon som företräder den att bjuda in dig."),
}
