"""Reading chain partners: the list, one with its history, and who came from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import ROLES_OF_KIND, OrganisationKind, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.periods import DatedQuerySet
from schakel.ground.organisations.models import (
    Membership,
    Organisation,
    OwnName,
    Presence,
    Succession,
    SuccessionTie,
)

Place = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Tie:
    """An organisation that this one came from or went up in, and when (None while it is planned)."""

    organisation: Organisation
    succession: Succession
    is_origin: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A name, with the days on which it was in use."""

    text: str
    start: date
    end: date | None


def partners(
    words: str, *, kind: str = "", after: Place | None = None, limit: int = 50
) -> list[Organisation]:
    """Chain partners by name: those of today, or with words also those that closed or had that name once."""
    today, text = clock.today(), words.strip()
    found = _lived()
    if text:
        once = OwnName.objects.filter(text__icontains=text).values("organisation_id")
        found = found.filter(Q(name__icontains=text) | Q(place__icontains=text) | Q(pk__in=once))
    else:
        found = found.on(today)
    if kind in OrganisationKind.values:
        found = found.filter(kind=kind)
    if after is not None:
        found = found.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    return list(found.order_by("name", "pk")[:limit])


def partner(organisation_id: UUID) -> Organisation:
    """An organisation, closed or not; raises NotFoundError for one that never began."""
    found = _lived().filter(pk=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def _lived() -> DatedQuerySet[Organisation]:
    """Those that began; one of a plan that was withdrawn has no day, and nobody ever worked there."""
    never = Q(valid_to=F("valid_from")) & ~Exists(Membership.objects.filter(organisation=OuterRef("pk")))
    return Organisation.objects.filter(valid_from__lte=clock.today()).exclude(never)


def names_of(organisation: Organisation) -> list[Named]:
    """Every name it had, newest first."""
    rows = [r for r in organisation.words.get("name", ()) if r[0] != r[1]]
    found = [Named(t, date.fromisoformat(a), date.fromisoformat(z) if z else None) for a, z, t in rows]
    return found[::-1]


def role_words_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Our word and its own, for each role that it calls otherwise."""
    today = clock.today()
    roles = sorted(ROLES_OF_KIND.get(OrganisationKind(organisation.kind), ()), key=Role.values.index)
    both = [(str(Role(role).label), organisation.role_on(role, today)) for role in roles]
    return [(ours, own) for ours, own in both if ours != own]


def ties_of(organisation_id: UUID) -> list[Tie]:
    """Where it came from and what became of it: what was carried out, or runs now."""
    ties = SuccessionTie.objects.filter(
        Q(predecessor_id=organisation_id) | Q(successor_id=organisation_id),
        succession__status__in=[Succession.Status.RUNNING, Succession.Status.DONE],
    )
    ties = ties.select_related("succession", "predecessor", "successor").order_by(
        "succession__started_on", "id"
    )
    return [
        Tie(t.predecessor, t.succession, is_origin=True)
        if t.successor_id == organisation_id
        else Tie(t.successor, t.succession, is_origin=False)
        for t in ties
    ]


def successions_of(organisation_id: UUID, *, limit: int = 20) -> list[Succession]:
    """The plans that an organisation is in, newest first."""
    ties = SuccessionTie.objects.filter(Q(predecessor_id=organisation_id) | Q(successor_id=organisation_id))
    found = Succession.objects.filter(pk__in=ties.values("succession_id")).prefetch_related(
        "ties__predecessor", "ties__successor"
    )
    return list(found.order_by("-id")[:limit])


def presences_of(organisation_id: UUID) -> list[Presence]:
    """The locations where an organisation is today."""
    found = Presence.objects.on(clock.today()).filter(organisation_id=organisation_id)
    return list(found.select_related("location").order_by("location__name"))
