"""The uses of services in a dossier, and over the dossiers that somebody takes part in."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers.models import Participation
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context
from schakel.jobseekers.diagnosis.occasions import Occasion
from schakel.jobseekers.services import access
from schakel.jobseekers.services.models import (
    ServiceEvaluation,
    ServiceExtension,
    ServiceLog,
    ServiceUse,
    TrajectoryPart,
)
from schakel.jobseekers.services.models.use import OPEN

State, Voice = ServiceUse.State, ServiceEvaluation.Voice
SHOWN = 50
SOON = timedelta(days=28)
"""How long before its last day a service is said to end soon."""
RELABEL_DAYS = 60
"""A service with the same content, this soon after a limit, may be the same one under another name."""

_WHO = ("organisation", "chosen_by", "decider", "payer", "guide", "relabels")


def uses_of(dossier_id: UUID) -> list[ServiceUse]:
    """The latest uses, newest first; one statement."""
    access.SEE.check_cell(current_context())
    found = ServiceUse.objects.filter(dossier_id=dossier_id).select_related(*_WHO)
    return list(found.order_by("-chosen_on", "-id")[:SHOWN])


def use_visible(dossier_id: UUID, use_id: UUID) -> ServiceUse:
    """One use. Raises NotFoundError."""
    access.SEE.check_cell(current_context())
    found = ServiceUse.objects.filter(dossier_id=dossier_id, pk=use_id).select_related(*_WHO).first()
    if found is None:
        raise not_found()
    return found


def extensions_of(use_id: UUID) -> list[ServiceExtension]:
    """The extensions of a use, first one first."""
    return list(ServiceExtension.objects.filter(use_id=use_id).select_related("made_by").order_by("id"))


def evaluations_of(use_ids: list[UUID]) -> dict[tuple[UUID, str], ServiceEvaluation]:
    """What was said of these uses at their end, by use and voice; one statement."""
    found = ServiceEvaluation.objects.filter(use_id__in=use_ids)
    return {(row.use_id, row.voice): row for row in found}


def log_of(use_id: UUID) -> list[ServiceLog]:
    """What was done within a use, latest first."""
    found = ServiceLog.objects.filter(use_id=use_id).select_related("noted_by")
    return list(found.order_by("-done_on", "-id")[:SHOWN])


def parts_of(use_id: UUID) -> list[TrajectoryPart]:
    """The parts of a trajectory in the order of their days."""
    return list(TrajectoryPart.objects.filter(use_id=use_id).order_by("starts_on", "id")[:SHOWN])


def part_visible(dossier_id: UUID, part_id: UUID) -> TrajectoryPart:
    """One part. Raises NotFoundError."""
    found = TrajectoryPart.objects.filter(pk=part_id, dossier_id=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def at_their_limit(dossier_id: UUID, on: date) -> list[ServiceUse]:
    """Uses whose limit is near or has just passed, the latest limit first; one statement.

    One that ended well before its last day did not run into a limit.
    """
    found = ServiceUse.objects.filter(dossier_id=dossier_id, ends_on__isnull=False)
    near = found.filter(
        Q(state=State.RUNNING, ends_on__lte=on + SOON)
        | Q(state=State.ENDED, ended_on__gte=on - timedelta(days=RELABEL_DAYS))
    )
    return [one for one in near.order_by("-ends_on", "-id") if _ran_out(one)]


def relabelled_from(limited: list[ServiceUse], content: str, key: str, period: str = "") -> ServiceUse | None:
    """The one of these that had the same content under another name (R094).

    What ran in the time of another organisation reached the end of that time, and no limit of this one (C30).
    """
    return next(
        (
            one
            for one in limited
            if one.content == content and one.service_key != key and is_same_period(one.period, period)
        ),
        None,
    )


def is_same_period(one: str, other: str) -> bool:
    """Whether two services run in the same organisation's time; one that names none runs in any."""
    return not one or not other or one == other


def _ran_out(use: ServiceUse) -> bool:
    assert use.ends_on is not None
    return use.ended_on is None or use.ended_on >= use.ends_on - SOON


def running_with(dossier_id: UUID) -> list[ServiceUse]:
    """What runs in a dossier now."""
    return list(ServiceUse.objects.filter(dossier_id=dossier_id, state=State.RUNNING))


RESEARCH = "research"
"""The content of services whose result is an analysis (R063)."""


def results_awaited(dossier_id: UUID) -> list[Occasion]:
    """The bought research that was decided on or runs, or ended, of which an analysis can be the result."""
    states = (State.DECIDED, State.RUNNING, State.ENDED)
    found = ServiceUse.objects.filter(dossier_id=dossier_id, content=RESEARCH, state__in=states)
    return [Occasion(use.pk, use.name) for use in found.order_by("-chosen_on", "-id")[:SHOWN]]


def in_my_dossiers(
    actor: Actor, *, kind: str = "", limit: int = SHOWN, after: tuple[date, UUID] | None = None
) -> list[ServiceUse]:
    """What is open for the clients of the actor, chosen longest ago first; one statement.

    kind: "soon" (the last day is near), "over" (it has passed), "new" (not started yet), or everything open.
    """
    access.SEE.check_cell(current_context())
    today = clock.today()
    mine = Participation.objects.on(today).filter(reader_id=actor.reader_id).values("dossier_id")
    found = _of_kind(ServiceUse.objects.filter(dossier_id__in=mine), kind, today)
    if after is not None:
        day, use_id = after
        found = found.filter(Q(chosen_on__gt=day) | Q(chosen_on=day, id__gt=use_id))
    return list(found.select_related("dossier__client", "organisation").order_by("chosen_on", "id")[:limit])


def _of_kind(found: QuerySet[ServiceUse], kind: str, today: date) -> QuerySet[ServiceUse]:
    if kind == "soon":
        return found.filter(state=State.RUNNING, ends_on__range=(today, today + SOON))
    if kind == "over":
        return found.filter(state=State.RUNNING, ends_on__lt=today)
    if kind == "new":
        return found.filter(state__in=(State.AWAITING, State.PROPOSED, State.DECIDED))
    return found.filter(state__in=OPEN)


def awaiting_own_view(dossier_id: UUID) -> list[ServiceUse]:
    """Ended services of which the client did not say yet what they brought."""
    said = ServiceEvaluation.objects.filter(use_id=OuterRef("pk"), voice=Voice.CLIENT)
    found = ServiceUse.objects.filter(~Exists(said), dossier_id=dossier_id, state=State.ENDED)
    return list(found.order_by("-ended_on", "-id")[:SHOWN])
