"""Errors that a user can act on: each says what happened, why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID


class SchakelError(Exception):
    """An error to show to a user.

    what, why and remedy are Dutch sentences without any person's data, since they may reach a log.
    """

    status = 500

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.why, self.remedy = what, why, remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.remedy) if part)


class NotFoundError(SchakelError):
    """The thing is not there for this reader; the same answer whether or not it exists."""

    status = 404


class ForbiddenError(SchakelError):
    """The reader may see the thing but not do this with it."""

    status = 403


class InvalidError(SchakelError):
    """The input can't be accepted; fields maps a field name to its own sentence."""

    status = 422

    def __init__(
        self, what: str, why: str = "", remedy: str = "", *, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(what, why, remedy)
        self.fields = dict(fields or {})


class ConflictError(SchakelError):
    """The act clashes with a rule or with somebody else's act."""

    status = 409


class MovedError(ConflictError):
    """The thing goes on as another one, which this reader may see; whoever only looks is led there."""

    def __init__(self, to: UUID) -> None:
        super().__init__(
            "Dit dossier is samengevoegd met een ander.",
            "Er komt hier niets meer bij: beide dossiers zijn van één persoon.",
            "Zoek de cliënt op en ga verder in het dossier dat u dan ziet.",
        )
        self.to = to


class StaleVersionError(ConflictError):
    """Somebody changed the thing since it was read; current is the row as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            "Iemand anders heeft dit intussen gewijzigd.",
            "U keek naar een oudere versie.",
            "Vergelijk beide versies en kies per veld wat blijft staan.",
        )
        self.current = current


class ActorError(RuntimeError):
    """Programming error: a read or write outside its actor, or an act that recorded nothing."""
