"""The list of clients: mine, my team's queue, those I stand in for, or all; searched by name or number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.models import Grant
from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Dossier, Participation, Regie
from schakel.ground.dossiers.queries.people import who as name_of
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.people.models import BenefitEntitlement, Client, Regime

PAGE = 50


class Who(TextChoices):
    """Whose clients the list shows; more than the actor may see it never shows."""

    MINE = "mine", _("mijn cliënten")
    QUEUE = "queue", _("wachtrij van mijn team")
    COVERED = "covered", _("voor wie ik waarneem")
    ALL = "all", _("alle die ik mag zien")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for; after is the last dossier of the page before."""

    words: str = ""
    who: str = Who.MINE.value
    status: str = Dossier.Status.OPEN.value
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the regie of the chain: somebody, or a queue since a day."""

    name: str
    reader_id: int
    is_queue: bool
    since: date


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One row of the list; why is the search's own word for how it was found."""

    id: UUID
    name: str
    family_name: str
    number: str
    born: date | None
    is_resting: bool
    regimes: tuple[str, ...]
    holder: Holder | None
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list, and whether there is more."""

    rows: list[DossierRow]
    has_more: bool


def find_dossiers(wanted: Wanted) -> Found:
    """At most 50 dossiers: by name from a place in the list, or the best matches of a search."""
    access.SEE.check_cell(current_context())
    dossiers = _narrowed(wanted)
    whys: dict[UUID, str] = {}
    if wanted.words:
        whys = _search(wanted.words)
        order = {dossier_id: place for place, dossier_id in enumerate(whys)}
        rows = sorted(dossiers.filter(pk__in=whys), key=lambda d: order[d.pk])
    else:
        rows = list(_after(dossiers, wanted.after).order_by("client__sort_key", "pk")[: PAGE + 1])
    return Found(_rows(rows[:PAGE], whys), len(rows) > PAGE)


def _narrowed(wanted: Wanted) -> QuerySet[Dossier]:
    found = Dossier.objects.select_related("client").filter(pk__in=_of(wanted.who))
    if wanted.status in Dossier.Status.values:
        found = found.filter(status=wanted.status)
    return found


def _of(who: str) -> QuerySet[Grant, UUID] | QuerySet[Participation, UUID]:
    """The ids to start from, so that the list walks the actor's own rows and not the whole table."""
    actor, today = current_context().actor, clock.today()
    if who == Who.ALL:
        granted = Grant.objects.filter(
            reader_id__in=actor.all_readers, valid_from__lte=today, valid_to__gt=today
        )
        return granted.values_list("dossier_id", flat=True)
    of_them = {Who.QUEUE.value: actor.readers, Who.COVERED.value: actor.covered}
    readers = of_them.get(who, (actor.reader_id,))
    return Participation.objects.on(today).filter(reader_id__in=readers).values_list("dossier_id", flat=True)


def _after(dossiers: QuerySet[Dossier], after: UUID | None) -> QuerySet[Dossier]:
    """The place in the list is an id, since a sort key is a name and a name has no place in an address."""
    key = Client.objects.filter(pk=after).values_list("sort_key", flat=True).first() if after else None
    if key is None:
        return dossiers
    return dossiers.filter(Q(client__sort_key__gt=key) | Q(client__sort_key=key, pk__gt=after))


def _search(words: str) -> dict[UUID, str]:
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select client_id, why from dossiers_search(%s, 200)", [words])
        return dict(cursor.fetchall())


def _rows(dossiers: list[Dossier], whys: dict[UUID, str]) -> list[DossierRow]:
    ids = [d.pk for d in dossiers]
    regimes, holders = _regimes(ids), _holders(ids)
    return [
        DossierRow(
            id=d.pk,
            name=d.client.full_name,
            family_name=d.client.family_name,
            number=d.number,
            born=d.client.birth_date,
            is_resting=d.status == Dossier.Status.RESTING,
            regimes=tuple(regimes.get(d.pk, ())),
            holder=holders.get(d.pk),
            why=whys.get(d.pk, ""),
        )
        for d in dossiers
    ]


def _regimes(ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    if not sections_allowed() & Section.BENEFIT:
        return {}
    rights = BenefitEntitlement.objects.on(clock.today()).filter(client_id__in=list(ids))
    found: dict[UUID, list[str]] = {}
    for client_id, regime in rights.order_by("valid_from").values_list("client_id", "regime"):
        found.setdefault(client_id, []).append(str(Regime(regime).label))
    return found


def _holders(ids: Iterable[UUID]) -> dict[UUID, Holder]:
    held = Regie.objects.on(clock.today()).filter(dossier_id__in=list(ids), scope=Regie.Scope.CHAIN)
    return {
        r.dossier_id: Holder(name_of(r), r.reader_id, r.team_id is not None, r.valid_from)
        for r in held.select_related("professional", "team")
    }
