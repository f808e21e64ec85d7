"""Every write on intakes; one noun per file."""

from schakel.jobseekers.intake.actions.advisers import join_intake, take_over_intake
from schakel.jobseekers.intake.actions.answering import save_part, send_intake
from schakel.jobseekers.intake.actions.channels import NewChannel, end_channel, set_channel
from schakel.jobseekers.intake.actions.ending import choose_route, finish_intake
from schakel.jobseekers.intake.actions.home_visits import (
    NewHomeVisit,
    Report,
    Told,
    ask_home_visit,
    decide_home_visit,
    evaluate_home_visit,
    report_home_visit,
    tell_client,
    withdraw_home_visit,
)
from schakel.jobseekers.intake.actions.offers import NewOffer, answer_offer, offer_work
from schakel.jobseekers.intake.actions.opening import NewIntake, check_identity, open_intake
from schakel.jobseekers.intake.actions.rules import add_rule, end_rule
from schakel.jobseekers.intake.actions.steps import NewAgreedStep, agree_step, end_step

__all__ = [
    "NewAgreedStep",
    "NewChannel",
    "NewHomeVisit",
    "NewIntake",
    "NewOffer",
    "Report",
    "Told",
    "add_rule",
    "agree_step",
    "answer_offer",
    "ask_home_visit",
    "check_identity",
    "choose_route",
    "decide_home_visit",
    "end_channel",
    "end_rule",
    "end_step",
    "evaluate_home_visit",
    "finish_intake",
    "join_intake",
    "offer_work",
    "open_intake",
    "report_home_visit",
    "save_part",
    "send_intake",
    "set_channel",
    "take_over_intake",
    "tell_client",
    "withdraw_home_visit",
]
