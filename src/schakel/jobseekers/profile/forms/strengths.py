"""Adding a line to a profile, and taking one off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.profile.actions import NewCompetence, NewLimit, NewPeriod
from schakel.jobseekers.profile.actions.strengths import SAID
from schakel.jobseekers.profile.models import Competence, WorkLimit, WorkPeriod
from schakel.web.forms import date_field


class CompetenceForm(SubmitForm):
    """Something a client can do."""

    words = forms.CharField(
        label=_("Kan"), max_length=120, help_text=_("Bijvoorbeeld: kassa draaien, of plannen.")
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=Competence.Kind.choices, widget=forms.RadioSelect)
    shown_by = forms.ChoiceField(
        label=_("Hoe is dat bekend?"),
        choices=[(key, label) for key, label in Competence.Shown.choices if key in SAID],
        widget=forms.RadioSelect,
    )

    def new_line(self) -> NewCompetence:
        """The line as the act takes it."""
        said = self.cleaned_data
        return NewCompetence(said["words"], said["kind"], said.get("shown_by") or Competence.Shown.TOLD.value)


class OwnCompetenceForm(CompetenceForm):
    """What a client says of themselves: how it is known needs no question."""

    words = forms.CharField(
        label=_("Wat kunt u?"), max_length=120, help_text=_("Bijvoorbeeld: kassa draaien, of plannen.")
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[
            (Competence.Kind.SUBJECT.value, _("iets van een vak, zoals lassen")),
            (Competence.Kind.BEHAVIOUR.value, _("hoe u werkt, zoals op tijd komen")),
        ],
        widget=forms.RadioSelect,
    )
    shown_by = None  # type: ignore[assignment]


class PeriodForm(SubmitForm):
    """Work that a client did."""

    occupation = forms.CharField(label=_("Welk werk?"), max_length=120)
    employer = forms.CharField(label=_("Werkgever"), max_length=120, required=False)
    began_on = date_field(label=_("Vanaf"))
    ended_on = date_field(
        label=_("Tot en met"), required=False, help_text=_("Leeg laten als het werk nog loopt.")
    )
    left_because = forms.ChoiceField(
        label=_("Waarom gestopt?"), required=False, choices=[("", "–"), *WorkPeriod.Leaving.choices]
    )

    def new_line(self) -> NewPeriod:
        """The line as the act takes it."""
        said = self.cleaned_data
        return NewPeriod(
            said["occupation"], said["began_on"], said["ended_on"], said["employer"], said["left_because"]
        )


class LimitForm(SubmitForm):
    """What work must take into account; no cause and no illness."""

    kind = forms.ChoiceField(label=_("Waarmee rekening houden?"), choices=WorkLimit.Kind.choices)
    possible = forms.CharField(
        label=_("Wat kan wel?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: tillen tot 10 kilo. Schrijf geen ziekte of diagnose op."),
    )

    def new_line(self) -> NewLimit:
        """The line as the act takes it."""
        return NewLimit(self.cleaned_data["kind"], self.cleaned_data["possible"])


class RemoveForm(SubmitForm):
    """Why a line no longer holds."""

    because = forms.CharField(label=_("Waarom klopt dit niet meer?"), max_length=200)
