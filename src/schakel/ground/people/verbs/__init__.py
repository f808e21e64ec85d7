"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.people.verbs import addresses, clients
from schakel.ground.people.verbs.addresses import AddressCorrected, AddressEntered
from schakel.ground.people.verbs.clients import (
    ClientChanged,
    ClientRegistered,
    ContactsRefreshed,
    EntitlementStarted,
)

__all__ = [
    "AddressCorrected",
    "AddressEntered",
    "ClientChanged",
    "ClientRegistered",
    "ContactsRefreshed",
    "EntitlementStarted",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    clients.register()
    addresses.register()
