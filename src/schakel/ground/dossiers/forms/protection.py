"""The forms with which protective facts are recorded, reviewed and ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.people.addresses import HIGHEST_NUMBER, NewAddress
from schakel.ground.people.models import Representative
from schakel.ground.people.phone import check_phone
from schakel.ground.people.protecting import NewRepresentative, NewSafetyAgreement

Colleagues = Iterable[tuple[UUID, str]]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day to choose."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
    )


def source_field() -> forms.CharField:
    """From whom or from what it is known."""
    return forms.CharField(
        label=_("Bron"), max_length=200, help_text=_("Van wie, of uit welk stuk, weet u dit?")
    )


def review_field() -> forms.DateField:
    """The day on which somebody looks at it again."""
    words = _("Niets vervalt vanzelf: op deze dag kijkt iemand of het nog klopt.")
    return day_field(_("Herzien op"), required=False, help_text=words)


class DeathForm(ActForm):
    """When the client died, and how it is known."""

    died_on = day_field(_("Overleden op"))
    source = source_field()


class DetentionForm(ActForm):
    """Since when the client is detained."""

    valid_from = day_field(_("In detentie sinds"))
    source = source_field()
    review_on = review_field()


class InterpreterForm(ActForm):
    """For which language an interpreter is needed."""

    language = forms.CharField(label=_("Taal voor de tolk"), max_length=40)
    source = source_field()


class ReadersForm(ActForm):
    """Which colleagues may know a secret address, besides oneself."""

    membership_ids = forms.MultipleChoiceField(
        label=_("Wie mag het adres nog meer zien"),
        help_text=_("Uzelf staat er altijd bij. Alleen collega's van uw eigen organisatie die meedoen."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, colleagues: Colleagues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, known = self.fields["membership_ids"], list(colleagues)
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(key), name) for key, name in known]
        if not known:
            field.widget = forms.MultipleHiddenInput()

    def chosen(self) -> list[UUID]:
        """The memberships that were ticked."""
        return [UUID(key) for key in self.cleaned_data["membership_ids"]]


class HideForm(ReadersForm):
    """An address that is to be secret."""

    source = source_field()
    review_on = review_field()


class AddressFields(ActForm):
    """The fields of an address in the Netherlands."""

    street = forms.CharField(label=_("Straat"), max_length=80)
    house_number = forms.IntegerField(label=_("Huisnummer"), min_value=1, max_value=HIGHEST_NUMBER)
    house_suffix = forms.CharField(label=_("Toevoeging"), max_length=10, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=8)
    place = forms.CharField(label=_("Plaats"), max_length=80)

    def address(self) -> NewAddress:
        """The address that was filled in."""
        names = ("street", "house_number", "house_suffix", "postcode", "place")
        return NewAddress(**{name: self.cleaned_data[name] for name in names})


class RepresentativeForm(AddressFields):
    """Who represents the client, where letters go, and by which document."""

    capacity = forms.ChoiceField(
        label=_("Als"), choices=Representative.Capacity.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Naam of kantoor"), max_length=120)
    valid_from = day_field(_("Vertegenwoordigt sinds"))
    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=20,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    court = forms.CharField(label=_("Rechtbank"), max_length=80)
    document_number = forms.CharField(label=_("Nummer van de beschikking"), max_length=40)
    document_on = day_field(_("Datum van de beschikking"))
    field_order = ("capacity", "name", "valid_from", "court", "document_number", "document_on")

    def representative(self) -> NewRepresentative:
        """What was filled in, for the act."""
        names = (
            "capacity",
            "name",
            "valid_from",
            "phone",
            "email",
            "court",
            "document_number",
            "document_on",
        )
        values = {name: self.cleaned_data[name] for name in names}
        return NewRepresentative(address=self.address(), **values)


class SafetyForm(ActForm):
    """How contacts go safely, why, until when, and whether the client knows."""

    words = forms.CharField(
        label=_("Wat spreken wij af"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    because = because_field(_("Ook de cliënt leest dit, als die het weet."))
    until = day_field(_("Geldt tot en met"))
    review_on = day_field(
        _("Herzien op"),
        help_text=_("Vóór de afspraak afloopt, en meestal binnen een half jaar."),
    )
    told_on = day_field(_("Aan de cliënt verteld op"), required=False)
    not_told_because = forms.CharField(
        label=_("Of: waarom de cliënt het niet weet"), max_length=400, required=False
    )
    source = source_field()

    def agreement(self) -> NewSafetyAgreement:
        """What was filled in, for the act."""
        names = ("words", "because", "until", "review_on", "told_on", "not_told_because")
        return NewSafetyAgreement(**{name: self.cleaned_data[name] for name in names})


class EndForm(ActForm):
    """Why a protection ends."""

    because = because_field()
    is_mistake = forms.BooleanField(label=_("Dit is ten onrechte vastgelegd"), required=False)


class ProlongForm(ActForm):
    """Until when a protection goes on, and why."""

    review_on = day_field(_("Opnieuw herzien op"))
    because = because_field()
