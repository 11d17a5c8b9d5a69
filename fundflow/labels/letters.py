"""What a decision's letter says, part by part, in one wording for the page and the PDF; made from its facts alone."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import ZERO
from fundflow.labels.amounts import kronor_text

Facts = Mapping[str, Any]
Part = dict[str, Any]
"""A part: heading, text, lead, items (numbered or not), table of two columns, note. What is empty is not shown."""

_HEADINGS: Final = {
    DecisionKind.GRANT: "Beslut om bidrag",
    DecisionKind.REJECTION: "Beslut om avslag",
    DecisionKind.DISMISSAL: "Beslut om avvisning",
    DecisionKind.WRITE_OFF: "Beslut om avskrivning",
    DecisionKind.PAYOUT: "Beslut om utbetalning",
    DecisionKind.CLOSING: "Beslut om avslut",
}

_LINES: Final = {
    DecisionKind.GRANT: (
        ("Beviljat belopp", "amount"),
        ("Andel av kostnaderna", "share"),
        ("Godkänd kostnadsplan", "total_cost"),
        ("Tid", "period"),
        ("Medel", "source_of_money"),
    ),
    DecisionKind.PAYOUT: (("Beviljat belopp", "granted"),),
    DecisionKind.CLOSING: (
        ("Beviljat", "granted"),
        ("Godkända kostnader", "approved"),
        ("Utbetalt", "paid"),
        ("Återförs till regionens ram", "amount"),
    ),
}
_APPLIED: Final = (("Sökt belopp", "applied_for"),)

_PAID_IN_ARREARS: Final = (
    "Bidraget betalas i efterskott. Ansök om utbetalning i tjänsten när ni har betalat kostnaderna, och lägg till "
    "underlag som visar dem. Ni kan ansöka flera gånger. Vi betalar den andel av godkända kostnader som beslutet "
    "anger, och aldrig mer än det beviljade beloppet."
)
_RECOVERY_LEAD: Final = (
    "Berätta genast för oss om något som beslutet vilar på ändras. Vi kan besluta att bidraget helt eller delvis inte "
    "betalas ut, eller ska betalas tillbaka, om"
)
_RECOVERY: Final = (
    "ni har lämnat oriktiga, vilseledande eller ofullständiga uppgifter,",
    "ni inte följer villkoren eller inte gör det som bidraget gäller så som det är beskrivet,",
    "bidraget har beviljats felaktigt eller med ett för högt belopp, och ni borde ha insett det,",
    "förutsättningarna för bidraget har ändrats i väsentlig grad.",
)


def letter_of(kind: DecisionKind, facts: Facts) -> dict[str, Any]:
    """Return the letter of a decision of the kind: heading, outcome, what more, lines of the case, and its parts.

    Source: L7 and L8, FL §§ 31-33.
    """
    return {
        "heading": _HEADINGS[kind],
        "outcome": _outcome(kind, facts),
        "more": _more(kind, facts),
        "lines": [{"label": label, "value": value} for label, value in _lines(kind, facts) if value],
        "parts": list(_parts(kind, facts)),
    }


def _outcome(kind: DecisionKind, facts: Facts) -> str:
    region, recipient, amount = facts["region"]["name"], facts["recipient"]["name"], facts["amount"]
    match kind:
        case DecisionKind.GRANT:
            return f"{region} beviljar {recipient} {amount}."
        case DecisionKind.REJECTION:
            return f"{region} avslår ansökan från {recipient}."
        case DecisionKind.DISMISSAL:
            return f"{region} avvisar ansökan från {recipient}."
        case DecisionKind.WRITE_OFF:
            return f"{region} skriver av ärendet."
        case DecisionKind.PAYOUT if amount == kronor_text(ZERO):
            return f"{region} godkänner kostnader. Inget betalas ut den här gången."
        case DecisionKind.PAYOUT:
            return f"{region} betalar ut {amount} till {recipient}."
        case DecisionKind.CLOSING:
            return f"{region} avslutar ärendet."


def _more(kind: DecisionKind, facts: Facts) -> str:
    title = facts["case_title"]
    match kind:
        case DecisionKind.GRANT:
            share = f" och är högst {facts['share']} av de kostnader som vi godkänner" if facts["share"] else ""
            period = f" Tiden är {facts['period']}." if facts["period"] else ""
            return f"Bidraget gäller ”{title}”{share}.{period}"
        case DecisionKind.REJECTION:
            return f"Ni får inget bidrag till ”{title}”."
        case DecisionKind.DISMISSAL:
            return f"Det betyder att vi inte prövar om ”{title}” kan få bidrag."
        case DecisionKind.WRITE_OFF:
            return f"Det betyder att ärendet avslutas utan att vi prövar ansökan om bidrag till ”{title}”."
        case DecisionKind.PAYOUT:
            name, period = facts["claim"]["name"].lower(), facts["claim"]["period"]
            return f"Beslutet gäller ansökan om utbetalning {name}{f' för tiden {period}' if period else ''}."
        case DecisionKind.CLOSING:
            return f"Slutrapporten för ”{title}” är godkänd och bidraget är slutreglerat."


def _lines(kind: DecisionKind, facts: Facts) -> Iterator[tuple[str, str]]:
    yield "Ärende", facts["registry_number"]
    yield "Ärendet gäller", facts["case_title"]
    yield "Stödform", facts["grant_type"]
    for label, key in _LINES.get(kind, _APPLIED):
        yield label, facts[key]


def _parts(kind: DecisionKind, facts: Facts) -> Iterator[Part]:
    if kind is DecisionKind.PAYOUT:
        yield from _reckoned(facts["claim"])
    if kind is DecisionKind.GRANT and facts["summary"]:
        yield _part("Vad bidraget är till för", facts["summary"])
    yield _grounds(facts)
    if kind is DecisionKind.GRANT:
        yield from _of_a_grant(facts)
    yield _decided(facts)
    yield _part("Om ni inte är nöjda med beslutet", facts["appeal"])


def _part(heading: str, text: str = "", **more: Any) -> Part:
    nothing = {"lead": "", "items": [], "numbered": False, "table": None, "note": ""}
    return {"heading": heading, "text": text, **nothing, **more}


def _item(text: str, *, strong: str = "", small: str = "") -> dict[str, str]:
    return {"text": text, "strong": strong, "small": small}


def _reckoned(claim: Facts) -> Iterator[Part]:
    rows = [[line["label"], line["amount"]] for line in claim["calculation"]]
    yield _part("Så har vi räknat", table={"heads": ["Post", "Belopp"], "rows": rows, "sums": True})
    if claim["cuts"]:
        cuts = [_item(f"{cut['what']}: {cut['how']}. {cut['reason']}") for cut in claim["cuts"]]
        yield _part("Kostnader som inte har godkänts nu", items=cuts)


def _grounds(facts: Facts) -> Part:
    rules = [_item(rule["text"], small=rule["source"]) for rule in facts["rules"]]
    return _part(
        "Skälen för beslutet",
        facts["grounds"],
        lead="Vi har prövat ansökan mot de här bestämmelserna:" if rules else "",
        items=rules,
        note=f"Beslutet fattas med stöd av {facts['legal_basis']}.",
    )


def _of_a_grant(facts: Facts) -> Iterator[Part]:
    if facts["conditions"]:
        gates = "Villkoret ska vara uppfyllt innan något betalas ut."
        items = [_item(one["text"], strong=gates if one["gates_payment"] else "") for one in facts["conditions"]]
        yield _part("Villkor", items=items, numbered=True)
    last = facts.get("last_claim")
    paid, sent_by = facts.get("paid_how"), f"\nDen sista ansökan om utbetalning ska ha kommit in senast {last}."
    yield _part("Så får ni pengarna", paid or _PAID_IN_ARREARS + (sent_by if last else ""))
    if facts["reports"]:
        rows = [[one["kind"], one["due"]] for one in facts["reports"]]
        text = "Följ upp det ni gör och berätta för oss hur det går. Rapporterna lämnas i tjänsten."
        yield _part("Rapporter", text, table={"heads": ["Rapport", "Senast"], "rows": rows, "sums": False})
    yield _part(
        "När bidraget kan krävas tillbaka",
        lead=_RECOVERY_LEAD,
        items=[_item(text) for text in _RECOVERY],
        note="På belopp som ska betalas tillbaka kan vi ta ut ränta.",
    )


def _decided(facts: Facts) -> Part:
    decided = facts["decided"]
    others = decided.get("took_part") or []
    said = [decided["how"], f"{decided['presented_by']} har berett ärendet och varit föredragande."]
    if others:
        named = " och ".join(part for part in (", ".join(others[:-1]), others[-1]) if part)
        said.append(f"I beredningen har också {named} deltagit.")
    digital = "Beslutet är fattat digitalt och har därför ingen underskrift."
    return _part("Vem som har beslutat", "\n".join(said), note=digital if facts.get("is_decided", True) else "")
