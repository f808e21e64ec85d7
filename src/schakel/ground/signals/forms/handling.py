"""To let a signal wait, to wake it, and to give it to a colleague."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms import ActForm
from schakel.ground.kernel import clock
from schakel.ground.signals.models import SnoozeReason


class SnoozeForm(ActForm):
    """Until when and why a signal may wait."""

    until = forms.DateField(
        label=_("Laat wachten tot"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.ChoiceField(
        label=_("Waarom kan dit wachten"), choices=SnoozeReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Toelichting"),
        max_length=400,
        help_text=_("Eén zin. Ook de cliënt leest dit."),
        widget=forms.TextInput(attrs={"maxlength": 400}),
    )

    def __init__(self, *args: Any, most_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = clock.today() + timedelta(days=most_days)
        first = clock.today() + timedelta(days=1)
        self.fields["until"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}


class WakeForm(ActForm):
    """To show a waiting signal again."""


class AssignForm(ActForm):
    """To which colleague a signal goes."""

    reader_id = forms.TypedChoiceField(label=_("Voor wie"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reader_id"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("Kies een collega")), *people]
