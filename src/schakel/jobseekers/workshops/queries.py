"""Reading group meetings: those of an organisation, who of one's clients is invited, and the door's list."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import Dossier, Participation, Shield
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.ground.organisations.models import Location, Membership
from schakel.ground.organisations.queries import memberships_of
from schakel.ground.organisations.queries.locations import locations_with
from schakel.jobseekers.services.catalogue.model import Service
from schakel.jobseekers.services.models import ServiceUse
from schakel.jobseekers.services.queries.catalogue import services_of
from schakel.jobseekers.workshops import access
from schakel.jobseekers.workshops.models import WorkshopInvitation, WorkshopSession

Place = tuple[date, UUID]
OFFERED, SHOWN = 200, 50
State = WorkshopInvitation.State
CHOSEN = (ServiceUse.State.PROPOSED, ServiceUse.State.DECIDED, ServiceUse.State.RUNNING)


def services_to_plan(actor: Actor) -> list[Service]:
    """The services of today that a group can meet for; one statement."""
    return services_of(actor.organisation_id, clock.today())


def leaders_to_ask(actor: Actor) -> list[Membership]:
    """Colleagues who may lead a group; one statement."""
    found = memberships_of(actor.employer_id).filter(role__in=access.PLANNERS)
    return list(found[:OFFERED])


def places_to_meet(actor: Actor) -> list[Location]:
    """Locations where the actor's organisation is; one statement."""
    return list(locations_with([actor.employer_id])[:OFFERED])


def sessions_of(actor: Actor, *, limit: int, after: Place | None = None) -> list[WorkshopSession]:
    """The meetings of the actor's organisation, the latest day first; keyset; one statement."""
    found = WorkshopSession.objects.filter(organisation_id=actor.employer_id)
    if after is not None:
        day, session_id = after
        found = found.filter(Q(held_on__lt=day) | Q(held_on=day, id__lt=session_id))
    return list(found.select_related("location", "leader__professional").order_by("-held_on", "-id")[:limit])


def session_visible(actor: Actor, session_id: UUID) -> WorkshopSession:
    """One meeting of the actor's organisation. Raises NotFoundError."""
    found = WorkshopSession.objects.filter(pk=session_id, organisation_id=actor.employer_id)
    row = found.select_related("location", "leader__professional").first()
    if row is None:
        raise not_found()
    return row


def own_session(actor: Actor, session_id: UUID) -> WorkshopSession:
    """One meeting that the actor leads. Raises NotFoundError for anyone else."""
    row = session_visible(actor, session_id)
    if row.leader.reader_id != actor.reader_id:
        raise not_found()
    return row


def invited_of(session: WorkshopSession) -> list[WorkshopInvitation]:
    """Who is invited, of the dossiers that the actor may see; one statement."""
    access.SEE.check_cell(current_context())
    seen = Dossier.objects.filter(pk=OuterRef("dossier_id"))
    found = WorkshopInvitation.objects.filter(Exists(seen), session=session)
    return list(found.select_related("dossier__client").order_by("id"))


def door_list(session: WorkshopSession) -> list[WorkshopInvitation]:
    """Whom the leader lets in, by name; the database shows it to the leader alone. One statement."""
    held = (State.INVITED, State.CAME, State.ABSENT)
    found = WorkshopInvitation.objects.filter(session=session, leader_id=session.leader.reader_id)
    return list(found.filter(state__in=held).order_by("door_name", "id"))


def to_invite(actor: Actor, session: WorkshopSession) -> list[Dossier]:
    """The actor's clients for whom the service is chosen or runs and who are not invited; one statement.

    A shielded dossier is left out: its client would stand on a list at a door.
    """
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    using = ServiceUse.objects.filter(
        dossier_id=OuterRef("pk"), service_key=session.service_key, state__in=CHOSEN
    )
    invited = WorkshopInvitation.objects.filter(dossier_id=OuterRef("pk"), session=session)
    shielded = Shield.objects.on(today).filter(dossier_id=OuterRef("pk"))
    found = Dossier.objects.filter(Exists(using), ~Exists(invited), ~Exists(shielded), pk__in=mine)
    return list(found.select_related("client").order_by("client__sort_key", "pk")[:OFFERED])


def invitations_of(dossier_id: UUID) -> list[WorkshopInvitation]:
    """The meetings that a client is or was invited to, the latest first; one statement."""
    found = WorkshopInvitation.objects.filter(dossier_id=dossier_id)
    named = found.select_related("session__location", "session__leader__professional", "organisation")
    return list(named.order_by("-session__held_on", "-id")[:SHOWN])


def is_invited(dossier_id: UUID) -> bool:
    """Whether a meeting is to come, or one of the coming days was called off; one statement."""
    found = WorkshopInvitation.objects.filter(
        dossier_id=dossier_id,
        session__held_on__gte=clock.today(),
        state__in=(State.INVITED, State.CANCELLED),
    )
    return found.exists()


def invitation_visible(dossier_id: UUID, invitation_id: UUID) -> WorkshopInvitation:
    """One invitation of a dossier that the actor may see. Raises NotFoundError."""
    found = WorkshopInvitation.objects.filter(pk=invitation_id, dossier_id=dossier_id)
    row = found.select_related("session").first()
    if row is None:
        raise not_found()
    return row
