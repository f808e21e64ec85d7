"""Reading the work profile; one noun per file."""

from schakel.jobseekers.profile.queries.linking import (
    candidates,
    clients_to_link,
    competence_of,
    dropped_links,
    is_linking_possible,
    proposed,
)
from schakel.jobseekers.profile.queries.occupation import (
    is_vocabulary_loaded,
    last_occupation_of,
    may_change,
    suggestions_for,
    work,
)
from schakel.jobseekers.profile.queries.strengths import (
    Completeness,
    Lines,
    MatchingInput,
    completeness_of,
    lines_of,
    matching_input,
)

__all__ = [
    "Completeness",
    "Lines",
    "MatchingInput",
    "candidates",
    "clients_to_link",
    "competence_of",
    "completeness_of",
    "dropped_links",
    "is_linking_possible",
    "is_vocabulary_loaded",
    "last_occupation_of",
    "lines_of",
    "matching_input",
    "may_change",
    "proposed",
    "suggestions_for",
    "work",
]
