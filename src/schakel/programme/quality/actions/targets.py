"""Aiming at a share of dossiers in which a field is known, from a day on and with a reason."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.completeness import field_of
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.programme.quality import access
from schakel.programme.quality.models import CompletenessTarget
from schakel.programme.quality.queries import targets_of
from schakel.programme.quality.verbs.completeness import TargetSet

LATEST_START = timedelta(days=2 * 366)
LONGEST_REASON = 300


@action(access.SET_TARGET)
def set_target(
    *,
    actor: Actor,
    organisation_id: UUID,
    field: str,
    percent: int | None,
    start: date,
    reason: str,
    expected_version: int,
) -> UUID:
    """Aim at a percentage of dossiers for one field from a day on; None aims at nothing any more.

    expected_version is how often a target of this field was set before. Returns the row's id. Raises
    NotFoundError for an unknown field, InvalidError with fields, StaleVersionError when a colleague set it
    meanwhile.
    """
    found, rows = field_of(field), targets_of(organisation_id, field)
    if found is None:
        raise not_found()
    if len(rows) != expected_version:
        raise StaleVersionError(rows[0] if rows else None)
    reason = reason.strip()
    _check(rows, percent, start, reason)
    CompletenessTarget.objects.filter(organisation_id=organisation_id, field=field).end_from(start)
    row = CompletenessTarget(organisation_id=organisation_id, field=field, percent=percent, reason=reason)
    row.valid_from, row.set_by, row.set_at = start, actor.name, clock.now()
    row.save(force_insert=True)
    record(
        TargetSet(field, str(found.label), percent, start.isoformat(), reason),
        organisation_id=organisation_id,
        things=[Thing("completeness_target", row.id)],
    )
    return row.id


def _check(rows: list[CompletenessTarget], percent: int | None, start: date, reason: str) -> None:
    wrong: dict[str, str] = {}
    today = clock.today()
    if percent is not None and not 1 <= percent <= 100:
        wrong["percent"] = gettext("Kies een getal van 1 tot en met 100.")
    elif _is_so_already(rows, percent, today):
        wrong["percent"] = gettext("Dit is al zo. Vul in wat er verandert.")
    if not today <= start <= today + LATEST_START:
        wrong["start"] = gettext("Kies vandaag of een dag daarna, binnen twee jaar.")
    if not 0 < len(reason) <= LONGEST_REASON:
        wrong["reason"] = gettext("Schrijf op waarom, in hoogstens 300 tekens.")
    if wrong:
        raise InvalidError(
            gettext("Deze streefwaarde klopt niet."), gettext("Niet alles is goed."), fields=wrong
        )


def _is_so_already(rows: list[CompletenessTarget], percent: int | None, today: date) -> bool:
    coming = any(row.valid_from > today and row.valid_to != row.valid_from for row in rows)
    now = next((row.percent for row in rows if today in row.period), None)
    return not coming and now == percent
