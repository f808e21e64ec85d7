"""Convening a case discussion, putting a client on its agenda, and writing down what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.dates import long_date
from schakel.ground.organisations.models import Membership
from schakel.jobseekers.forms import SubmitForm, time_field
from schakel.jobseekers.plans.actions.agreements import NewAgreement
from schakel.jobseekers.plans.actions.discussions import NewCase, NewDiscussion
from schakel.jobseekers.plans.models import Agreement, CaseDiscussion, DiscussionCase, DiscussionGuest
from schakel.web.forms import date_field

State = DiscussionCase.State
_AGREED = ("what", "because", "duty", "due_on")


class DiscussionForm(SubmitForm):
    """A new discussion."""

    name = forms.CharField(
        label=_("Naam van het overleg"), max_length=120, help_text=_("Zet hier geen namen van cliënten in.")
    )
    held_on = date_field(label=_("Dag"))
    starts_at = time_field(label=_("Tijd"), required=False)
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)
    membership_ids = forms.TypedMultipleChoiceField(
        label=_("Wie nodigt u uit?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Collega's, en wie samen met u bij een cliënt betrokken is."),
        error_messages={"required": _("Kies wie u uitnodigt, uit de lijst.")},
    )

    def __init__(self, *args: Any, guests: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership_ids"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.professional.name}, {one.organisation.name}") for one in guests
        ]

    def new_discussion(self) -> NewDiscussion:
        """The discussion as the act takes it."""
        said = self.cleaned_data
        return NewDiscussion(
            said["name"], said["held_on"], said["membership_ids"], said["starts_at"], said["place"]
        )


class PresenceForm(SubmitForm):
    """Which guests were there."""

    guest_ids = forms.TypedMultipleChoiceField(
        label=_("Wie was erbij?"), coerce=UUID, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, guests: Sequence[DiscussionGuest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["guest_ids"]
        field.choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.membership.professional.name}, {one.membership.organisation.name}")
            for one in guests
        ]
        field.initial = [str(one.pk) for one in guests if one.was_present]


class CaseForm(SubmitForm):
    """Putting a client on an agenda."""

    discussion_id = forms.TypedChoiceField(
        label=_("Welk overleg?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een overleg.")},
    )
    question = forms.CharField(
        label=_("Waar wilt u samen uitkomen?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    client_told = forms.ChoiceField(
        label=_("Wat weet de cliënt?"),
        choices=DiscussionCase.Told.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vertel het de cliënt eerst, of nodig de cliënt uit.")},
    )

    def __init__(self, *args: Any, discussions: Sequence[CaseDiscussion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion_id"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.name}, {long_date(one.held_on)}") for one in discussions
        ]

    def new_case(self) -> NewCase:
        """The case as the act takes it."""
        said = self.cleaned_data
        return NewCase(said["discussion_id"], said["question"], said["client_told"])


class OutcomeForm(SubmitForm):
    """What the discussion of a client led to; an agreement only where one was made."""

    state = forms.ChoiceField(
        label=_("Is de cliënt besproken?"),
        choices=[(s.value, s.label) for s in (State.DISCUSSED, State.POSTPONED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de cliënt is besproken.")},
    )
    outcome = forms.CharField(
        label=_("Wat is er besloten?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    what = forms.CharField(
        label=_("Afspraak van uw organisatie"),
        max_length=200,
        required=False,
        help_text=_("Hoeft niet. De afspraak komt in het plan van de cliënt."),
    )
    because = forms.CharField(label=_("Waarom?"), max_length=200, required=False)
    duty = forms.ChoiceField(
        label=_("Wie doet dit?"), choices=Agreement.Duty.choices, widget=forms.RadioSelect, required=False
    )
    due_on = date_field(label=_("Uiterlijk op"), required=False)

    def clean(self) -> dict[str, Any]:
        """An agreement that was begun is finished."""
        said = self.cleaned_data
        begun = any(said.get(name) for name in _AGREED)
        if begun and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", gettext("Kies uiterlijk wanneer dit gebeurt, of maak alles leeg."))
        return said

    def agreed(self) -> NewAgreement | None:
        """The agreement, if there is one."""
        said = self.cleaned_data
        if not any(said[name] for name in _AGREED):
            return None
        return NewAgreement(*(said[name] for name in _AGREED))
