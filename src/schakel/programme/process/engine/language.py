"""The language of an answer: the Dutch sentence is the key, English its translation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("nl", "en")
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="nl")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it all sentences, numbers and durations are in this language, one of LANGUAGES."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """The language that is spoken now."""
    return _SPOKEN.get()


def phrase(dutch: str, **words: object) -> str:
    """A sentence in the language that is spoken, with its words filled in."""
    from schakel.programme.process.engine.english import ENGLISH

    return (dutch if spoken() == "nl" else ENGLISH[dutch]).format(**words)
