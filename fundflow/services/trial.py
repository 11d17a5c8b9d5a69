"""From concepts to what rules may know, without a case: nothing is stored, and what is absent is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from fundflow.catalogue import Catalogue
from fundflow.domain.assessment import Judgement
from fundflow.domain.budget import Plan
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.places import is_deso
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.published import PublishedFigures
from fundflow.domain.rulebook import Rulebook, rate_in
from fundflow.domain.states import State

_GATES: Final = (Concept.EQUALITY_GATE, Concept.CLIMATE_GATE)
_CODE_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Trial:
    """Where rules are tried: the catalogue, the region whose policy counts, the day of decision, what it has published.

    ``published``: the figures of others that the region keeps; none where no register stands behind the trial.
    """

    catalogue: Catalogue
    region: str
    day: date
    published: PublishedFigures = field(default_factory=PublishedFigures)

    @property
    def rulebook(self) -> Rulebook:
        """The rules of the day, with the published figures."""
        return self.catalogue.rulebook(self.day, self.region).with_published(self.published)


def municipality_told(concepts: Mapping[Concept, object]) -> str:
    """Return the code of the municipality: as told, or the one that the DeSO area begins with; empty: unknown."""
    area = str(concepts.get(Concept.DESO) or "").upper()
    return str(concepts.get(Concept.MUNICIPALITY_CODE) or (area[:_CODE_LENGTH] if is_deso(area) else ""))


def facts_of_concepts(
    trial: Trial, programme: Programme, grant_type: GrantType, concepts: Mapping[Concept, object], plan: Plan
) -> CaseFacts:
    """Return what rules know of an application that nobody has written, in the shape of a stored case's facts."""
    code, kind, received = (
        municipality_told(concepts),
        concepts.get(Concept.APPLICANT_KIND),
        concepts.get(Concept.RECEIVED_ON),
    )
    rulebook = trial.rulebook
    return CaseFacts(
        state=State.IN_PREPARATION,
        programme=programme,
        grant_type=grant_type,
        rulebook=rulebook,
        today=trial.day,
        organisation_id=0,
        concepts=concepts,
        euro_rate=rate_in(rulebook),
        plan=plan,
        judgements=_judgements(programme, grant_type.key, concepts),
        applicant_kind=ApplicantKind(str(kind)) if kind else None,
        has_form=False,
        received_on=received if isinstance(received, date) else None,
        place=trial.catalogue.place(code, trial.region) if code else None,
    )


def _judgements(
    programme: Programme, grant_type: str, concepts: Mapping[Concept, object]
) -> dict[tuple[str, str], Judgement]:
    """Return the gates that are answered, as if an officer had judged them."""
    return {
        (criterion.key, ""): Judgement(str(concepts[criterion.concept]), "Prövat utan ärende.")
        for criterion in programme.criteria_for(grant_type)
        if criterion.concept in _GATES and criterion.concept in concepts
    }
