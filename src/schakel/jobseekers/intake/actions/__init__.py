"""Every write on intakes; one noun per file."""

from schakel.jobseekers.intake.actions.advisers import join_intake, take_over_intake
from schakel.jobseekers.intake.actions.answering import save_part, send_intake
from schakel.jobseekers.intake.actions.channels import NewChannel, set_channel
from schakel.jobseekers.intake.actions.ending import choose_route, finish_intake
from schakel.jobseekers.intake.actions.offers import NewOffer, answer_offer, offer_work
from schakel.jobseekers.intake.actions.opening import NewIntake, check_identity, open_intake

__all__ = [
    "NewChannel",
    "NewIntake",
    "NewOffer",
    "answer_offer",
    "check_identity",
    "choose_route",
    "finish_intake",
    "join_intake",
    "offer_work",
    "open_intake",
    "save_part",
    "send_intake",
    "set_channel",
    "take_over_intake",
]
