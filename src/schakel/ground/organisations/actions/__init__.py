"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.availability import (
    NewAbsence,
    arrange_cover,
    change_absence,
    report_absence,
    set_working_hours,
)
from schakel.ground.organisations.actions.cards import Card, change_card, place_portrait, remove_portrait
from schakel.ground.organisations.actions.members import (
    ROLES_OF_KIND,
    NewProfessional,
    add_member,
    create_organisation,
    create_team,
    end_membership,
)
from schakel.ground.organisations.actions.pairs import end_pair, make_pair
from schakel.ground.organisations.actions.ways import NewWay, publish_way
from schakel.ground.organisations.actions.wishes import NewWish, answer_wish, report_wish, support_wish

__all__ = [
    "ROLES_OF_KIND",
    "Card",
    "NewAbsence",
    "NewProfessional",
    "NewWay",
    "NewWish",
    "add_member",
    "answer_wish",
    "arrange_cover",
    "change_absence",
    "change_card",
    "create_organisation",
    "create_team",
    "end_membership",
    "end_pair",
    "make_pair",
    "place_portrait",
    "publish_way",
    "remove_portrait",
    "report_absence",
    "report_wish",
    "set_working_hours",
    "support_wish",
]
