"""The list of clients: whose, narrowed and in an order, a page at a time in both directions; or a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.asking import understood
from schakel.ground.dossiers.models import Dossier, ListedDossier, Participation, Regie
from schakel.ground.dossiers.queries.finding import find_people
from schakel.ground.dossiers.queries.people import who as name_of
from schakel.ground.dossiers.queries.visible import sections_allowed
from schakel.ground.journal.looking import changed_since_look
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


class Sort(TextChoices):
    """What the list is ordered by."""

    NAME = "name", _("achternaam")
    CONTACT = "contact", _("laatste contact, langst geleden eerst")
    AGREEMENT = "agreement", _("volgende afspraak, eerste eerst")
    OPENED = "opened", _("geopend, nieuwste eerst")


_KEYS = {
    Sort.NAME.value: "sort_key",
    Sort.CONTACT.value: "last_contact_on",
    Sort.AGREEMENT.value: "next_agreement_on",
    Sort.OPENED.value: "opened_on",
}
_FALLING = frozenset({Sort.OPENED.value})
SORT_SECTIONS = {Sort.CONTACT.value: Section.CONTACTS, Sort.AGREEMENT.value: Section.PLAN}
"""The section that an order tells something of: without it, the order isn't offered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for. after and before are the dossier at the edge of the page shown.

    also is a condition of a higher room on the rows of ListedDossier.
    """

    words: str = ""
    who: str = Who.MINE.value
    sort: str = Sort.NAME.value
    colleague: int | None = None
    regime: str = ""
    place: str = ""
    quiet_days: int | None = None
    ending_weeks: int | None = None
    after: UUID | None = None
    before: UUID | None = None
    also: Q | Exists = Q()  # noqa: RUF009  never changed


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
    opened_on: date
    last_contact_on: date | None
    next_agreement_on: date | None
    regimes: tuple[str, ...]
    holder: Holder | None
    why: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list, and whether there is more before and after it."""

    rows: list[DossierRow]
    has_more: bool
    has_before: bool = False


def find_dossiers(wanted: Wanted, *, limit: int = PAGE) -> Found:
    """At most limit dossiers: from a place in the list, or the best matches of a search."""
    access.SEE.check_cell(current_context())
    return _searched(wanted, limit) if wanted.words else _listed(wanted, limit)


def sort_allowed(sort: str) -> bool:
    """Whether the actor's purpose lets them see what this order tells."""
    section = SORT_SECTIONS.get(sort)
    return section is None or bool(sections_allowed() & section)


def _searched(wanted: Wanted, limit: int) -> Found:
    whys = find_people(understood(wanted.words, today=clock.today()), readers=_readers(wanted.who))
    found = _narrowed(ListedDossier.objects.filter(dossier_id__in=list(whys)), wanted)
    fit = set(found.values_list("dossier_id", flat=True))
    ids = [dossier_id for dossier_id in whys if dossier_id in fit]
    return Found(_rows(ids[:limit], whys), len(ids) > limit)


def _listed(wanted: Wanted, limit: int) -> Found:
    """The page after or before a place. Read backwards, the rows are turned round again."""
    is_back = wanted.before is not None
    ids = [row[1] for row in _page(wanted, limit + 1, is_back=is_back)]
    has_more, ids = len(ids) > limit, ids[:limit]
    if is_back:
        return Found(_rows(ids[::-1], {}), has_more=True, has_before=has_more)
    return Found(_rows(ids, {}), has_more, has_before=wanted.after is not None)


def _page(wanted: Wanted, count: int, *, is_back: bool) -> list[tuple[Any, UUID]]:
    """Sort key and id of the next dossiers, for each reader from its own index, then merged.

    Asked with all readers at once, the database would sort every row of all of them.
    """
    key = _KEYS[wanted.sort if sort_allowed(wanted.sort) else Sort.NAME.value]
    sign = "-" if is_back ^ (wanted.sort in _FALLING) else ""
    order = (f"{sign}{key}", f"{sign}dossier_id")
    readers = _readers(wanted.who)
    beyond = _beyond(wanted, key, is_falling=bool(sign))
    parts = [
        _narrowed(ListedDossier.objects.filter(reader_id=reader), wanted)
        .filter(beyond)
        .order_by(*order)
        .values_list(key, "dossier_id")
        .distinct()[:count]
        for reader in readers
    ]
    if not parts:
        return []
    merged = parts[0] if len(parts) == 1 else parts[0].union(*parts[1:]).order_by(*order)[:count]
    return list(merged)


