"""Laying the scales of distance to work beside each other, for one organisation."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError, StaleVersionError
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.diagnosis import access
from schakel.jobseekers.diagnosis.instruments.model import RUNGS
from schakel.jobseekers.diagnosis.models import ScaleMapping
from schakel.jobseekers.diagnosis.scales import PHASES, Mapped, as_rows
from schakel.jobseekers.diagnosis.verbs import ScalesArranged


@action(access.ARRANGE_SCALES)
def arrange_scales(
    *, actor: Actor, organisation_id: UUID, mapped: Mapped, expected_version: int | None
) -> UUID:
    """Keep which phase and nearness each rung has here; returns the mapping's id. Earlier diagnoses stay.

    expected_version is 0 for an organisation that used the house's. Raises InvalidError for a rung without
    a phase, or one that is further from work than a rung below it; StaleVersionError.
    """
    _check(mapped)
    rows = as_rows(mapped)
    known = ScaleMapping.objects.filter(organisation_id=organisation_id).first()
    if known is not None:
        row = update_version(known, expected_version, rows=rows)
    else:
        row = _first(organisation_id, rows)
    record(ScalesArranged(rows), organisation_id=organisation_id, things=[Thing("scales", row.id)])
    return row.id


def _first(organisation_id: UUID, rows: dict[str, list[int]]) -> ScaleMapping:
    row = ScaleMapping(organisation_id=organisation_id, rows=rows)
    ScaleMapping.objects.bulk_create([row], ignore_conflicts=True)
    kept = ScaleMapping.objects.get(organisation_id=organisation_id)
    if kept.pk != row.pk:
        raise StaleVersionError(kept)
    return row


def _check(mapped: Mapped) -> None:
    """A higher rung is never further from work than a lower one."""
    fields = {
        f"phase_{rung}": gettext("Kies een fase van 1 tot en met 4.")
        for rung in RUNGS
        if rung not in mapped or mapped[rung].phase not in PHASES
    }
    for rung in RUNGS[1:] if not fields else ():
        if mapped[rung].phase > mapped[rung - 1].phase:
            fields[f"phase_{rung}"] = gettext("Een hogere trede kan niet verder van werk zijn.")
        if mapped[rung - 1].is_near and not mapped[rung].is_near:
            fields[f"near_{rung}"] = gettext("Een hogere trede kan niet verder van werk zijn.")
    if fields:
        raise InvalidError(gettext("De schalen passen nog niet."), fields=fields)
