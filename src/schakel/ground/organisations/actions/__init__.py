"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.members import (
    ROLES_OF_KIND,
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)

__all__ = [
    "ROLES_OF_KIND",
    "NewProfessional",
    "add_member",
    "create_organisation",
    "create_team",
    "end_membership",
]
