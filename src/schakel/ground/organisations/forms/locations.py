"""The forms on locations, who is there, and their desks and rooms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import Site
from schakel.ground.organisations.models import Location, Organisation, Spot
from schakel.web.forms import ActForm


class LocationsForm(forms.Form):
    """Which locations to show; it stands in the address."""

    q = forms.CharField(label=_("Naam of plaats"), required=False, max_length=80)
    region = forms.ChoiceField(label=_("Arbeidsmarktregio"), required=False)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].choices = [("", _("alle regio's")), *regions]  # type: ignore[attr-defined]


class SiteForm(ActForm):
    """What is known of a location."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=Location.Kind.choices)
    region_code = forms.ChoiceField(label=_("Arbeidsmarktregio"), required=False)
    street = forms.CharField(label=_("Straat en huisnummer"), max_length=120)
    postcode = forms.CharField(label=_("Postcode"), max_length=7)
    place = forms.CharField(label=_("Plaats"), max_length=80)
    phone = forms.CharField(label=_("Telefoonnummer"), max_length=20, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    opening_hours = forms.CharField(
        label=_("Openingstijden"),
        help_text=_("Bijvoorbeeld: maandag tot en met vrijdag 9 tot 17 uur."),
        max_length=400,
        required=False,
    )
    reception = forms.ChoiceField(label=_("Ontvangst"), choices=Location.Reception.choices)
    is_joint_location = forms.BooleanField(label=_("Eén locatie voor alle partners"), required=False)
    is_joint_desk = forms.BooleanField(label=_("Eén balie"), required=False)
    is_joint_phone = forms.BooleanField(label=_("Eén telefoonnummer"), required=False)
    is_joint_website = forms.BooleanField(label=_("Eén website"), required=False)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region_code"].choices = [("", _("geen")), *regions]  # type: ignore[attr-defined]

    def site(self) -> Site:
        """What was filled in, ready for the act."""
        values = {name: self.cleaned_data[name] for name in Site.__dataclass_fields__}
        return Site(**values)


class PresenceForm(ActForm):
    """Which organisation is at the location, and what it does there."""

    present = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisatie"))
    services = forms.CharField(
        label=_("Wat doet zij hier?"),
        help_text=_("Leeg laten betekent: zij zit hier niet meer."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = Organisation.objects.on(clock.today()).order_by("name")
        self.fields["present"].queryset = found  # type: ignore[attr-defined]


class SpotForm(ActForm):
    """A desk or room."""

    kind = forms.ChoiceField(label=_("Soort"), choices=Spot.Kind.choices)
    name = forms.CharField(label=_("Naam of nummer"), max_length=80)
    of = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Van wie"), empty_label=_("van allen samen"), required=False
    )

    def __init__(self, *args: Any, location: Location, **options: Any) -> None:
        super().__init__(*args, **options)
        here = Organisation.objects.filter(presences__location=location, presences__valid_to=None)
        self.fields["of"].queryset = here.order_by("name")  # type: ignore[attr-defined]
