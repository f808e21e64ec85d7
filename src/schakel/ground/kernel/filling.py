"""How long a form was open when it was sent in: known while the request runs, and of nobody in particular.

The page shell tells it, from the form's own key; a room above may count it at the end of the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent in: the name of its address, and the whole seconds since it was given."""

    kind: str
    seconds: int


_filled: ContextVar[list[Filled] | None] = ContextVar("schakel_filled", default=None)


@contextmanager
def being_filled(filled: Filled | None) -> Iterator[None]:
    """While this lasts the form counts as sent in."""
    token = _filled.set([filled] if filled else None)
    try:
        yield
    finally:
        _filled.reset(token)


def take_filled() -> Filled | None:
    """The form that was sent in, once: a request that does several acts sent in one form."""
    held = _filled.get()
    return held.pop() if held else None
