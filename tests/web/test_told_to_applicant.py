"""What the rules say, in words for the applicant: what the office finds out is not a lack of the application."""

from fundflow.domain.findings import Finding, LegalSource, SourceStatus, Verdict
from fundflow.domain.texts import Text
from fundflow.labels.findings import finding_text, plain_source_parts, source_text
from fundflow.web.application.own import as_told_to_applicant

OFFICES = {"rural_area", "municipality_heard"}


def needed(missing: str) -> Finding:
    return Finding("answer_needed", Verdict.NOT_YET, None, {"missing": missing})


def test_what_a_criterion_establishes_will_be_judged() -> None:
    told = as_told_to_applicant(needed("rural_area"), OFFICES)

    assert told.verdict is Verdict.JUDGED
    assert finding_text(told).startswith("Vi tar reda på det här: ")


def test_what_the_applicant_has_not_answered_is_still_not_there() -> None:
    mixed = needed("rural_area, costs")

    assert as_told_to_applicant(mixed, OFFICES) == mixed


def test_a_gate_that_nobody_has_judged_will_be_judged() -> None:
    gate = Finding("gate_not_judged", Verdict.NOT_YET, None, {"criterion": "Miljö"}, "climate_gate")

    assert as_told_to_applicant(gate, OFFICES).code == "gate_will_be_judged"


def test_that_others_have_not_been_asked_is_not_the_applicants_lack() -> None:
    unasked = Finding("municipality_not_heard", Verdict.NOT_YET)

    assert as_told_to_applicant(unasked, OFFICES).verdict is Verdict.JUDGED


def test_a_question_is_named_in_the_language_of_the_reader() -> None:
    missing = Finding("answer_missing", Verdict.NOT_YET, None, {"what": Text("Vem leder företaget?", "Who leads it?")})

    assert finding_text(missing) == "Svara på ”Vem leder företaget?”."
    assert "Who leads it?" in finding_text(missing, language="en")


def test_how_well_a_source_is_known_is_said_in_the_language_of_the_reader() -> None:
    policy = LegalSource("P3", None, "regional policy", SourceStatus.PARTLY)
    english = {"regionens riktlinje": "policy of the region", "delvis kontrollerad": "partly verified"}

    assert source_text(policy) == "P3, regionens riktlinje, delvis kontrollerad"
    assert source_text(policy, english.__getitem__) == "P3, policy of the region, partly verified"


def test_a_source_is_told_to_applicants_without_ids_and_with_what_we_do_not_know() -> None:
    policy = LegalSource("P3", None, "regional policy", SourceStatus.PARTLY)
    ordinance = LegalSource("A8", "2003:596", "§ 8")
    unknown = LegalSource("E10", "2023/2831", "art 5", SourceStatus.UNVERIFIED)

    where, doubt = plain_source_parts(ordinance, "Förordning")

    assert (where.replace("\u00a0", " "), doubt) == ("Förordning (2003:596) 8 §.", "")
    assert plain_source_parts(policy) == (
        "Regionens riktlinje.",
        "Vi har inte kunnat bekräfta allt i regeln. Handläggaren kontrollerar.",
    )
    assert plain_source_parts(unknown, "EU-förordning")[1].endswith("bekräfta regeln. Handläggaren kontrollerar.")
