"""Asking to take part in a dossier of others, and answering an organisation that asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, Choices, as_bsn


class AskToJoinForm(ActForm):
    """Who would be responsible here, and why; the BSN goes along unseen and stays out of addresses."""

    bsn = forms.CharField(max_length=20, widget=forms.HiddenInput)
    because = forms.CharField(
        label=_("Waarom wilt u meedoen?"),
        help_text=_("De andere organisatie en de cliënt lezen dit."),
        max_length=300,
        widget=forms.TextInput(attrs={"maxlength": 300}),
    )
    responsible = forms.ChoiceField(label=_("Wie wordt bij u verantwoordelijk?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = seats  # type: ignore[attr-defined]

    def clean_bsn(self) -> str:
        """The nine digits, or what is wrong with them."""
        return as_bsn(self.cleaned_data["bsn"])


class JoinAnswerForm(ActForm):
    """Yes or not now, and why."""

    is_accepted = forms.ChoiceField(
        label=_("Mag deze organisatie meedoen?"),
        choices=[("yes", _("ja, doe mee")), ("no", _("nee, nu niet"))],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(
        label=_("Waarom?"),
        help_text=_("De organisatie en de cliënt lezen dit. Zet er bij een nee niets in over de cliënt."),
        max_length=300,
    )
