"""Making a team, ending one, and moving somebody to another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation, Team
from schakel.web.forms import ActForm, date_field


class TeamForm(ActForm):
    """A new team."""

    name = forms.CharField(label=_("Naam"), max_length=80)
    role = forms.ChoiceField(
        label=_("Rol van wie erin werkt"),
        help_text=_("Daarmee staat vast wat het team van wachtende cliënten ziet. Later wijzigen kan niet."),
    )

    def __init__(
        self, *arguments: Any, organisation: Organisation, roles: list[Role], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        today = clock.today()
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een rol")),
            *((role.value, organisation.role_on(role, today)) for role in roles),
        ]


class EndTeamForm(ActForm):
    """Why a team ends."""

    reason = forms.CharField(label=_("Reden"), max_length=200)


class MoveForm(ActForm):
    """Which team somebody is in, and from which day on."""

    team_id = forms.TypedChoiceField(label=_("Team"), coerce=UUID, required=False, empty_value=None)
    on = date_field(label=_("Vanaf"), help_text=_("Vandaag, of een dag in het komende jaar."))

    def __init__(self, *arguments: Any, teams: list[Team], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["team_id"].choices = [  # type: ignore[attr-defined]
            ("", _("geen team")),
            *((str(team.pk), team.name) for team in teams),
        ]
