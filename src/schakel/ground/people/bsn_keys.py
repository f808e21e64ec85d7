"""How BSNs and what else lies under the keys of people take part in the change of keys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.accounts.sealing import Sealed
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people.keys import (
    current_keys,
    decrypt_named,
    fresh_material,
    key_file,
    keys_named,
    people_ring,
    seal_bsn,
)
from schakel.ground.people.rotation import KeyFile, Store, register_file, register_store

PEOPLE = "people.json"

_COLUMNS = (
    ("bsn_key", "text"),
    ("bsn_cipher", "bytea"),
    ("bsn_hash", "bytea"),
    ("bsn_other_hash", "bytea"),
)

# The lock waits for who is writing with this key; from its end the database refuses the key.
_RETIRE = """
select pg_advisory_xact_lock(hashtext('people_bsn_key'), hashtext(%s));
"""
_MARK = "insert into people_retiredkey (id) values (%s) on conflict do nothing"

_TIDY = """
with those as (select id from people_client where bsn_other_hash is not null order by id limit 5000)
update people_client c set bsn_other_hash = null from those where c.id = those.id
"""


def register() -> None:
    """Make the keys of people and the rows under them known."""
    register_file(KeyFile(PEOPLE, key_file, people_ring, fresh_material, _retire, _tidy))
    where = ("people_client", "id", "bsn_key", "bsn_cipher", _COLUMNS)
    register_store(Store("BSN's", PEOPLE, *where, _recrypt_bsn, "bsn_cipher is not null"))
    register_store(sealed_texts("tweede stappen", "accounts_authenticator", "secret_cipher"))


def seal_text(text: str, owner: UUID) -> Sealed:
    """A text of a room below, under the keys of now."""
    keys = current_keys()
    return Sealed(keys.id, keys.encrypt(text, owner))


def sealed_texts(name: str, table: str, cipher_column: str) -> Store:
    """A store of texts under the keys of people, whose row's key_id names the key; empty bytes are none."""
    columns = (("key_id", "text"), (cipher_column, "bytea"))
    fit = f"{cipher_column} is not null and length({cipher_column}) > 0"
    return Store(name, PEOPLE, table, "id", "key_id", cipher_column, columns, _recrypt_text, fit)


def just_retired() -> ConflictError:
    """What a writer is told whose machine still uses a key that was retired."""
    return ConflictError(
        gettext("De sleutels zijn net gewisseld."),
        gettext("Dit gegeven was nog met de vorige sleutel vastgelegd."),
        gettext("Probeer het opnieuw. Blijft dit komen, vraag de beheerder om de sleutels op deze machine."),
    )


def _recrypt_bsn(key_id: str, cipher: bytes, owner: UUID) -> tuple[Any, ...]:
    sealed = seal_bsn(keys_named(key_id).decrypt(cipher, owner), owner)
    return sealed.key, sealed.cipher, sealed.hash, sealed.other_hash


def _recrypt_text(key_id: str, cipher: bytes, owner: UUID) -> tuple[Any, ...]:
    keys = current_keys()
    return keys.id, keys.encrypt(decrypt_named(key_id, cipher, owner), owner)


def _retire(connection: Any, key_id: str) -> None:
    connection.execute(_RETIRE, [key_id])
    connection.execute(_MARK, [key_id])


def _tidy(connection: Any) -> None:
    """The other hash is of no use once no row can be written with its key."""
    while connection.execute(_TIDY).rowcount:
        pass
