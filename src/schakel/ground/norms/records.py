"""Rows about choices that rest on norms: they follow from the entry of a choice, and go with it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from schakel.ground.norms.models import RestingChoice


def note_resting(dossier_id: UUID, decision_id: UUID, names: Collection[str]) -> None:
    """Remember, in the running act, that a choice rests on these norms."""
    RestingChoice.objects.bulk_create(
        RestingChoice(dossier_id=dossier_id, entry_id=decision_id, norm_id=name) for name in names
    )


def forget_choice(dossier_id: UUID, entry_id: UUID) -> None:
    """Take away what rests on norms by a choice whose content is erased."""
    RestingChoice.objects.filter(dossier_id=dossier_id, entry_id=entry_id).delete()
