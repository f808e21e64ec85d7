"""The forms for planning a merger or split, and for saying where roles and teams go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.roles import ENDED_KINDS
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import Going, NewOrganisation
from schakel.ground.organisations.forms.organisations import KINDS
from schakel.ground.organisations.mapping import roles_in_use
from schakel.ground.organisations.models import Organisation, Succession, Team
from schakel.web.forms import ActForm

OPEN_KINDS = [choice for choice in KINDS if choice[0] not in ENDED_KINDS]


class PlanForm(ActForm):
    """A merger into an organisation that is there or that begins, or a split into two that begin."""

    kind = forms.ChoiceField(label=_("Wat gebeurt er?"), choices=Succession.Kind.choices)
    planned_on = forms.DateField(
        label=_("Op welke dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=clock.today,
    )
    into = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Opgaan in een organisatie die er al is"),
        empty_label=_("geen: er begint een nieuwe"),
        required=False,
    )
    others = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Samen met"),
        required=False,
        help_text=_("Alleen bij samenvoegen."),
    )
    new_name = forms.CharField(label=_("Naam van de nieuwe organisatie"), max_length=120, required=False)
    second_name = forms.CharField(
        label=_("Naam van de tweede nieuwe organisatie"),
        help_text=_("Alleen bij splitsen."),
        max_length=120,
        required=False,
    )
    new_kind = forms.ChoiceField(label=_("Soort van de nieuwe organisatie"), choices=OPEN_KINDS)
    reason = forms.CharField(
        label=_("Reden"), help_text=_("Bijvoorbeeld het besluit waaruit dit volgt."), max_length=400
    )

    def __init__(self, *args: Any, own: Organisation, **options: Any) -> None:
        options.setdefault("initial", {"new_kind": own.kind, "submit_key": None})
        options["initial"].pop("submit_key", None)
        super().__init__(*args, **options)
        rest = Organisation.objects.on(clock.today()).exclude(pk=own.pk).order_by("name")
        self.fields["into"].queryset = rest  # type: ignore[attr-defined]
        self.fields["others"].queryset = rest  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One way on for a merger, two for a split."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        is_split = values.get("kind") == Succession.Kind.SPLIT
        if (is_split or not values.get("into")) and not values.get("new_name"):
            self.add_error(
                "new_name", _("Schrijf hoe de nieuwe organisatie heet, of kies er een die er al is.")
            )
        if is_split and not values.get("second_name"):
            self.add_error("second_name", _("Schrijf hoe de tweede nieuwe organisatie heet."))
        return values

    def new(self, name: str) -> NewOrganisation:
        """A successor that begins with the plan."""
        return NewOrganisation(self.cleaned_data[name], OrganisationKind(self.cleaned_data["new_kind"]))


class MappingForm(ActForm):
    """For each role in use, and for a split for each team, where it goes."""

    def __init__(self, *args: Any, succession: Succession, own: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self._own, today = own, clock.today()
        successors = [
            t.successor for t in succession.ties.filter(predecessor=own).select_related("successor")
        ]
        choices = list(_choices(successors, today))
        known = {(line.role, line.team_id): line for line in succession.lines.filter(predecessor=own)}
        for role in sorted(roles_in_use(own.pk), key=Role.values.index):
            self._add(f"role-{role}", own.role_on(role, today), choices, known.get((role, None)), True)
        if len(successors) > 1:
            for team in Team.objects.on(today).filter(organisation=own).order_by("name"):
                line = known.get((team.role, team.pk))
                self._add(f"team-{team.pk}-{team.role}", team.name, choices, line, False)

    def _add(
        self, name: str, label: str, choices: list[tuple[str, str]], line: Any, is_required: bool
    ) -> None:
        empty = _("kies") if is_required else _("zoals de rol")
        self.fields[name] = forms.ChoiceField(
            label=label.capitalize() if name.startswith("role") else label,
            choices=[("", empty), *choices],
            required=is_required,
            initial=f"{line.successor_id}:{line.new_role}" if line else "",
        )

    def goings(self) -> list[Going]:
        """What was chosen, ready for the act."""
        return [going for name in self.fields if (going := self._going(name)) is not None]

    def _going(self, name: str) -> Going | None:
        value = self.cleaned_data.get(name) or ""
        what, _dash, rest = name.partition("-")
        if what not in {"role", "team"} or not value:
            return None
        successor, _colon, new_role = str(value).partition(":")
        team_id = UUID(rest[:36]) if what == "team" else None
        role = rest[37:] if what == "team" else rest
        return Going(self._own.pk, Role(role), UUID(successor), Role(new_role), team_id)


class CancelForm(ActForm):
    """Why a plan is withdrawn."""

    reason = forms.CharField(label=_("Reden"), max_length=200)


def _choices(successors: list[Organisation], today: Any) -> Iterator[tuple[str, str]]:
    for one in successors:
        for role in Role:
            if role in ROLES_OF_KIND[OrganisationKind(one.kind)]:
                yield f"{one.pk}:{role.value}", f"{one.role_on(role, today)}, {one.name}"
