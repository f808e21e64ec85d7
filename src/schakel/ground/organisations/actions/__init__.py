"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.locations import (
    Site,
    add_spot,
    change_location,
    close_location,
    open_location,
    put_at_location,
    remove_spot,
)
from schakel.ground.organisations.actions.members import (
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)
from schakel.ground.organisations.actions.names import Reach, change_reach, give_own_name
from schakel.ground.organisations.actions.presets import use_preset
from schakel.ground.organisations.actions.succeeding import carry_out_succession
from schakel.ground.organisations.actions.succession import (
    Going,
    NewOrganisation,
    agree_to_succession,
    cancel_succession,
    map_succession,
    plan_merger,
    plan_split,
)

__all__ = [
    "Going",
    "NewOrganisation",
    "NewProfessional",
    "Reach",
    "Site",
    "add_member",
    "add_spot",
    "agree_to_succession",
    "cancel_succession",
    "carry_out_succession",
    "change_location",
    "change_reach",
    "close_location",
    "create_organisation",
    "create_team",
    "end_membership",
    "give_own_name",
    "map_succession",
    "open_location",
    "plan_merger",
    "plan_split",
    "put_at_location",
    "remove_spot",
    "use_preset",
]
