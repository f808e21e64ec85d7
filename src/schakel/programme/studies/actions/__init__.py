"""Every write of the studies room; one noun per file."""

from schakel.programme.studies.actions.answering import NewAnswer, answer_own, record_answer
from schakel.programme.studies.actions.drawing import draw_sample, end_study, export_cases, export_events
from schakel.programme.studies.actions.joint import (
    accept_invitation,
    decline_invitation,
    deliver_cases,
    export_joint,
    invite_organisation,
    take_back_invitation,
)
from schakel.programme.studies.actions.making import change_study, make_study, renew_study
from schakel.programme.studies.designing import NewStudy

__all__ = [
    "NewAnswer",
    "NewStudy",
    "accept_invitation",
    "answer_own",
    "change_study",
    "decline_invitation",
    "deliver_cases",
    "draw_sample",
    "end_study",
    "export_cases",
    "export_events",
    "export_joint",
    "invite_organisation",
    "make_study",
    "record_answer",
    "renew_study",
    "take_back_invitation",
]
