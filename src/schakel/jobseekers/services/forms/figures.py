"""The forms of figures: a period, a target for the mix, and a change in steering."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.councils import EARLIEST
from schakel.jobseekers.forms import SubmitForm
from schakel.jobseekers.services.actions.figures import NewMixTarget
from schakel.jobseekers.services.catalogue.model import MIX
from schakel.jobseekers.services.mixing import DISTANCES
from schakel.jobseekers.services.models import MixTarget
from schakel.web.forms import date_field

BY_HAND, DERIVED = "shares", "planned"
YEAR = timedelta(days=365)
LONGEST = timedelta(days=3 * 366)


class PeriodForm(forms.Form):
    """Of which endings to see the figures; the last year where nothing sensible is said."""

    first = date_field(label=_("Afgesloten vanaf"), required=False)
    last = date_field(label=_("Afgesloten tot en met"), required=False)

    def period(self) -> tuple[date, date]:
        """The first and last day, at most three years."""
        today = clock.today()
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        last = min(said.get("last") or today, today)
        first = said.get("first") or last - YEAR if last >= EARLIEST + YEAR else EARLIEST
        if not EARLIEST <= first <= last:
            return today - YEAR, today
        return max(first, last - LONGEST), last


def _percent(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"min": 0, "max": 100, "inputmode": "numeric"}),
    )


class MixTargetForm(SubmitForm):
    """Percents for each group; or for each distance to work, from which the whole follows."""

    which = forms.ChoiceField(
        label=_("Hoe bepaalt u het doel?"),
        choices=[
            (BY_HAND, _("ik vul de percentages in")),
            (DERIVED, _("het volgt uit de cliënten van vandaag")),
        ],
        widget=forms.RadioSelect,
    )
    start = date_field(label=_("Vanaf"))
    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, now: MixTarget | None, changes: int, **options: Any) -> None:
        options["initial"] = {"start": clock.today(), "version": changes, **_values(now)}
        super().__init__(*args, **options)
        for part, _legend in self.parts():
            for mix, label in MIX.items():
                self.fields[f"{part}-{mix}"] = _percent(f"{capfirst(str(label))} (%)")

    @staticmethod
    def parts() -> list[tuple[str, str]]:
        """The sets of percents and what each is for."""
        own = [(BY_HAND, gettext("Percentages die u zelf invult"))]
        return own + [
            (key, gettext("Plan voor: %(group)s") % {"group": label}) for key, label in DISTANCES.items()
        ]

    @property
    def sets(self) -> list[dict[str, Any]]:
        """The fields of each set under its legend, for the page."""
        return [
            {"key": part, "legend": legend, "fields": [self[f"{part}-{mix}"] for mix in MIX]}
            for part, legend in self.parts()
        ]

    @property
    def plain(self) -> list[Any]:
        """The fields outside the sets, but for the first."""
        return [self["start"], self["reason"]]

    def _set(self, part: str) -> dict[str, int]:
        return {mix: self.cleaned_data[f"{part}-{mix}"] or 0 for mix in MIX}

    def new(self, team_id: UUID | None) -> NewMixTarget:
        """The target as the act takes it."""
        said = self.cleaned_data
        is_derived = said["which"] == DERIVED
        return NewMixTarget(
            start=said["start"],
            reason=said["reason"],
            team_id=team_id,
            shares={} if is_derived else self._set(BY_HAND),
            planned={key: self._set(key) for key in DISTANCES} if is_derived else {},
        )


def _values(now: MixTarget | None) -> dict[str, Any]:
    """What holds now as first values; which way stays open, since nothing is preselected."""
    if now is None:
        return {}
    values = {f"{BY_HAND}-{mix}": share for mix, share in now.shares.items()}
    for distance, shares in now.planned.items():
        values |= {f"{distance}-{mix}": share for mix, share in shares.items()}
    return values


class SteeringForm(SubmitForm):
    """What changed in the steering of services, and when."""

    happened_on = date_field(label=_("Op welke dag"))
    what = forms.CharField(
        label=_("Wat veranderde er?"),
        max_length=200,
        help_text=_("Bijvoorbeeld een grens aan de duur of een opdracht aan teams. Noem geen personen."),
    )
