"""The rules of a case with the published figures that it keeps to, and how it counts kronor in euro."""

from fundflow.domain.currencies import Counting
from fundflow.domain.rulebook import Rulebook, rate_in
from fundflow.models.case import Case
from fundflow.queries.aid import rates_of
from fundflow.queries.published import figures_known
from fundflow.services.unit_of_work import UnitOfWork


def rulebook_of(uow: UnitOfWork, case: Case) -> Rulebook:
    """Return the rules of today for a case; a decided one keeps to the figures that were known when it was decided."""
    known = figures_known(uow.session, uow.now, decided=case.id if case.decided_on is not None else None)
    return uow.catalogue.rulebook(uow.today, uow.region.key).with_published(known)


def counting_of(uow: UnitOfWork, case: Case, rulebook: Rulebook | None = None) -> Counting:
    """Return how a case counts: by the rate that an officer gave it, else by the newest of its rulebook (E11)."""
    rules = rulebook or rulebook_of(uow, case)
    own = rates_of(uow.session, [case.id]).get(case.id)
    return Counting(own or rate_in(rules), rules)
