"""The keys under which documents lie encrypted; a file outside the database and its backups."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context_or_none
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.keyring import Ring, make_ring, read_ring
from schakel.ground.people.keys import key_file
from schakel.ground.people.rotation import KeyFile, Store, register_file, register_store

DOCUMENTS = "documents.json"
_NONCE = 12


def document_key_file() -> Path:
    """Where the keys of documents are: beside the keys of people."""
    return key_file().with_name(DOCUMENTS)


def document_ring() -> Ring:
    """The generations of keys. Raises ConflictError when the file is gone while documents are stored."""
    return read_ring(document_key_file(), _make)


def seal(content: bytes, owner: UUID) -> tuple[str, bytes]:
    """The id of the key in use, and the content under it, bound to its row: in another it can't be read."""
    ring = document_ring()
    nonce = os.urandom(_NONCE)
    return ring.current, nonce + _cipher(ring, ring.current).encrypt(nonce, content, owner.bytes)


def unseal(key_id: str, sealed: bytes, owner: UUID) -> bytes:
    """The content. Raises ConflictError without its key, InvalidTag for changed bytes or another row."""
    ring = document_ring()
    if key_id not in ring.keys:
        raise _lost()
    return _cipher(ring, key_id).decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.bytes)


def register() -> None:
    """Let documents take part in the change of keys."""
    register_file(KeyFile(DOCUMENTS, document_key_file, document_ring, _fresh))
    columns = (("key_id", "text"), ("sealed", "bytea"))
    where = ("dossiers_documentcontent", "revision_id", "key_id", "sealed", columns)
    register_store(Store("documenten", DOCUMENTS, *where, _reseal, "sealed is not null"))


def _reseal(key_id: str, sealed: bytes, owner: UUID) -> tuple[Any, ...]:
    return seal(unseal(key_id, sealed, owner), owner)


def _cipher(ring: Ring, key_id: str) -> AESGCM:
    return AESGCM(base64.b64decode(ring.keys[key_id]))


def _refuse_beside_documents() -> None:
    """A fresh key would hide that the old one is gone until somebody needs a document."""
    context = current_context_or_none()
    with connections[context.using if context else "default"].cursor() as cursor:
        cursor.execute("select dossiers_any_document()")
        if cursor.fetchone()[0]:
            raise _lost()


def _lost() -> ConflictError:
    return ConflictError(
        gettext("De sleutels van de documenten zijn er niet."),
        gettext("Er staan documenten in de database, maar het bestand met hun sleutels ontbreekt."),
        gettext("Zet het bestand documents.json terug, naast de sleutels van personen."),
    )


def _fresh() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def _make() -> None:
    _refuse_beside_documents()
    make_ring(document_key_file(), "d1", _fresh(), clock.today().isoformat())
