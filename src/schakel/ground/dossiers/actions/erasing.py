"""Erasing what an organisation recorded, by who holds its regie."""

from __future__ import annotations

from uuid import UUID

from schakel.ground.dossiers import access
from schakel.ground.dossiers.queries.erasing import erasable
from schakel.ground.journal.erasing import erase_family
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action


@action(access.SEE)
def erase_entry(*, actor: Actor, dossier_id: UUID, entry_id: UUID, reason: str, decision: str) -> UUID:
    """Erase an entry's content, and all that tells of the same thing; returns the id of the erasure's entry.

    The chain of the journal goes on holding, and everyone who saw the entry sees that it was erased, by whom
    and why. Raises InvalidError without a reason or decision, ForbiddenError for who may not, ConflictError
    for what no room can erase.
    """
    family = erasable(actor, dossier_id, entry_id)
    return erase_family(dossier_id, family, reason=reason, decision=decision)
