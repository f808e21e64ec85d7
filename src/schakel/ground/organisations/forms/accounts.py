"""The forms with which an administrator arranges who can log in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import Invitation
from schakel.ground.organisations.models import Organisation, Team
from schakel.ground.organisations.queries import teams_of
from schakel.ground.organisations.queries.accounts import State, Wanted
from schakel.ground.organisations.queries.client_management import roles_worked_with
from schakel.web.forms import ActForm


class InviteForm(ActForm):
    """Somebody new at the organisation."""

    name = forms.CharField(label=_("Voor- en achternaam"), max_length=120)
    username = forms.CharField(
        label=_("Inlognaam"),
        help_text=_("Kleine letters, cijfers, punt, streepje of apenstaart. Geen BSN."),
        min_length=3,
        max_length=80,
        validators=[
            RegexValidator(r"\A[a-z0-9.@_-]+\Z", _("Gebruik kleine letters, cijfers, . - _ of @.")),
            RegexValidator(r"\d{8}", _("Zet geen lang nummer in de inlognaam."), inverse_match=True),
        ],
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Hiernaartoe gaat de uitnodiging. Zonder e-mail drukt u die af."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Rol"), choices=())
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), empty_label=_("geen team"), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        role: Any = self.fields["role"]
        team: Any = self.fields["team"]
        role.choices = [("", _("Kies een rol")), *_roles(organisation)]
        team.queryset = teams_of(organisation.pk)
        team.label_from_instance = lambda one: one.name

    def invitation(self, token: str) -> Invitation:
        """What was filled in, with the word of the link."""
        values, team = self.cleaned_data, self.cleaned_data["team"]
        return Invitation(
            name=values["name"],
            username=values["username"],
            role=Role(values["role"]),
            token=token,
            email=values["email"],
            team_id=team.pk if team else None,
        )


class CloseForm(ActForm):
    """Why nobody may log in with an account any more."""

    reason = forms.CharField(
        label=_("Reden"), help_text=_("Bijvoorbeeld: uit dienst, laptop gestolen."), max_length=200
    )


class PressForm(ActForm):
    """Nothing to ask: the button says it."""


class FindAccountForm(forms.Form):
    """Words of a name or a login name, a role, a state, and the last one shown."""

    q = forms.CharField(label=_("Zoek op naam of inlognaam"), max_length=80, required=False)
    role = forms.ChoiceField(label=_("Rol"), required=False)
    state = forms.ChoiceField(
        label=_("Toon"), choices=[("", _("alle accounts")), *State.choices], required=False
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, roles: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        role: Any = self.fields["role"]
        role.choices = [("", _("alle rollen")), *roles]

    def wanted(self) -> Wanted:
        """What was asked; a part of it that makes no sense asks nothing."""
        self.is_valid()
        told = self.cleaned_data
        return Wanted(told.get("q", ""), told.get("role", ""), told.get("state", ""), told.get("after"))


def _roles(organisation: Organisation) -> list[tuple[str, str]]:
    known = ROLES_OF_KIND.get(OrganisationKind(organisation.kind), frozenset())
    possible = known & (roles_worked_with(organisation) | {Role.ADMINISTRATOR})
    today = clock.today()
    return sorted(((role.value, organisation.role_on(role, today)) for role in possible), key=lambda r: r[1])
