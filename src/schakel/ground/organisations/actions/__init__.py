"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.members import (
    ROLES_OF_KIND,
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)
from schakel.ground.organisations.actions.wishes import NewWish, answer_wish, report_wish, support_wish

__all__ = [
    "ROLES_OF_KIND",
    "NewProfessional",
    "NewWish",
    "add_member",
    "answer_wish",
    "create_organisation",
    "create_team",
    "end_membership",
    "report_wish",
    "support_wish",
]
