"""Who acts, and for what purpose: the context in which every read and write runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connections, transaction

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ActorError


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role at one organisation (or a client, or a service).

    reader_id is its own reader; readers adds those of the team queues it belongs to, covered those of
    the colleagues it stands in for today. principal_id is the reader on whose behalf it enters, if any, and
    mandate the bits of the sections in which it may do so.
    """

    reader_id: int
    role: str
    kind: str
    readers: tuple[int, ...] = ()
    account_id: UUID | None = None
    subject_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_kind: str = ""
    name: str = field(default="", compare=False)
    covered: tuple[int, ...] = ()
    principal_id: int | None = None
    mandate: int = 0

    @property
    def employer_id(self) -> UUID:
        """The organisation the actor works at. Raises ActorError for who has none, as a client."""
        if self.organisation_id is None:
            raise ActorError("this act needs an actor at an organisation")
        return self.organisation_id

    @property
    def all_readers(self) -> tuple[int, ...]:
        """All readers to look with; the own one first, since the database takes that one for the person."""
        return tuple(dict.fromkeys((self.reader_id, *self.readers, *self.covered)))


@dataclass(slots=True)
class Context:
    """What holds while an actor is at work; needs_savepoint where an act may fail and the rest goes on."""

    actor: Actor
    purpose: str
    using: str = "default"
    needs_savepoint: bool = False


_context: ContextVar[Context | None] = ContextVar("schakel_context", default=None)

_SET = (
    "select set_config('schakel.readers', %s, true), set_config('schakel.organisation', %s, true),"
    " set_config('schakel.role', %s, true), set_config('schakel.today', %s, true),"
    " set_config('schakel.registering', '', true)"
)


def current_context() -> Context:
    """The context in force; raises ActorError when nobody acts."""
    context = _context.get()
    if context is None:
        raise ActorError("no actor: reads and writes run inside as_actor")
    return context


def current_context_or_none() -> Context | None:
    """The context in force, if any."""
    return _context.get()


@contextmanager
def as_actor(
    actor: Actor, purpose: str, *, using: str = "default", needs_savepoint: bool = False
) -> Iterator[Context]:
    """Open one transaction in which the database knows the readers of this actor.

    Cleared on exit, also when the block fails. A second actor inside the first is refused.
    """
    if _context.get() is not None:
        raise ActorError("an actor is already at work here")
    context = Context(actor, str(purpose), using, needs_savepoint)
    token = _context.set(context)
    try:
        with transaction.atomic(using=using):
            is_nested = bool(connections[using].savepoint_ids)
            _tell_database(using, actor)
            yield context
            if is_nested and not connections[using].needs_rollback:
                _clear_database(using)
    finally:
        _context.reset(token)


def _tell_database(using: str, actor: Actor) -> None:
    readers = "{" + ",".join(str(reader) for reader in actor.all_readers) + "}"
    today = clock.today().isoformat() if clock.is_moved() else ""
    with connections[using].cursor() as cursor:
        cursor.execute(_SET, [readers, str(actor.organisation_id or ""), actor.role, today])


def _clear_database(using: str) -> None:
    """A local setting outlives a released savepoint: needed where an outer transaction goes on."""
    with connections[using].cursor() as cursor:
        cursor.execute(_SET, ["", "", "", ""])
