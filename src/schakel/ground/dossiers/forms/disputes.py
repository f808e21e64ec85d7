"""The forms with which a dispute is answered and one of several sources is chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.facts import FactKind
from schakel.ground.dossiers.forms.dossier import ActForm, Choices, because_field
from schakel.ground.dossiers.models import Fact


class AnswerForm(ActForm):
    """Whether the client is right, why, and what it should be then."""

    outcome = forms.ChoiceField(
        label=_("Uw antwoord"), choices=Fact.Outcome.choices, widget=forms.RadioSelect
    )
    value = forms.CharField(
        label=_("Wat het moet zijn"),
        required=False,
        max_length=200,
        help_text=_("Alleen als de cliënt gelijk heeft. Laat leeg om het gegeven weg te halen."),
    )
    because = because_field(_("De cliënt leest dit."))

    def __init__(self, *args: Any, kind: FactKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.values:
            was = self.fields["value"]
            answers = [("", gettext("haal het gegeven weg")), *kind.values.items()]
            self.fields["value"] = forms.ChoiceField(
                label=was.label, required=False, help_text=was.help_text, choices=answers
            )


class ChooseForm(ActForm):
    """Which source to go by, and why."""

    fact = forms.ChoiceField(label=_("Waar gaan wij van uit"), widget=forms.RadioSelect)
    because = because_field()

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fact"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(sources)
