"""Every read of clients; one noun per file."""

from schakel.ground.people.queries.addresses import addresses_of, current_address, is_address_open
from schakel.ground.people.queries.clients import (
    bsn_of,
    client_visible,
    entitlements_of,
    known_clients,
    numbers_of,
    with_other_bsn,
)
from schakel.ground.people.queries.household import household_of
from schakel.ground.people.queries.protections import (
    Addressee,
    Protected,
    address_readers_of,
    may_name_readers,
    protections_about,
    protections_of,
    require_alive,
    visible_address,
)

__all__ = [
    "Addressee",
    "Protected",
    "address_readers_of",
    "addresses_of",
    "bsn_of",
    "client_visible",
    "current_address",
    "entitlements_of",
    "household_of",
    "is_address_open",
    "known_clients",
    "may_name_readers",
    "numbers_of",
    "protections_about",
    "protections_of",
    "require_alive",
    "visible_address",
    "with_other_bsn",
]
