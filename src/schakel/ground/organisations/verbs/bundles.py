"""What can be said in the journal of sets of roles at a location."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class BundleMade:
    """An organisation put roles together at a location."""

    name: str
    location: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BundleEnded:
    """A set of roles ended, for everyone who had it."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BundleGiven:
    """Somebody got a set of roles; new are those they did not have yet."""

    name: str
    professional: str
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BundleTaken:
    """Somebody's set of roles ended, and the roles that came from it."""

    name: str
    professional: str
    ended: tuple[str, ...]
    reason: str


def register() -> None:
    """Make these verbs known."""
    for name, schema, heading in (
        ("bundle.make", BundleMade, lambda c: gettext("Bundel gemaakt: %(name)s") % c),
        ("bundle.end", BundleEnded, lambda c: gettext("Bundel beëindigd: %(name)s") % c),
        ("bundle.give", BundleGiven, lambda c: gettext("Bundel gegeven: %(name)s") % c),
        ("bundle.take", BundleTaken, lambda c: gettext("Bundel ingetrokken: %(name)s") % c),
    ):
        register_verb(name, schema, section=None, heading=heading)
