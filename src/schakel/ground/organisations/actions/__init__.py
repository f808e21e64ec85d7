"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.members import (
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)

__all__ = [
    "NewProfessional",
    "add_member",
    "create_organisation",
    "create_team",
    "end_membership",
]
