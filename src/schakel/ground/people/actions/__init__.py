"""Every write on clients; one noun per file."""

from schakel.ground.people.actions.addresses import correct_address, enter_address
from schakel.ground.people.actions.clients import (
    CHANGEABLE,
    CHANGEABLE_BY_CLIENT,
    FROM_FILES,
    NewClient,
    add_bsns,
    change_client,
    number_clients,
    refresh_contacts,
    register_clients,
    start_entitlement,
    start_entitlements,
)
from schakel.ground.people.actions.entitlements import correct_entitlement, end_entitlement
from schakel.ground.people.actions.household import (
    NewMember,
    add_household_member,
    correct_household_member,
    end_household_member,
)
from schakel.ground.people.actions.protections import (
    agree_on_safety,
    appoint_representative,
    arrange_interpreter,
    record_death,
    record_detention,
)
from schakel.ground.people.actions.reviewing import (
    Ending,
    end_detention,
    end_protection,
    end_safety_agreement,
    prolong_detention,
    prolong_protection,
    prolong_safety_agreement,
)
from schakel.ground.people.actions.secrecy import hide_address, name_address_readers
from schakel.ground.people.entitling import NewEntitlement

__all__ = [
    "CHANGEABLE",
    "CHANGEABLE_BY_CLIENT",
    "FROM_FILES",
    "Ending",
    "NewClient",
    "NewEntitlement",
    "NewMember",
    "add_bsns",
    "add_household_member",
    "agree_on_safety",
    "appoint_representative",
    "arrange_interpreter",
    "change_client",
    "correct_address",
    "correct_entitlement",
    "correct_household_member",
    "end_detention",
    "end_entitlement",
    "end_household_member",
    "end_protection",
    "end_safety_agreement",
    "enter_address",
    "hide_address",
    "name_address_readers",
    "number_clients",
    "prolong_detention",
    "prolong_protection",
    "prolong_safety_agreement",
    "record_death",
    "record_detention",
    "refresh_contacts",
    "register_clients",
    "start_entitlement",
    "start_entitlements",
]
