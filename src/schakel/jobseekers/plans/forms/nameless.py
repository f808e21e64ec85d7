"""Putting a client on an agenda without a name, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.plans.actions.nameless import NewNamelessCase
from schakel.jobseekers.plans.models import CaseDiscussion, DiscussionCase

State = DiscussionCase.State


class NamelessForm(SubmitForm):
    """The question as everybody at the table reads it."""

    discussion_id = forms.TypedChoiceField(
        label=_("Welk overleg?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een overleg.")},
    )
    question = forms.CharField(
        label=_("Waar wilt u samen uitkomen?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    background = forms.CharField(
        label=_("Wat moet men weten?"),
        help_text=_("Zo weinig als kan. Geen naam, nummer, geboortedatum of adres."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_checked = forms.BooleanField(
        label=_("Ik las het na: er staat geen naam in en niemand herkent de cliënt"), required=False
    )

    def __init__(self, *args: Any, discussions: Sequence[CaseDiscussion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion_id"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.name}, {long_date(one.held_on)}") for one in discussions
        ]

    def new_case(self) -> NewNamelessCase:
        """The case as the act takes it."""
        said = self.cleaned_data
        return NewNamelessCase(
            said["discussion_id"], said["question"], said["background"], said["is_checked"]
        )


class NamelessOutcomeForm(SubmitForm):
    """What the discussion led to; the dossier keeps it, and every guest reads it."""

    state = forms.ChoiceField(
        label=_("Is de casus besproken?"),
        choices=[(s.value, s.label) for s in (State.DISCUSSED, State.POSTPONED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de casus is besproken.")},
    )
    outcome = forms.CharField(
        label=_("Wat is er besloten?"),
        help_text=_("Zonder naam: elke genodigde leest dit."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
