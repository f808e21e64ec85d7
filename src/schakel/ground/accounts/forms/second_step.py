"""The forms of the second step."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.accounts.forms.passwords import password_field
from schakel.web.forms import ActForm


def _code(label: Any, help_text: Any = "", *, is_paper: bool = False) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"}
    if not is_paper:
        attributes["inputmode"] = "numeric"
    widget = forms.TextInput(attributes)
    return forms.CharField(label=label, help_text=help_text, max_length=20, widget=widget)


class StepForm(forms.Form):
    """The code of the app, or one on paper."""

    code = _code(_("Code uit uw app"), _("Zes cijfers. Een herstelcode van papier mag ook."), is_paper=True)


class CodeForm(ActForm):
    """The code of the app."""

    code = _code(_("Code uit uw app"), _("Zes cijfers."))


class EnrolForm(forms.Form):
    """The first code of an app; the seed tells which secret the page showed."""

    seed = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    code = _code(_("Code uit uw app"), _("Zes cijfers."))

    def seed_now(self) -> UUID:
        """The seed of the page that was sent, or a fresh one; kept when the form is shown again."""
        if not self.is_bound:
            self.initial.setdefault("seed", uuid4())
            return UUID(str(self.initial["seed"]))
        try:
            return UUID(str(self.data.get("seed", "")))
        except ValueError:
            self.data = {**self.data.dict(), "seed": str(uuid4())}  # type: ignore[attr-defined]
            return UUID(str(self.data["seed"]))


class OwnEnrolForm(EnrolForm):
    """The same for who is logged in: whoever finds an open session may not make it theirs."""

    password = password_field(_("Uw wachtwoord"), is_new=False)
