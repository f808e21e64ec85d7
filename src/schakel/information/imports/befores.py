"""What stood in the dossiers before a file changed it: kept to put it back, and encrypted like the rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from uuid import UUID

from schakel.ground.kernel.bulk import add_rows
from schakel.ground.kernel.ids import uuid7
from schakel.ground.people.keys import current_keys, decrypt_named
from schakel.information.imports.models import ImportBefore
from schakel.information.imports.types import Changes, Standing

ADDED = "added"


def keep_before(changed: Mapping[UUID, tuple[Changes, Standing]]) -> None:
    """Keep by row what it replaces of how a client is reached, and which number it adds."""
    rows = [
        _sealed(row_id, before)
        for row_id, (changes, standing) in changed.items()
        if (before := _before(changes, standing))
    ]
    add_rows(rows)


def befores_of(row_ids: Collection[UUID]) -> dict[str, dict[str, str]]:
    """What these rows replaced and added, by the row's id as text."""
    found = ImportBefore.objects.filter(row_id__in=row_ids)
    return {str(b.row_id): json.loads(decrypt_named(b.key_id, bytes(b.cipher), b.id)) for b in found}


def _before(changes: Changes, standing: Standing) -> dict[str, str]:
    before = {name: standing.contact[name] for name in changes.contact}
    if changes.number:
        before["number"] = changes.number
    if changes.bsn:
        before["bsn"] = ADDED
    return before


def _sealed(row_id: UUID, before: Mapping[str, str]) -> ImportBefore:
    keys, before_id = current_keys(), uuid7()
    text = json.dumps(before, ensure_ascii=False)
    return ImportBefore(id=before_id, row_id=row_id, cipher=keys.encrypt(text, before_id), key_id=keys.id)
