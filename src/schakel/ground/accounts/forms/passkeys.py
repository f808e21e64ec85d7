"""The forms of passkeys."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.accounts.forms.passwords import password_field
from schakel.ground.accounts.passkeys import LONGEST
from schakel.web.forms import ActForm


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Naam van de passkey"),
        help_text=_("Bijvoorbeeld: werklaptop, telefoon."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def _answer() -> forms.CharField:
    """What the browser answers, put there by the page's script."""
    return forms.CharField(max_length=LONGEST, widget=forms.HiddenInput({"data-sk-passkey-answer": ""}))


class NewPasskeyForm(forms.Form):
    """How the key is called, and the password: whoever finds an open session may not make it theirs."""

    name = _name()
    password = password_field(_("Uw wachtwoord"), is_new=False)


class MadeForm(ActForm):
    """What the browser made."""

    answer = _answer()


class ShownForm(forms.Form):
    """What the browser showed at logging in."""

    answer = _answer()


class RenameForm(ActForm):
    """Another name."""

    name = _name()
