"""An own route rule, and a made-up client to try the rules on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.questions import BENEFITS
from schakel.jobseekers.intake.routing import BOUNDS, Person, Rule


def _number(label: Any, most: int = 120) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most)


def _several(label: Any, choices: list[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class RuleForm(SubmitForm):
    """For whom which route is proposed."""

    route = forms.ChoiceField(label=_("Route"), choices=Route.choices, widget=forms.RadioSelect)
    because = forms.CharField(label=_("Waarom past deze route?"), max_length=200)
    age_from = _number(_("Leeftijd vanaf"))
    age_below = _number(_("Leeftijd onder"))
    months_from = _number(_("Maanden tot werk vanaf"))
    months_below = _number(_("Maanden tot werk onder"))
    benefits = _several(_("Alleen bij deze uitkeringen"), list(BENEFITS.items()))
    entries = _several(_("Alleen als de cliënt"), list(Intake.Entry.choices))
    place = forms.IntegerField(
        label=_("Plaats in de volgorde"),
        min_value=1,
        max_value=999,
        initial=10,
        help_text=_("De laagste plaats gaat voor. Uw eigen regels gaan voor die van Schakel."),
    )

    def rule(self) -> Rule:
        """The rule as the act takes it."""
        said = self.cleaned_data
        bounds = {name: said[name] for name in BOUNDS}
        benefits, entries = (frozenset(said[name]) for name in ("benefits", "entries"))
        return Rule("", said["route"], said["because"], **bounds, benefits=benefits, entries=entries)


class TryForm(forms.Form):
    """A made-up client: which rule would count?"""

    age = _number(_("Leeftijd"))
    months = _number(_("Maanden tot werk"))
    benefit = forms.ChoiceField(label=_("Uitkering"), choices=[*BENEFITS.items()])
    entry = forms.ChoiceField(label=_("De cliënt"), choices=Intake.Entry.choices)

    def person(self) -> Person:
        """Whom the rules are asked about."""
        said = self.cleaned_data
        return Person(said["age"], said["months"], said["benefit"], said["entry"])
