"""The forms about taking two dossiers together and apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, Choices

_REASON = forms.TextInput(attrs={"maxlength": 400})


class MergeForm(ActForm):
    """Why these are one person, and what of the person is taken over from the dossier that ends."""

    take = forms.MultipleChoiceField(
        label=_("Neem over uit het dossier dat eindigt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wat u niet aanvinkt, blijft zoals het is in het dossier dat verdergaat."),
    )
    reason = forms.CharField(
        label=_("Waaraan ziet u dat dit één persoon is?"),
        max_length=400,
        widget=_REASON,
        help_text=_("Ook de cliënt leest dit."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["take"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["take"]


class UnmergeForm(ActForm):
    """Why these are two people after all."""

    reason = forms.CharField(
        label=_("Waaraan ziet u dat dit toch twee mensen zijn?"),
        max_length=400,
        widget=_REASON,
        help_text=_("Ook de cliënt leest dit."),
    )
