"""The form about two dossiers that look alike."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm


class DistinctForm(ActForm):
    """Why these are two people."""

    reason = forms.CharField(
        label=_("Waaraan ziet u dat?"),
        max_length=400,
        widget=forms.TextInput(attrs={"maxlength": 400}),
        help_text=_("Alleen wie beide dossiers mag zien, leest dit."),
    )
