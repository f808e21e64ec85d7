"""Every write on intakes; one noun per file."""

from schakel.jobseekers.intake.actions.advisers import join_intake, take_over_intake
from schakel.jobseekers.intake.actions.answering import save_part, send_intake
from schakel.jobseekers.intake.actions.ending import choose_route, finish_intake
from schakel.jobseekers.intake.actions.opening import NewIntake, check_identity, open_intake

__all__ = [
    "NewIntake",
    "check_identity",
    "choose_route",
    "finish_intake",
    "join_intake",
    "open_intake",
    "save_part",
    "send_intake",
    "take_over_intake",
]
