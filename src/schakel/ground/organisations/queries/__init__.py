"""Every read of organisations; one noun per file."""

from schakel.ground.organisations.queries.availability import (
    Away,
    absent_without_cover,
    away_today,
    covering_today,
)
from schakel.ground.organisations.queries.people import (
    ReaderName,
    directory,
    member_of,
    membership_of_reader,
    memberships_of,
    memberships_of_readers,
    names_of_readers,
    organisations_on_record,
    teams_of,
)

__all__ = [
    "Away",
    "ReaderName",
    "absent_without_cover",
    "away_today",
    "covering_today",
    "directory",
    "member_of",
    "membership_of_reader",
    "memberships_of",
    "memberships_of_readers",
    "names_of_readers",
    "organisations_on_record",
    "teams_of",
]
