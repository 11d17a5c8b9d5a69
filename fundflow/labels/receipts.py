"""What the receipt of an application says, in the language of who sent it; made from its facts alone."""

from collections.abc import Mapping
from typing import Any, Final

from fundflow.i18n import msgid
from fundflow.labels.speech import Speech

_LINES: Final = (
    (msgid("Ärendet gäller"), "case_title"),
    (msgid("Stödform"), "grant_type"),
    (msgid("Sökt belopp"), "applied_for"),
    (msgid("Total kostnad"), "total_cost"),
    (msgid("Inskickad av"), "sent_by"),
)
_COPIED: Final = msgid("Vi har sparat en exakt kopia. Kontrollsumman (SHA-256) visar att inget i den har ändrats:")
_DECIDED: Final = msgid(
    "Sedan beslutar vi. Har vi inte beslutat den %(day)s kan ni en gång skriftligen begära att vi avgör ärendet. "
    "Inom fyra veckor avgör vi då ärendet eller avslår begäran."
)


def receipt_words(facts: Mapping[str, Any], speech: Speech) -> dict[str, Any]:
    """Return the words of a receipt; the number follows on ``outcome``. Source: L3, FL §§ 11-12."""
    return {
        "heading": speech.say(msgid("Vi har tagit emot er ansökan")),
        "outcome": speech.say(msgid("Ansökan kom in %(day)s och har diarienummer"), day=facts["received"]),
        "more": speech.say(msgid("Uppge numret när ni hör av er till oss.")),
        "next": speech.say(msgid("Det här händer nu")),
        "steps": [
            speech.say(msgid("En handläggare går igenom ansökan. Ni ser vem det är på ärendets sida.")),
            speech.say(msgid("Saknas något ber vi er komplettera, och skriver då till vilken dag.")),
            speech.say(_DECIDED, day=facts["decision_by"]),
        ],
        "source": speech.say(msgid("Förvaltningslagen (2017:900) 11–12 §§")),
        "nothing_to_do": speech.say(msgid("Ni behöver inte göra något nu.")),
        "sent": speech.say(msgid("Det här har ni skickat in")),
        "lines": [{"label": speech.say(label), "value": facts[key]} for label, key in _LINES if facts[key]],
        "files": speech.say(msgid("Bilagor:")),
        "copied": speech.say(_COPIED),
    }
