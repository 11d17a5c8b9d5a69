"""What the guide's answer tells of each kind of support: how it fits, how much, until when, and what to have ready."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.fit import Fit, waits_for
from fundflow.domain.money import Money
from fundflow.domain.programme import AttachmentKind
from fundflow.labels.concepts import CONCEPT
from fundflow.services.fitting import Suggestion
from fundflow.web.filters import finding_text, plain_source, tr
from fundflow.web.guide.forms import ASKED, ASKED_FIRST, first_question
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall

_NEVER_SAID: Final = frozenset({Concept.BALANCE_EUR, Concept.TOTAL_INVESTMENT})
"""Answers that stand beside one that is asked for, and would only be confusing to name."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that the rules say, in words, with its source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """A kind of support as the answer tells it; ``calls``: those that are open or to come, the first to close first."""

    suggestion: Suggestion
    cost: Money | None
    calls: "Sequence[FundingCall]"

    @property
    def fit(self) -> Fit:
        """How it fits."""
        return self.suggestion.fit

    @property
    def highest(self) -> Money | None:
        """The highest amount; None where it is not known."""
        return self.suggestion.weighed.highest

    @property
    def ceiling(self) -> str:
        """How the highest amount is reckoned, in words, where the rules tell it before any cost is known."""
        informs = self.suggestion.weighed.informs
        return next((finding_text(one) for one in informs if one.code == "delivery_ceiling"), "")

    @property
    def is_for_a_calendar_year(self) -> bool:
        """Whether it is given once a year, for the year's costs."""
        return any(one.code == "paid_yearly_in_arrears" for one in self.suggestion.weighed.informs)

    @property
    def anchor(self) -> str:
        """The first question, of the page that asks it, that is unanswered and decides."""
        return first_question(self._waiting(self.suggestion.weighed.doubts), is_first=self.is_answered_first)

    @property
    def is_from_a_table(self) -> bool:
        """Whether the region's own table sets the amount below the highest one.

        Source: K10, regional policy.
        """
        return "K10" in self.suggestion.grant_type.rules

    @property
    def percent(self) -> Decimal | None:
        """The highest share of the costs that the rules give; None where the amount does not depend on the cost."""
        if self.suggestion.is_yearly or not self.highest or not self.cost:
            return None
        return self.suggestion.share

    @property
    def reasons(self) -> list[Reason]:
        """Why it fits, may fit or does not fit."""
        weighed = self.suggestion.weighed
        match self.fit:
            case Fit.DOES_NOT_FIT:
                return self._said(weighed.against)
            case Fit.MAY_FIT:
                return self._said(one for one in weighed.doubts if one.verdict is not Verdict.NOT_YET)
            case Fit.FITS:
                return self._said(weighed.speaks_for)

    @property
    def is_for_else(self) -> bool:
        """Whether it is for something else than what is wished."""
        return any(one.code == "other_purpose" for one in self.suggestion.weighed.against)

    @property
    def speaks_for(self) -> list[Reason]:
        """What speaks for it all the same, where it may fit."""
        return self._said(self.suggestion.weighed.speaks_for) if self.fit is Fit.MAY_FIT else []

    @property
    def judged(self) -> list[Reason]:
        """What an officer judges of everyone."""
        return self._said(self.suggestion.weighed.judged)

    @property
    def good_to_know(self) -> list[Reason]:
        """What asks nothing and is good to know."""
        return self._said(self.suggestion.weighed.informs)

    @property
    def unanswered(self) -> list[str]:
        """What the guide asked and was not told, and that decides whether the support fits."""
        waiting = self._waiting(self.suggestion.weighed.doubts) & ASKED
        has_purpose = any(one.code == "purpose_unknown" for one in self.suggestion.weighed.doubts)
        return [*([_("vad du vill göra")] if has_purpose else []), *_labels(waiting)]

    @property
    def is_answered_first(self) -> bool:
        """Whether what is unanswered stands among the first questions."""
        weighed = self.suggestion.weighed
        has_purpose = any(one.code == "purpose_unknown" for one in weighed.doubts)
        return has_purpose or bool(self._waiting(weighed.doubts) & ASKED_FIRST)

    @property
    def asked_later(self) -> list[str]:
        """What the application asks that the guide does not."""
        weighed = self.suggestion.weighed
        return _labels(self._waiting((*weighed.doubts, *weighed.later)) - ASKED)

    @property
    def left(self) -> list[Reason]:
        """What remains to be done and is no answer to a question."""
        return self._said(one for one in self.suggestion.weighed.later if not waits_for(one))

    @property
    def attachments(self) -> list[AttachmentKind]:
        """The files that an application must hold, those that depend on an answer last."""
        kinds = self.suggestion.programme.attachments_for(self.suggestion.grant_type.key)
        return sorted((one for one in kinds if one.required), key=lambda one: one.shown_when is not None)

    def _waiting(self, findings: Iterable[Finding]) -> frozenset[Concept]:
        return frozenset(concept for finding in findings for concept in waits_for(finding))

    def _said(self, findings: Iterable[Finding]) -> list[Reason]:
        basis = tr(self.suggestion.grant_type.legal_basis)
        legal_basis = basis[:1].upper() + basis[1:]
        said = (Reason(finding_text(one), plain_source(one) or legal_basis) for one in findings)
        return list({one.text: one for one in said}.values())


def _labels(concepts: Iterable[Concept]) -> list[str]:
    """Return what answers are called, in the order of the concepts; each once."""
    named = (one for one in Concept if one in set(concepts) - _NEVER_SAID)
    return list(dict.fromkeys(_(CONCEPT[one]) for one in named if one in CONCEPT))
