"""Every write on dossiers, one noun per module."""

from schakel.ground.dossiers.actions.documents import (
    NewDocument,
    NewFile,
    add_document,
    replace_document,
    withdraw_document,
)
from schakel.ground.dossiers.actions.erasing import erase_entry
from schakel.ground.dossiers.actions.facts import dispute_fact, state_fact, state_facts
from schakel.ground.dossiers.actions.handovers import return_handover, send_handover, take_up_handover
from schakel.ground.dossiers.actions.messages import answer_message, send_message, settle_message
from schakel.ground.dossiers.actions.opening import Responsible, join_known_clients, open_dossiers
from schakel.ground.dossiers.actions.participation import add_participant, leave_dossier, rest_dossier
from schakel.ground.dossiers.actions.regie import pass_regie, take_regie

__all__ = [
    "NewDocument",
    "NewFile",
    "Responsible",
    "add_document",
    "add_participant",
    "answer_message",
    "dispute_fact",
    "erase_entry",
    "join_known_clients",
    "leave_dossier",
    "open_dossiers",
    "pass_regie",
    "replace_document",
    "rest_dossier",
    "return_handover",
    "send_handover",
    "send_message",
    "settle_message",
    "state_fact",
    "state_facts",
    "take_regie",
    "take_up_handover",
    "withdraw_document",
]
