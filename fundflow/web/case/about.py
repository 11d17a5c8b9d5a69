"""What a case is about, in the few lines of its overview."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from fundflow.domain.concepts import Concept
from fundflow.domain.gender import GenderCategory
from fundflow.domain.strategy import Strategy
from fundflow.labels.states import GENDER_CATEGORY
from fundflow.queries.cases import further_priorities_of, municipalities_of
from fundflow.web.case.look import Looked
from fundflow.web.case.told import Teller, municipality_name
from fundflow.web.filters import plain_day, tr
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.case import Case

_CODED: Final = (
    (Concept.EU_PROGRAMME, _l("EU-program")),
    (Concept.EXPECTED_RESULT, _l("Väntat resultat")),
    (Concept.THEME, _l("Tema")),
)


def teller_of(looked: Looked) -> Teller | None:
    """Return who says the case's answers in words; None for a historic case."""
    case, catalogue = looked.case, looked.uow.catalogue
    if looked.facts is None or case.strategy_version is None:
        return None
    strategy = catalogue.strategy(case.strategy, case.strategy_version)
    return Teller(catalogue, looked.facts, strategy)


def about(looked: Looked) -> list[tuple[str, str]]:
    """Return label and text of each line that has something to say."""
    return [(label, text) for label, text in _lines(looked) if text]


def _lines(looked: Looked) -> Iterator[tuple[str, str]]:
    case, session = looked.case, looked.uow.session
    yield _("Kort om"), case.summary or case.note or ""
    strategy = _strategy(looked)
    yield _("Prioritering"), _priority(strategy, case.priority)
    area = strategy.area(case.strategic_area) if strategy and case.strategic_area else None
    yield _("Strategiskt område"), tr(area.label) if area else ""
    further = (_priority(strategy, key) for key in further_priorities_of(session, case.id))
    yield _("Bidrar även till"), ", ".join(further)
    yield _("Tid"), _period(case)
    codes = municipalities_of(session, case.id) or filter(None, [case.municipality_code])
    yield _("Var"), ", ".join(municipality_name(looked.uow.catalogue, code) for code in codes)
    for concept, label in _CODED:
        yield str(label), _coded(looked, concept, getattr(case, concept.value))
    if case.gender_category is not GenderCategory.NOT_APPLICABLE:
        yield _("Ägs och leds av"), _(GENDER_CATEGORY[case.gender_category])
    yield _("Eget projekt"), _("Ja, regionen är sökande.") if case.own_project else ""


def _strategy(looked: Looked) -> Strategy | None:
    case, catalogue = looked.case, looked.uow.catalogue
    if case.strategy_version is None:
        return catalogue.strategy_by_key(case.strategy)
    return catalogue.strategy(case.strategy, case.strategy_version)


def _priority(strategy: Strategy | None, key: str | None) -> str:
    priority = strategy.priority(key) if strategy and key else None
    return tr(priority.label) if priority else key or ""


def _period(case: "Case") -> str:
    if case.project_starts_on is None or case.project_ends_on is None:
        return ""
    return f"{plain_day(case.project_starts_on)} – {plain_day(case.project_ends_on)}"


def _coded(looked: Looked, concept: Concept, value: Any) -> str:
    teller = teller_of(looked)
    question = looked.facts.programme.question_of(concept, looked.facts.grant_type.key) if looked.facts else None
    if not value or teller is None or question is None:
        return str(value or "")
    return teller.tell(question, value).text
