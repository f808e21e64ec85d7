"""Where a plan can start: the rung of the diagnosis that holds, laid on the organisation's own ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.kernel.actors import current_context
from schakel.jobseekers.diagnosis.queries.diagnoses import diagnoses_of, result_of, standing
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.ladder import Rung


@dataclass(frozen=True, slots=True)
class KnownStart:
    """A place on the organisation's ladder, from 0, with the day and words of the diagnosis."""

    place: int
    on: date
    words: str


def rung_of_diagnosis(dossier_id: UUID, rungs: Sequence[Rung]) -> KnownStart | None:
    """The start that the diagnosis names; None without one, where the reader sees no diagnoses, and where
    the organisation's ladder has no rung or several that lie there."""
    if not access.may_see(current_context(), Section.DIAGNOSIS):
        return None
    found = standing(diagnoses_of(dossier_id))
    result = result_of(found) if found is not None else None
    if found is None or found.concluded_on is None or result is None:
        return None
    places = [place for place, rung in enumerate(rungs) if rung.house == result.rung]
    if len(places) != 1:
        return None
    return KnownStart(places[0], found.concluded_on, gettext("Uitkomst van de diagnose."))
