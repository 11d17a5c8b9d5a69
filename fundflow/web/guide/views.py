"""Two pages of questions and the answer; every answer stands in the address and nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.catalogue.known import PURPOSES
from fundflow.domain.fit import Fit
from fundflow.domain.money import Money
from fundflow.domain.periods import swedish_day
from fundflow.queries.calls import published_calls
from fundflow.queries.published import figures_known
from fundflow.services.fitting import Suggestion, Wish, districts_named, suggestions, waiting
from fundflow.services.trial import Trial
from fundflow.web.access import current_region, now, open_to_all, reading
from fundflow.web.filters import tr
from fundflow.web.guide import bp as bp
from fundflow.web.guide.forms import ASKED, FirstQuestions, MoreQuestions, answer_text
from fundflow.web.guide.telling import Told


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the page repeats it: the question, the answer in words, and where to change it."""

    question: str
    answer: str
    url: str


def _trial() -> Trial:
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return Trial(catalogue, current_region().key, swedish_day(now()), figures_known(reading(), now()))


def _first(trial: Trial) -> FirstQuestions:
    form = FirstQuestions(request.args)
    inside = trial.catalogue.municipalities(trial.region)
    form.offer(
        sorted(((one.code, one.name) for one in inside), key=lambda pair: pair[1]),
        [(one.key, tr(one.label)) for one in trial.catalogue.code_list(PURPOSES)],
    )
    return form


def _more(trial: Trial, first: FirstQuestions) -> MoreQuestions:
    form = MoreQuestions(request.args)
    municipality = str(first.municipality.data or "")
    form.offer(districts_named(trial, municipality), municipality)
    return form


def _wish(trial: Trial, first: FirstQuestions, more: MoreQuestions | None = None) -> Wish:
    return Wish(
        concepts={**first.told(trial.day), **(more.told() if more else {})},
        purposes=frozenset(first.purposes.data or ()),
        turnover=more.turnover_told if more else None,
        has_begun=first.has_begun,
        has_group=more.has_group if more else False,
    )


def _answered() -> dict[str, list[str]]:
    """Return the answers of the address that say something."""
    lists = {name: [value for value in values if value] for name, values in request.args.lists()}
    return {name: values for name, values in lists.items() if values}


@bp.get("")
@open_to_all
def ask() -> str:
    """Ask who, where, what, at what cost and when; the address may hold answers to change."""
    trial = _trial()
    return _shown_first(trial, _first(trial))


@bp.get("/mer")
@open_to_all
def more() -> ResponseReturnValue:
    """Ask what would tell more of the kinds of support that are still possible; nothing to ask leads to the answer."""
    trial = _trial()
    first = _first(trial)
    if not first.validate():
        return _shown_first(trial, first), first.http_status
    form = _more(trial, first)
    form.validate()
    _narrow(trial, first, form)
    if not first.purposes.data or not form.names:
        return redirect(_url(".answer", _answered()), 303)
    return _shown_more(first, form), form.http_status


def _narrow(trial: Trial, first: FirstQuestions, form: MoreQuestions) -> None:
    """Keep the questions that tell more, as they stood before they were answered and as they stand now."""
    before, after = (suggestions(trial, _wish(trial, first, one), ASKED) for one in (None, form))
    form.keep(waiting(before) | waiting(after))


def _shown_first(trial: Trial, first: FirstQuestions) -> str:
    return render_template("guide/ask.html", form=first, kept=_kept(_more(trial, first).names))


def _shown_more(first: FirstQuestions, form: MoreQuestions) -> str:
    return render_template("guide/more.html", form=form, kept=_kept(first.names), back_url=_url(".ask", _answered()))


def _kept(names: list[str]) -> list[tuple[str, str]]:
    """Return the answers to the other page's questions, which each page carries along."""
    return [(name, value) for name, values in _answered().items() if name in names for value in values]


def _url(endpoint: str, answers: Mapping[str, list[str]], anchor: str | None = None) -> str:
    values: dict[str, Any] = dict(answers)
    return url_for(endpoint, _anchor=anchor, **values)


@bp.get("/svar")
@open_to_all
def answer() -> ResponseReturnValue:
    """Tell which kinds of support fit, may fit and do not fit, and why."""
    trial = _trial()
    first = _first(trial)
    if not first.validate():
        return _shown_first(trial, first), first.http_status
    form = _more(trial, first)
    if not form.validate():
        _narrow(trial, first, form)
        return _shown_more(first, form), form.http_status
    told = _told(suggestions(trial, _wish(trial, first, form), ASKED), first.cost.data)
    return render_template(
        "guide/answer.html",
        fits=[one for one in told if one.fit is Fit.FITS],
        may_fit=[one for one in told if one.fit is Fit.MAY_FIT],
        does_not_fit=[one for one in told if one.fit is Fit.DOES_NOT_FIT and not one.is_for_else],
        for_else=[one for one in told if one.is_for_else],
        given=[*_given(first, ".ask"), *_given(form, ".more")],
        ask_url=_url(".ask", _answered()),
        more_url=_url(".more", _answered()),
    )


def _told(found: list[Suggestion], cost: Money | None) -> list[Told]:
    calls = published_calls(reading(), now())
    return [
        Told(
            one,
            cost,
            [call for call in calls if (call.programme, call.grant_type) == (one.programme.key, one.grant_type.key)],
        )
        for one in found
    ]


def _given(form: FirstQuestions | MoreQuestions, endpoint: str) -> list[Given]:
    answers = _answered()
    return [
        Given(str(field.label.text), text, _url(endpoint, answers, field.id))
        for field in form
        if (text := answer_text(field))
    ]
