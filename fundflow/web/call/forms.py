"""The form of a call."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from fundflow.domain.calls import CallPlan
from fundflow.domain.periods import STOCKHOLM
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import ClockField, KronorField, SwedishDateField
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall

_APART: Final = "/"


class CallForm(BaseForm):
    """What a call says; days and times are Swedish."""

    support = SelectField(_l("Vilket stöd gäller utlysningen?"), [InputRequired(_l("Välj stöd."))])
    title = StringField(
        _l("Vad heter utlysningen?"), [InputRequired(_l("Skriv vad utlysningen heter.")), Length(max=120)]
    )
    text = TextAreaField(
        _l("Text"),
        [InputRequired(_l("Skriv vad utlysningen är till för och vem som kan söka.")), Length(max=6000)],
        description=_l(
            "Vad utlysningen är till för, vem som kan söka, vad vi lägger vikt vid och när vi beslutar. Ett belopp ur "
            "reglerna kan skrivas med regelns namn, till exempel {P4.small_project_at_most_kronor}. Då visas det som "
            "gäller den dag någon läser."
        ),
        render_kw={"rows": 10},
    )
    opens_on = SwedishDateField(_l("Öppnar dag"), [InputRequired(_l("Skriv vilken dag utlysningen öppnar."))])
    opens_at = ClockField(_l("Öppnar klockan"), [InputRequired(_l("Skriv klockslaget, till exempel 8.00."))])
    closes_on = SwedishDateField(_l("Stänger dag"), [InputRequired(_l("Skriv vilken dag utlysningen stänger."))])
    closes_at = ClockField(
        _l("Stänger klockan"),
        [InputRequired(_l("Skriv klockslaget, till exempel 16.00."))],
        description=_l("Från den minuten går det inte att skicka in."),
    )
    frame = KronorField(
        _l("Pengar att fördela"), [Optional()], description=_l("Lämna tomt om beloppet inte är bestämt.")
    )
    title_en = StringField(_l("Rubrik på engelska"), [Optional(), Length(max=120)])
    text_en = TextAreaField(_l("Text på engelska"), [Optional(), Length(max=6000)], render_kw={"rows": 6})
    version = HiddenField()

    def offer(self, supports: Iterable[tuple[str, str, str]]) -> None:
        """Say which supports there are, as (programme, grant type, name)."""
        choices = ((f"{programme}{_APART}{key}", name) for programme, key, name in supports)
        self.support.choices = choices_of([("", _("Välj")), *choices])

    def plan(self, call: "FundingCall | None" = None) -> CallPlan:
        """Return the call as it was written; the support of one that exists is not asked for again."""
        chosen = "" if call else text_of(self.support)
        programme, _apart, grant_type = chosen.partition(_APART)
        return CallPlan(
            programme=call.programme if call else programme,
            grant_type=call.grant_type if call else grant_type,
            title=text_of(self.title),
            text=text_of(self.text),
            opens_at=moment_of(self.opens_on.data, self.opens_at.data),
            closes_at=moment_of(self.closes_on.data, self.closes_at.data),
            frame=self.frame.data,
            title_en=text_of(self.title_en),
            text_en=text_of(self.text_en),
        )


def moment_of(day: date | None, clock: time | None) -> datetime | None:
    """Return the moment of a Swedish day and time; None while one of them is missing."""
    return None if day is None or clock is None else datetime.combine(day, clock, tzinfo=STOCKHOLM)


def written(call: "FundingCall") -> Mapping[str, Any]:
    """Return what a form of the call begins with."""
    opens, closes = call.opens_at.astimezone(STOCKHOLM), call.closes_at.astimezone(STOCKHOLM)
    return {
        "title": call.title,
        "text": call.text,
        "opens_on": opens.date(),
        "opens_at": opens.time(),
        "closes_on": closes.date(),
        "closes_at": closes.time(),
        "frame": call.frame,
        "title_en": call.title_en,
        "text_en": call.text_en,
        "version": str(call.row_version),
    }
