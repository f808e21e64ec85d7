"""Every write on dossiers, one noun per module."""

from schakel.ground.dossiers.actions.arrangements import arrange_handovers
from schakel.ground.dossiers.actions.consents import give_consent, record_consent, withdraw_consent
from schakel.ground.dossiers.actions.delegated import judge_delegated
from schakel.ground.dossiers.actions.disputes import answer_dispute, choose_fact
from schakel.ground.dossiers.actions.documents import (
    NewDocument,
    NewFile,
    add_document,
    replace_document,
    withdraw_document,
)
from schakel.ground.dossiers.actions.drafts import file_draft, keep_draft, throw_draft_away
from schakel.ground.dossiers.actions.duplicates import judge_distinct
from schakel.ground.dossiers.actions.erasing import erase_entry
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
from schakel.ground.dossiers.actions.join_answers import answer_join_requests
from schakel.ground.dossiers.actions.join_requests import (
    answer_join_request,
    ask_to_join,
    withdraw_join_requests,
)
from schakel.ground.dossiers.actions.life_domains import (
    close_life_domain,
    note_life_domain,
    open_life_domain,
    take_up_life_domain,
)
from schakel.ground.dossiers.actions.merging import merge_clients, unmerge_clients
from schakel.ground.dossiers.actions.messages import answer_message, send_message, settle_message
from schakel.ground.dossiers.actions.opening import Responsible, join_known_clients, open_dossiers
from schakel.ground.dossiers.actions.participation import add_participant, leave_dossier, rest_dossier
from schakel.ground.dossiers.actions.passing import pass_regies
from schakel.ground.dossiers.actions.readdressing import readdress_handover
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
from schakel.ground.dossiers.actions.trajectories import (
    change_trajectory,
    end_trajectory,
    hold_end_talk,
    start_trajectory,
)
from schakel.ground.dossiers.actions.undoing import undo_passings
from schakel.ground.dossiers.actions.urgent_looks import judge_urgent_look, look_urgently

__all__ = [
    "NewDocument",
    "NewFile",
    "NewView",
    "Responsible",
    "add_document",
    "add_participant",
    "answer_dispute",
    "answer_join_request",
    "answer_join_requests",
    "answer_message",
    "arrange_handovers",
    "ask_completion",
    "ask_to_join",
    "cancel_talk",
    "change_trajectory",
    "choose_fact",
    "close_life_domain",
    "complete_handover",
    "confirm_talk",
    "dispute_fact",
    "end_trajectory",
    "erase_entry",
    "export_list",
    "file_draft",
    "give_consent",
    "give_feedback",
    "hold_end_talk",
    "join_known_clients",
    "judge_delegated",
    "judge_distinct",
    "judge_source",
    "judge_urgent_look",
    "keep_draft",
    "leave_dossier",
    "lift_shield",
    "look_urgently",
    "merge_clients",
    "name_reader",
    "note_life_domain",
    "open_dossiers",
    "open_life_domain",
    "pass_regie",
    "pass_regies",
    "plan_talk",
    "readdress_handover",
    "record_consent",
    "remove_view",
    "replace_document",
    "report_talk",
    "rest_dossier",
    "return_handover",
    "review_shield",
    "save_view",
    "send_handover",
    "send_message",
    "settle_message",
    "settle_return",
    "shield_dossier",
    "start_trajectory",
    "state_fact",
    "state_facts",
    "take_regie",
    "take_up_handover",
    "take_up_life_domain",
    "throw_draft_away",
    "undo_passings",
    "unmerge_clients",
    "unname_reader",
    "withdraw_consent",
    "withdraw_document",
    "withdraw_handover",
    "withdraw_join_requests",
]
