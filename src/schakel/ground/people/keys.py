"""The keys that protect BSNs. They live in a file outside the database and outside its backups."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.keyring import Ring, make_ring, read_ring

_NONCE = 12
_held: ContextVar[Ring | None] = ContextVar("schakel_people_ring", default=None)


@dataclass(frozen=True, slots=True)
class Keys:
    """One generation of keys: its id, a key to encrypt with and a key to look up with."""

    id: str
    encryption: bytes
    lookup: bytes

    def digest(self, text: str) -> bytes:
        """The keyed hash by which a BSN is found without being read."""
        return hmac.new(self.lookup, text.encode(), hashlib.sha256).digest()

    def encrypt(self, text: str, owner: UUID) -> bytes:
        """The text under AES-GCM, bound to its owner: put in another row, it can't be read."""
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self.encryption).encrypt(nonce, text.encode(), owner.bytes)

    def decrypt(self, cipher: bytes, owner: UUID) -> str:
        """The text again. Raises InvalidTag for another owner, another key or changed bytes."""
        return AESGCM(self.encryption).decrypt(cipher[:_NONCE], cipher[_NONCE:], owner.bytes).decode()


@dataclass(frozen=True, slots=True)
class SealedBsn:
    """A BSN as it is stored: readable with one key, found under each key that counts."""

    key: str
    cipher: bytes
    hash: bytes
    other_hash: bytes | None


def key_file() -> Path:
    """Where the keys are: SCHAKEL_KEYS, or the folder of keys beside the database's data."""
    from schakel.ground.kernel.database import default_data

    named = os.environ.get("SCHAKEL_KEYS")
    return Path(named) if named else default_data() / "keys" / "people.json"


def people_ring() -> Ring:
    """The generations of keys; the first is made at first use.

    Raises ConflictError when the file is gone while BSNs are stored: new keys could not read them, and
    would let the same number in twice.
    """
    return _held.get() or read_ring(key_file(), _make)


@contextmanager
def one_reading() -> Iterator[None]:
    """Let all that is sealed and read within go by one reading of the keys: for acts on many clients."""
    token = _held.set(people_ring())
    try:
        yield
    finally:
        _held.reset(token)


def current_keys() -> Keys:
    """The keys that new rows are written with. Raises ConflictError as people_ring does."""
    ring = people_ring()
    return _generation(ring, ring.current)


def keys_named(key_id: str) -> Keys:
    """A generation by the id that stands in a row. Raises ConflictError when this machine lacks it."""
    ring = people_ring()
    if key_id not in ring.keys:
        raise ConflictError(
            gettext("De sleutel van dit gegeven is er niet."),
            gettext("Het is vastgelegd met sleutel %(key)s, en die staat niet in het bestand.")
            % {"key": key_id},
            gettext("Zet het nieuwste bestand people.json op deze machine."),
        )
    return _generation(ring, key_id)


def digests(bsn: str) -> tuple[bytes, ...]:
    """The hashes under which a BSN may be stored now, the current key's first; two while keys are changed."""
    ring = people_ring()
    return tuple(_generation(ring, key_id).digest(bsn) for key_id in ring.valid)


def seal_bsn(bsn: str, owner: UUID) -> SealedBsn:
    """A BSN as it is stored for its owner, all of one reading of the keys."""
    ring = people_ring()
    own, *others = (_generation(ring, key_id) for key_id in ring.valid)
    other_hash = others[0].digest(bsn) if others else None
    return SealedBsn(own.id, own.encrypt(bsn, owner), own.digest(bsn), other_hash)


def fresh_material() -> dict[str, str]:
    """What a new generation of keys stands as in the file."""
    return {name: base64.b64encode(os.urandom(32)).decode() for name in ("encryption", "lookup")}


def decrypt_named(key_id: str, cipher: bytes, owner: UUID) -> str:
    """A text under the key that its row names; rows of before keys had names are tried with each.

    Raises ConflictError without its key, InvalidTag for changed bytes or another row.
    """
    if key_id:
        return keys_named(key_id).decrypt(cipher, owner)
    ring = people_ring()
    for one in ring.keys:
        try:
            return _generation(ring, one).decrypt(cipher, owner)
        except InvalidTag:
            continue
    raise InvalidTag


def _generation(ring: Ring, key_id: str) -> Keys:
    material: dict[str, Any] = ring.keys[key_id]
    return _keys(key_id, material["encryption"], material["lookup"])


@lru_cache(maxsize=8)
def _keys(key_id: str, encryption: str, lookup: str) -> Keys:
    return Keys(key_id, base64.b64decode(encryption), base64.b64decode(lookup))


def _make() -> None:
    _refuse_beside_numbers()
    make_ring(key_file(), "k1", fresh_material(), clock.today().isoformat())


def _refuse_beside_numbers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select people_any_bsn()")
        if not cursor.fetchone()[0]:
            return
    raise ConflictError(
        gettext("De sleutels van de BSN's zijn er niet."),
        gettext("Er staan BSN's in de database, maar het bestand met de sleutels ontbreekt."),
        gettext("Zet het bestand terug, of wijs het aan met SCHAKEL_KEYS."),
    )