def _beyond(wanted: Wanted, key: str, *, is_falling: bool) -> Q:
    """Past the edge. The place is an id, since a sort key is a name and a name has no place in an address."""
    edge = wanted.before or wanted.after
    found = (
        ListedDossier.objects.filter(dossier_id=edge).values_list(key, flat=True).first() if edge else None
    )
    if found is None:
        return Q()
    sign = "lt" if is_falling else "gt"
    # The first condition alone gives the index its range; the second keeps equals apart.
    return Q(**{f"{key}__{sign}e": found}) & (
        Q(**{f"{key}__{sign}": found}) | Q(**{f"dossier_id__{sign}": edge})
    )


def _readers(who: str) -> list[int]:
    """The readers whose dossiers are listed: the own one, those of queues, or of whom one stands in for."""
    actor = current_context().actor
    chosen = {
        Who.ALL.value: actor.all_readers,
        Who.QUEUE.value: actor.readers,
        Who.COVERED.value: actor.covered,
    }
    return list(chosen.get(who, (actor.reader_id,)))


def _narrowed(listed: QuerySet[ListedDossier], wanted: Wanted) -> QuerySet[ListedDossier]:
    """Only dossiers that pass every filter; one on a section that isn't open to the actor is left out."""
    today, allowed = clock.today(), sections_allowed()
    found = listed.filter(wanted.also, valid_from__lte=today, valid_to__gt=today, status=Dossier.Status.OPEN)
    if wanted.quiet_days is not None and allowed & Section.CONTACTS:
        found = found.filter(last_contact_on__lt=today - timedelta(days=wanted.quiet_days))
    if wanted.place:
        found = found.filter(
            Exists(Client.objects.filter(pk=OuterRef("dossier_id"), place__iexact=wanted.place))
        )
    if wanted.colleague is not None:
        part = Participation.objects.on(today).filter(reader_id=wanted.colleague)
        found = found.filter(Exists(part.filter(dossier_id=OuterRef("dossier_id"))))
    return _by_right(found, wanted) if allowed & Section.BENEFIT else found


def _by_right(found: QuerySet[ListedDossier], wanted: Wanted) -> QuerySet[ListedDossier]:
    today = clock.today()
    rights = BenefitEntitlement.objects.on(today).filter(client_id=OuterRef("dossier_id"))
    if wanted.regime in Regime.values:
        found = found.filter(Exists(rights.filter(regime=wanted.regime)))
    if wanted.ending_weeks is not None:
        last = today + timedelta(weeks=wanted.ending_weeks)
        found = found.filter(Exists(rights.filter(valid_to__lte=last)))
    return found


def _rows(ids: list[UUID], whys: dict[UUID, str]) -> list[DossierRow]:
    """The rows in the order of the ids; what row-level security hides meanwhile is left out."""
    regimes, holders, allowed = _regimes(ids), _holders(ids), sections_allowed()
    dossiers = Dossier.objects.select_related("client").in_bulk(ids)
    changed = changed_since_look(ids, allowed) if ids else set()
    return [
        DossierRow(
            id=d.pk,
            name=d.client.full_name,
            family_name=d.client.family_name,
            number=d.number,
            born=d.client.birth_date,
            is_resting=d.status == Dossier.Status.RESTING,
            opened_on=d.opened_on,
            last_contact_on=d.last_contact_on if allowed & Section.CONTACTS else None,
            next_agreement_on=d.next_agreement_on if allowed & Section.PLAN else None,
            regimes=tuple(regimes.get(d.pk, ())),
            holder=holders.get(d.pk),
            why=whys.get(d.pk, ""),
            is_changed=d.pk in changed,
        )
        for d in (dossiers[i] for i in ids if i in dossiers)
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
