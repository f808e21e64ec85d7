"""The form to log in with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.Form):
    """Login name and password."""

    username = forms.CharField(
        label=_("Inlognaam"),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def credentials(self) -> dict[str, str]:
        """What Django's authentication asks for."""
        return {name: self.cleaned_data[name] for name in ("username", "password")}
