"""Noting the last occupation, and confirming which one it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm


class TitleForm(SubmitForm):
    """The last occupation in the client's own words."""

    title = forms.CharField(
        label=_("Laatste beroep"), max_length=200, help_text=_("Schrijf het zoals de cliënt het zegt.")
    )


class ConfirmForm(SubmitForm):
    """Which of the suggested occupations it is; seen is the title that was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    uri = forms.ChoiceField(
        label=_("Welk beroep is dit?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een beroep, of schrijf de titel anders."),
            "invalid_choice": _("Dit beroep staat niet meer in de lijst. Kies opnieuw."),
        },
    )

    def __init__(self, *args: Any, suggestions: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uri"].choices = [(s["uri"], s["label"]) for s in suggestions]  # type: ignore[attr-defined]
