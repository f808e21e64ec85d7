"""What is kept of clients; one noun per file."""

from schakel.ground.people.models.client import Client, ClientNumber, ContactChannel
from schakel.ground.people.models.entitlement import BenefitEntitlement, Regime

__all__ = [
    "BenefitEntitlement",
    "Client",
    "ClientNumber",
    "ContactChannel",
    "Regime",
]
