"""Who is who by name, expertise, organisation, role and place, page by page; and everybody's card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.organisations.models import Membership, Organisation, Portrait, Professional
from schakel.ground.organisations.names import folded

PAGE = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """What the directory is asked; after is the last membership of the page before."""

    words: str = ""
    role: str = ""
    organisation_id: UUID | None = None
    place: str = ""
    after: UUID | None = None


def people_found(sought: Sought) -> tuple[list[Membership], bool]:
    """At most 50 memberships in Dutch order of names, and whether there are more.

    Every word must be in the name, the expertise, or the name or place of the organisation.
    """
    found = Membership.objects.on(clock.today()).exclude(role=Role.ADMINISTRATOR)
    for word in folded(sought.words).split():
        found = found.filter(_has(word))
    if sought.role in Role.values:
        found = found.filter(role=sought.role)
    if sought.organisation_id is not None:
        found = found.filter(organisation_id=sought.organisation_id)
    if sought.place:
        found = found.filter(organisation__place=sought.place)
    rows = _after(found, sought.after).select_related("professional", "organisation", "team")
    page = list(rows.order_by("professional__sort_key", "id")[: PAGE + 1])
    return page[:PAGE], len(page) > PAGE


def places() -> list[str]:
    """The places of organisations, by name."""
    found = Organisation.objects.on(clock.today()).exclude(place="")
    return list(found.order_by("place").values_list("place", flat=True).distinct())


def professional_of(professional_id: UUID) -> tuple[Professional, list[Membership]]:
    """Somebody who works in the chain, with their roles today. Raises NotFoundError for who left it."""
    found = Membership.objects.on(clock.today()).filter(professional_id=professional_id)
    roles = list(
        found.select_related("professional", "organisation", "team").order_by("organisation__name", "role")
    )
    if not roles:
        raise not_found()
    return roles[0].professional, roles


def with_portraits(professional_ids: Iterable[UUID]) -> set[UUID]:
    """Who of these have a photo."""
    found = Portrait.objects.filter(professional_id__in=set(professional_ids))
    return set(found.values_list("professional_id", flat=True))


def portrait_of(professional_id: UUID) -> bytes | None:
    """The photo, a JPEG, of somebody who works in the chain today."""
    at_work = Membership.objects.on(clock.today()).filter(professional_id=professional_id)
    found = Portrait.objects.filter(professional__in=at_work.values("professional_id")).first()
    return bytes(found.image) if found else None


def _has(word: str) -> Q:
    """The sort key is the whole name without accents; each part has its own trigram index."""
    people = Professional.objects.filter(Q(sort_key__contains=word) | Q(expertise__icontains=word))
    places = Organisation.objects.filter(Q(name__icontains=word) | Q(place__icontains=word))
    return Q(professional__in=people.values("pk")) | Q(organisation__in=places.values("pk"))


def _after(found: QuerySet[Membership], after: UUID | None) -> QuerySet[Membership]:
    last = Membership.objects.filter(pk=after).select_related("professional").first() if after else None
    if last is None:
        return found
    key = last.professional.sort_key
    return found.filter(Q(professional__sort_key__gt=key) | Q(professional__sort_key=key, pk__gt=last.pk))
