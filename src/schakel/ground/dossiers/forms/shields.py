"""The forms of shields and urgent looks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.actions.shields import NewShield
from schakel.ground.dossiers.actions.urgent_looks import NewUrgentLook
from schakel.ground.dossiers.forms.dossier import ActForm, Choices, because_field
from schakel.ground.dossiers.models import UrgentLook
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.bsn import clean_bsn

_DAY = {"type": "date"}


def _review_field() -> forms.DateField:
    return forms.DateField(
        label=_("Opnieuw bekijken op"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        help_text=_("Uiterlijk over een jaar: is de afscherming dan nog nodig?"),
    )


class ShieldForm(ActForm):
    """Why a dossier is closed, to whom it stays open, and for how long."""

    find = forms.CharField(widget=forms.HiddenInput, required=False)
    because = because_field()
    seat = forms.MultipleChoiceField(
        label=_("Wie mag het dossier blijven zien"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Wie regie heeft, blijft het altijd zien. Een wachtrij kan geen lezer zijn."),
    )
    colleague = forms.ChoiceField(
        label=_("Werkt de cliënt zelf in de keten?"),
        required=False,
        help_text=_("Deze collega wordt nooit lezer van het eigen dossier. Zoek eerst de naam op."),
    )
    review_on = _review_field()
    last_day = forms.DateField(
        label=_("Laatste dag van de afscherming"),
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        required=False,
        help_text=_("Laat leeg als er geen einddatum is."),
    )

    def __init__(self, *args: Any, readers: Choices, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["seat"], readers)
        _choose(self.fields["colleague"], [("", gettext("nee, of niet bekend")), *colleagues])
        if not readers:
            del self.fields["seat"]

    def new_shield(self) -> NewShield:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        last: date | None = asked["last_day"]
        return NewShield(
            because=asked["because"],
            review_on=asked["review_on"],
            membership_ids=tuple(UUID(key) for key in asked.get("seat", ())),
            until=last + timedelta(days=1) if last else None,
            colleague_id=UUID(asked["colleague"]) if asked["colleague"] else None,
        )


class NameReaderForm(ActForm):
    """Who may see the shielded dossier from now, and why."""

    find = forms.CharField(widget=forms.HiddenInput, required=False)
    seat = forms.ChoiceField(label=_("Wie"), widget=forms.RadioSelect)
    because = because_field()

    def __init__(self, *args: Any, readers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["seat"], readers)


class ReasonForm(ActForm):
    """One sentence that says why."""

    because = because_field()


class ReviewShieldForm(ActForm):
    """Why the shield is still needed, and when it is looked at again."""

    because = because_field()
    review_on = _review_field()


class UrgentLookForm(ActForm):
    """Which dossier must be opened now, and what cannot wait."""

    number = forms.CharField(
        label=_("Dossiernummer"),
        max_length=16,
        required=False,
        help_text=_("Kan als uw organisatie meedoet in het dossier."),
    )
    bsn = forms.CharField(
        label=_("BSN"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    urgency = forms.ChoiceField(
        label=_("Wat kan niet wachten"), choices=UrgentLook.Urgency.choices, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Wat is er aan de hand"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 400}),
        help_text=_("De cliënt leest dit, en iemand anders beoordeelt het."),
    )

    def __init__(self, *args: Any, may_use_bsn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_use_bsn:
            del self.fields["bsn"]

    def clean_bsn(self) -> str:
        """The nine digits, or what is wrong with them; empty is allowed."""
        typed = str(self.cleaned_data["bsn"]).strip()
        try:
            return clean_bsn(typed) if typed else ""
        except InvalidError as error:
            raise forms.ValidationError(error.fields.get("bsn", error.what)) from error

    def new_look(self) -> NewUrgentLook:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        return NewUrgentLook(asked["urgency"], asked["because"], asked["number"], asked.get("bsn", ""))


class JudgeForm(ActForm):
    """Whether an urgent look was just, and why."""

    outcome = forms.ChoiceField(
        label=_("Was deze inzage terecht?"),
        choices=[c for c in UrgentLook.Outcome.choices if c[0] != UrgentLook.Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Waarom vindt u dat"),
        max_length=400,
        widget=forms.TextInput(attrs={"maxlength": 400}),
        help_text=_("Wie keek, en de cliënt, lezen dit."),
    )


def _choose(field: forms.Field, choices: Choices) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
