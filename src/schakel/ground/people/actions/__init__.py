"""Every write on clients; one noun per file."""

from schakel.ground.people.actions.addresses import correct_address, enter_address
from schakel.ground.people.actions.clients import (
    CHANGEABLE,
    CHANGEABLE_BY_CLIENT,
    FROM_FILES,
    NewClient,
    NewEntitlement,
    add_bsns,
    change_client,
    number_clients,
    refresh_contacts,
    register_clients,
    start_entitlement,
    start_entitlements,
)

__all__ = [
    "CHANGEABLE",
    "CHANGEABLE_BY_CLIENT",
    "FROM_FILES",
    "NewClient",
    "NewEntitlement",
    "add_bsns",
    "change_client",
    "correct_address",
    "enter_address",
    "number_clients",
    "refresh_contacts",
    "register_clients",
    "start_entitlement",
    "start_entitlements",
]
