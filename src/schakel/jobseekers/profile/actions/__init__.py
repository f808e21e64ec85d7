"""Every write on the work profile; one noun per file."""

from schakel.jobseekers.profile.actions.linking import (
    add_proposed,
    agree_with_link,
    link_competence,
    note_no_concept,
    unlink_competence,
)
from schakel.jobseekers.profile.actions.occupation import (
    OccupationConfirmed,
    OccupationNoted,
    confirm_occupation,
    note_last_occupation,
    note_last_occupations,
    register,
)
from schakel.jobseekers.profile.actions.strengths import (
    NewCompetence,
    NewLimit,
    NewPeriod,
    add_competence,
    add_limit,
    add_work_period,
    remove_line,
)

__all__ = [
    "NewCompetence",
    "NewLimit",
    "NewPeriod",
    "OccupationConfirmed",
    "OccupationNoted",
    "add_competence",
    "add_limit",
    "add_proposed",
    "add_work_period",
    "agree_with_link",
    "confirm_occupation",
    "link_competence",
    "note_last_occupation",
    "note_last_occupations",
    "note_no_concept",
    "register",
    "remove_line",
    "unlink_competence",
]
