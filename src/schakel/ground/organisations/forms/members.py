"""The forms of the organisations' pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.web.forms import ActForm


class EndForm(ActForm):
    """Why somebody's role ends."""

    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Bijvoorbeeld: nieuwe baan, andere functie."),
        max_length=200,
        widget=forms.TextInput,
    )
