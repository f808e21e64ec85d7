"""Which other occupation to see the market for; nothing of it is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OccupationForm(forms.Form):
    """A title to look up, or the occupation that was chosen among what was found."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Zoek een ander beroep"),
        help_text=_("Bijvoorbeeld: magazijnmedewerker. Uw keuze wordt niet bewaard."),
        max_length=200,
        error_messages={"required": _("Schrijf op welk beroep u zoekt.")},
    )
    uri = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
