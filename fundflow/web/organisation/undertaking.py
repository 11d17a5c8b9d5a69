"""An applicant's size and group, and its owners and leader: forms, and the applicant's pages."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import FormField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from fundflow.domain.currencies import Currency, CurrencyAmount
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding
from fundflow.domain.gender import LeaderGender
from fundflow.domain.rates import EuroRate
from fundflow.domain.roles import Permission
from fundflow.domain.rulebook import rate_in
from fundflow.domain.undertaking import Link, OwnersAndLeader, Relation, Size, Undertaking
from fundflow.labels.published import counted_text
from fundflow.labels.undertaking import CURRENCY, LEADER, RELATION
from fundflow.queries.undertaking import group_of, owners_history, owners_of
from fundflow.services.published import rulebook_on
from fundflow.services.undertaking import state_group, tell_owners
from fundflow.web.access import looking, now, reading, requires, writing
from fundflow.web.filters import finding_text, number
from fundflow.web.forms.base import BaseForm, RowForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import (
    DecimalField,
    OrganisationNumberField,
    PercentField,
    RowsField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.locale import _, _l, spoken
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.own import own_organisation

if TYPE_CHECKING:
    from fundflow.models.undertaking import GroupStatement

_UNKNOWN: Final = "unknown"


class WholeAmountField(WholeNumberField):
    """Whole kronor or euro, as the form says elsewhere; shown in groups of three."""

    def write(self, value: int) -> str:
        """Return the amount as ``23 000 000``."""
        return number(value)


class LinkForm(RowForm):
    """Another company of the group."""

    name = StringField(_l("Företag"), [InputRequired(_l("Skriv företagets namn.")), Length(max=200)])
    number = OrganisationNumberField(_l("Organisationsnummer"), [Optional()])
    relation = SelectField(
        _l("Koppling"),
        [InputRequired(_l("Välj hur företaget hör ihop med er."))],
        choices=choices_of([("", _l("Välj")), *((one.value, _l(label)) for one, label in RELATION.items())]),
    )
    percent = PercentField(_l("Andel, %"), [InputRequired(_l("Skriv hur stor andelen är."))])
    employees = DecimalField(_l("Anställda"), [Optional()])
    turnover = WholeAmountField(_l("Omsättning"), [Optional()])
    balance = WholeAmountField(_l("Balans"), [Optional()])


class GroupForm(BaseForm):
    """Size and group at the end of a financial year."""

    year = WholeNumberField(
        _l("Vilket räkenskapsår?"),
        [InputRequired(_l("Skriv året."))],
        description=_l("Det senaste avslutade, till exempel 2025."),
    )
    currency = RadioField(
        _l("I vilken valuta skriver ni?"),
        [InputRequired(_l("Välj valuta."))],
        choices=choices_of((one.value, _l(label)) for one, label in CURRENCY.items()),
        default=Currency.SEK.value,
        description=_l("Skriv som i bokslutet. EU:s gränser är i euro, så vi räknar om kronor åt er."),
    )
    employees = DecimalField(
        _l("Anställda"), [Optional()], description=_l("Årsarbetskrafter. Deltid räknas som del, till exempel 12,5.")
    )
    turnover = WholeAmountField(_l("Omsättning"), [Optional()], description=_l("Hela kronor eller euro."))
    balance = WholeAmountField(_l("Balansomslutning"), [Optional()], description=_l("Hela kronor eller euro."))
    public = PercentField(
        _l("Offentligt ägande"),
        [Optional()],
        description=_l("Hur stor del som stat, region eller kommun äger. Skriv 0 om ingen del."),
    )
    links = RowsField(FormField(LinkForm), label=_l("Företag i gruppen"))

    def stated(self) -> Undertaking:
        """Return what was written."""
        return Undertaking(
            year=self.year.data,
            currency=Currency(self.currency.data),
            size=Size(self.employees.data, self.turnover.data, self.balance.data),
            links=tuple(
                Link(
                    row["name"],
                    Relation(row["relation"]),
                    row["percent"],
                    Size(row["employees"], row["turnover"], row["balance"]),
                    row["number"],
                )
                for row in self.links.rows()
            ),
            public_ownership_percent=self.public.data,
        )

    def tell(self, finding: Finding) -> None:
        """Put a reason why it was refused at its field."""
        field = self.year if finding.field == "year" else self.links
        field.errors = [*field.errors, finding_text(finding)]


def written_before(statement: "GroupStatement | None") -> dict[str, object] | None:
    """Return what a form begins with: the statement in force."""
    if statement is None:
        return None
    return {
        "year": statement.year,
        "currency": statement.currency.value,
        "employees": statement.employees,
        "turnover": statement.turnover,
        "balance": statement.balance,
        "public": statement.public_ownership_percent,
        "links": [
            {
                "name": link.name,
                "number": link.number,
                "relation": link.relation.value,
                "percent": link.percent,
                "employees": link.employees,
                "turnover": link.turnover,
                "balance": link.balance,
            }
            for link in statement.links
        ],
    }


def counting_amounts() -> Callable[["GroupStatement", int | None], str]:
    """Return what tells a stated amount in euro: by the rate stated with it, else by the region's newest."""
    uow = looking()
    rate = rate_in(rulebook_on(uow, uow.today))

    def told(statement: "GroupStatement", amount: int | None) -> str:
        own = EuroRate(statement.sek_per_eur) if statement.sek_per_eur else rate
        in_currency = CurrencyAmount(Decimal(amount or 0), statement.currency)
        return counted_text(in_currency, own, _, spoken()) if amount is not None else ""

    return told


