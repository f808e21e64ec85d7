"""The forms of the tab about the person: how they are reached, and where they live."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.forms.protection import AddressFields, day_field
from schakel.ground.people.models import Address, Client, ContactChannel
from schakel.ground.people.phone import check_phone

_CHANNELS = [("", _("nog niet gevraagd")), *ContactChannel.choices]


class ReachForm(ActForm):
    """How the client is reached, and in which language."""

    phone = forms.CharField(
        label=_("Telefoon"),
        max_length=20,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    channel = forms.ChoiceField(label=_("Liefst bereikt met"), required=False, choices=_CHANNELS)
    second_channel = forms.ChoiceField(label=_("Lukt dat niet, dan met"), required=False, choices=_CHANNELS)
    reachable = forms.CharField(
        label=_("Wanneer bereikbaar"),
        max_length=80,
        required=False,
        help_text=_("Zoals: ma t/m do na 14 uur."),
    )
    language = forms.CharField(label=_("Spreekt het liefst"), max_length=40, required=False)
    written_language = forms.CharField(label=_("Leest het liefst"), max_length=40, required=False)
    needs_reading_help = forms.BooleanField(label=_("Wil hulp bij lezen"), required=False)

    FIELDS = (
        "phone", "email", "channel", "second_channel", "reachable", "language", "written_language",
        "needs_reading_help",
    )  # fmt: skip

    @classmethod
    def values_of(cls, client: Client) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        return {name: getattr(client, name) for name in cls.FIELDS} | {"version": client.version}

    def changes(self) -> dict[str, Any]:
        """What was filled in."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class MoveForm(AddressFields):
    """Where the client lives from a day on."""

    valid_from = day_field(_("Woont hier sinds"))


class CorrectAddressForm(AddressFields):
    """An address that was written wrongly."""

    because = because_field()

    @classmethod
    def values_of(cls, row: Address) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        names = ("street", "house_number", "house_suffix", "postcode", "place", "version")
        return {name: getattr(row, name) for name in names}
