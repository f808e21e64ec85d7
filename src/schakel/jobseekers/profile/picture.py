"""What the work profile adds to the one picture of a dossier: whether the last occupation is known."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.picture import Recorded, Standing, Told
from schakel.jobseekers.profile.queries import last_occupation_of


def tell(dossier_id: UUID) -> Told:
    """A title counts once it is noted; confirming what it is called elsewhere is another matter."""
    standing = Standing.KNOWN if last_occupation_of(dossier_id) else Standing.MISSING
    return Told(recorded=[Recorded(_("Laatste beroep"), standing, "profile:occupation")])
