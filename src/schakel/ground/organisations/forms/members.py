"""The forms of the organisations' pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.ids import uuid7


class EndForm(forms.Form):
    """Why somebody's role ends."""

    submit_key = forms.UUIDField(required=False, initial=uuid7, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Bijvoorbeeld: nieuwe baan, andere functie."),
        max_length=200,
        widget=forms.TextInput,
    )
