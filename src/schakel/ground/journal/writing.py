"""Recording: an act leaves entries here, and its last step appends them to their streams in one call."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Verb, content_values, verb_of
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Context, current_context
from schakel.ground.kernel.acts import Act, current_act
from schakel.ground.kernel.canonical import plain, text_of_plain
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.ids import uuid7

_APPEND = "select journal_append(%b::uuid[], %b::text[], %b::bytea[], %b::bytea[], %b::uuid[], %b::uuid[])"


SYSTEM_STREAM = UUID(int=0)
"""The stream of acts about the installation itself."""


class Thing(NamedTuple):
    """An object that an entry is about: its type, its id and its part in the act."""

    type: str
    id: UUID
    part: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry on its way into the journal."""

    id: UUID
    verb: Verb
    content: Any
    header: str
    streams: tuple[UUID, ...]
    dossier_id: UUID | None


Subscriber = Callable[[Recorded], None]
_subscribers: dict[str, list[Subscriber]] = {}


def subscribe(verb_name: str, subscriber: Subscriber) -> None:
    """Call the subscriber in the same transaction as each entry of this verb; once per start-up."""
    known = _subscribers.setdefault(verb_name, [])
    if subscriber not in known:
        known.append(subscriber)


ActSubscriber = Callable[[list[Recorded]], None]
_act_subscribers: dict[ActSubscriber, set[str]] = {}


def subscribe_to_act(verb_names: Iterable[str], subscriber: ActSubscriber) -> None:
    """Call the subscriber once at the end of each act that left one of these verbs, with those entries.

    It runs in the act's transaction, when all the act's rows are written; more verbs may be added later.
    """
    _act_subscribers.setdefault(subscriber, set()).update(verb_names)


_every_act: list[ActSubscriber] = []


def subscribe_to_every_act(subscriber: ActSubscriber) -> None:
    """Call the subscriber at the end of each act, whatever its verbs, in the act's transaction."""
    if subscriber not in _every_act:
        _every_act.append(subscriber)


def record(
    content: Any,
    *,
    dossier_id: UUID | None = None,
    organisation_id: UUID | None = None,
    things: Iterable[Thing] = (),
    section: Section | None = None,
    occurred_at: datetime | None = None,
    precision: str = "second",
    supersedes: UUID | None = None,
    more_streams: Iterable[UUID] = (),
) -> UUID:
    """Leave an entry in the act that is running; returns its id.

    dossier_id names the dossier whose stream and section the entry belongs to; without it the entry is
    about organisation_id itself and goes to that stream. precision is second, minute or day.
    """
    verb, recorded_at = verb_of(content), clock.now()
    occurred_at = occurred_at or recorded_at
    if occurred_at > recorded_at:
        raise InvalidError(
            "Dit ligt in de toekomst.",
            "Wat gebeurd is, kan niet later zijn dan nu.",
            "Kies een eerder moment.",
        )
    entry_id, about = uuid7(), dossier_id or organisation_id
    if about is None:
        raise ValueError("an entry is about a dossier or an organisation")
    header = _header(
        entry_id,
        verb,
        dossier_id=dossier_id,
        about=organisation_id,
        section=section or verb.section,
        things=things,
        occurred_at=occurred_at,
        precision=precision,
        recorded_at=recorded_at,
        supersedes=supersedes,
    )
    entry = Recorded(entry_id, verb, content, header, (about, *more_streams), dossier_id)
    current_act().entries.append(entry)
    for subscriber in _subscribers.get(verb.name, ()):
        subscriber(entry)
    return entry_id


def _header(entry_id: UUID, verb: Verb, **rest: Any) -> str:
    context, section = current_context(), rest["section"]
    actor = context.actor
    recorded, occurred = rest["recorded_at"], rest["occurred_at"]
    at = plain(recorded)
    values = {
        "id": str(entry_id),
        "act": str(current_act().id),
        "verb": verb.name,
        "version": verb.version,
        "reader": actor.reader_id,
        "role": actor.role,
        "organisation": plain(actor.organisation_id),
        "behalf": plain(actor.principal_id),
        "purpose": context.purpose,
        "dossier": plain(rest["dossier_id"]),
        "about": plain(rest["about"]),
        "section": section.key if section else None,
        "task": verb.task.value if verb.task else None,
        "objects": [{"type": t.type, "id": plain(t.id), "part": t.part} for t in rest["things"]],
        "occurred": at if occurred is recorded else plain(occurred),
        "precision": rest["precision"],
        "recorded": at,
        "supersedes": plain(rest["supersedes"]),
    }
    return text_of_plain({name: value for name, value in values.items() if value is not None})


def write_entries(context: Context, act: Act) -> None:
    """Append all entries of an act in one call; the database locks the streams in sorted order."""
    entries: list[Recorded] = act.entries
    links = [(entry.id, stream) for entry in entries for stream in entry.streams]
    with connections[context.using].cursor() as cursor:
        cursor.execute(
            _APPEND,
            [
                [entry.id for entry in entries],
                [entry.header for entry in entries],
                [os.urandom(16) for _ in entries],
                [text_of_plain(content_values(entry.content)).encode() for entry in entries],
                [entry_id for entry_id, _stream in links],
                [stream for _entry_id, stream in links],
            ],
        )
    for subscriber, verbs in _act_subscribers.items():
        concerned = [entry for entry in entries if entry.verb.name in verbs]
        if concerned:
            subscriber(concerned)
    for subscriber in _every_act:
        subscriber(entries)
