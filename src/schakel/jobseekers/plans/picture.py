"""What the plan adds to the one picture of a dossier: open agreements, and whether there ever was one."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.picture import Recorded, Standing, Step, Told
from schakel.jobseekers.plans.models import Agreement
from schakel.jobseekers.plans.queries import plan_of


def tell(dossier_id: UUID) -> Told:
    """Each open agreement waits on the side whose duty it is."""
    plan = plan_of(dossier_id)
    standing = Standing.KNOWN if plan else Standing.MISSING
    steps = [_step(row) for row in plan if row.status == Agreement.Status.OPEN]
    return Told(steps, [Recorded(_("Afspraak in het plan"), standing, "plans:list")])


def _step(row: Agreement) -> Step:
    if row.duty == Agreement.Duty.CLIENT:
        return Step(row.what, row.due_on)
    return Step(row.what, row.due_on, row.organisation_id, row.organisation.name)
