"""Reading attended talks and feedback; the database shows each of these to whom it is for and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.norms.house import MENTOR_FEEDBACK, Figure, figure_of
from schakel.ground.organisations.models import Location, Membership, Presence
from schakel.ground.organisations.queries.locations import locations_with
from schakel.jobseekers.mentoring.models import FeedbackPiece, MentorVisit, VisitedClient

Place = tuple[date, UUID]
SHOWN = 50
OFFERED = 200
FEEDBACK_WITHIN = timedelta(days=30)
"""How long after a talk a mentor can still give feedback; ours."""


def kept_for(actor: Actor) -> Figure:
    """How long feedback is kept at the actor's organisation; one statement."""
    return figure_of(MENTOR_FEEDBACK, actor.employer_id, clock.today())


def mentors_to_ask(actor: Actor) -> list[Membership]:
    """Mentors of the own organisation, and of those at the locations where it is; one statement."""
    today = clock.today()
    ours = Presence.objects.on(today).filter(organisation_id=actor.employer_id)
    beside = Presence.objects.on(today).filter(location_id__in=ours.values("location_id"))
    found = Membership.objects.on(today).filter(
        Q(organisation_id=actor.employer_id) | Q(organisation_id__in=beside.values("organisation_id")),
        role=Role.MENTOR,
    )
    named = found.exclude(professional__memberships__reader_id=actor.reader_id)
    named = named.select_related("professional", "organisation")
    return list(named.order_by("organisation__name", "professional__sort_key", "id")[:OFFERED])


def places_to_talk(actor: Actor) -> list[Location]:
    """Locations where the actor's organisation is; one statement."""
    return list(locations_with([actor.employer_id])[:OFFERED])


def _visits() -> QuerySet[MentorVisit]:
    return MentorVisit.objects.select_related("location").annotate(
        coach_name=F("coach__membership__professional__name"),
        coach_phone=F("coach__membership__professional__phone"),
        mentor_name=F("mentor__membership__professional__name"),
    )


def visits_of_coach(actor: Actor, *, limit: int, after: Place | None = None) -> list[MentorVisit]:
    """The talks of the actor that a mentor attends or attended, the latest first; keyset; one statement."""
    found = _visits().filter(coach_id=actor.reader_id)
    if after is not None:
        day, visit_id = after
        found = found.filter(Q(held_on__lt=day) | Q(held_on=day, id__lt=visit_id))
    return list(found.order_by("-held_on", "-id")[:limit])


def visits_to_come(actor: Actor) -> list[MentorVisit]:
    """The talks from today on that the actor attends as a mentor, at every location; one statement."""
    found = _visits().filter(mentor_id=actor.reader_id, held_on__gte=clock.today())
    return list(found.order_by("held_on", "starts_at", "id")[:SHOWN])


def visits_waiting(actor: Actor) -> list[MentorVisit]:
    """Talks that the actor attended and may still give feedback on, the oldest first; one statement."""
    today = clock.today()
    found = _visits().filter(
        mentor_id=actor.reader_id,
        state=MentorVisit.State.PLANNED,
        held_on__lte=today,
        held_on__gte=today - FEEDBACK_WITHIN,
        feedback_on__isnull=True,
    )
    return list(found.order_by("held_on", "starts_at", "id")[:SHOWN])


def own_visit(actor: Actor, visit_id: UUID) -> MentorVisit:
    """One talk of the actor as its coach. Raises NotFoundError."""
    return _one(_visits().filter(coach_id=actor.reader_id, pk=visit_id))


def attended(actor: Actor, visit_id: UUID) -> MentorVisit:
    """One talk of the actor as its mentor. Raises NotFoundError."""
    return _one(_visits().filter(mentor_id=actor.reader_id, pk=visit_id))


def _one(found: QuerySet[MentorVisit]) -> MentorVisit:
    row = found.first()
    if row is None:
        raise not_found()
    return row


def client_of(visit_id: UUID) -> VisitedClient | None:
    """With whom the talk is, for who may see that dossier; one statement."""
    return VisitedClient.objects.filter(visit_id=visit_id).select_related("dossier__client").first()


def coach_of(visit: MentorVisit) -> str:
    """The name of a talk's coach."""
    return Membership.objects.select_related("professional").get(reader_id=visit.coach_id).professional.name


def pieces_of(actor: Actor, visit_id: UUID) -> list[FeedbackPiece]:
    """The feedback on one talk of the actor, in the order of the points; one statement."""
    found = FeedbackPiece.objects.filter(visit_id=visit_id, coach_id=actor.reader_id)
    named = found.annotate(leader=F("shared_with__membership__professional__name"))
    order = list(FeedbackPiece.Point)
    return sorted(named, key=lambda piece: order.index(FeedbackPiece.Point(piece.point)))


def shared_with(actor: Actor) -> list[FeedbackPiece]:
    """The pieces that were shared with the actor, the latest first; one statement."""
    found = FeedbackPiece.objects.filter(shared_with_id=actor.reader_id)
    return list(found.order_by("-shared_on", "-id")[:SHOWN])


def leaders_of(actor: Actor) -> list[Membership]:
    """The team leaders of the actor's organisation; one statement."""
    found = Membership.objects.on(clock.today()).filter(
        organisation_id=actor.employer_id, role=Role.TEAM_LEADER
    )
    return list(found.select_related("professional").order_by("professional__sort_key", "id")[:OFFERED])


def of_client(dossier_id: UUID) -> list[VisitedClient]:
    """At which talks of a client a mentor is or was there, the latest first; one statement."""
    return list(VisitedClient.objects.filter(dossier_id=dossier_id).order_by("-held_on", "-id")[:SHOWN])


def may_still_refuse(row: VisitedClient) -> bool:
    """Whether the client can still say no: up to and with the day itself."""
    return not row.is_off and row.held_on >= clock.today()


def client_may_refuse(dossier_id: UUID) -> bool:
    """Whether a mentor will attend a talk that the client may still say no to; one statement."""
    found = VisitedClient.objects.filter(dossier_id=dossier_id, is_off=False, held_on__gte=clock.today())
    return found.exists()
