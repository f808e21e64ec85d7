"""Setting a figure of the house for one's own organisation, from a day on and with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.norms import access
from schakel.ground.norms.models import OwnFigure
from schakel.ground.norms.queries.house import HouseFigure, house_figure

LARGEST = {
    "days": 3660,
    "weeks": 520,
    "months": 120,
    "years": 10,
    "working_days": 60,
    "count": 1000,
    "percent": 100,
}
"""Beyond these a figure is a slip of the pen; sixty working days is also the longest term of a handover."""

LATEST_START = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class FigureSet:
    """An organisation chose its own figure, or the house's again, from a day on."""

    key: str
    label: str
    value: int | None
    unit: str
    was: int
    start: str
    reason: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "house_norm.set",
        FigureSet,
        section=None,
        heading=lambda c: gettext("Huisnorm vastgelegd: %(label)s") % {"label": c["label"]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )


@action(access.MANAGE)
def set_figure(
    *,
    actor: Actor,
    organisation_id: UUID,
    key: str,
    value: int | None,
    start: date,
    reason: str,
    expected_version: int,
) -> UUID:
    """Use this figure from a day on, whatever was set for later; None is the house's figure again.

    expected_version is how often it was set before. Returns the row's id. Raises NotFoundError for an unknown
    figure, InvalidError with fields, StaleVersionError when a colleague set it meanwhile.
    """
    found = house_figure(organisation_id, key, start)
    if found is None:
        raise not_found()
    if found.changes != expected_version:
        raise StaleVersionError(found.rows[0] if found.rows else None)
    _check(found, value, start, reason.strip())
    OwnFigure.objects.filter(organisation_id=organisation_id, key=key).end_from(start)
    row = OwnFigure(organisation_id=organisation_id, key=key, value=value, reason=reason.strip())
    row.valid_from, row.set_by, row.set_at = start, actor.name, clock.now()
    row.save(force_insert=True)
    norm = found.preset
    said = FigureSet(key, norm.label, value, norm.unit, found.value, start.isoformat(), row.reason)
    record(said, organisation_id=organisation_id, things=[Thing("house_norm", row.id)])
    return row.id


def _check(found: HouseFigure, value: int | None, start: date, reason: str) -> None:
    wrong: dict[str, str] = {}
    most, today = LARGEST[found.preset.unit], clock.today()
    least = found.preset.least
    if value is not None and not least <= value <= most:
        words = gettext("Kies een getal van %(least)d tot en met %(most)d.")
        wrong["value"] = words % {"least": least, "most": most}
    elif not found.coming and (found.now.value if found.now else None) == value:
        wrong["value"] = gettext("Dit is al zo. Vul in wat er verandert.")
    if not today <= start <= today + LATEST_START:
        wrong["start"] = gettext("Kies vandaag of een dag daarna, binnen twee jaar.")
    if not 0 < len(reason) <= 300:
        wrong["reason"] = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
    if wrong:
        raise InvalidError(gettext("Dit getal klopt niet."), gettext("Niet alles is goed."), fields=wrong)
