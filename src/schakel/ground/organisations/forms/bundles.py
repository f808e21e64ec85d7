"""The forms on sets of roles at a location."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Location, Organisation, Professional
from schakel.ground.organisations.queries.client_management import roles_worked_with
from schakel.web.forms import ActForm

SIZES = [
    ("small", _("klein: één bundel, wie begeleidt doet ook werkgevers en matching")),
    ("large", _("groot: drie bundels, begeleiden, werkgevers en matching apart")),
]


class BundleForm(ActForm):
    """Which roles go together where."""

    location = forms.TypedChoiceField(label=_("Locatie"), coerce=UUID)
    name = forms.CharField(label=_("Naam"), max_length=80)
    roles = forms.MultipleChoiceField(label=_("Rollen"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sites: list[Location], organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        theirs = roles_worked_with(organisation) - {Role.ADMINISTRATOR}
        today = clock.today()
        roles: Any = self.fields["roles"]
        roles.choices = [(role.value, organisation.role_on(role, today)) for role in Role if role in theirs]
        _offer_sites(self, sites)


class SizeForm(ActForm):
    """The sets that go with the size of a location."""

    location = forms.TypedChoiceField(label=_("Locatie"), coerce=UUID)
    size = forms.ChoiceField(label=_("Hoe groot is de locatie?"), choices=SIZES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, sites: list[Location], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_sites(self, sites)


class GiveBundleForm(ActForm):
    """Who gets the set."""

    professional = forms.TypedChoiceField(label=_("Medewerker"), coerce=UUID)

    def __init__(self, *args: Any, people: list[Professional], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["professional"]
        field.choices = [("", _("kies")), *((str(one.pk), one.name) for one in people)]


class TakeBundleForm(GiveBundleForm):
    """From whom the set is taken, and why."""

    reason = forms.CharField(label=_("Reden"), max_length=200)


def _offer_sites(form: forms.Form, sites: list[Location]) -> None:
    field: Any = form.fields["location"]
    field.choices = [("", _("kies")), *((str(one.pk), f"{one.name}, {one.place}") for one in sites)]
