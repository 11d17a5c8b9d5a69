"""The questions of the guide, read from the address; whatever is left out is unknown, and that is always allowed."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.validators import NumberRange, Optional, ValidationError

from fundflow.domain.agreement import against_deso
from fundflow.domain.concepts import OUTSIDE_COUNTY, ApplicantKind, Concept
from fundflow.domain.money import Money
from fundflow.labels.amounts import NO_BREAK
from fundflow.web.filters import finding_text, kind_label
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import (
    CheckboxesField,
    DecimalField,
    KronorField,
    PercentField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.locale import _, _l

Pairs = Iterable[tuple[str, str]]
_UNKNOWN: Final = ("", _l("Vet inte"))
_YES_OR_NO: Final = (("ja", _l("Ja")), ("nej", _l("Nej")), _UNKNOWN)
_NOT_NEGATIVE: Final = NumberRange(min=0, message=_l("Skriv ett tal med siffror, till exempel 12,5."))
ELSEWHERE: Final = "annan del av kommunen"
"""What is answered of a place within a municipality that no rule names."""


class _Answers(BaseForm):
    """Answers in the address: no token, since nothing is changed by asking."""

    class Meta(BaseForm.Meta):
        """Without a token."""

        csrf = False

    def __init__(self, args: MultiDict[str, str]) -> None:
        super().__init__(formdata=args)

    @property
    def names(self) -> list[str]:
        """The names of the fields in the address."""
        return [field.name for field in self]


def _choice(label: str, name: str, pairs: Pairs = _YES_OR_NO, hint: str = "") -> Field:
    return RadioField(label, [Optional()], choices=choices_of(pairs), name=name, description=hint, default="")


class FirstQuestions(_Answers):
    """Who, where, what, at what cost, and when."""

    kind = SelectField(_l("Vem är du?"), [Optional()], name="vem", choices=[])
    municipality = SelectField(_l("I vilken kommun finns verksamheten?"), [Optional()], name="kommun", choices=[])
    purposes = CheckboxesField(
        _l("Vad vill du göra?"), [Optional()], name="vad", description=_l("Välj ett eller flera."), choices=[]
    )
    cost = KronorField(
        _l("Ungefär vad kostar det?"),
        [Optional()],
        name="kostnad",
        description=_l("Hela kostnaden utan moms, även det du betalar själv."),
    )
    begun = _choice(_l("Har du börjat?"), "borjat", hint=_l("Att beställa eller skriva avtal räknas också."))
    starts_on = SwedishDateField(
        _l("Vilken dag börjar du, eller när började du?"),
        [Optional()],
        name="start",
        description=_l("Till exempel 2026-05-01. Hoppa över om du inte vet."),
    )

    def offer(self, municipalities: Pairs, purposes: Pairs) -> None:
        """Say which municipalities and purposes there are."""
        kinds = ((kind.value, kind_label(kind)) for kind in ApplicantKind)
        self.kind.choices = choices_of([("", _("Vet inte")), *kinds])
        outside = (OUTSIDE_COUNTY, _("Utanför länet"))
        self.municipality.choices = choices_of([("", _("Vet inte")), *municipalities, outside])
        self.purposes.choices = choices_of(purposes)

    @property
    def has_begun(self) -> bool:
        """Whether the work has begun, on a day that is not told."""
        return self.begun.data == "ja" and self.starts_on.data is None

    def told(self, today: object) -> dict[Concept, object]:
        """Return what is answered, by concept; who has not begun can begin today at the earliest."""
        starts = self.starts_on.data or (today if self.begun.data == "nej" else None)
        cost: Money | None = self.cost.data
        answers = {
            Concept.APPLICANT_KIND: self.kind.data or None,
            Concept.MUNICIPALITY_CODE: self.municipality.data or None,
            Concept.TOTAL_COST: cost,
            Concept.TOTAL_INVESTMENT: cost,
            Concept.WORK_STARTS_ON: starts,
        }
        return {concept: value for concept, value in answers.items() if value is not None}


_GENDERS: Final = (("kvinna", _l("En kvinna")), ("man", _l("En man")), ("annan", _l("Flera, eller annat")), _UNKNOWN)
_GOODS: Final = (
    ("dagligvaror", _l("Dagligvaror")),
    ("drivmedel", _l("Drivmedel")),
    ("bada", _l("Både dagligvaror och drivmedel")),
    ("inget", _l("Inget av det")),
    _UNKNOWN,
)
_PLACES_OF_SALE: Final = (("fast", _l("Ja, från en fast plats")), ("rorlig", _l("Nej, från ett fordon")), _UNKNOWN)


_SITUATIONS: Final = (
    ("bra", _l("Bra, eller som det brukar")),
    ("tillfalligt", _l("Dåligt just nu, men det går över")),
    ("lange", _l("Dåligt, och så har det varit länge")),
    _UNKNOWN,
)


class MoreQuestions(_Answers):
    """What matters only for some kinds of support; a page shows the questions that would tell more."""

    district = SelectField(
        _l("Vilken del av kommunen?"),
        [Optional()],
        name="ort",
        choices=[],
        validate_choice=False,
        description=_l("Stöden är olika i olika delar av kommunen."),
    )
    deso = StringField(
        _l("Vilket DeSO-område?"),
        [Optional()],
        name="deso",
        description=_l("Koden finns på SCB:s karta, till exempel 2480C1050. Hoppa över om du inte vet."),
    )
    rural = _choice(
        _l("Ligger platsen i glesbygd?"),
        "glesbygd",
        hint=_l("Länsstyrelsen pekar ut glesbygden. Fråga oss om du är osäker."),
    )
    moves = _choice(_l("Flyttar verksamheten hit från ett annat län?"), "flyttar")
    premises = _choice(_l("Äger ni lokalen?"), "lokal")
    employees = WholeNumberField(
        _l("Hur många arbetar i företaget?"),
        [Optional()],
        name="anstallda",
        description=_l("Räkna om till heltid. Räkna med dig själv."),
    )
    turnover = KronorField(_l("Hur mycket omsätter företaget på ett år?"), [Optional()], name="omsattning")
    group = _choice(
        _l("Hör företaget ihop med andra företag?"),
        "koncern",
        hint=_l("Till exempel en koncern, eller ägare som har minst en fjärdedel i ett annat företag."),
    )
    public = PercentField(
        _l("Hur stor del äger kommun, region eller stat?"),
        [Optional()],
        name="offentligt",
        description=_l("Skriv 0 om ingen del ägs av det offentliga."),
    )
    registered_on = SwedishDateField(_l("När registrerades företaget?"), [Optional()], name="registrerat")
    business = _choice(
        _l("Driver ni näringsverksamhet?"),
        "naring",
        hint=_l("Det gör den som säljer varor eller tjänster så som ett företag. Det kan också vara en förening."),
    )
    others = _choice(
        _l("Har andra än ert företag nytta av projektet?"),
        "nytta",
        hint=_l("Till exempel flera företag i samma bransch, eller en hel bygd."),
    )
    seat = _choice(_l("Har företaget både säte och arbetsplats i länet?"), "sate")
    before = _choice(_l("Har företaget fått samma slags stöd förut?"), "forut")
    leader = _choice(_l("Vem leder företaget?"), "leds", _GENDERS)
    born_abroad = _choice(_l("Är den som leder företaget född utanför Norden?"), "fodd")
    years_here = DecimalField(
        _l("Hur många år har den personen bott i Sverige?"),
        [Optional(), _NOT_NEGATIVE],
        name="ar",
        description=_l("Svara om personen är född utanför Norden."),
    )
    full_time = _choice(_l("Arbetar den som leder företaget i det på heltid?"), "heltid")
    owned = PercentField(_l("Hur stor del av företaget äger den personen?"), [Optional()], name="ager")
    goods = _choice(_l("Vad säljer ni?"), "saljer", _GOODS)
    place_of_sale = _choice(_l("Säljer ni från en fast plats?"), "stalle", _PLACES_OF_SALE)
    distance = DecimalField(
        _l("Hur många kilometer är det till nästa ställe som säljer samma varor?"),
        [Optional(), _NOT_NEGATIVE],
        name="avstand",
    )
    island = _choice(_l("Ligger stället på en ö utan broförbindelse?"), "o")
    all_year = _choice(_l("Har ni öppet hela året?"), "oppet")
    wide_range = _choice(_l("Har ni ett brett utbud av dagligvaror?"), "utbud")
    grocery_turnover = KronorField(
        _l("Hur mycket dagligvaror säljer ni för på ett år?"), [Optional()], name="dagligvaror"
    )
    situation = _choice(
        _l("Hur går det för butiken eller stationen?"),
        "laget",
        _SITUATIONS,
        hint=_l("Servicebidrag är till för tillfälliga problem, till exempel att vägen har varit avstängd."),
    )
    years_of_support = WholeNumberField(
        _l("Hur många år har ni redan haft servicebidrag?"), [Optional()], name="bidragsar"
    )

    def offer(self, districts: Iterable[str], municipality: str) -> None:
        """Say which municipality was chosen, and which places within it there are to choose among."""
        self._municipality = municipality
        self._districts = [*districts, ELSEWHERE]
        names = [("", _("Vet inte")), *((name, name) for name in self._districts[:-1]), (ELSEWHERE, _("En annan del"))]
        self.district.choices = choices_of(names)

    def validate_deso(self, field: Field) -> None:
        """Raise ValidationError when it is no code of an area, or of one in another municipality than was chosen."""
        found = against_deso(str(field.data or ""), self._municipality)
        if found is not None:
            raise ValidationError(finding_text(found))

    def keep(self, concepts: Collection[Concept]) -> None:
        """Take away the questions that tell nothing of these, except where an answer must be put right."""
        for name, (concept, _read) in READ.items():
            if concept not in concepts and not self[name].errors:
                del self[name]

    def told(self) -> dict[Concept, object]:
        """Return what is answered, by concept."""
        read = {
            concept: value
            for name, (concept, reader) in READ.items()
            if name in self and (value := _read(self[name], reader)) is not None
        }
        if read.get(Concept.DISTRICT) not in self._districts:
            # The municipality has been changed since; its parts are others.
            read.pop(Concept.DISTRICT, None)
        return read

    @property
    def has_group(self) -> bool:
        """Whether the company belongs together with others, whose figures the application asks for."""
        return "group" in self and self.group.data == "ja"

    @property
    def turnover_told(self) -> Money | None:
        """The turnover of a year in kronor."""
        return self.turnover.data if "turnover" in self else None


def _read(field: Field, read: Callable[[Any], object]) -> object:
    return None if field.data in (None, "") or field.errors else read(field.data)


def _is_yes(answer: str) -> bool:
    return answer == "ja"


def _as_it_is(answer: object) -> object:
    return answer


def _in_kronor(answer: Money) -> None:
    """Return nothing: the turnover is told in kronor, and its concept is in euro."""


def _code(codes: Mapping[str, object]) -> Callable[[str], object]:
    return codes.get


_GENDER_CODES: Final = {"kvinna": "woman", "man": "man", "annan": "other"}
_GOODS_CODES: Final = {
    "dagligvaror": ("groceries",),
    "drivmedel": ("fuel",),
    "bada": ("groceries", "fuel"),
    "inget": (),
}
_GROUP_CODES: Final = {"nej": ()}
_SITUATION_CODES: Final = {"bra": "none", "tillfalligt": "temporary", "lange": "lasting"}
READ: Final[Mapping[str, tuple[Concept, Callable[[Any], object]]]] = {
    "district": (Concept.DISTRICT, _as_it_is),
    "deso": (Concept.DESO, str.upper),
    "rural": (Concept.RURAL_AREA, _is_yes),
    "moves": (Concept.MOVES_BETWEEN_COUNTIES, _is_yes),
    "premises": (Concept.OWNS_PREMISES, _is_yes),
    "employees": (Concept.EMPLOYEES, _as_it_is),
    "turnover": (Concept.TURNOVER_EUR, _in_kronor),
    "group": (Concept.GROUP, _code(_GROUP_CODES)),
    "public": (Concept.PUBLIC_OWNERSHIP_PERCENT, _as_it_is),
    "registered_on": (Concept.REGISTERED_ON, _as_it_is),
    "business": (Concept.CARRIES_ON_BUSINESS, _is_yes),
    "others": (Concept.BENEFITS_OTHERS, _is_yes),
    "seat": (Concept.SEAT_IN_COUNTY, _is_yes),
    "before": (Concept.EARLIER_SAME_TYPE, _is_yes),
    "leader": (Concept.LEADER_GENDER, _code(_GENDER_CODES)),
    "born_abroad": (Concept.LEADER_BORN_OUTSIDE_NORDICS, _is_yes),
    "years_here": (Concept.LEADER_YEARS_IN_SWEDEN, _as_it_is),
    "full_time": (Concept.FULL_TIME_IN_COMPANY, _is_yes),
    "owned": (Concept.LEADER_OWNERSHIP_PERCENT, _as_it_is),
    "goods": (Concept.SERVICE_GOODS, _code(_GOODS_CODES)),
    "place_of_sale": (Concept.POINT_OF_SALE, _code({"fast": "fixed", "rorlig": "mobile"})),
    "distance": (Concept.DISTANCE_KM, _as_it_is),
    "island": (Concept.ISLAND_WITHOUT_FIXED_LINK, _is_yes),
    "all_year": (Concept.OPEN_ALL_YEAR, _is_yes),
    "wide_range": (Concept.WIDE_GROCERY_RANGE, _is_yes),
    "grocery_turnover": (Concept.GROCERY_TURNOVER, _as_it_is),
    "situation": (Concept.PROFITABILITY, _code(_SITUATION_CODES)),
    "years_of_support": (Concept.SERVICEBIDRAG_YEARS_BEFORE, _as_it_is),
}
"""What each of the further questions tells, and how its answer is read; what is read as None is unknown."""

ASKED_FIRST: Final = frozenset(
    {
        *(Concept.APPLICANT_KIND, Concept.MUNICIPALITY_CODE, Concept.COSTS, Concept.TOTAL_COST),
        *(Concept.TOTAL_INVESTMENT, Concept.WORK_STARTS_ON),
    }
)
ASKED: Final = ASKED_FIRST | {concept for concept, _reader in READ.values()}
"""What the guide asks for; everything else is asked by the application."""


_ON_THE_FIRST_PAGE: Final[Mapping[Concept, str]] = {
    Concept.APPLICANT_KIND: "kind",
    Concept.MUNICIPALITY_CODE: "municipality",
    Concept.COSTS: "cost",
    Concept.TOTAL_COST: "cost",
    Concept.TOTAL_INVESTMENT: "cost",
    Concept.WORK_STARTS_ON: "begun",
}


def first_question(waiting: Collection[Concept], *, is_first: bool) -> str:
    """Return the anchor of the first question that asks for one of these answers; of the wishes where none does."""
    if is_first:
        found = next((name for concept, name in _ON_THE_FIRST_PAGE.items() if concept in waiting), "purposes")
        return str(getattr(FirstQuestions, found).name)
    found = next((name for name, (concept, _reader) in READ.items() if concept in waiting), "")
    return str(getattr(MoreQuestions, found).name) if found else ""


def answer_text(field: Field) -> str:
    """Return an answer in words; empty where it is unknown."""
    shown: Any = field
    if isinstance(field, SelectField | CheckboxesField):
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(str(one.label) for one in shown.choices if one.value and one.value in chosen)
    if field.data in (None, ""):
        return ""
    unit = getattr(field, "unit", "")
    written = str(shown.write(field.data)) if hasattr(field, "write") else str(field.data)
    return f"{written}{NO_BREAK}{unit}" if unit else written
