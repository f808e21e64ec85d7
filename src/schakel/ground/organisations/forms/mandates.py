"""The form with which a coach lets administrative staff enter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.actions import NewMandate
from schakel.ground.organisations.queries.mandates import MANDATED, administrative_staff
from schakel.web.forms import ActForm, date_field


class MandateForm(ActForm):
    """Who may enter, what, and until when."""

    membership = forms.TypedChoiceField(label=_("Wie voert in"), coerce=UUID)
    sections = forms.TypedMultipleChoiceField(
        label=_("Welke delen"),
        coerce=int,
        choices=[(int(one), SECTION_LABELS[one]) for one in Section if one & MANDATED],
        widget=forms.CheckboxSelectMultiple,
    )
    end = date_field(
        label=_("Tot"),
        help_text=_("De eerste dag zonder mandaat. Leeg is tot u het beëindigt."),
        required=False,
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        staff = [(str(one.pk), one.professional.name) for one in administrative_staff(actor)]
        self.fields["membership"].choices = [("", _("kies")), *staff]  # type: ignore[attr-defined]

    def new_mandate(self) -> NewMandate:
        """What was filled in, ready for the act."""
        said = self.cleaned_data
        return NewMandate(said["membership"], Section(sum(said["sections"])), said["end"])
