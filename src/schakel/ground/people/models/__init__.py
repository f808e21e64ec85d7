"""What is kept of clients; one noun per file."""

from schakel.ground.people.models.address import Address
from schakel.ground.people.models.client import Client, ClientNumber, ContactChannel
from schakel.ground.people.models.entitlement import SINCE, BenefitEntitlement, Regime, regime_label
from schakel.ground.people.models.household import HouseholdMember, HouseholdTie
from schakel.ground.people.models.protection import SECTION_OF, AddressReader, Protection, Representative

__all__ = [
    "SECTION_OF",
    "SINCE",
    "Address",
    "AddressReader",
    "BenefitEntitlement",
    "Client",
    "ClientNumber",
    "ContactChannel",
    "HouseholdMember",
    "HouseholdTie",
    "Protection",
    "Regime",
    "Representative",
    "regime_label",
]
