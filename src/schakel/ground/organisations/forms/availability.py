"""The forms on working hours, absence, cover and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.organisations.actions import NewAbsence
from schakel.ground.organisations.forms.base import ActForm
from schakel.ground.organisations.models import Absence, Membership, Weekday
from schakel.web.forms import date_field

_TIME = {"type": "time"}


class HoursForm(ActForm):
    """From when until when somebody works, for each weekday; an empty day is a free day."""

    def __init__(
        self, *args: Any, week: Mapping[int, tuple[time, time]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            known = (week or {}).get(day.value, (None, None))
            for name, label, value in (
                ("starts", _("%(day)s van"), known[0]),
                ("ends", _("%(day)s tot"), known[1]),
            ):
                self.fields[f"{name}_{day.value}"] = forms.TimeField(
                    label=str(label) % {"day": str(day.label).capitalize()},
                    required=False,
                    initial=value,
                    widget=forms.TimeInput(attrs=_TIME, format="%H:%M"),
                )

    def days(self) -> list[dict[str, Any]]:
        """The two fields of each weekday, side by side."""
        return [
            {"label": day.label, "starts": self[f"starts_{day.value}"], "ends": self[f"ends_{day.value}"]}
            for day in Weekday
        ]

    def clean(self) -> dict[str, Any]:
        """A day has both times or none."""
        said = super().clean() or {}
        for day in Weekday:
            starts, ends = said.get(f"starts_{day.value}"), said.get(f"ends_{day.value}")
            if (starts is None) != (ends is None):
                missing = "ends" if ends is None else "starts"
                self.add_error(f"{missing}_{day.value}", gettext("Vul begin en einde in, of geen van beide."))
        return said

    def week(self) -> dict[int, tuple[time, time]]:
        """The working week as the act takes it."""
        said = self.cleaned_data
        return {
            day.value: (said[f"starts_{day.value}"], said[f"ends_{day.value}"])
            for day in Weekday
            if said.get(f"starts_{day.value}") is not None
        }


class StandinField(forms.ChoiceField):
    """Somebody who may stand in; the fixed partner stands first and says so."""

    def offer(self, people: Iterable[Membership], partner: Membership | None) -> None:
        """Fill the choices."""
        choices = [(str(m.pk), _name(m, is_partner=bool(partner) and m.pk == partner.pk)) for m in people]  # type: ignore[union-attr]
        self.choices = [("", gettext("nog niemand")), *choices]


def _name(member: Membership, *, is_partner: bool) -> str:
    words = f"{member.professional.name}, {member.get_role_display()}"
    return gettext("%(name)s (vast koppel)") % {"name": words} if is_partner else words


class AbsenceForm(ActForm):
    """Somebody is away, and who stands in."""

    kind = forms.ChoiceField(
        label=_("Wat staat er op de lijst?"),
        help_text=_("Schrijf hier nooit waarom iemand er niet is."),
        choices=Absence.Kind.choices,
        widget=forms.RadioSelect,
    )
    start = date_field(label=_("Eerste dag"), initial=clock.today)
    back_on = date_field(
        label=_("Weer terug op"),
        help_text=_("De eerste dag dat u weer werkt. Laat leeg als dat nog niet bekend is."),
        required=False,
    )
    standin = StandinField(label=_("Wie neemt waar?"), required=False)

    def __init__(
        self, *args: Any, people: Iterable[Membership], partner: Membership | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standin"].offer(people, partner)  # type: ignore[attr-defined]
        if partner is not None:
            self.fields["standin"].initial = str(partner.pk)

    def new_absence(self) -> NewAbsence:
        """What was told, as the act takes it."""
        said = self.cleaned_data
        return NewAbsence(said["kind"], said["start"], said["back_on"])


class BackOnForm(ActForm):
    """When somebody is back."""

    back_on = date_field(
        label=_("Weer terug op"),
        help_text=_("Kies de eerste dag om een afwezigheid die nog moet beginnen in te trekken."),
        required=False,
    )


class CoverForm(ActForm):
    """Who stands in, and from which day."""

    standin = StandinField(label=_("Wie neemt waar?"))
    start = date_field(
        label=_("Vanaf"), help_text=_("Tot het einde van de afwezigheid, of tot een ander het overneemt.")
    )

    def __init__(
        self, *args: Any, people: Iterable[Membership], partner: Membership | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standin"].offer(people, partner)  # type: ignore[attr-defined]


class PairForm(ActForm):
    """Which two work as a fixed pair: a member, and a colleague here or elsewhere."""

    member = forms.ChoiceField(label=_("Medewerker"))
    partner = forms.ChoiceField(label=_("Vaste partner"))

    def __init__(
        self, *args: Any, members: Iterable[Membership], partners: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("member", [(m, _name(m, is_partner=False)) for m in members])
        self._offer(
            "partner", [(m, f"{_name(m, is_partner=False)}, {m.organisation.name}") for m in partners]
        )

    def _offer(self, name: str, people: Iterable[tuple[Membership, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", gettext("kies iemand")), *((str(m.pk), words) for m, words in people)]


class FindForm(forms.Form):
    """Part of a name, to shorten a long list of people."""

    q = forms.CharField(label=_("Zoek op naam"), required=False, max_length=80)
