"""The keys under which documents lie encrypted; a file outside the database and its backups."""

from __future__ import annotations

import base64
import json
import os
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections
from django.utils.translation import gettext

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.keys import key_file

_NONCE = 12


def document_key_file() -> Path:
    """Where the keys of documents are: beside the keys of people."""
    return key_file().with_name("documents.json")


def seal(content: bytes, owner: UUID) -> tuple[str, bytes]:
    """The id of the key in use, and the content under it, bound to its row: in another it can't be read."""
    current, keys = _keys(document_key_file())
    nonce = os.urandom(_NONCE)
    return current, nonce + AESGCM(keys[current]).encrypt(nonce, content, owner.bytes)


def unseal(key_id: str, sealed: bytes, owner: UUID) -> bytes:
    """The content. Raises ConflictError without its key, InvalidTag for changed bytes or another row."""
    _current, keys = _keys(document_key_file())
    if key_id not in keys:
        raise _lost()
    return AESGCM(keys[key_id]).decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.bytes)


@lru_cache(maxsize=4)
def _keys(path: Path) -> tuple[str, dict[str, bytes]]:
    if not path.exists():
        _refuse_beside_documents()
        _make(path)
    stored = json.loads(path.read_text(encoding="ascii"))
    return stored["current"], {name: base64.b64decode(key) for name, key in stored["keys"].items()}


def _refuse_beside_documents() -> None:
    """A fresh key would hide that the old one is gone until somebody needs a document."""
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select dossiers_any_document()")
        if cursor.fetchone()[0]:
            raise _lost()


def _lost() -> ConflictError:
    return ConflictError(
        gettext("De sleutels van de documenten zijn er niet."),
        gettext("Er staan documenten in de database, maar het bestand met hun sleutels ontbreekt."),
        gettext("Zet het bestand documents.json terug, naast de sleutels van personen."),
    )


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps({"current": "d1", "keys": {"d1": base64.b64encode(os.urandom(32)).decode()}})
    temporary = path.with_suffix(f".{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
