"""What is told when a right to a benefit is entered, and what can't be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.people.models import SINCE, Regime

HOURS_IN_A_WEEK = 168

_REGIMES = frozenset(Regime.values)


@dataclass(frozen=True, slots=True)
class NewEntitlement:
    """A right to a benefit as told or read from a file; valid_to is the first day without it."""

    regime: str
    valid_from: date
    valid_to: date | None = None
    hours_per_week: int | None = None


def check_entitlement(new: NewEntitlement) -> None:
    """Raise InvalidError for a benefit that wasn't there (yet), or an impossible period or hours."""
    fields: dict[str, str] = {}
    if new.regime not in _REGIMES:
        fields["regime"] = gettext("Kies een uitkering.")
    since = SINCE.get(new.regime)
    if since is not None and new.valid_from < since:
        words = gettext("Deze wet geldt pas vanaf %(day)s. Kies een latere dag of een andere uitkering.")
        fields["valid_from"] = words % {"day": since.strftime("%d-%m-%Y")}
    if new.hours_per_week is not None and not 0 <= new.hours_per_week <= HOURS_IN_A_WEEK:
        fields["hours_per_week"] = gettext("Een week heeft 168 uren. Kijk het aantal na.")
    if new.valid_to is not None and new.valid_to < new.valid_from:
        fields["valid_to"] = gettext("Kies een dag na de begindatum.")
    if fields:
        raise InvalidError(
            gettext("Deze periode klopt niet.")
            if "valid_to" in fields
            else gettext("Dit recht op uitkering klopt niet."),
            gettext("De einddatum ligt vóór de begindatum.") if "valid_to" in fields else "",
            gettext("Kijk de gegevens na."),
            fields=fields,
        )
