"""The forms on integrated teams."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import NewJointTeam
from schakel.ground.organisations.models import JointTeam, JointTeamMember, Location, Membership, Organisation
from schakel.ground.organisations.queries.joint_teams import queues_of
from schakel.ground.organisations.queries.people import memberships_of
from schakel.web.forms import ActForm


class JointTeamForm(ActForm):
    """What is known of an integrated team."""

    name = forms.CharField(label=_("Naam"), max_length=80)
    target_group = forms.CharField(
        label=_("Doelgroep"),
        help_text=_("Voor wie het team er is, bijvoorbeeld: jongeren tot 27 jaar."),
        max_length=200,
    )
    caseload = forms.ChoiceField(
        label=_("Hoe zijn cliënten verdeeld?"), choices=JointTeam.Caseload.choices, widget=forms.RadioSelect
    )
    caseload_words = forms.CharField(
        label=_("Hoe noemt u dat zelf?"), help_text=_("Mag leeg blijven."), max_length=120, required=False
    )
    location = forms.ModelChoiceField(
        Location.objects.none(), label=_("Locatie"), empty_label=_("geen vaste locatie"), required=False
    )
    part_of = forms.ModelChoiceField(
        JointTeam.objects.none(), label=_("Onderdeel van"), empty_label=_("geen ander team"), required=False
    )

    def __init__(self, *args: Any, team: JointTeam | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        location: Any = self.fields["location"]
        location.queryset = Location.objects.on(clock.today()).order_by("name")
        location.label_from_instance = lambda one: f"{one.name}, {one.place}"
        others = JointTeam.objects.on(clock.today()).order_by("name")
        part_of: Any = self.fields["part_of"]
        part_of.queryset = others.exclude(pk=team.pk) if team else others

    def new_team(self) -> NewJointTeam:
        """What was filled in, ready for the act."""
        said = self.cleaned_data
        return NewJointTeam(
            name=said["name"],
            target_group=said["target_group"],
            caseload=said["caseload"],
            caseload_words=said["caseload_words"],
            location_id=said["location"].pk if said["location"] else None,
            part_of_id=said["part_of"].pk if said["part_of"] else None,
        )


class JointInviteForm(ActForm):
    """Which organisation to ask into the team."""

    invited = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("kies")
    )

    def __init__(self, *args: Any, team: JointTeam, **options: Any) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        there = team.partners.filter(valid_to=None).values("organisation_id")
        found = Organisation.objects.on(today).exclude(pk__in=there).order_by("name")
        self.fields["invited"].queryset = found  # type: ignore[attr-defined]


class JointPlaceForm(ActForm):
    """Somebody of the own organisation, and their part in the team."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Medewerker"), empty_label=_("kies")
    )
    part = forms.ChoiceField(
        label=_("Plaats in het team"),
        choices=[*JointTeamMember.Part.choices, ("", _("niet meer in het team"))],
        initial=JointTeamMember.Part.MEMBER,
        required=False,
    )

    def __init__(self, *args: Any, organisation_id: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["membership"]
        field.queryset = memberships_of(organisation_id)
        field.label_from_instance = lambda one: f"{one.professional.name}, {one.role_words}"


class JointQueueForm(ActForm):
    """Which of the own queues is the one of this team."""

    queue = forms.ChoiceField(label=_("Wachtrij"), required=False)

    def __init__(self, *args: Any, organisation_id: UUID, **options: Any) -> None:
        super().__init__(*args, **options)
        mine = [(str(team.pk), team.name) for team in queues_of(organisation_id)]
        self.fields["queue"].choices = [("", _("geen wachtrij")), *mine]  # type: ignore[attr-defined]

    def queue_id(self) -> UUID | None:
        """The queue that was chosen, if any."""
        return UUID(self.cleaned_data["queue"]) if self.cleaned_data["queue"] else None
