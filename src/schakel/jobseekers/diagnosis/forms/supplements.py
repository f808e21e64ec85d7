"""What is written beside a diagnosis: missing information, ambitions, circumstances; and finding out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.jobseekers.diagnosis.actions import NewAmbition, NewCircumstance, NewMissing
from schakel.jobseekers.diagnosis.circumstances import CIRCUMSTANCE_KINDS
from schakel.jobseekers.diagnosis.models import MissingItem, SaidBy
from schakel.jobseekers.forms import SubmitForm
from schakel.web.forms import date_field


def _said_by() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Van wie weet u dit?"),
        choices=SaidBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies van wie u dit weet.")},
    )


def _words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=400, **options, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(SubmitForm):
    """Why something goes no further."""

    because = forms.CharField(label=_("Waarom?"), max_length=300)


class MissingForm(SubmitForm):
    """What is not known yet, who finds it out, and by when."""

    what = forms.CharField(label=_("Wat is nog niet bekend?"), max_length=200)
    duty = forms.ChoiceField(
        label=_("Wie zoekt dit uit?"),
        choices=MissingItem.Duty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit uitzoekt.")},
    )
    due_on = date_field(label=_("Uiterlijk op"))

    def new(self) -> NewMissing:
        """What is missing, as the action takes it."""
        found = self.cleaned_data
        return NewMissing(found["what"], found["duty"], found["due_on"])


class FindOutForm(SubmitForm):
    """What is known now."""

    answer = _words(_("Wat is er nu bekend?"))


class AmbitionForm(SubmitForm):
    """A hidden ambition, and who brought it up."""

    words = _words(_("Welke ambitie, interesse of gave kwam naar voren?"))
    said_by = _said_by()

    def new(self) -> NewAmbition:
        """The ambition, as the action takes it."""
        return NewAmbition(self.cleaned_data["words"], self.cleaned_data["said_by"])


class CircumstanceForm(SubmitForm):
    """A circumstance of a kind that the reader may write."""

    kind = forms.ChoiceField(
        label=_("Wat legt u vast?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u vastlegt.")},
    )
    words = _words(
        _("Wat is er gezegd?"), help_text=_("Alleen wat werk of zoeken raakt. Geen ziekte of behandeling.")
    )
    said_by = _said_by()
    happened_on = date_field(label=_("Sinds wanneer?"), required=False)

    def __init__(self, *args: Any, sections: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(k.name, k.label) for k in CIRCUMSTANCE_KINDS.values() if k.section & sections]
        self.fields["kind"].choices = offered  # type: ignore[attr-defined]

    def new(self) -> NewCircumstance:
        """The circumstance, as the action takes it."""
        found = self.cleaned_data
        return NewCircumstance(found["kind"], found["words"], found["said_by"], found["happened_on"])
