"""Recording what was wanted for a client and could not be done, with what stood in its way (R087)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.dossiers.seats import seat_of_actor
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.editing import missing, refuse
from schakel.jobseekers.plans.models import BlockedWish
from schakel.jobseekers.plans.verbs import WishBlocked

LINE = 200


@dataclass(frozen=True, slots=True)
class NewWish:
    """What was wanted, what kind of barrier stood in its way and which one, and what is done instead."""

    wanted: str
    barrier: str
    which: str
    is_client_wish: bool
    instead: str = ""


@action(access.CHANGE)
def block_wish(*, actor: Actor, dossier_id: UUID, new: NewWish) -> UUID:
    """Record a wish that was blocked; returns its id. Raises InvalidError."""
    fields = {
        "wanted": missing(new.wanted, gettext("Schrijf op wat er nodig of gewenst was."), LINE),
        "which": missing(new.which, gettext("Schrijf op welke regel, welk contract of welk budget."), LINE),
    }
    if new.barrier not in BlockedWish.Barrier.values:
        fields["barrier"] = gettext("Kies wat in de weg stond.")
    if len(new.instead.strip()) > LINE:
        fields["instead"] = missing(new.instead, "", LINE)
    refuse(fields)
    seat = seat_of_actor(actor)
    row = BlockedWish(
        dossier_id=dossier_id,
        wanted=new.wanted.strip(),
        barrier=new.barrier,
        which=new.which.strip(),
        instead=new.instead.strip(),
        is_client_wish=new.is_client_wish,
        organisation_id=seat.organisation_id,
        noted_by_id=seat.person_id,
        noted_on=clock.today(),
    )
    row.save(force_insert=True)
    content = WishBlocked(row.wanted, row.barrier, row.which, row.instead, row.is_client_wish)
    things = [Thing("blocked_wish", row.pk), Thing("client", dossier_id)]
    record(content, dossier_id=dossier_id, things=things)
    return row.pk
