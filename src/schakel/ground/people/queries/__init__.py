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

__all__ = [
    "addresses_of",
    "bsn_of",
    "client_visible",
    "current_address",
    "entitlements_of",
    "is_address_open",
    "known_clients",
    "numbers_of",
    "with_other_bsn",
]
