"""The forms with which somebody chooses a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.web.forms import ActForm

LONGEST = 200
"""More makes the hash slow and no password better."""


def password_field(label: Any, *, is_new: bool = True, help_text: Any = "") -> forms.CharField:
    """A password as it was typed, spaces and all."""
    name = "new-password" if is_new else "current-password"
    widget = forms.PasswordInput({"autocomplete": name})
    return forms.CharField(label=label, strip=False, max_length=LONGEST, widget=widget, help_text=help_text)


class _Twice(ActForm):
    """A new password, typed the same way twice."""

    first = ""

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        if self.first in values and "again" in values and values[self.first] != values["again"]:
            self.add_error("again", _("Dit is niet hetzelfde. Typ het nieuwe wachtwoord nog een keer."))
        return values


class ChangeForm(_Twice):
    """The password of now, and another."""

    first = "new"
    current = password_field(_("Huidig wachtwoord"), is_new=False)
    new = password_field(_("Nieuw wachtwoord"), help_text=_("Minstens 12 tekens. Een korte zin is goed."))
    again = password_field(_("Nieuw wachtwoord, nog een keer"))


class ChooseForm(_Twice):
    """The password that somebody chooses through a link."""

    first = "password"
    password = password_field(
        _("Kies een wachtwoord"), help_text=_("Minstens 12 tekens. Een korte zin is goed.")
    )
    again = password_field(_("Nog een keer"))


class EndForm(ActForm):
    """Nothing to ask: the button says it."""
