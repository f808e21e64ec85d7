"""The forms of improvement wishes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.organisations.actions.wishes import MAX_MINUTES, NewWish
from schakel.ground.organisations.models import Wish
from schakel.web.forms import ActForm


class WishForm(ActForm):
    """Where somebody works around the system."""

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    workaround = forms.CharField(
        label=_("Wat doet u eromheen?"),
        help_text=_("Bijvoorbeeld: een eigen lijst bijhouden, of iets twee keer invullen."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minutes_per_week = forms.IntegerField(
        label=_("Hoeveel minuten kost dat u per week?"),
        min_value=0,
        max_value=MAX_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    wish = forms.CharField(
        label=_("Wat zou helpen?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("workaround", "minutes_per_week", "wish")

    def new_wish(self) -> NewWish:
        """What was told, as the act takes it."""
        said: dict[str, Any] = self.cleaned_data
        return NewWish(said["page"], said["workaround"], said["minutes_per_week"], said["wish"])


class AnswerForm(ActForm):
    """What becomes of a wish."""

    status = forms.ChoiceField(
        label=_("Wat gebeurt ermee?"), choices=Wish.Status.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Uw antwoord"),
        help_text=_("Iedereen leest dit."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
