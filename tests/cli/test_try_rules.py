"""fundflow try-rules on a file of made-up applications, each with its highest grant and verdicts worked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fundflow.cli.rules.commands import rules, try_rules

FILE = Path(__file__).parents[1] / "data" / "made_up_applications.json"

EXPECTED: dict[str, tuple[int | None, dict[str, str]]] = {
    # projects: half of 2 000 000; A6 is partly verified and warns, the region's P3 stops
    "project, half exactly": (1_000_000, {"A6": "fulfilled", "P3": "fulfilled", "X26": "fulfilled"}),
    "project, a krona over half": (1_000_000, {"A6": "warns", "P3": "stops"}),
    # half of 2 000 001 is 1 000 000.50
    "project, odd total": (1_000_000, {"A6": "fulfilled"}),
    # 1 000 000 - 400 000 from another decider
    "project, other 1:1 money": (600_000, {"A6": "warns", "P3": "fulfilled"}),
    # the whole with Tillväxtverket, 2 000 000 - 1 000 000, and half at most
    "project, with Tillväxtverket": (1_000_000, {"A6": "fulfilled"}),
    "project, climate gate failed": (0, {"X27": "stops", "X26": "fulfilled"}),
    "project, gates not judged": (1_000_000, {"X26": "not_yet", "X27": "not_yet"}),
    "project, direct state aid": (0, {"A4": "stops"}),
    "project, direct state aid notified": (1_000_000, {"A4": "fulfilled"}),
    "project, nothing told of costs": (None, {"A6": "not_yet", "P3": "not_yet"}),
    # half of 4 000 000 is more than a small project may get
    "small project over its limit": (1_200_000, {"P4": "stops", "P3": "fulfilled"}),
    # 2026-06-01 and twelve months end on 2027-05-31
    "pre-study a day too long": (0, {"P1": "stops"}),
    # half of 1 000 000 is 500 000, the highest advance 400 000
    "project, advance over": (1_000_000, {"A11": "warns"}),
    "project in Norrbotten": (1_000_000, {"N6": "fulfilled"}),
    # micro grant: half of at most 60 000
    "micro grant at its base": (30_000, {"B2": "fulfilled", "B6": "fulfilled", "V1": "fulfilled", "E1": "fulfilled"}),
    "micro grant cut to its base": (30_000, {"B6": "informs", "V1": "fulfilled"}),
    "micro grant under its base": (0, {"V1": "stops"}),
    "micro grant, company two years old to the day": (25_000, {"V1": "fulfilled"}),
    "micro grant, company a day too old": (0, {"V1": "stops"}),
    "micro grant, old company led by a woman": (25_000, {"V1": "fulfilled"}),
    "micro grant in the town of Umeå": (0, {"V1": "stops"}),
    # 290 000 of 300 000 euro counts, 50 000 is too old; 10 000 euro x 2
    "micro grant, room used up but 10 000 euro": (20_000, {"E1": "stops", "V10": "fulfilled"}),
    "micro grant with debts": (0, {"B7": "stops"}),
    "micro grant in Norrbotten": (30_000, {"N1": "judged"}),
    "micro grant, started the day before": (0, {"B2": "stops", "V12": "stops"}),
    # growth voucher: 75 % of 200 000; of 26 667 = 20 000.25; of 26 666 = 19 999.50
    "growth voucher": (150_000, {"V2": "judged"}),
    "growth voucher at its lowest": (20_000, {"V2": "judged"}),
    "growth voucher under its lowest": (0, {"V2": "stops"}),
    "growth voucher, ten employed": (0, {"V2": "stops"}),
    "sustainability voucher": (None, {"V3": "judged"}),
    # half of 400 000, at most 150 000
    "energy efficiency in Vännäs": (150_000, {"V4": "judged", "I9": "informs"}),
    "energy efficiency on the coast": (0, {"V4": "stops"}),
    "business development voucher": (None, {"V6": "judged"}),
    "business development voucher abroad": (None, {"V6": "judged"}),
    # V11: 45 000 + 45 000 of 200 x 275 = 55 000; half
    "innovation voucher, own work": (45_000, {"V7": "judged", "V11": "informs", "B13": "fulfilled"}),
    # 45 % of 2 666 666 = 1 199 999.70
    "innovation grant at its base": (1_199_999, {"V8": "judged"}),
    # 600 000 + 1 000 x 275 = 875 000; 45 %
    "innovation grant, dear own work": (393_750, {"V8": "judged"}),
    # 35 % of 1 000 000, without the vehicle
    "special aid, assisted area": (350_000, {"I9": "fulfilled", "I7": "fulfilled", "I10": "fulfilled"}),
    "special aid, rural": (500_000, {"I9": "fulfilled", "M2": "fulfilled"}),
    "special aid, excluded part of Umeå": (250_000, {"I9": "fulfilled", "M2": "informs"}),
    "special aid, Umeå without area": (None, {"I9": "not_yet", "M2": "not_yet"}),
    # 35 % of 700 000 = 245 000; other costs at most 245 000 x 30 / 70 = 105 000 of 140 000
    "special aid, other costs": (350_000, {"I8": "fulfilled", "I9": "fulfilled"}),
    # 200 + 25 % of 200 = 250 employed
    "special aid, too large a group": (0, {"I7": "stops", "E12": "informs"}),
    # 1 800 000 - 50 000 x 11; V10 is partly verified
    "special aid, regional room": (1_250_000, {"V5": "stops", "V10": "warns", "E1": "fulfilled"}),
    # 40 % of 4 000 000; 25 % for a medium-sized company in area 2
    "regional aid, small in area 1": (1_600_000, {"I3": "fulfilled", "V9": "judged", "I1": "fulfilled"}),
    "regional aid, medium in area 2": (1_000_000, {"I3": "fulfilled", "E12": "fulfilled"}),
    "regional aid, outside the map": (0, {"M2": "stops", "I3": "not_applicable"}),
    "regional aid, to Tillväxtverket": (0, {"I13": "stops", "V9": "stops"}),
    "regional aid, at the limit": (10_000_000, {"I13": "fulfilled"}),
    # 40 % of 1 249 999 = 499 999.60, below 500 000
    "regional aid under its lowest": (0, {"V9": "stops"}),
    # shops: half of 200 000, or 85 %
    "shop, half": (100_000, {"S6": "fulfilled", "S7": "not_applicable", "S11": "fulfilled"}),
    "shop, refrigeration by law": (170_000, {"S7": "fulfilled"}),
    "shop, 85 % without a ground": (100_000, {"S7": "stops"}),
    "mobile seller": (0, {"S6": "stops"}),
    "service grant": (370_000, {"S8": "judged", "S10": "fulfilled"}),
    "service grant, last day of the older ceiling": (350_000, {"S8": "stops", "S10": "stops"}),
    "service grant, fourth year": (0, {"S8": "stops"}),
    # 370 000 - 220 000
    "service grant beside operating support": (150_000, {"S10": "stops", "S8": "judged"}),
    "operating support": (370_000, {"S9": "fulfilled", "S10": "fulfilled", "S14": "fulfilled", "E9": "fulfilled"}),
    "operating support, ten kilometres": (0, {"S9": "stops"}),
    "operating support on an island": (370_000, {"S9": "fulfilled", "K2": "not_applicable"}),
    # (750 000 - 730 000) euro x 11
    "operating support, room of services": (220_000, {"E9": "stops"}),
    "operating support, municipality not heard": (370_000, {"S12": "not_yet"}),
    # 1 100 x 100 = 110 000 against half of 240 000
    "home delivery by occasions": (110_000, {"S5": "stops"}),
    "home delivery by net cost": (120_000, {"S5": "judged"}),
    # half of 58 800 is 29 400
    "home delivery, half a price base amount": (14_700, {"S5": "judged"}),
    "home delivery, under half a price base amount": (0, {"S5": "stops"}),
    "home delivery by a company": (0, {"S1": "stops"}),
}


def run(file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(try_rules, [str(file), *arguments])


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    result = run(FILE)
    assert result.exit_code == 0, result.output
    printed: list[dict[str, Any]] = json.loads(result.stdout)
    return printed


def verdicts(answer: dict[str, Any]) -> dict[str, str]:
    return {finding["rule"]: finding["verdict"] for finding in answer["findings"]}


def test_the_answers_stand_in_the_order_of_the_file(answers: list[dict[str, Any]]) -> None:
    cases = [one["case"] for one in json.loads(FILE.read_text("utf-8"))]

    assert [answer["case"] for answer in answers] == cases == list(EXPECTED)
    assert len(cases) >= 40


@pytest.mark.parametrize("case", EXPECTED)
def test_what_the_rules_say(answers: list[dict[str, Any]], case: str) -> None:
    answer = next(one for one in answers if one["case"] == case)
    highest, expected = EXPECTED[case]

    assert answer["max_grant_sek"] == highest
    assert {rule: verdicts(answer)[rule] for rule in expected} == expected


def test_every_rule_of_the_support_stands_once_with_its_source(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        listed = [finding["rule"] for finding in answer["findings"]]
        assert len(listed) == len(set(listed))
        for finding in answer["findings"]:
            assert set(finding) == {"rule", "verdict", "act", "provision", "figures", "text"}
            assert finding["provision"]
            assert finding["text"]


def test_a_finding_cites_act_and_provision_and_carries_its_figures(answers: list[dict[str, Any]]) -> None:
    answer = next(one for one in answers if one["case"] == "project, a krona over half")
    special = next(one for one in answers if one["case"] == "special aid, assisted area")
    shares = {one["rule"]: one for one in [*answer["findings"], *special["findings"]]}

    assert (shares["P3"]["act"], shares["P3"]["provision"]) == (None, "regional policy")
    assert shares["P3"]["figures"] == {"highest": 1_000_000, "asked": 1_000_001, "over": 1}
    assert (shares["I9"]["act"], shares["I9"]["provision"]) == ("2022:1467", "§ 26")
    assert shares["I9"]["figures"]["percent"] == 35


def test_the_seventeen_kinds_of_support_are_all_tried() -> None:
    assert len({one["grant_type"] for one in json.loads(FILE.read_text("utf-8"))}) == 17


def test_the_day_decides_where_the_object_tells_none(tmp_path: Path) -> None:
    shop = {
        "grant_type": "servicebidrag",
        "servicebidrag_same_year": 0,
        "driftstod_same_year": 0,
        "earlier_aid": [],
        "sek_per_eur": 11,
    }
    file = tmp_path / "shop.json"
    file.write_text(json.dumps([shop, {**shop, "decision_on": "2026-01-01"}]), "utf-8")

    first, second = json.loads(run(file, "--day", "2025-12-31").stdout)

    assert (first["max_grant_sek"], second["max_grant_sek"]) == (350_000, 370_000)


def test_absent_keys_and_null_are_unknown(tmp_path: Path) -> None:
    file = tmp_path / "empty.json"
    file.write_text('[{"grant_type": "ris"}, {"grant_type": "ris", "costs": null, "group": null}]', "utf-8")

    first, second = json.loads(run(file).stdout)

    assert first == second
    assert first["max_grant_sek"] is None
    assert "stops" not in verdicts(first).values()


def test_what_is_taken_away_is_unknown_and_stops_nothing(tmp_path: Path, answers: list[dict[str, Any]]) -> None:
    objects = json.loads(FILE.read_text("utf-8"))
    told_of = {"case", "grant_type", "programme", "government_notified", "ground_85"}  # absent means no
    fewer = [{key: one[key] for key in one if key != gone} for one in objects for gone in one if gone not in told_of]
    whole = [answer for answer, one in zip(answers, objects, strict=True) for gone in one if gone not in told_of]
    file = tmp_path / "fewer.json"
    file.write_text(json.dumps(fewer), "utf-8")

    for before, after in zip(whole, json.loads(run(file, "--day", "2026-05-04").stdout), strict=True):
        stopped = {rule for rule, verdict in verdicts(after).items() if verdict == "stops"}
        assert stopped <= {rule for rule, verdict in verdicts(before).items() if verdict == "stops"}, before["case"]


def test_what_is_applied_for_never_limits_the_highest_grant(tmp_path: Path, answers: list[dict[str, Any]]) -> None:
    objects = [{**one, "requested_amount": 1} for one in json.loads(FILE.read_text("utf-8"))]
    file = tmp_path / "one_krona.json"
    file.write_text(json.dumps(objects), "utf-8")

    highest = [answer["max_grant_sek"] for answer in json.loads(run(file).stdout)]

    assert highest == [answer["max_grant_sek"] for answer in answers]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[{", "är inte JSON"),
        ('{"grant_type": "ris"}', "ska vara en lista"),
        ("[1]", "Objekt 1: ska vara ett objekt"),
        ("[{}]", "grant_type saknas"),
        ('[{"grant_type": "kulturstod"}]', "kulturstod är inget av"),
        ('[{"grant_type": "ris", "programme": "commercial_service"}]', "ris är inget av"),
        ('[{"grant_type": "ris", "colour": "red"}]', "nyckeln colour är okänd"),
        ('[{"case": "A", "grant_type": "ris", "employees": "six"}]', "Objekt 1 (A), employees: ska vara ett tal"),
        ('[{"grant_type": "ris", "employees": true}]', "ska vara ett tal"),
        ('[{"grant_type": "ris", "requested_amount": -1}]', "noll eller större"),
        ('[{"grant_type": "ris", "requested_amount": 1.005}]', "högst två decimaler"),
        ('[{"grant_type": "ris", "requested_amount": NaN}]', "ska vara ett tal"),
        ('[{"grant_type": "ris", "sek_per_eur": 0}]', "större än noll"),
        ('[{"grant_type": "ris", "bankrupt": "no"}]', "ska vara true eller false"),
        ('[{"grant_type": "ris", "decision_on": "4/5"}]', "ska vara en dag"),
        ('[{"grant_type": "ris", "aid_area": 4}]', "ska vara något av 1, 2, 3, none"),
        ('[{"grant_type": "ris", "costs": [{"kind": "gold", "amount": 1}]}]', "costs, rad 1, kind: ska vara något av"),
        ('[{"grant_type": "ris", "costs": [{"sort": "other"}]}]', "nyckeln sort är okänd"),
        ('[{"grant_type": "ris", "region": "skane"}]', "ska vara något av vasterbotten, norrbotten"),
        ('[{"grant_type": "ris", "grant_type": "sis"}]', "står två gånger"),
    ],
)
def test_a_mistake_in_the_file_is_one_clear_line(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(content, "utf-8")

    result = run(file)

    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    for missing in (tmp_path / "nothing.json", tmp_path):
        result = run(missing)

        assert result.exit_code == 1
        assert "går inte att läsa" in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_nothing_is_stored_and_no_database_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = tmp_path / "instance"
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(instance))
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", "postgresql+psycopg://nobody@localhost:1/nothing")

    assert run(FILE).exit_code == 0
    assert not instance.exists()


def test_the_rules_in_force_are_listed_with_their_values() -> None:
    result = CliRunner().invoke(rules, ["--day", "2026-01-01", "--programme", "commercial_service"])
    older = CliRunner().invoke(rules, ["--day", "2025-12-31"])

    line = next(line for line in result.stdout.splitlines() if line.startswith("S10 "))
    assert result.exit_code == 0
    assert all(words in line for words in ("2024:1243", "§§ 20, 22", " V ", "2026-01-01", "370 000"))
    assert not any(line.startswith("A6 ") for line in result.stdout.splitlines())
    assert "350 000" in next(line for line in older.stdout.splitlines() if line.startswith("S10 "))


def test_who_may_apply_is_listed_with_the_rule_that_says_so() -> None:
    lines = CliRunner().invoke(rules, ["--day", "2026-01-01", "--programme", "business_support"]).stdout.splitlines()

    assert "kan söka: företag och enskilda firmor" in next(line for line in lines if line.startswith("B5 "))
    assert not any("kan söka" in line for line in lines if line.startswith("B2 "))


def test_a_programme_that_is_not_there_is_said() -> None:
    result = CliRunner().invoke(rules, ["--programme", "culture"])

    assert result.exit_code == 1
    assert "culture är inget av programmen" in result.stderr
