"""The forms with which a payer enters, corrects and ends a right to a benefit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.forms.dossier import ActForm, because_field
from schakel.ground.dossiers.forms.protection import day_field
from schakel.ground.people.entitling import HOURS_IN_A_WEEK, NewEntitlement
from schakel.ground.people.models import BenefitEntitlement, Regime


class BenefitForm(ActForm):
    """A right to a benefit; the last day is asked, as people say it."""

    regime = forms.ChoiceField(label=_("Uitkering"), choices=[("", _("Kies een uitkering")), *Regime.choices])
    valid_from = day_field(_("Eerste dag"))
    last_day = day_field(_("Laatste dag"), required=False, help_text=_("Laat leeg als er geen einddatum is."))
    hours_per_week = forms.IntegerField(
        label=_("Uren per week"), required=False, min_value=0, max_value=HOURS_IN_A_WEEK
    )

    def entitlement(self) -> NewEntitlement:
        """What was filled in, for the act."""
        asked = self.cleaned_data
        last = asked["last_day"]
        end = last + timedelta(days=1) if last else None
        return NewEntitlement(asked["regime"], asked["valid_from"], end, asked["hours_per_week"])


class CorrectBenefitForm(BenefitForm):
    """A right that was written wrongly."""

    because = because_field()

    @classmethod
    def values_of(cls, row: BenefitEntitlement) -> dict[str, Any]:
        """What stands in the form before it is changed."""
        last = row.valid_to - timedelta(days=1) if row.valid_to else None
        names = ("regime", "valid_from", "hours_per_week", "version")
        return {name: getattr(row, name) for name in names} | {"last_day": last}


class EndBenefitForm(ActForm):
    """The last day of a right, and why."""

    last_day = day_field(_("Laatste dag"))
    because = because_field()
