"""The forms with which an administrator lets programs in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.accounts.tasks_of_machines import tasks
from schakel.web.forms import ActForm

_TERMS = [(30, _("een maand")), (91, _("drie maanden")), (182, _("een half jaar")), (366, _("een jaar"))]


def _days() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("De sleutel werkt"), choices=_TERMS, coerce=int, initial=182)


class RenewMachineForm(ActForm):
    """For how long another token counts."""

    days = _days()


class MachineForm(ActForm):
    """A program, what it does and for how long."""

    name = forms.CharField(
        label=_("Naam van de koppeling"),
        help_text=_("Bijvoorbeeld: nachtelijk bestand uit het uitkeringssysteem."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    task = forms.ChoiceField(label=_("Wat mag het programma"), widget=forms.RadioSelect)
    days = _days()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        task: Any = self.fields["task"]
        task.choices = [(one.key, one.label) for one in tasks()]
