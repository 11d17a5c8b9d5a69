"""Forms of the register of service places."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from fundflow.domain.service_places import Goods, PlaceFacts, PlacePlan, PointOfSale, RunningAid
from fundflow.labels.service_places import GOODS, POINT_OF_SALE, RUNNING_AID
from fundflow.queries.service_places import organisation_of_number
from fundflow.web.access import reading
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import (
    CheckboxesField,
    DecimalField,
    KronorField,
    OrganisationNumberField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.service_place import ServicePlace, ServicePlaceRecord

_YES_NO = (("yes", _l("Ja")), ("no", _l("Nej")), ("", _l("Vet inte")))
_BOOLEANS = ("island_without_fixed_link", "open_all_year", "wide_grocery_range")


def _yes_no(label: str) -> RadioField:
    return RadioField(label, [Optional()], choices=choices_of(_YES_NO), default="")


class PlaceForm(BaseForm):
    """What a place is called, where it is, and when it opened and was closed down."""

    name = StringField(_l("Vad heter stället?"), [InputRequired(_l("Skriv vad stället heter.")), Length(max=120)])
    municipality = SelectField(_l("Kommun"), [InputRequired(_l("Välj kommun."))])
    address = StringField(
        _l("By eller adress"), [Optional(), Length(max=160)], description=_l("Till exempel: Storgatan 4, Fredrika.")
    )
    point_of_sale = RadioField(
        _l("Hur säljer stället?"),
        [InputRequired(_l("Välj hur stället säljer."))],
        choices=choices_of([(one.value, _l(label)) for one, label in POINT_OF_SALE.items()]),
    )
    opened_on = SwedishDateField(_l("Öppnade"), [Optional()], description=_l("Lämna tomt om dagen är okänd."))
    closed_on = SwedishDateField(
        _l("Lades ned"), [Optional()], description=_l("Lämna tomt så länge stället finns kvar.")
    )
    latitude = DecimalField(_l("Latitud"), [Optional()], description=_l("Grader med decimaler, till exempel 64,0774."))
    longitude = DecimalField(_l("Longitud"), [Optional()], description=_l("Till exempel 18,4069."))
    version = HiddenField()

    def offer(self, municipalities: Iterable[tuple[str, str]]) -> None:
        """Say which municipalities there are, as (code, name)."""
        self.municipality.choices = choices_of([("", _("Välj")), *municipalities])

    def plan(self) -> PlacePlan:
        """Return the place as it was written."""
        return PlacePlan(
            name=text_of(self.name),
            municipality_code=text_of(self.municipality),
            address=text_of(self.address),
            point_of_sale=PointOfSale(text_of(self.point_of_sale)),
            latitude=self.latitude.data,
            longitude=self.longitude.data,
            opened_on=self.opened_on.data,
            closed_on=self.closed_on.data,
        )


class FactsForm(BaseForm):
    """What holds of a place from a day."""

    from_on = SwedishDateField(
        _l("Från vilken dag gäller uppgifterna?"),
        [InputRequired(_l("Skriv från vilken dag uppgifterna gäller."))],
        description=_l("Det som gällde före dagen finns kvar i registret."),
    )
    goods = CheckboxesField(
        _l("Vad säljer stället?"), choices=choices_of([(one.value, _l(label)) for one, label in GOODS.items()])
    )
    owner_number = OrganisationNumberField(
        _l("Ägarens organisationsnummer"),
        [Optional()],
        description=_l("För en ägare som är registrerad som sökande. Då hittas stället när ägaren ansöker."),
    )
    owner_name = StringField(
        _l("Ägarens namn"),
        [Optional(), Length(max=160)],
        description=_l("Bara när ägaren inte är registrerad som sökande."),
    )
    distance_km = DecimalField(
        _l("Avstånd till nästa ställe som säljer samma varor"),
        [Optional()],
        description=_l("Kilometer längs närmaste väg, till exempel 23,5."),
    )
    nearest = StringField(_l("Vilket ställe är det?"), [Optional(), Length(max=120)])
    island_without_fixed_link = _yes_no(_l("Ligger stället på en ö utan broförbindelse?"))
    open_all_year = _yes_no(_l("Har stället öppet hela året?"))
    hours = StringField(
        _l("Öppettider"),
        [Optional(), Length(max=200)],
        description=_l("Till exempel: måndag–fredag 9–18, lördag 10–14."),
    )
    wide_grocery_range = _yes_no(_l("Har stället ett brett utbud av dagligvaror?"))
    assortment = TextAreaField(_l("Sortiment"), [Optional(), Length(max=600)], render_kw={"rows": 3})
    source = StringField(
        _l("Varifrån kommer uppgifterna?"),
        [InputRequired(_l("Skriv varifrån uppgifterna kommer.")), Length(max=200)],
        description=_l("Till exempel: besök den 12 maj, kommunens serviceplan eller en ansökan."),
    )

    known_owner: "ServicePlaceRecord | None" = None
    """What was noted last, whose owner stays when its name is not changed."""

    def validate_goods(self, field: CheckboxesField) -> None:
        """Ask for at least one."""
        if not field.data:
            raise ValidationError(_("Välj vad stället säljer."))

    def validate_owner_number(self, field: OrganisationNumberField) -> None:
        """Refuse a number that no applicant has."""
        if field.data and organisation_of_number(reading(), field.data) is None:
            raise ValidationError(
                _("Ingen sökande har det numret. Kontrollera numret, eller lämna det tomt och skriv ägarens namn.")
            )

    def facts(self) -> PlaceFacts:
        """Return the facts as they were written."""
        owner = self._owner_id()
        return PlaceFacts(
            owner_id=owner,
            owner_name=None if owner is not None else text_of(self.owner_name) or None,
            goods=frozenset(Goods(one) for one in self.goods.data or ()),
            distance_km=self.distance_km.data,
            nearest=text_of(self.nearest) or None,
            hours=text_of(self.hours) or None,
            assortment=text_of(self.assortment) or None,
            **{name: {"yes": True, "no": False}.get(text_of(self[name])) for name in _BOOLEANS},
        )

    def _owner_id(self) -> int | None:
        if self.owner_number.data:
            found = organisation_of_number(reading(), self.owner_number.data)
            return found.id if found else None
        before = self.known_owner
        is_same = before is not None and before.owner is not None and before.owner.name == text_of(self.owner_name)
        return before.owner_id if is_same and before else None


class NewPlaceForm(PlaceForm, FactsForm):
    """A new place with what is known of it; told in the order of the page."""


class TurnoverForm(BaseForm):
    """The turnover of groceries in a year."""

    year = WholeNumberField(_l("Vilket år?"), [InputRequired(_l("Skriv året med fyra siffror."))])
    amount = KronorField(
        _l("Nettoomsättning av dagligvaror"),
        [InputRequired(_l("Skriv omsättningen i kronor."))],
        description=_l("I kronor utan moms. Spel, tobak och drivmedel räknas inte."),
    )
    source = StringField(
        _l("Varifrån kommer uppgiften?"),
        [InputRequired(_l("Skriv varifrån uppgiften kommer.")), Length(max=200)],
        description=_l("Till exempel: årsredovisningen för 2025."),
    )


class EarlierAidForm(BaseForm):
    """Aid that was decided before the service."""

    aid = RadioField(
        _l("Vilket stöd?"),
        [InputRequired(_l("Välj stöd."))],
        choices=choices_of([(one.value, _l(label)) for one, label in RUNNING_AID.items()]),
    )
    decided_on = SwedishDateField(
        _l("Vilken dag beslutades stödet?"),
        [InputRequired(_l("Skriv beslutsdagen."))],
        description=_l("Stödet räknas under taket för det kalenderår då det beslutades."),
    )
    support_year = WholeNumberField(_l("Vilket år gällde det?"), [InputRequired(_l("Skriv året med fyra siffror."))])
    amount = KronorField(_l("Hur stort var det?"), [InputRequired(_l("Skriv beloppet i kronor."))])
    reason = TextAreaField(
        _l("Hur vet vi det?"),
        [InputRequired(_l("Skriv hur vi vet det.")), Length(max=500)],
        description=_l("Till exempel: beslut i det gamla diariet, med nummer."),
        render_kw={"rows": 2},
    )

    def written(self) -> Mapping[str, Any]:
        """Return what the deed wants, but for the kind of support."""
        names = ("decided_on", "support_year", "amount", "reason")
        return {name: self[name].data for name in names}

    @property
    def kind(self) -> RunningAid:
        """The support that was chosen."""
        return RunningAid(text_of(self.aid))


class CorrectionForm(BaseForm):
    """Why something that was noted is wrong."""

    reason = TextAreaField(
        _l("Varför är uppgiften fel?"),
        [InputRequired(_l("Skriv varför uppgiften är fel.")), Length(max=500)],
        render_kw={"rows": 2},
    )


class LinkForm(BaseForm):
    """Which place a case is about."""

    place = RadioField(_l("Vilket ställe gäller ärendet?"), [InputRequired(_l("Välj ett ställe."))])


def written_place(place: "ServicePlace") -> dict[str, Any]:
    """Return what a form of the place begins with."""
    names = ("name", "address", "latitude", "longitude", "opened_on", "closed_on")
    return {
        **{name: getattr(place, name) for name in names},
        "municipality": place.municipality_code,
        "point_of_sale": place.point_of_sale.value,
        "version": str(place.row_version),
    }


def written_facts(record: "ServicePlaceRecord | None", today: date) -> dict[str, Any]:
    """Return what a form of the facts begins with: those noted last, from today."""
    if record is None:
        return {"from_on": today}
    names = ("distance_km", "nearest", "hours", "assortment")
    owner = record.owner
    return {
        **{name: getattr(record, name) for name in names},
        **{name: {True: "yes", False: "no", None: ""}[getattr(record, name)] for name in _BOOLEANS},
        "goods": [one.value for one in record.goods],
        "owner_number": owner.number if owner else None,
        "owner_name": owner.name if owner and not owner.number else record.owner_name,
        "from_on": today,
    }


def links(findings: Iterable[Any], otherwise: str) -> list[tuple[str, str]]:
    """Return where each finding is mended, and its words."""
    return [(f"#{one.field or otherwise}", finding_text(one)) for one in findings]
