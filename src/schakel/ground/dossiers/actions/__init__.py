"""Every write on dossiers, one noun per module."""

from schakel.ground.dossiers.actions.disputes import answer_dispute, choose_fact
from schakel.ground.dossiers.actions.facts import dispute_fact, state_fact, state_facts
from schakel.ground.dossiers.actions.handovers import return_handover, send_handover, take_up_handover
from schakel.ground.dossiers.actions.opening import Responsible, join_known_clients, open_dossiers
from schakel.ground.dossiers.actions.participation import add_participant, leave_dossier, rest_dossier
from schakel.ground.dossiers.actions.regie import pass_regie, take_regie
from schakel.ground.dossiers.actions.saved_views import NewView, export_list, remove_view, save_view
from schakel.ground.dossiers.actions.shields import (
    lift_shield,
    name_reader,
    review_shield,
    shield_dossier,
    unname_reader,
)
from schakel.ground.dossiers.actions.sources import judge_source
from schakel.ground.dossiers.actions.urgent_looks import judge_urgent_look, look_urgently

__all__ = [
    "NewView",
    "Responsible",
    "add_participant",
    "answer_dispute",
    "choose_fact",
    "dispute_fact",
    "export_list",
    "join_known_clients",
    "judge_source",
    "judge_urgent_look",
    "leave_dossier",
    "lift_shield",
    "look_urgently",
    "name_reader",
    "open_dossiers",
    "pass_regie",
    "remove_view",
    "rest_dossier",
    "return_handover",
    "review_shield",
    "save_view",
    "send_handover",
    "shield_dossier",
    "state_fact",
    "state_facts",
    "take_regie",
    "take_up_handover",
    "unname_reader",
]
