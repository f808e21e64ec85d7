"""The @action decorator: every write checks access, runs whole or not at all, and is recorded.

The kernel imports nothing above it: who may act, where entries go and which submissions were seen
are registered at start-up by the access and journal rooms.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import connections, transaction

from schakel.ground.kernel.actors import Actor, Context, current_context
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import ActorError
from schakel.ground.kernel.ids import uuid7

P = ParamSpec("P")
R = TypeVar("R")


class Need(Protocol):
    """What an act needs of its actor; named by a room's access.py."""

    def check(self, context: Context, arguments: dict[str, Any]) -> None:
        """Raise NotFoundError or ForbiddenError when the actor may not."""


@dataclass(slots=True)
class Act:
    """One act while it runs: its id, its verb and the entries it will leave in the journal."""

    id: UUID
    name: str
    entries: list[Any] = field(default_factory=list)
    checks_now: bool = False


class Submissions(Protocol):
    """Remembers what a form's submit key led to, so that a double click acts once."""

    def seen(self, context: Context, key: UUID, name: str) -> tuple[bool, Any]:
        """Claim the key for the act that name stands for; (True, result) when it was used before."""

    def keep(self, context: Context, key: UUID, result: Any) -> None:
        """Store the result of the act under its key."""


_act: ContextVar[Act | None] = ContextVar("schakel_act", default=None)
_writers: list[Callable[[Context, Act], None]] = []
_submissions: list[Submissions] = []


def register_writer(write: Callable[[Context, Act], None]) -> None:
    """Name the journal's writer; the last one registered is used."""
    _writers[:] = [write]


def register_submissions(store: Submissions) -> None:
    """Name the store of submit keys; the last one registered is used."""
    _submissions[:] = [store]


def current_act() -> Act:
    """The act that is running; raises ActorError outside one."""
    act = _act.get()
    if act is None:
        raise ActorError("no act: entries are recorded inside an @action")
    return act


def check_constraints_now() -> None:
    """Let deferred rules of the database (regie) be judged at the end of this act, not at commit."""
    current_act().checks_now = True


def action(need: Need) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function an act.

    It gains `submit_key` (UUID, optional): the second call with the same key returns the first result
    and does nothing. It refuses to run without its actor's context, and to finish without an entry.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _require_keywords(function)

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            key: Any = kwargs.pop("submit_key", None)
            context = _context_of(kwargs.get("actor"))
            if _act.get() is not None:
                need.check(context, dict(kwargs))
                return function(*args, **kwargs)
            with in_words(), _savepoint(context):
                return _whole(function, need, context, key, kwargs)

        run.need = need  # type: ignore[attr-defined]
        return run

    return decorate


def _whole(
    function: Callable[..., R], need: Need, context: Context, key: UUID | None, kwargs: dict[str, Any]
) -> R:
    name = function.__name__
    if key is not None:
        was_seen, earlier = _submissions[0].seen(context, key, _on_what(name, kwargs))
        if was_seen:
            return earlier  # type: ignore[no-any-return]
    need.check(context, dict(kwargs))
    with _running(name) as act:
        result = function(**kwargs)
    if not act.entries:
        raise ActorError(f"{name} finished without a journal entry")
    _writers[0](context, act)
    if act.checks_now:
        _judge_deferred(context.using)
    if key is not None:
        _submissions[0].keep(context, key, result)
    return result


def _on_what(name: str, kwargs: dict[str, Any]) -> str:
    """An act with the ids of what it is about: on another dossier it is another submission."""
    ids = sorted(f"{argument}={value}" for argument, value in kwargs.items() if isinstance(value, UUID))
    return f"{name[:60]}:{sha256(' '.join(ids).encode()).hexdigest()[:16]}"


@contextmanager
def _running(name: str) -> Iterator[Act]:
    act = Act(uuid7(), name)
    token = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(token)


def _context_of(actor: object) -> Context:
    context = current_context()
    if not isinstance(actor, Actor) or actor != context.actor:
        raise ActorError("an act is done by the actor of its context")
    return context


def _savepoint(context: Context) -> Any:
    return transaction.atomic(using=context.using) if context.needs_savepoint else nullcontext()


def _judge_deferred(using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _require_keywords(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is not p.KEYWORD_ONLY for p in parameters) or "actor" not in {p.name for p in parameters}:
        raise TypeError(f"{function.__name__}: an act takes keywords only, among them actor")
