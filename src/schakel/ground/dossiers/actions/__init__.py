"""Every write on dossiers, one noun per module."""

from schakel.ground.dossiers.actions.arrangements import arrange_handovers
from schakel.ground.dossiers.actions.facts import dispute_fact, state_fact, state_facts
from schakel.ground.dossiers.actions.handover_replies import (
    ask_completion,
    complete_handover,
    give_feedback,
    settle_return,
    withdraw_handover,
)
from schakel.ground.dossiers.actions.handover_talks import (
    cancel_talk,
    confirm_talk,
    plan_talk,
    report_talk,
)
from schakel.ground.dossiers.actions.handovers import return_handover, send_handover, take_up_handover
from schakel.ground.dossiers.actions.opening import Responsible, join_known_clients, open_dossiers
from schakel.ground.dossiers.actions.participation import add_participant, leave_dossier, rest_dossier
from schakel.ground.dossiers.actions.readdressing import readdress_handover
from schakel.ground.dossiers.actions.regie import pass_regie, take_regie
from schakel.ground.dossiers.actions.trajectories import (
    change_trajectory,
    end_trajectory,
    hold_end_talk,
    start_trajectory,
)

__all__ = [
    "Responsible",
    "add_participant",
    "arrange_handovers",
    "ask_completion",
    "cancel_talk",
    "change_trajectory",
    "complete_handover",
    "confirm_talk",
    "dispute_fact",
    "end_trajectory",
    "give_feedback",
    "hold_end_talk",
    "join_known_clients",
    "leave_dossier",
    "open_dossiers",
    "pass_regie",
    "plan_talk",
    "readdress_handover",
    "report_talk",
    "rest_dossier",
    "return_handover",
    "send_handover",
    "settle_return",
    "start_trajectory",
    "state_fact",
    "state_facts",
    "take_regie",
    "take_up_handover",
    "withdraw_handover",
]
