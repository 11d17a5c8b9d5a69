"""What fits from one form to another: the same concept, or the same key where there is none, and the same kind."""

from fundflow.domain.concepts import Concept
from fundflow.domain.copying import fitting, leading_answers, matches
from fundflow.domain.programme import Column, Question, QuestionKind, Shown, Text


def question(key: str, kind: QuestionKind = QuestionKind.LINE, concept: Concept | None = None) -> Question:
    return Question(key, kind, Text(key), concept=concept)


def pairs(new: list[Question], earlier: list[Question]) -> list[tuple[str, str]]:
    return [(one.question.key, one.earlier.key) for one in matches(new, earlier)]


def test_a_concept_is_followed_whatever_the_question_is_called() -> None:
    new, old = question("name", concept=Concept.TITLE), question("project_name", concept=Concept.TITLE)

    assert pairs([new], [old]) == [("name", "project_name")]


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


def test_a_leading_question_is_answered_by_what_is_proposed_below_it() -> None:
    leading = question("in_a_group", QuestionKind.YES_NO)
    below = Question(
        "group", QuestionKind.ROWS, Text("Företag"), concept=Concept.GROUP, shown_when=Shown("in_a_group", ("yes",))
    )

    assert leading_answers([leading, below], {below: [{"name": "Fjällmat AB"}]}) == {leading: "yes"}
    assert leading_answers([leading, below], {below: []}) == {leading: "no"}
    assert leading_answers([below], {below: []}) == {}
