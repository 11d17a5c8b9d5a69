"""When an answer is doubted because of another one, as a programme's form says."""

from dataclasses import dataclass

from fundflow.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Doubted:
    """These answers are doubted when another question of the form has one of those, and why."""

    answers: tuple[str, ...]
    question: str
    is_one_of: tuple[str, ...]
    why: Text
