"""The form with which an organisation judges its own data."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import SECTION_LABELS, section_named
from schakel.ground.dossiers.actions.sources import GATED, NewJudgement
from schakel.ground.dossiers.forms.dossier import ActForm
from schakel.ground.dossiers.models import SourceJudgement


class JudgementForm(ActForm):
    """Which data, how they are judged, and on which safeguards."""

    section = forms.ChoiceField(
        label=_("Welke gegevens"),
        choices=[(section.key, SECTION_LABELS[section]) for section in GATED],
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(
        label=_("Oordeel"), choices=SourceJudgement.Status.choices, widget=forms.RadioSelect
    )
    safeguards = forms.CharField(
        label=_("Waarborgen"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hoe de gegevens worden nagekeken, of wat daaraan nog ontbreekt."),
    )
    review_on = forms.DateField(
        label=_("Opnieuw bekijken op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Uiterlijk over twee jaar."),
    )

    def new_judgement(self) -> NewJudgement:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        section = section_named(asked["section"])
        return NewJudgement(section, asked["status"], asked["safeguards"], asked["review_on"])
