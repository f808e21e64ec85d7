"""The form on how a question of the legislation test stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.norms.models import LawState
from schakel.web.forms import ActForm


class JudgementForm(ActForm):
    """How a question of the legislation test stands, and why."""

    use_required_attribute = False

    state = forms.ChoiceField(label=_("Oordeel"), choices=LawState.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Waarom"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    lawyer = forms.CharField(
        label=_("Jurist"),
        help_text=_("Wie dit nakeek. Nodig als u bevestigt."),
        required=False,
        max_length=120,
    )
