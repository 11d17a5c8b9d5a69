"""What the loader refuses in a programme: one change each, and the file and key that are named."""

from pathlib import Path

import pytest

from tests.catalogue.broken import FUND, changed, problems_of


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        pytest.param('key = "village_fund"', 'kei = "village_fund"', "kei", "unknown key", id="unknown key at the top"),
        pytest.param(
            'label = { sv = "Byafonden", en = "The village fund" }\n', "", "label", "is missing", id="missing label"
        ),
        pytest.param(
            'label = "Vad heter insatsen?"',
            'lable = "Vad heter insatsen?"',
            "pages[idea].questions[name_of_effort].lable",
            "unknown key",
            id="misspelt key of a question",
        ),
        pytest.param(
            'label = "Vad heter insatsen?"',
            'label = { en = "What is it called?" }',
            "pages[idea].questions[name_of_effort].label",
            "sv is missing",
            id="a text without Swedish",
        ),
        pytest.param(
            'label = "Vad heter insatsen?"',
            'label = "  "',
            "pages[idea].questions[name_of_effort].label",
            "must be a text",
            id="an empty text",
        ),
        pytest.param(
            'label = "Vad heter insatsen?"',
            'label = { sv = "Vad?", fi = "Mikä?" }',
            "pages[idea].questions[name_of_effort].label.fi",
            "unknown key",
            id="an unknown language",
        ),
        pytest.param(
            'key = "what_for"', 'key = "name_of_effort"', "pages[idea].questions", "stands twice", id="a key twice"
        ),
        pytest.param(
            'key = "we_ask_for"',
            'key = "what_for"',
            "pages[money].questions[what_for]",
            "stands on another page too",
            id="a key on two pages",
        ),
        pytest.param(
            'key = "where"', 'key = "Where to"', "pages[idea].questions[Where to].key", "is not a key", id="no key"
        ),
        pytest.param("version = 1", 'version = "1"', "version", "must be a whole number", id="a text for a number"),
        pytest.param(
            "in_force_from = 2024-01-01",
            'in_force_from = "2024-01-01"',
            "in_force_from",
            "must be a day",
            id="a text for a day",
        ),
        pytest.param(
            "required = true",
            'required = "yes"',
            "pages[idea].questions[name_of_effort].required",
            "must be true or false",
            id="a text for yes",
        ),
        pytest.param(
            'kind = "paragraphs"\nconcept',
            'kind = "essay"\nconcept',
            "pages[idea].questions[what_for].kind",
            "none of",
            id="an unknown kind of question",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\npurposes = ["castle"]',
            "grant_types[village_grant].purposes",
            "there is no purpose 'castle'",
            id="an unknown purpose",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\naid_regime = "de_minimis"',
            "grant_types[village_grant].aid_regime",
            "'de_minimis' and rule 'E1' go together",
            id="an aid regime without the rule that holds its ceiling",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\naid_regime = "gift"',
            "grant_types[village_grant].aid_regime",
            "none of",
            id="an unknown aid regime",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\napplicants = ["king"]',
            "grant_types[village_grant].applicants[1]",
            "none of",
            id="an unknown kind of applicant",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\napplicants = ["company"]',
            "grant_types[village_grant].applicants",
            "applicants and applicants_by go together",
            id="applicants without the rule that says so",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\napplicants = ["company"]\napplicants_by = ["S1"]',
            "grant_types[village_grant].applicants_by",
            "'S1' is none of the rules of the grant type",
            id="applicants by a rule that is not asked",
        ),
        pytest.param(
            'source_of_money = "village_money"',
            'source_of_money = "village_money"\napplicants_judged = ["company"]',
            "grant_types[village_grant].applicants_judged",
            "nobody is judged where anyone may apply",
            id="applicants to be judged where anyone may apply",
        ),
        pytest.param(
            'concept = "summary"',
            'concept = "gist"',
            "pages[idea].questions[what_for].concept",
            "none of",
            id="an unknown concept",
        ),
        pytest.param(
            'concept = "summary"',
            'concept = "title"',
            "grant_types[village_grant]",
            "title is bound twice",
            id="a concept bound twice",
        ),
        pytest.param(
            'kind = "line"\nconcept = "title"',
            'kind = "money"\nconcept = "title"',
            "pages[idea].questions[name_of_effort].kind",
            "title is asked as",
            id="a concept of another kind",
        ),
        pytest.param(
            'concept = "summary"',
            'concept = "equality_gate"',
            "pages[idea].questions[what_for].concept",
            "never by a question",
            id="a gate asked of the applicant",
        ),
        pytest.param(
            'concept = "municipalities"\n',
            "",
            "pages[idea].questions[where].concept",
            "must bind its concept",
            id="municipalities without their concept",
        ),
        pytest.param(
            'concept = "requested_amount"\n',
            "",
            "grant_types[village_grant]",
            "no question is bound to requested",
            id="no amount applied for",
        ),
        pytest.param(
            'key = "what"\nkind = "line"',
            'key = "which"\nkind = "line"',
            "pages[money].questions[what_it_costs].columns",
            "need the column 'what'",
            id="cost rows that do not say what",
        ),
        pytest.param(
            'key = "year"\nkind = "whole_number"',
            'key = "year"\nkind = "day"',
            "pages[money].questions[what_it_costs].columns[year].kind",
            "must be whole_number",
            id="a column that may be left out, of the wrong kind",
        ),
        pytest.param(
            'key = "amount"\nkind = "money"',
            'key = "amount"\nkind = "line"',
            "pages[money].questions[what_it_costs].columns[amount].kind",
            "must be money",
            id="an amount as text",
        ),
        pytest.param(
            'key = "in_kind", label',
            'key = "hours", label',
            "pages[money].questions[who_else_pays].columns[form].options",
            "not hours",
            id="a form of financing that the rules do not know",
        ),
        pytest.param(
            'options_from = "cost_types"',
            'options_from = "colours"',
            "pages[money].questions[what_it_costs].columns[kind].options_from",
            "no code list 'colours'",
            id="a code list that does not exist",
        ),
        pytest.param(
            'question = "land_needed"',
            'question = "sea_needed"',
            "pages[idea].questions[land_owner_agrees].shown_when",
            "no question 'sea_needed'",
            id="shown by a question that is not there",
        ),
        pytest.param(
            'is_one_of = ["yes"]',
            'is_one_of = ["maybe"]',
            "pages[idea].questions[land_owner_agrees].shown_when.is_one_of",
            "'maybe' is no answer",
            id="shown by an answer that cannot be given",
        ),
        pytest.param(
            'key = "where"\n',
            'key = "where"\nonly_for = ["town_grant"]\n',
            "pages[idea].questions[where].only_for",
            "no grant type 'town_grant'",
            id="only for an unknown grant type",
        ),
        pytest.param(
            'key = "where"\n',
            'key = "where"\napplicant_kinds = ["club"]\n',
            "pages[idea].questions[where].applicant_kinds[1]",
            "'club' is none of company",
            id="asked of an unknown kind of applicant",
        ),
        pytest.param(
            'key = "name_of_effort"\n',
            'key = "name_of_effort"\napplicant_kinds = ["association"]\n',
            "pages[idea].questions[name_of_effort].applicant_kinds",
            "title is asked of every applicant",
            id="a title that not everybody is asked",
        ),
        pytest.param(
            'key = "land_needed"\n',
            'key = "land_needed"\napplicant_kinds = ["association"]\n',
            "pages[idea].questions[land_owner_agrees].shown_when",
            "depends on 'land_needed', which fewer kinds",
            id="shown by a question that not everybody is asked",
        ),
        pytest.param(
            'rules = ["A6"',
            'rules = ["A66"',
            "grant_types[village_grant].rules",
            "no rule 'A66'",
            id="a rule that does not exist",
        ),
        pytest.param(
            'act = "2003:596"',
            'act = "2003:695"',
            "grant_types[village_grant].act",
            "no act '2003:695'",
            id="an act that does not exist",
        ),
        pytest.param(
            'rule = "BY1"',
            'rule = "A12"',
            "criteria[village_stands_behind].rule",
            "'A12' is not verified",
            id="a gate on an unverified rule",
        ),
        pytest.param(
            'rule = "BY1"',
            'rule = "A6"',
            "criteria[village_stands_behind].rule",
            "'A6' is not verified",
            id="a gate on a partly verified rule",
        ),
        pytest.param(
            'rule = "BY1"\n', "", "criteria[village_stands_behind].rule", "needs the rule", id="a gate without a rule"
        ),
        pytest.param(
            ", passes = false }",
            " }",
            "criteria[village_stands_behind].levels",
            "one that does not",
            id="a gate that everybody passes",
        ),
        pytest.param(
            'label = "Ja" }',
            'label = "Ja", passes = false }',
            "criteria[village_stands_behind].levels",
            "a level that passes",
            id="a gate that nobody passes",
        ),
        pytest.param(
            ', description = "Ett eller ett par hushåll."',
            "",
            "criteria[joy].levels[few].description",
            "must be described",
            id="a grade without description",
        ),
        pytest.param(
            'rule = "BY1"\nlabel',
            'rule = "BY1"\nconcept = "climate_gate"\nlabel',
            "criteria[village_stands_behind].levels",
            "climate_gate has the levels",
            id="a gate of a concept with other levels",
        ),
        pytest.param(
            'kind = "graded"', 'kind = "text"', "criteria[joy].levels", "has no levels", id="levels of a text"
        ),
        pytest.param(
            'kind = "graded"', 'kind = "goals"', "criteria[joy].goals", "needs some", id="goals without goals"
        ),
        pytest.param(
            'reads = ["what_for", "where"]',
            'reads = ["whatever"]',
            "criteria[joy].reads",
            "no question 'whatever'",
            id="a criterion that reads an unknown question",
        ),
        pytest.param(
            'allows = ["material", "work"]',
            'allows = ["material", "gold"]',
            "cost_methods[actual].allows",
            "'gold'",
            id="a cost method that allows an unknown kind",
        ),
        pytest.param(
            'allows = ["material", "work"]',
            'allows = ["material"]\npercent_of_staff = 15',
            "cost_methods[actual]",
            "go together",
            id="a percentage without its kind of cost",
        ),
        pytest.param(
            'key = "how_far"',
            'key = "how_far"\nconcept = "summary"',
            "progress_report.questions[how_far]",
            "neither concepts of the application",
            id="a report that would overwrite the application",
        ),
        pytest.param(
            'key = "how_far"',
            'key = "how_far"\napplicant_kinds = ["association"]',
            "progress_report.questions[how_far]",
            "nor applicant_kinds",
            id="a report that not everybody is asked",
        ),
        pytest.param(
            'label = "Material"',
            'label = "Material"\nonly_for = ["city_grant"]',
            "cost_types[material].only_for",
            "no grant type 'city_grant'",
            id="a kind of cost of an unknown grant type",
        ),
        pytest.param(
            '{ key = "own", label = "Byn själv" }',
            '{ key = "own", label = "Byn själv", only_for = ["city_grant"] }',
            "pages[money].questions[who_else_pays].columns[payer_kind].options[own].only_for",
            "no grant type 'city_grant'",
            id="an answer that is offered for an unknown grant type",
        ),
        pytest.param(
            'key = "how_far"',
            'key = "how_far"\nonly_for = ["city_grant"]',
            "progress_report.questions[how_far].only_for",
            "no grant type 'city_grant'",
            id="a question of a report for an unknown grant type",
        ),
        pytest.param(
            "attachments = []",
            'attachments = [{ key = "map", label = "Karta", shown_when = { question = "road", is_one_of = ["yes"] } }]',
            "attachments[map].shown_when",
            "no question 'road'",
            id="a file that depends on an unknown question",
        ),
        pytest.param(
            "attachments = []",
            'attachments = [{ key = "map", label = "Karta", shown_when = { question = "where", is_one_of = ["2"] } }]',
            "attachments[map].shown_when.is_one_of",
            "'2' is no answer to 'where'",
            id="a file that depends on a municipality that does not exist",
        ),
        pytest.param(
            'text = "Det som byggs ska',
            'text = "Det som byggs i {where} ska',
            "conditions[open_for_all].text",
            "'where' is no concept that is a text",
            id="a condition that names an unknown concept",
        ),
        pytest.param("attachments = []", "attachments = [", "", "cannot be read as TOML", id="not TOML"),
    ],
)
def test_a_mistake_in_a_programme_names_file_and_key(
    tmp_path: Path, old: str, new: str, where: str, problem: str
) -> None:
    found = problems_of(changed(tmp_path, FUND, old, new))

    assert any(one.file == f"made_up/{FUND}" and one.where == where and problem in one.problem for one in found), (
        "\n".join(map(str, found))
    )
