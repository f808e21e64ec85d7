"""Offering work, writing down the answer, and setting how intakes are held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake.actions import NewChannel, NewOffer
from schakel.jobseekers.intake.models import ChannelChoice, DirectOffer, Intake


class OfferForm(SubmitForm):
    """Which work is offered."""

    kind = forms.ChoiceField(
        label=_("Wat biedt u aan?"), choices=DirectOffer.Kind.choices, widget=forms.RadioSelect
    )
    what = forms.CharField(label=_("Welk werk?"), max_length=200)

    def new_offer(self) -> NewOffer:
        """The offer as the act takes it."""
        return NewOffer(self.cleaned_data["kind"], self.cleaned_data["what"])


class AnswerForm(SubmitForm):
    """What the client answered to an offer."""

    answer = forms.ChoiceField(
        label=_("Antwoord van de cliënt"), choices=DirectOffer.Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Waarom, in eigen woorden"),
        max_length=400,
        required=False,
        help_text=_(
            "Nodig als de cliënt het afslaat. Uit afslaan volgt in Schakel niets vanzelf: een mens beslist."
        ),
    )


class ChannelForm(SubmitForm):
    """How intakes are held for one benefit, here or everywhere."""

    benefit = forms.ChoiceField(
        label=_("Uitkering"), choices=ChannelChoice.Benefit.choices, widget=forms.RadioSelect
    )
    location = forms.ChoiceField(label=_("Locatie"), required=False)
    mode = forms.ChoiceField(
        label=_("Hoe gaat de intake?"), choices=Intake.Mode.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Waarom?"), max_length=200)

    def __init__(self, *args: Any, locations: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("overal")), *((str(key), name) for key, name in locations.items())]
        self.fields["location"].choices = choices  # type: ignore[attr-defined]

    def new_channel(self) -> NewChannel:
        """The setting as the act takes it."""
        said = self.cleaned_data
        location_id = UUID(said["location"]) if said["location"] else None
        return NewChannel(said["benefit"], said["mode"], said["reason"], location_id)
