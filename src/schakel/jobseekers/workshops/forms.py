"""Planning a group meeting, inviting clients, noting who came, and calling one off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import Dossier
from schakel.ground.organisations.models import Location, Membership
from schakel.jobseekers.forms import SubmitForm, time_field
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.workshops.actions import MOST, Attended, NewSession
from schakel.jobseekers.workshops.models import WorkshopInvitation
from schakel.web.forms import date_field

Absence = WorkshopInvitation.Absence


class SessionForm(SubmitForm):
    """A new group meeting."""

    service_key = forms.ChoiceField(label=_("Dienst"))
    held_on = date_field(label=_("Dag"))
    starts_at = time_field(label=_("Begin"))
    ends_at = time_field(label=_("Einde"))
    location_id = forms.TypedChoiceField(label=_("Locatie"), coerce=UUID, required=False, empty_value=None)
    place = forms.CharField(label=_("Zaal, of een andere plaats"), max_length=120, required=False)
    seats = forms.IntegerField(label=_("Aantal plaatsen"), min_value=1, max_value=MOST, initial=12)
    leader_id = forms.TypedChoiceField(label=_("Wie leidt de bijeenkomst?"), coerce=UUID)

    def __init__(
        self,
        *arguments: Any,
        services: list[Service],
        places: list[Location],
        leaders: list[Membership],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        offered = {
            "service_key": [("", _("Kies een dienst")), *((one.key, one.name) for one in services)],
            "location_id": [
                ("", _("geen van deze")),
                *((str(one.pk), f"{one.name}, {one.place}") for one in places),
            ],
            "leader_id": [
                ("", _("Kies een collega")),
                *((str(one.pk), f"{one.professional.name}, {one.role_words}") for one in leaders),
            ],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def new_session(self) -> NewSession:
        """What was filled in, as the action takes it."""
        said = self.cleaned_data
        return NewSession(
            said["service_key"],
            said["held_on"],
            said["starts_at"],
            said["ends_at"],
            said["seats"],
            said["leader_id"],
            said["location_id"] or None,
            said["place"],
        )


class InviteForm(SubmitForm):
    """Which clients are invited."""

    dossier_ids = forms.TypedMultipleChoiceField(
        label=_("Wie nodigt u uit?"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, dossiers: list[Dossier], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["dossier_ids"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.client.full_name}, {one.number}") for one in dossiers
        ]


class CancelForm(SubmitForm):
    """Why a meeting is called off."""

    because = forms.CharField(
        label=_("Waarom gaat het niet door?"), help_text=_("Ook de cliënt leest dit."), max_length=300
    )


class AbsenceForm(SubmitForm):
    """Why somebody can't come."""

    absence = forms.ChoiceField(label=_("Waarom niet?"), choices=Absence.choices, widget=forms.RadioSelect)


class DoorForm(SubmitForm):
    """For each who is invited whether they came, and if not why; who is left open waits."""

    def __init__(self, *arguments: Any, waiting: list[WorkshopInvitation], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._waiting = waiting
        for one in waiting:
            self.fields[f"came_{one.pk}"] = forms.ChoiceField(
                label=one.door_name,
                choices=[
                    ("", gettext("nog niet")),
                    ("yes", gettext("was er")),
                    ("no", gettext("was er niet")),
                ],
                required=False,
            )
            self.fields[f"absence_{one.pk}"] = forms.ChoiceField(
                label=gettext("Waarom niet: %(name)s") % {"name": one.door_name},
                choices=[("", "–"), *Absence.choices],
                required=False,
            )

    def noted(self) -> dict[UUID, Attended]:
        """What was filled in, by invitation."""
        said = self.cleaned_data
        return {
            one.pk: Attended(said[f"came_{one.pk}"] == "yes", said[f"absence_{one.pk}"])
            for one in self._waiting
            if said[f"came_{one.pk}"]
        }
