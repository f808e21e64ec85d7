"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.availability import (
    NewAbsence,
    arrange_cover,
    change_absence,
    report_absence,
    set_working_hours,
)
from schakel.ground.organisations.actions.members import (
    ROLES_OF_KIND,
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)
from schakel.ground.organisations.actions.pairs import end_pair, make_pair

__all__ = [
    "ROLES_OF_KIND",
    "NewAbsence",
    "NewProfessional",
    "add_member",
    "arrange_cover",
    "change_absence",
    "create_organisation",
    "create_team",
    "end_membership",
    "end_pair",
    "make_pair",
    "report_absence",
    "set_working_hours",
]
