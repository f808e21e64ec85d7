"""What is kept of clients; one noun per file."""

from schakel.ground.people.models.address import Address
from schakel.ground.people.models.client import Client, ClientNumber, ContactChannel
from schakel.ground.people.models.entitlement import BenefitEntitlement, Regime

__all__ = [
    "Address",
    "BenefitEntitlement",
    "Client",
    "ClientNumber",
    "ContactChannel",
    "Regime",
]
