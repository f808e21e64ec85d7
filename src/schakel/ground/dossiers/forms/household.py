"""The forms about a client's family and household."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.forms.protection import day_field, source_field
from schakel.ground.people.actions import NewMember
from schakel.ground.people.models import HouseholdMember

_YEAR = {"inputmode": "numeric", "maxlength": 4}


class _About(ActForm):
    """What is asked of everybody."""

    kind = forms.ChoiceField(label=_("Is voor de cliënt"), choices=HouseholdMember.Kind.choices)
    name = forms.CharField(label=_("Naam"), max_length=120, required=False)
    birth_year = forms.IntegerField(
        label=_("Geboortejaar"), required=False, widget=forms.TextInput(attrs=_YEAR)
    )
    valid_from = day_field(_("Sinds"))
    source = source_field()

    def new_member(self) -> NewMember:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        return NewMember(
            asked["kind"], asked["valid_from"], asked["source"], asked["name"], asked["birth_year"]
        )


class MemberForm(_About):
    """Somebody to add: a client by the number of the dossier, anybody else by name."""

    number = forms.CharField(
        label=_("Dossiernummer"),
        max_length=16,
        required=False,
        help_text=_("Alleen van een cliënt wiens dossier u ziet. Naam en jaar hoeven dan niet."),
    )
    field_order = ("kind", "name", "birth_year", "number", "valid_from", "source")


class CorrectMemberForm(_About):
    """What was written wrongly."""

    because = because_field()

    @classmethod
    def values_of(cls, row: HouseholdMember) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        names = ("kind", "name", "birth_year", "valid_from", "source", "version")
        return {name: getattr(row, name) for name in names}


class EndMemberForm(ActForm):
    """When and why somebody belongs to it no more."""

    last_day = day_field(_("Laatste dag"))
    because = because_field()
    is_mistake = forms.BooleanField(
        label=_("Dit was een vergissing"),
        required=False,
        help_text=_("Dan verdwijnt het uit de lijst. In het verloop blijft staan dat het is verbeterd."),
    )
