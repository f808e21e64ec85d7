"""Every write on organisations; one noun per file."""

from schakel.ground.organisations.actions.accounts import (
    Invitation,
    deactivate_account,
    invite_member,
    reactivate_account,
    renew_login,
    reset_second_step,
    unlock_account,
)
from schakel.ground.organisations.actions.adopting import (
    adopt_settings,
)
from schakel.ground.organisations.actions.availability import (
    NewAbsence,
    arrange_cover,
    change_absence,
    report_absence,
    set_working_hours,
)
from schakel.ground.organisations.actions.bodies import (
    NewSeat,
    change_body,
    change_body_meeting,
    decide_in_body,
    end_body,
    found_body,
    give_body_task,
    leave_body,
    plan_body_meeting,
    put_on_agenda,
    seat_in_body,
    settle_body_task,
)
from schakel.ground.organisations.actions.bundles import (
    end_bundle,
    give_bundle,
    make_bundle,
    make_site_bundles,
    take_bundle,
)
from schakel.ground.organisations.actions.cards import (
    Card,
    change_card,
    place_portrait,
    remove_portrait,
)
from schakel.ground.organisations.actions.client_management import (
    set_client_management,
)
from schakel.ground.organisations.actions.joint_teams import (
    NewJointTeam,
    answer_joint_team,
    change_joint_team,
    choose_joint_queue,
    end_joint_team,
    invite_to_joint_team,
    leave_joint_team,
    make_joint_team,
    place_in_joint_team,
    withdraw_joint_invitation,
)
from schakel.ground.organisations.actions.locations import (
    Site,
    add_spot,
    change_location,
    close_location,
    open_location,
    put_at_location,
    remove_spot,
)
from schakel.ground.organisations.actions.mandates import (
    NewMandate,
    end_mandate,
    give_mandate,
)
from schakel.ground.organisations.actions.members import (
    add_member,
    create_organisation,
    create_team,
    end_membership,
)
from schakel.ground.organisations.actions.names import (
    Reach,
    change_reach,
    give_own_name,
)
from schakel.ground.organisations.actions.pairs import (
    end_pair,
    make_pair,
)
from schakel.ground.organisations.actions.presets import (
    use_preset,
)
from schakel.ground.organisations.actions.succeeding import (
    carry_out_succession,
)
from schakel.ground.organisations.actions.succession import (
    Going,
    NewOrganisation,
    agree_to_succession,
    cancel_succession,
    map_succession,
    plan_merger,
    plan_split,
)
from schakel.ground.organisations.actions.teams import (
    end_team,
    found_team,
    place_in_team,
)
from schakel.ground.organisations.actions.ties import (
    NewTie,
    answer_tie,
    propose_tie,
    withdraw_tie,
)
from schakel.ground.organisations.actions.ways import (
    NewWay,
    publish_way,
)
from schakel.ground.organisations.actions.wishes import (
    NewWish,
    answer_wish,
    report_wish,
    support_wish,
)
from schakel.ground.organisations.joining import NewProfessional

__all__ = [
    "Card",
    "Going",
    "Invitation",
    "NewAbsence",
    "NewJointTeam",
    "NewMandate",
    "NewOrganisation",
    "NewProfessional",
    "NewSeat",
    "NewTie",
    "NewWay",
    "NewWish",
    "Reach",
    "Site",
    "add_member",
    "add_spot",
    "adopt_settings",
    "agree_to_succession",
    "answer_joint_team",
    "answer_tie",
    "answer_wish",
    "arrange_cover",
    "cancel_succession",
    "carry_out_succession",
    "change_absence",
    "change_body",
    "change_body_meeting",
    "change_card",
    "change_joint_team",
    "change_location",
    "change_reach",
    "choose_joint_queue",
    "close_location",
    "create_organisation",
    "create_team",
    "deactivate_account",
    "decide_in_body",
    "end_body",
    "end_bundle",
    "end_joint_team",
    "end_mandate",
    "end_membership",
    "end_pair",
    "end_team",
    "found_body",
    "found_team",
    "give_body_task",
    "give_bundle",
    "give_mandate",
    "give_own_name",
    "invite_member",
    "invite_to_joint_team",
    "leave_body",
    "leave_joint_team",
    "make_bundle",
    "make_joint_team",
    "make_pair",
    "make_site_bundles",
    "map_succession",
    "open_location",
    "place_in_joint_team",
    "place_in_team",
    "place_portrait",
    "plan_body_meeting",
    "plan_merger",
    "plan_split",
    "propose_tie",
    "publish_way",
    "put_at_location",
    "put_on_agenda",
    "reactivate_account",
    "remove_portrait",
    "remove_spot",
    "renew_login",
    "report_absence",
    "report_wish",
    "reset_second_step",
    "seat_in_body",
    "set_client_management",
    "set_working_hours",
    "settle_body_task",
    "support_wish",
    "take_bundle",
    "unlock_account",
    "use_preset",
    "withdraw_joint_invitation",
    "withdraw_tie",
]
