"""How the data of each organisation is judged, and what a dossier holds that is not released."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import SECTION_LABELS, Section
from schakel.ground.dossiers.models import SourceJudgement
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that an organisation holds of a client and has not released, and how it is judged."""

    organisation: str
    section: str
    status: str


def judgements() -> list[SourceJudgement]:
    """The judgements that hold today, by organisation; what nobody judged is not among them."""
    found = SourceJudgement.objects.on(clock.today()).select_related("organisation", "judged_by")
    return list(found.order_by("organisation__name", "section_bit"))


def withheld_in(dossier_id: UUID) -> list[Withheld]:
    """What the dossier holds of sources below the gate, as far as the actor may see that part; never what.

    Crosses row-level security on purpose, so that nobody takes silence for an answer.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from dossiers_withheld(%s)", [dossier_id])
        keys = set(cursor.fetchall())
    if not keys:
        return []
    return [
        Withheld(j.organisation.name, str(SECTION_LABELS[Section(j.section_bit)]), j.get_status_display())
        for j in judgements()
        if (j.organisation_id, j.section_bit) in keys
    ]
