"""What an applicant does: starts, writes, attaches and sends in; completes what is asked for; withdraws."""

from dataclasses import dataclass, replace
from datetime import timedelta

from fundflow.cli.demo_region.answers import Answers, answers_of
from fundflow.cli.demo_region.budgets import Budget, budget_of
from fundflow.cli.demo_region.calls import GRANT_TYPE, HalfYear
from fundflow.cli.demo_region.days import in_office_hours, of_an_evening
from fundflow.cli.demo_region.papers import paper
from fundflow.cli.demo_region.phrases import phrase
from fundflow.cli.demo_region.plans import BOARD_LIMIT, CasePlan
from fundflow.cli.demo_region.world import Story, World
from fundflow.queries.cases import answers_of as stored_answers
from fundflow.queries.cases import open_completion
from fundflow.services.application import Start, Written, discard_draft, save_answers, start_application
from fundflow.services.attachments import Upload, attach
from fundflow.services.submission import send_completion, submit_application
from fundflow.services.unit_of_work import UnitOfWork

PROGRAMME = "project_funding"
_CERTIFICATES = {
    "implementation": "financing_certificates",
    "small_project": "financing_certificates",
    "pre_study": "financing_certificates_pre_study",
}


@dataclass(slots=True)
class Live:
    """A case that is being made: its plan and budget, and its id once it is started."""

    world: World
    plan: CasePlan
    organisation_id: int
    budget: Budget
    case_id: int = 0
    granted: int = 0
    decision_id: int = 0

    def say(self, room: str, name: str, **filled: object) -> str:
        """Return something that is said of the case."""
        plan = self.plan
        idea = plan.idea
        known = {
            "place": plan.applicant.place.name,
            "other": plan.other.name,
            "signer": plan.applicant.signer,
            "activity": idea.activities[0].lower(),
            "activity2": idea.activities[1].lower(),
            "goal": idea.goals[0],
            "goals": ". ".join(idea.goals),
            "gap": idea.gap,
            "evening_out": idea.evening_out,
            "climate": idea.climate,
            "lasting": idea.lasting,
        }
        return phrase(plan.chance, room, name, **{**known, **filled})


def live(world: World, plan: CasePlan, organisation_id: int) -> Live:
    """Return a case to be, with its budget reckoned; a project that asks for no more than the limit is a small one."""
    budget = budget_of(plan)
    if plan.grant_type == GRANT_TYPE and budget.requested <= BOARD_LIMIT:
        plan = replace(plan, grant_type="small_project")
    return Live(world, plan, organisation_id, budget)


def start(case: Live, *, part: float = 1.0) -> Story:
    """Start and write an application, some days before it is to be sent in; ``part`` of the questions are answered."""
    chance = case.plan.chance
    begins_at, call_id = of_an_evening(chance, case.plan.sent_on - timedelta(days=chance.randint(3, 21))), None
    if case.plan.grant_type == GRANT_TYPE:
        half_year = HalfYear.of(case.plan.sent_on)
        yield max(begins_at, half_year.opens_at)
        call_id = case.world.ids[half_year.key]
    else:
        yield begins_at
    with case.world.deed(case.plan.writer) as uow:
        wanted = Start(PROGRAMME, case.plan.grant_type, case.organisation_id, case.plan.token, call_id)
        case.case_id = start_application(uow, wanted).id
        case.world.passes(chance.randint(20, 90))
        written = replace(uow, now=case.world.now)
        _write(written, case, answers_of(case.plan, case.budget), part)
        if part == 1:
            _certify(written, case, "Intyg om medfinansiering")


def _write(uow: UnitOfWork, case: Live, answers: Answers, part: float) -> None:
    form = uow.catalogue.programme_in_force(PROGRAMME, uow.today)
    if form is None:
        raise LookupError(PROGRAMME)
    asked = [question.key for question in form.questions_for(case.plan.grant_type, case.plan.applicant.kind)]
    some = asked[: max(1, round(len(asked) * part))]
    written = {key: Written(answers[key], 0) for key in some if answers.get(key) not in (None, "", [])}
    save_answers(uow, case.case_id, written)


def _certify(uow: UnitOfWork, case: Live, title: str) -> None:
    plan = case.plan
    if plan.is_small and plan.chance.random() < 0.5:
        return
    lines = [title, "", f"Projekt: {plan.title}", f"Period: {plan.starts_on} till {plan.ends_on}", ""]
    lines += [f"{row['payer']}: {row['amount']} kr" for row in case.budget.financing]
    upload = Upload(f"{title}.pdf", paper(lines))
    attach(uow, case.world.store, case.case_id, _CERTIFICATES[plan.grant_type], upload)


def discard(case: Live) -> Story:
    """Put the draft away."""
    yield of_an_evening(case.plan.chance, case.plan.sent_on)
    with case.world.deed(case.plan.writer) as uow:
        discard_draft(uow, case.case_id)


def submit(case: Live) -> Story:
    """Send in, once."""
    yield in_office_hours(case.plan.chance, case.plan.sent_on)
    with case.world.deed(case.plan.applicant.key) as uow:
        submit_application(uow, case.case_id, truthful=True)


def complete(case: Live) -> None:
    """Answer everything that an open completion asks for, and send it."""
    world, plan = case.world, case.plan
    with world.deed(plan.applicant.key) as uow:
        completion = open_completion(uow.session, case.case_id)
        asked = [item.question for item in completion.items if item.question] if completion else []
        stored = stored_answers(uow.session, case.case_id)
        more = phrase(plan.chance, "completion", "answered")
        written = {key: Written(f"{stored[key].value}{more}", stored[key].version) for key in asked}
        save_answers(uow, case.case_id, written)
    for item in completion.items if completion else []:
        if item.attachment_kind:
            _certify_anew(case, item.attachment_kind)
    world.passes(plan.chance.randint(5, 40))
    with world.deed(plan.applicant.key) as uow:
        send_completion(uow, case.case_id)


def _certify_anew(case: Live, kind: str) -> None:
    plan = case.plan
    lines = ["Intyg om medfinansiering, med period", "", plan.title, f"{plan.starts_on} till {plan.ends_on}"]
    with case.world.deed(plan.applicant.key) as uow:
        upload = Upload("Intyg om medfinansiering, ny version.pdf", paper(lines))
        attach(uow, case.world.store, case.case_id, kind, upload)
