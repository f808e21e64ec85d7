"""The keys that protect BSNs. They live in a file outside the database and outside its backups."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.utils.translation import gettext

from schakel.ground.kernel.errors import ConflictError

_NONCE = 12


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


def key_file() -> Path:
    """Where the keys are: SCHAKEL_KEYS, or the folder of keys beside the database's data."""
    from schakel.ground.kernel.database import default_data

    named = os.environ.get("SCHAKEL_KEYS")
    return Path(named) if named else default_data() / "keys" / "people.json"


@lru_cache(maxsize=4)
def _load(path: Path) -> Keys:
    if not path.exists():
        _refuse_beside_numbers()
        make_keys(path)
    stored = json.loads(path.read_text(encoding="ascii"))
    current = stored["keys"][stored["current"]]
    return Keys(
        stored["current"], base64.b64decode(current["encryption"]), base64.b64decode(current["lookup"])
    )


def current_keys() -> Keys:
    """The keys in use; made at first use.

    Raises ConflictError when the file is gone while BSNs are stored: new keys could not read them, and
    would let the same number in twice.
    """
    return _load(key_file())


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


def make_keys(path: Path) -> None:
    """Write a first generation of keys, readable by the owner of the process only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = {name: base64.b64encode(os.urandom(32)).decode() for name in ("encryption", "lookup")}
    text = json.dumps({"current": "k1", "keys": {"k1": fresh}})
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
