"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.people.verbs import addresses, clients, entitlements, household, protections
from schakel.ground.people.verbs.addresses import AddressCorrected, AddressEntered
from schakel.ground.people.verbs.clients import (
    ClientChanged,
    ClientRegistered,
    ContactsRefreshed,
    EntitlementStarted,
)
from schakel.ground.people.verbs.entitlements import EntitlementCorrected, EntitlementEnded
from schakel.ground.people.verbs.protections import (
    DEATH,
    DeathRecorded,
    ProtectionEnded,
    ProtectionReviewed,
    ProtectionStarted,
    ReadersNamed,
    SafetyAgreed,
)

__all__ = [
    "DEATH",
    "AddressCorrected",
    "AddressEntered",
    "ClientChanged",
    "ClientRegistered",
    "ContactsRefreshed",
    "DeathRecorded",
    "EntitlementCorrected",
    "EntitlementEnded",
    "EntitlementStarted",
    "ProtectionEnded",
    "ProtectionReviewed",
    "ProtectionStarted",
    "ReadersNamed",
    "SafetyAgreed",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    clients.register()
    addresses.register()
    entitlements.register()
    household.register()
    protections.register()
