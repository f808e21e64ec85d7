"""Every write on services; one noun per file."""

from schakel.jobseekers.services.actions.approving import answer_approval, withdraw_approval
from schakel.jobseekers.services.actions.choosing import NONE, ServiceChoice, choose_service
from schakel.jobseekers.services.actions.extending import extend_use
from schakel.jobseekers.services.actions.facts import tell_facts
from schakel.jobseekers.services.actions.keeping import (
    NewKnowledge,
    NewLocalService,
    end_local,
    keep_local,
    note_knowledge,
    remove_local,
    set_levels,
)
from schakel.jobseekers.services.actions.own import give_own_view
from schakel.jobseekers.services.actions.running import (
    End,
    Start,
    UseDecision,
    decide_use,
    drop_use,
    end_use,
    log_step,
    start_use,
)

__all__ = [
    "NONE",
    "End",
    "NewKnowledge",
    "NewLocalService",
    "ServiceChoice",
    "Start",
    "UseDecision",
    "answer_approval",
    "choose_service",
    "decide_use",
    "drop_use",
    "end_local",
    "end_use",
    "extend_use",
    "give_own_view",
    "keep_local",
    "log_step",
    "note_knowledge",
    "remove_local",
    "set_levels",
    "start_use",
    "tell_facts",
    "withdraw_approval",
]
