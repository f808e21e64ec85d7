"""Reading consultations: of a dossier, one with its answers, and those the actor is in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level, Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import CaseMessage, CaseMessageParty, Participation
from schakel.ground.dossiers.queries.people import sections_open_to, who
from schakel.ground.journal.models import LastLook
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.organisations.queries import ReaderName, names_of_readers

Place = tuple[datetime, UUID]
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


class Box(TextChoices):
    """Which consultations the inbox shows."""

    UNREAD = "unread", _("Ongelezen")
    TO_ME = "to_me", _("Aan mij of mijn team")
    BY_ME = "by_me", _("Door mij gevraagd")
    DONE = "done", _("Afgehandeld")


@dataclass(frozen=True, slots=True)
class Addressee:
    """A participant to whom one can send a message: the reader, and who that is."""

    reader_id: int
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation to show: the message, who sent it, to whom, its answers, and whether it is unread."""

    message: CaseMessage
    by: ReaderName | None
    to: list[ReaderName]
    is_unread: bool


def addressees_of(dossier_id: UUID) -> list[Addressee]:
    """Who takes part today and may read contacts, except the actor: professionals and team queues."""
    today, own = clock.today(), current_context().actor.reader_id
    rows = Participation.objects.on(today).filter(dossier_id=dossier_id).exclude(reader_id=own)
    rows = rows.select_related("professional", "team", "organisation").order_by("valid_from", "id")
    return [
        Addressee(row.reader_id, who(row), row.organisation.name)
        for row in rows
        if sections_open_to(row.organisation.kind, row.role, today) & Section.CONTACTS
    ]


def consultations_of(dossier_id: UUID, *, limit: int, before: Place | None = None) -> list[Consultation]:
    """At most `limit` consultations of a dossier before a place in the list, last moved first."""
    access.CONSULT.check_cell(current_context())
    return _shown(_before(_threads().filter(dossier_id=dossier_id), before)[:limit])


def consultations_about_client(
    dossier_id: UUID, *, limit: int, before: Place | None = None
) -> list[Consultation]:
    """The same for the client whom they are about."""
    return _shown(_before(_threads().filter(dossier_id=dossier_id), before)[:limit])


def inbox(box: str, *, limit: int, before: Place | None = None) -> list[Consultation]:
    """At most `limit` consultations that the actor is in, of all dossiers still open to the actor."""
    if not may_read():
        return []
    mine = _parties_of_actor()
    if box in {Box.TO_ME, Box.BY_ME}:
        mine = mine.filter(is_sender=box == Box.BY_ME)
    found = _threads().filter(pk__in=mine.values("message_id"))
    is_done = Q(status=CaseMessage.Status.DONE)
    found = found.filter(is_done if box == Box.DONE else ~is_done)
    if box == Box.UNREAD:
        found = _unread(found)
    return _shown(_before(found, before).select_related("dossier__client")[:limit])


# Every page asks this, so it is not worded anew each time. What counts as unread is that of _unread.
_UNREAD = """
select count(*) from (
  select 1 from dossiers_casemessage m
    left join journal_lastlook l on l.reader_id = %(own)s and l.thing_id = m.id
   where m.thread_id is null and m.status <> 'done'
     and m.id in (select p.message_id from dossiers_casemessageparty p where p.reader_id = any(%(readers)s))
     and (l.at is null or m.moved_at > l.at)
     and ((m.reader_id <> %(own)s and (l.at is null or m.sent_at > l.at))
       or exists (select 1 from dossiers_casemessage a where a.thread_id = m.id
                   and a.reader_id <> %(own)s and (l.at is null or a.sent_at > l.at)))
   limit %(most)s) as unread
"""


