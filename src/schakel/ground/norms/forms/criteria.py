"""The form on how a criterion of good legislation is asked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.norms.actions.criteria import LENGTHS
from schakel.ground.norms.models import OwnCriterion
from schakel.web.forms import ActForm


class CriterionForm(ActForm):
    """Its words, its weight, whether it is asked at all, and why."""

    use_required_attribute = False

    label = forms.CharField(label=_("Naam"), max_length=LENGTHS["label"])
    question = forms.CharField(
        label=_("Vraag"), max_length=LENGTHS["question"], widget=forms.Textarea(attrs={"rows": 2})
    )
    weight = forms.TypedChoiceField(
        label=_("Gewicht"),
        help_text=_("Wat zwaar weegt, staat bovenaan."),
        choices=OwnCriterion.Weight.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    is_used = forms.BooleanField(label=_("Toets hierop"), required=False)
    reason = forms.CharField(
        label=_("Waarom"), max_length=LENGTHS["reason"], widget=forms.Textarea(attrs={"rows": 3})
    )
