"""What a decision's letter says, part by part, in one wording for the page and the PDF; made from its facts alone.

The decision is the Swedish letter. The same words in another language, from facts in that language, are a translation
to help the reader; what an officer wrote stays as it was written.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import ZERO
from fundflow.i18n import msgid
from fundflow.labels.speech import IN_SWEDISH, Speech

Facts = Mapping[str, Any]
Part = dict[str, Any]
"""A part: heading, text, quoted (an officer's own words), lead, items (numbered or not), table of two columns, note.
What is empty is not shown."""

_HEADINGS: Final = {
    DecisionKind.GRANT: msgid("Beslut om bidrag"),
    DecisionKind.REJECTION: msgid("Beslut om avslag"),
    DecisionKind.DISMISSAL: msgid("Beslut om avvisning"),
    DecisionKind.WRITE_OFF: msgid("Beslut om avskrivning"),
    DecisionKind.PAYOUT: msgid("Beslut om utbetalning"),
    DecisionKind.CLOSING: msgid("Beslut om avslut"),
}

_LINES: Final = {
    DecisionKind.GRANT: (
        (msgid("Beviljat belopp"), "amount"),
        (msgid("Andel av kostnaderna"), "share"),
        (msgid("Godkänd kostnadsplan"), "total_cost"),
        (msgid("Tid"), "period"),
        (msgid("Medel"), "source_of_money"),
    ),
    DecisionKind.PAYOUT: ((msgid("Beviljat belopp"), "granted"),),
    DecisionKind.CLOSING: (
        (msgid("Beviljat"), "granted"),
        (msgid("Godkända kostnader"), "approved"),
        (msgid("Utbetalt"), "paid"),
        (msgid("Återförs till regionens ram"), "amount"),
    ),
}
_APPLIED: Final = ((msgid("Sökt belopp"), "applied_for"),)

_PAID_IN_ARREARS: Final = msgid(
    "Bidraget betalas i efterskott. Ansök om utbetalning i tjänsten när ni har betalat kostnaderna, och lägg till "
    "underlag som visar dem. Ni kan ansöka flera gånger. Vi betalar den andel av godkända kostnader som beslutet "
    "anger, och aldrig mer än det beviljade beloppet."
)
_RECOVERY_LEAD: Final = msgid(
    "Berätta genast för oss om något som beslutet vilar på ändras. Vi kan besluta att bidraget helt eller delvis inte "
    "betalas ut, eller ska betalas tillbaka, om"
)
_RECOVERY: Final = (
    msgid("ni har lämnat oriktiga, vilseledande eller ofullständiga uppgifter,"),
    msgid("ni inte följer villkoren eller inte gör det som bidraget gäller så som det är beskrivet,"),
    msgid("bidraget har beviljats felaktigt eller med ett för högt belopp, och ni borde ha insett det,"),
    msgid("förutsättningarna för bidraget har ändrats i väsentlig grad."),
)


def letter_of(kind: DecisionKind, facts: Facts, speech: Speech = IN_SWEDISH) -> dict[str, Any]:
    """Return the letter of a decision of the kind: heading, outcome, what more, lines of the case, and its parts.

    ``facts`` are in the language of the speech. Source: L7 and L8, FL §§ 31-33.
    """
    return {
        "heading": speech.say(_HEADINGS[kind]),
        "outcome": _outcome(kind, facts, speech),
        "more": _more(kind, facts, speech),
        "lines": [{"label": speech.say(label), "value": value} for label, value in _lines(kind, facts) if value],
        "parts": list(_parts(kind, facts, speech)),
    }


def _outcome(kind: DecisionKind, facts: Facts, speech: Speech) -> str:
    known = {"region": facts["region"]["name"], "recipient": facts["recipient"]["name"], "amount": facts["amount"]}
    match kind:
        case DecisionKind.GRANT:
            text = msgid("%(region)s beviljar %(recipient)s %(amount)s.")
        case DecisionKind.REJECTION:
            text = msgid("%(region)s avslår ansökan från %(recipient)s.")
        case DecisionKind.DISMISSAL:
            text = msgid("%(region)s avvisar ansökan från %(recipient)s.")
        case DecisionKind.WRITE_OFF:
            text = msgid("%(region)s skriver av ärendet.")
        case DecisionKind.PAYOUT if facts["amount"] == speech.amount(ZERO):
            text = msgid("%(region)s godkänner kostnader. Inget betalas ut den här gången.")
        case DecisionKind.PAYOUT:
            text = msgid("%(region)s betalar ut %(amount)s till %(recipient)s.")
        case DecisionKind.CLOSING:
            text = msgid("%(region)s avslutar ärendet.")
    return speech.say(text, **known)


def _more(kind: DecisionKind, facts: Facts, speech: Speech) -> str:
    title = facts["case_title"]
    match kind:
        case DecisionKind.GRANT:
            return _what_is_granted(facts, speech)
        case DecisionKind.REJECTION:
            return speech.say(msgid("Ni får inget bidrag till ”%(title)s”."), title=title)
        case DecisionKind.DISMISSAL:
            return speech.say(msgid("Det betyder att vi inte prövar om ”%(title)s” kan få bidrag."), title=title)
        case DecisionKind.WRITE_OFF:
            text = msgid("Det betyder att ärendet avslutas utan att vi prövar ansökan om bidrag till ”%(title)s”.")
            return speech.say(text, title=title)
        case DecisionKind.PAYOUT:
            return _what_is_claimed(facts["claim"], speech)
        case DecisionKind.CLOSING:
            text = msgid("Slutrapporten för ”%(title)s” är godkänd och bidraget är slutreglerat.")
            return speech.say(text, title=title)


def _what_is_granted(facts: Facts, speech: Speech) -> str:
    title, share, period = facts["case_title"], facts["share"], facts["period"]
    if share:
        text = msgid("Bidraget gäller ”%(title)s” och är högst %(share)s av de kostnader som vi godkänner.")
        said = speech.say(text, title=title, share=share)
    else:
        said = speech.say(msgid("Bidraget gäller ”%(title)s”."), title=title)
    time = msgid("Tiden är %(period)s.")
    return f"{said} {speech.say(time, period=period)}" if period else said


def _what_is_claimed(claim: Facts, speech: Speech) -> str:
    name, period = claim["name"].lower(), claim["period"]
    if period:
        text = msgid("Beslutet gäller ansökan om utbetalning %(name)s för tiden %(period)s.")
        return speech.say(text, name=name, period=period)
    return speech.say(msgid("Beslutet gäller ansökan om utbetalning %(name)s."), name=name)


def _lines(kind: DecisionKind, facts: Facts) -> Iterator[tuple[str, str]]:
    yield msgid("Ärende"), facts["registry_number"]
    yield msgid("Ärendet gäller"), facts["case_title"]
    yield msgid("Stödform"), facts["grant_type"]
    for label, key in _LINES.get(kind, _APPLIED):
        yield label, facts[key]


def _parts(kind: DecisionKind, facts: Facts, speech: Speech) -> Iterator[Part]:
    if kind is DecisionKind.PAYOUT:
        yield from _reckoned(facts["claim"], speech)
    if kind is DecisionKind.GRANT and facts["summary"]:
        yield _part(speech.say(msgid("Vad bidraget är till för")), facts["summary"])
    yield _grounds(facts, speech)
    if kind is DecisionKind.GRANT:
        yield from _of_a_grant(facts, speech)
    yield _decided(facts, speech)
    yield _part(speech.say(msgid("Om ni inte är nöjda med beslutet")), facts["appeal"])


def _part(heading: str, text: str = "", **more: Any) -> Part:
    nothing = {"quoted": "", "lead": "", "items": [], "numbered": False, "table": None, "note": ""}
    return {"heading": heading, "text": text, **nothing, **more}


def _item(text: str, *, quoted: str = "", strong: str = "", small: str = "") -> dict[str, str]:
    return {"text": text, "quoted": quoted, "strong": strong, "small": small}


def _reckoned(claim: Facts, speech: Speech) -> Iterator[Part]:
    lines = claim["calculation"]
    rows = [[line["label"], line["amount"]] for line in lines]
    totals = [place for place, line in enumerate(lines) if line.get("is_total")]
    heads = [speech.say(msgid("Post")), speech.say(msgid("Belopp"))]
    act = [_item(one["text"], small=one["source"]) for one in claim.get("act", ())]
    table = {"heads": heads, "rows": rows, "sums": True, "totals": totals}
    yield _part(speech.say(msgid("Så har vi räknat")), table=table, items=act)
    if corrections := claim.get("corrections"):
        items = [_item(one["text"], quoted=one["reason"]) for one in corrections]
        yield _part(speech.say(msgid("Uppgifter som vi har ändrat")), items=items)
    if claim["cuts"]:
        cuts = [_item(f"{cut['what']}: {cut['how']}.", quoted=cut["reason"]) for cut in claim["cuts"]]
        yield _part(speech.say(msgid("Kostnader som inte har godkänts nu")), items=cuts)


def _grounds(facts: Facts, speech: Speech) -> Part:
    rules = [_item(rule["text"], small=rule["source"]) for rule in facts["rules"]]
    return _part(
        speech.say(msgid("Skälen för beslutet")),
        quoted=facts["grounds"],
        lead=speech.say(msgid("Vi har prövat ansökan mot de här bestämmelserna:")) if rules else "",
        items=rules,
        note=speech.say(msgid("Beslutet fattas med stöd av %(basis)s."), basis=facts["legal_basis"]),
    )


def _of_a_grant(facts: Facts, speech: Speech) -> Iterator[Part]:
    if facts["conditions"]:
        gates = speech.say(msgid("Villkoret ska vara uppfyllt innan något betalas ut."))
        items = [
            _item(one["text"], quoted=one.get("quoted", ""), strong=gates if one["gates_payment"] else "")
            for one in facts["conditions"]
        ]
        yield _part(speech.say(msgid("Villkor")), items=items, numbered=True)
    yield _part(speech.say(msgid("Så får ni pengarna")), facts.get("paid_how") or _paid_in_arrears(facts, speech))
    if facts["reports"]:
        yield _reports(facts, speech)
    yield _part(
        speech.say(msgid("När bidraget kan krävas tillbaka")),
        lead=speech.say(_RECOVERY_LEAD),
        items=[_item(speech.say(text)) for text in _RECOVERY],
        note=speech.say(msgid("På belopp som ska betalas tillbaka kan vi ta ut ränta.")),
    )


def _paid_in_arrears(facts: Facts, speech: Speech) -> str:
    last = facts.get("last_claim")
    text = msgid("Den sista ansökan om utbetalning ska ha kommit in senast %(day)s.")
    return "\n".join([speech.say(_PAID_IN_ARREARS), *([speech.say(text, day=last)] if last else [])])


def _reports(facts: Facts, speech: Speech) -> Part:
    return _part(
        speech.say(msgid("Rapporter")),
        speech.say(msgid("Följ upp det ni gör och berätta för oss hur det går. Rapporterna lämnas i tjänsten.")),
        table={
            "heads": [speech.say(msgid("Rapport")), speech.say(msgid("Senast"))],
            "rows": [[one["kind"], one["due"]] for one in facts["reports"]],
            "sums": False,
        },
    )


def _decided(facts: Facts, speech: Speech) -> Part:
    decided = facts["decided"]
    others = decided.get("took_part") or []
    presented = msgid("%(name)s har berett ärendet och varit föredragande.")
    said = [decided["how"]]
    if decided["presented_by"]:
        said.append(speech.say(presented, name=decided["presented_by"]))
    if others:
        named = speech.say(msgid(" och ")).join(part for part in (", ".join(others[:-1]), others[-1]) if part)
        said.append(speech.say(msgid("I beredningen har också %(names)s deltagit."), names=named))
    digital = speech.say(msgid("Beslutet är fattat digitalt och har därför ingen underskrift."))
    return _part(
        speech.say(msgid("Vem som har beslutat")),
        "\n".join(said),
        note=digital if facts.get("is_decided", True) else "",
    )