@bp.route("/<int:organisation_id>/grupp", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def group(organisation_id: int) -> ResponseReturnValue:
    """State size and group anew; what was stated before is kept."""
    organisation, _members, _own = own_organisation(organisation_id)
    form = GroupForm(data=written_before(group_of(reading(), organisation_id)))
    if form.row_button_pressed():
        return render_template("organisation/group.html", form=form, organisation=organisation)
    if form.validate_on_submit():
        try:
            with writing() as uow:
                state_group(uow, organisation_id, form.stated())
        except Refused as error:
            for finding in error.findings:
                form.tell(finding)
        else:
            flash(_("Uppgifterna är sparade. De föreslås i era nästa ansökningar."))
            return redirect(url_for(".show", organisation_id=organisation_id, _anchor="grupp"), 303)
    return render_template("organisation/group.html", form=form, organisation=organisation), form.http_status


class OwnersForm(BaseForm):
    """Who owns and leads; where anyone is born is not asked here."""

    women = PercentField(
        _l("Ägs av kvinnor"), [Optional()], description=_l("Procent. Lämna tomt om ni inte vet, skriv 0 om ingen del.")
    )
    men = PercentField(
        _l("Ägs av män"), [Optional()], description=_l("Procent. Resten ägs av andra, till exempel företag.")
    )
    leader = RadioField(
        _l("Vem leder verksamheten?"),
        [InputRequired(_l("Välj vem som leder verksamheten."))],
        choices=choices_of([*((one.value, _l(label)) for one, label in LEADER.items()), (_UNKNOWN, _l("Vet inte"))]),
        description=_l("Den som är verkställande direktör eller motsvarande."),
    )
    as_of = SwedishDateField(
        _l("Vilken dag gäller uppgifterna?"),
        [InputRequired(_l("Skriv dagen."))],
        description=_l("I dag, om de gäller nu."),
    )

    def told(self) -> OwnersAndLeader:
        """Return what was written."""
        leader = text_of(self.leader)
        return OwnersAndLeader(self.women.data, self.men.data, None if leader == _UNKNOWN else LeaderGender(leader))


@bp.route("/<int:organisation_id>/agare", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def owners(organisation_id: int) -> ResponseReturnValue:
    """Tell who owns and leads as of a day; earlier cases keep what was told then."""
    organisation, _members, _own = own_organisation(organisation_id)
    before = owners_of(reading(), organisation_id)
    form = OwnersForm(
        data={
            "women": before.women_percent if before else None,
            "men": before.men_percent if before else None,
            "leader": (before.leader_gender.value if before.leader_gender else _UNKNOWN) if before else None,
            "as_of": now().date(),
        }
    )
    if form.validate_on_submit():
        try:
            with writing() as uow:
                tell_owners(uow, organisation_id, form.told(), as_of=form.as_of.data)
        except Refused as error:
            for finding in error.findings:
                field = form.as_of if finding.field == "as_of" else form.men
                field.errors = [*field.errors, finding_text(finding)]
        else:
            flash(_("Uppgifterna är sparade. De föreslås i era nästa ansökningar."))
            return redirect(url_for(".show", organisation_id=organisation_id, _anchor="agare"), 303)
    return render_template(
        "organisation/owners.html",
        form=form,
        organisation=organisation,
        history=owners_history(reading(), organisation_id),
    ), form.http_status
