"""The form with which the regie of many dossiers is passed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.organisations.models import Membership, Team


class PassManyForm(ActForm):
    """Which clients, to whom, and why; query is the list they were chosen from."""

    query = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)
    seat = forms.ChoiceField(label=_("Aan wie"))
    because = because_field()
    takes_all = forms.BooleanField(required=False)
    chosen = forms.TypedMultipleChoiceField(label=_("Cliënten"), coerce=UUID, required=False)

    def __init__(
        self,
        *args: Any,
        people: Iterable[Membership],
        teams: Iterable[Team],
        listed: Iterable[UUID],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = list(listed)
        self.fields["seat"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een collega of team")),
            (_("Collega’s"), [(f"person:{one.pk}", one.professional.name) for one in people]),
            (_("Wachtrij van een team"), [(f"team:{one.pk}", one.name) for one in teams]),
        ]
        chosen = self.fields["chosen"]
        chosen.choices = [(str(one), str(one)) for one in self.listed]  # type: ignore[attr-defined]

    def dossier_ids(self) -> list[UUID]:
        """Those chosen, or all that the list shows."""
        return self.listed if self.cleaned_data["takes_all"] else list(self.cleaned_data["chosen"])

    def seat_ids(self) -> dict[str, UUID]:
        """The one who gets the regie, as the act takes it."""
        kind, _sign, found = str(self.cleaned_data["seat"]).partition(":")
        return {"membership_id" if kind == "person" else "team_id": UUID(found)}


class UndoForm(ActForm):
    """Why a passing is undone."""

    because = because_field()


class UndoManyForm(UndoForm):
    """Which passings are undone, and why."""

    chosen = forms.TypedMultipleChoiceField(label=_("Cliënten"), coerce=UUID, required=False)

    def __init__(self, *args: Any, listed: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(str(one), str(one)) for one in listed]  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[UUID]:
        """Those chosen; refused in words where none is."""
        chosen: list[UUID] = self.cleaned_data["chosen"]
        if not chosen:
            raise forms.ValidationError(_("Kies ten minste één cliënt."))
        return chosen
