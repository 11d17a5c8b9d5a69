"""What fits from one form to another: the same kind, asking the same thing; without a concept the same key."""

from datetime import date

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.copying import DAYS_OF_THE_WORK, fitting, leading_answers, matches, undated
from fundflow.domain.programme import Column, Programme, Question, QuestionKind, Shown, Text


def question(
    key: str, kind: QuestionKind = QuestionKind.LINE, concept: Concept | None = None, label: str = ""
) -> Question:
    return Question(key, kind, Text(label or key), concept=concept)


def pairs(new: list[Question], earlier: list[Question]) -> list[tuple[str, str]]:
    return [(one.question.key, one.earlier.key) for one in matches(new, earlier)]


def test_a_concept_is_followed_whatever_the_question_is_called() -> None:
    new, old = question("name", concept=Concept.TITLE), question("project_name", concept=Concept.TITLE)

    assert pairs([new], [old]) == [("name", "project_name")]


def test_a_statement_is_followed_under_another_key_in_the_same_words() -> None:
    words = "Är företaget i konkurs?"
    new, old = (question(key, QuestionKind.YES_NO, Concept.BANKRUPT, words) for key in ("bankrupt", "in_bankruptcy"))

    assert pairs([new], [old]) == [("bankrupt", "in_bankruptcy")]


def test_one_concept_behind_two_statements_is_asked_anew() -> None:
    soon = question("full_time_soon", QuestionKind.YES_NO, Concept.FULL_TIME_IN_COMPANY, "Heltid inom ett år?")
    now = question("full_time_now", QuestionKind.YES_NO, Concept.FULL_TIME_IN_COMPANY, "Heltid?")

    assert pairs([now], [soon]) == []
    assert pairs([now], [soon, now]) == [("full_time_now", "full_time_now")]


def test_without_a_concept_the_key_decides() -> None:
    assert pairs([question("need"), question("aim")], [question("need"), question("goal")]) == [("need", "need")]


def test_the_same_key_with_another_meaning_does_not_fit() -> None:
    assert pairs([question("name", concept=Concept.TITLE)], [question("name")]) == []
    assert pairs([question("name")], [question("name", concept=Concept.TITLE)]) == []


def test_another_kind_does_not_fit() -> None:
    assert pairs([question("need", QuestionKind.PARAGRAPHS)], [question("need")]) == []


def test_where_someone_is_born_is_always_asked_anew() -> None:
    born = question("born", QuestionKind.YES_NO, Concept.LEADER_BORN_OUTSIDE_NORDICS)

    assert pairs([born], [born]) == []


def test_rows_keep_the_columns_that_are_asked_for() -> None:
    rows = Question(
        "costs", QuestionKind.ROWS, Text("Kostnader"), columns=(Column("what", QuestionKind.LINE, Text("Vad")),)
    )

    assert fitting(rows, [{"what": "Gungor", "year": "2026"}, {"year": "2027"}]) == [{"what": "Gungor"}]


def all_questions(catalogue: Catalogue) -> list[Question]:
    """Every question of the forms in force."""
    programmes: list[Programme] = catalogue.programmes_in_force(date(2026, 3, 2))
    return [one for programme in programmes for page in programme.pages for one in page.questions]


def test_no_day_of_the_earlier_work_is_carried_over_from_any_form(catalogue: Catalogue) -> None:
    """Of all days that the forms ask for, only those that stay true of a company are taken over."""
    asked = all_questions(catalogue)
    assert {one.concept for one in asked} >= DAYS_OF_THE_WORK
    kept = set()
    for one in asked:
        if one.kind is QuestionKind.DAY and matches([one], [one]):
            kept.add(one.key)
        row = {column.key: "2025-12-01" for column in one.columns if column.kind is QuestionKind.DAY}
        row |= {column.key: "2025" for column in one.columns if column.key == "year"}
        rest = undated(one, [row])
        kept |= {f"{one.key}.{key}" for key in (rest[0] if isinstance(rest, list) else {})}

    assert kept == {"registered_on", "earlier_aid.granted_on"}


def test_the_rest_of_a_dated_row_is_carried_over() -> None:
    columns = (Column("what", QuestionKind.LINE, Text("Vad")), Column("to", QuestionKind.DAY, Text("Till")))
    activities = Question("activities", QuestionKind.ROWS, Text("Aktiviteter"), columns=columns)
    rows = [{"what": "Spridning", "to": "2026-05-03"}, {"to": "2026-05-04"}]

    assert fitting(activities, undated(activities, rows)) == [{"what": "Spridning"}]
    assert undated(question("need"), "Lekplatsen är från 1987.") == "Lekplatsen är från 1987."


def test_a_leading_question_is_answered_by_what_is_proposed_below_it() -> None:
    leading = question("in_a_group", QuestionKind.YES_NO)
    below = Question(
        "group", QuestionKind.ROWS, Text("Företag"), concept=Concept.GROUP, shown_when=Shown("in_a_group", ("yes",))
    )

    assert leading_answers([leading, below], {below: [{"name": "Fjällmat AB"}]}) == {leading: "yes"}
    assert leading_answers([leading, below], {below: []}) == {leading: "no"}
    assert leading_answers([below], {below: []}) == {}
