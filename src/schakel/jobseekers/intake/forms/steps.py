"""Agreeing a step of the intake, and choosing which running intakes to see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Organisation
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.intake import access
from schakel.jobseekers.intake.actions import NewAgreedStep
from schakel.jobseekers.intake.models import IntakeStep
from schakel.web.forms import date_field

EARLIEST = date(2000, 1, 1)
"""Before this there is nothing to count."""


class AgreeStepForm(SubmitForm):
    """Which step, who does it, what comes out and within how long."""

    step = forms.ChoiceField(label=_("Stap"), choices=IntakeStep.Step.choices)
    location = forms.ChoiceField(label=_("Locatie"), required=False)
    owner = forms.ChoiceField(label=_("Welke organisatie doet dit?"), required=False)
    role = forms.ChoiceField(label=_("Wie doet het?"))
    working_days = forms.IntegerField(
        label=_("Binnen hoeveel werkdagen na het eerste contact?"), min_value=0, max_value=250
    )
    outcome = forms.CharField(label=_("Wat komt eruit?"), max_length=200)

    def __init__(
        self,
        *args: Any,
        locations: dict[UUID, str],
        owners: dict[UUID, str],
        roles: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("location", _("overal"), locations)
        self._offer("owner", _("wie de intake houdt"), owners)
        self.fields["role"].choices = list(roles.items())  # type: ignore[attr-defined]

    def _offer(self, name: str, none: Any, found: dict[UUID, str]) -> None:
        choices = [("", none), *((str(key), words) for key, words in found.items())]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def new(self) -> NewAgreedStep:
        """The step as the act takes it."""
        said = self.cleaned_data
        owner, place = (UUID(said[key]) if said[key] else None for key in ("owner", "location"))
        return NewAgreedStep(said["step"], said["role"], said["working_days"], said["outcome"], owner, place)


class RunningForm(forms.Form):
    """Which running intakes to see."""

    place = forms.ChoiceField(label=_("Locatie"), required=False)
    show = forms.ChoiceField(
        label=_("Toon"), required=False, choices=[("", _("over tijd")), ("all", _("alle lopende"))]
    )

    def __init__(self, *args: Any, locations: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("alle locaties")), *((str(key), name) for key, name in locations.items())]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """Of which first contacts to see the figures; the last year where nothing sensible is said."""

    first = date_field(label=_("Eerste contact vanaf"), required=False)
    last = date_field(label=_("Eerste contact tot en met"), required=False)

    def period(self) -> tuple[date, date]:
        """The first and the last day."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        today = clock.today()
        last = min(max(said.get("last") or today, EARLIEST), today)
        first = max(said.get("first") or last - timedelta(days=365), EARLIEST)
        return min(first, last), last


def roles_to_choose(organisation: Organisation, day: date) -> dict[str, str]:
    """Who may do a step, in the organisation's own words, by name."""
    found = {role.value: str(organisation.role_on(role, day)) for role in access.INTAKERS}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))