def unread_of_actor(*, most: int) -> int:
    """How many consultations the actor is in are unread; at most `most` are counted, and none that is over.

    One statement, or none for who may not read them.
    """
    if not may_read():
        return 0
    context = current_context()
    values: dict[str, Any] = {
        "own": context.actor.reader_id,
        "readers": list(context.actor.all_readers),
        "most": most,
    }
    with connections[context.using].cursor() as cursor:
        cursor.execute(_UNREAD, values)
        count: int = cursor.fetchone()[0]
        return count


def consultation_visible(dossier_id: UUID, message_id: UUID) -> tuple[Consultation, list[CaseMessage]]:
    """One consultation with its answers, oldest first. Raises NotFoundError."""
    if not may_read():
        raise not_found()
    found = _shown(_threads().filter(dossier_id=dossier_id, pk=message_id))
    if not found:
        raise not_found()
    answers = CaseMessage.objects.filter(thread_id=message_id).select_related("organisation")
    return found[0], list(answers.order_by("sent_at", "id"))


def thread_of_actor(dossier_id: UUID, message_id: UUID) -> CaseMessage | None:
    """The consultation, when the actor or a team of theirs is in it; held until the act is over."""
    found = CaseMessage.objects.select_for_update(no_key=True).filter(
        pk=message_id,
        dossier_id=dossier_id,
        thread__isnull=True,
        pk__in=_parties_of_actor().values("message_id"),
    )
    return found.first()


def is_party(message_id: UUID) -> bool:
    """Whether the actor or a team of theirs is in the consultation."""
    return _parties_of_actor().filter(message_id=message_id).exists()


def may_read() -> bool:
    """Whether the actor's role may read contacts for the purpose in force."""
    context = current_context()
    return may(context.actor, context.purpose, Section.CONTACTS, Level.READ).is_allowed


def _threads() -> QuerySet[CaseMessage]:
    return CaseMessage.objects.filter(thread__isnull=True).select_related("organisation")


def _unread(found: QuerySet[CaseMessage]) -> QuerySet[CaseMessage]:
    """Those with a word of somebody else after the actor last looked; one's own words are not news."""
    own = current_context().actor.reader_id
    looks = LastLook.objects.filter(reader_id=own, thing_id=OuterRef("pk")).values("at")
    found = found.alias(looked_at=Coalesce(Subquery(looks), Value(_NEVER)))
    answers = CaseMessage.objects.filter(thread_id=OuterRef("pk"), sent_at__gt=OuterRef("looked_at"))
    is_new = Q(sent_at__gt=F("looked_at")) & ~Q(reader_id=own)
    return found.filter(is_new | Exists(answers.exclude(reader_id=own)), moved_at__gt=F("looked_at"))


def _parties_of_actor() -> QuerySet[CaseMessageParty]:
    return CaseMessageParty.objects.filter(reader_id__in=current_context().actor.all_readers)


def _before(found: QuerySet[CaseMessage], before: Place | None) -> QuerySet[CaseMessage]:
    if before is not None:
        moment, last = before
        found = found.filter(Q(moved_at__lt=moment) | Q(moved_at=moment, id__lt=last))
    return found.order_by("-moved_at", "-id")


def _shown(messages: Iterable[CaseMessage]) -> list[Consultation]:
    """The messages with names and whether the actor saw their last move: three statements, however many."""
    rows = list(messages)
    if not rows:
        return []
    ids = [row.pk for row in rows]
    parties: dict[UUID, list[int]] = {}
    for message_id, reader_id in (
        CaseMessageParty.objects.filter(message_id__in=ids, is_sender=False)
        .order_by("id")
        .values_list("message_id", "reader_id")
    ):
        parties.setdefault(message_id, []).append(reader_id)
    readers = {row.reader_id for row in rows} | {r for of_one in parties.values() for r in of_one}
    names = names_of_readers(readers)
    unread = set(_unread(CaseMessage.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    return [
        Consultation(
            row,
            names.get(row.reader_id),
            [names[r] for r in parties.get(row.pk, ()) if r in names],
            row.pk in unread,
        )
        for row in rows
    ]
