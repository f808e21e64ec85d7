"""Reading the work profile; one noun per file."""

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
    "completeness_of",
    "is_vocabulary_loaded",
    "last_occupation_of",
    "lines_of",
    "matching_input",
    "may_change",
    "suggestions_for",
    "work",
]
