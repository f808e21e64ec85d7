"""The forms on governing bodies: the body itself, its seats, meetings, agenda, decisions and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import NewSeat
from schakel.ground.organisations.forms.base import ActForm
from schakel.ground.organisations.models import BodyItem, BodySeat, GoverningBody, Organisation
from schakel.web.forms import date_field


def _lines(label: Any, most: int, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class BodyChangeForm(ActForm):
    """What a body is called and what it is for."""

    name = forms.CharField(label=_("Naam"), max_length=80)
    task = _lines(_("Waarover gaat het?"), 300, help_text=_("Wat dit orgaan bespreekt of beslist."))


class BodyForm(BodyChangeForm):
    """A body to record."""

    kind = forms.ChoiceField(label=_("Soort"), choices=GoverningBody.Kind.choices, widget=forms.RadioSelect)
    field_order = ("kind", "name", "task")


class SeatForm(ActForm):
    """Who sits in a body, for whom, and as what."""

    person = forms.CharField(label=_("Naam"), max_length=80)
    post = forms.CharField(
        label=_("Functie"), max_length=80, required=False, help_text=_("Bijvoorbeeld: wethouder.")
    )
    part = forms.ChoiceField(label=_("Plaats"), choices=BodySeat.Part.choices, initial=BodySeat.Part.MEMBER)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Namens"), empty_label=_("een andere partij"), required=False
    )
    party = forms.CharField(
        label=_("Namens een andere partij"),
        max_length=80,
        required=False,
        help_text=_("Als de organisatie niet in de lijst staat, bijvoorbeeld een vakbond."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = Organisation.objects.on(clock.today()).order_by("name")
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]

    def new_seat(self) -> NewSeat:
        """What was filled in, ready for the act."""
        said = self.cleaned_data
        chosen = said["organisation"]
        return NewSeat(
            said["person"], said["part"], chosen.pk if chosen else None, said["party"], said["post"]
        )


class SeatChoice(ActForm):
    """One of the seats of today."""

    seat = forms.ChoiceField(label=_("Wie"))

    def __init__(self, *args: Any, seats: Iterable[BodySeat], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(seat.pk), f"{seat.person}, {seat.speaks_for}") for seat in seats]
        self.fields["seat"].choices = [("", _("kies")), *choices]  # type: ignore[attr-defined]

    @property
    def seat_id(self) -> UUID:
        """The seat that was chosen."""
        return UUID(self.cleaned_data["seat"])


class LeaveForm(SeatChoice):
    """Whose seat ends, and why."""

    reason = forms.CharField(label=_("Waarom"), max_length=200)


class EndBodyForm(ActForm):
    """Why a body ends."""

    reason = forms.CharField(label=_("Waarom"), max_length=200)


class MeetForm(ActForm):
    """A meeting to plan, or one of before to record."""

    held_on = date_field(label=_("Dag"))
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)


class MeetingForm(MeetForm):
    """What changes in a meeting: its day, its report, or that it is off."""

    report = _lines(
        _("Verslag in het kort"), 4000, 5, required=False, help_text=_("Wie er was en wat er speelde.")
    )
    cancelled_because = forms.CharField(
        label=_("Gaat niet door, want"), max_length=200, required=False, help_text=_("Leeg als hij doorgaat.")
    )


class ItemForm(ActForm):
    """A point for the agenda."""

    subject = forms.CharField(label=_("Onderwerp"), max_length=160)
    asked = forms.CharField(label=_("Wat wordt er gevraagd?"), max_length=300, required=False)


class OutcomeForm(ActForm):
    """What became of a point."""

    outcome = forms.ChoiceField(
        label=_("Uitkomst"), choices=BodyItem.Outcome.choices, widget=forms.RadioSelect
    )
    decision = _lines(_("Besluit"), 600, required=False, help_text=_("Alleen als er iets besloten is."))
    because = _lines(_("Waarom"), 400, required=False, help_text=_("Bij een besluit altijd."))


class TaskForm(SeatChoice):
    """What somebody does, and by when."""

    what = forms.CharField(label=_("Wat"), max_length=200)
    due_on = date_field(label=_("Klaar op"))
    field_order = ("what", "seat", "due_on")


class SettleForm(ActForm):
    """What became of a task."""

    result = forms.CharField(label=_("Wat is ervan gekomen?"), max_length=300)
