"""Looking for a concept, choosing one, and adding what an occupation often asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm


class SearchForm(forms.Form):
    """Other words to look for; sent and not put in the address, since they may tell of a person."""

    use_required_attribute = False
    words = forms.CharField(label=_("Zoek met andere woorden"), max_length=120)


class LinkForm(SubmitForm):
    """The concept that was chosen, and the words that it was found with."""

    uri = forms.CharField(
        max_length=200,
        widget=forms.HiddenInput,
        error_messages={"required": _("Kies een begrip, of zoek met andere woorden.")},
    )
    found_with = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)


class AnswerForm(SubmitForm):
    """A click that needs no words: undo, nothing fits, or this fits."""


class ProposedForm(SubmitForm):
    """One of the skills that an occupation often asks."""

    uri = forms.CharField(max_length=200, widget=forms.HiddenInput)
