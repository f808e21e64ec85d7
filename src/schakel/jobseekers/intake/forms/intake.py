"""Opening an intake, noting the identity check, the second adviser, the route, and steps without fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake.actions import NewIntake
from schakel.jobseekers.intake.models import Intake, Route
from schakel.jobseekers.intake.queries import Seat
from schakel.web.forms import date_field


class OpenForm(SubmitForm):
    """How the intake is held, why the client comes in, since when and where."""

    mode = forms.ChoiceField(
        label=_("Hoe gaat de intake?"), choices=Intake.Mode.choices, widget=forms.RadioSelect
    )
    entry = forms.ChoiceField(
        label=_("Waarom komt de cliënt binnen?"), choices=Intake.Entry.choices, widget=forms.RadioSelect
    )
    first_contact_on = date_field(label=_("Eerste contact"))
    location = forms.ChoiceField(label=_("Locatie"), required=False)
    dismissal_on = date_field(
        label=_("Ontslag verwacht op"),
        required=False,
        help_text=_("Alleen bij wie met ontslag wordt bedreigd."),
    )

    def __init__(
        self, *args: Any, locations: dict[UUID, str], is_agreed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_agreed:
            modes = self.fields["mode"]
            modes.required, modes.initial = False, ""
            modes.choices = [("", _("zoals afgesproken")), *Intake.Mode.choices]  # type: ignore[attr-defined]
        choices = [("", _("geen vaste locatie")), *((str(key), name) for key, name in locations.items())]
        self.fields["location"].choices = choices  # type: ignore[attr-defined]

    def new_intake(self) -> NewIntake:
        """The intake as the act takes it."""
        said = self.cleaned_data
        location_id = UUID(said["location"]) if said["location"] else None
        return NewIntake(
            said["entry"], said["mode"], said["first_contact_on"], location_id, said["dismissal_on"]
        )


class IdentityForm(SubmitForm):
    """With which document the client showed who they are."""

    document = forms.ChoiceField(
        label=_("Document"), choices=Intake.Document.choices, widget=forms.RadioSelect
    )


class JoinForm(SubmitForm):
    """Who holds the intake along."""

    reader = forms.TypedChoiceField(label=_("Tweede adviseur"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(seat.reader_id, f"{seat.name}, {seat.organisation.name}") for seat in seats]
        self.fields["reader"].choices = choices  # type: ignore[attr-defined]


class RouteForm(SubmitForm):
    """Where the client goes on; against the proposal with a reason."""

    route = forms.ChoiceField(label=_("Route"), choices=Route.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("Waarom past deze route?"),
        max_length=400,
        required=False,
        help_text=_("Nodig als u iets anders kiest dan het voorstel."),
    )


class StepForm(SubmitForm):
    """A step without fields: taking over, finishing, sending."""
