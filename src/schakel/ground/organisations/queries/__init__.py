"""Every read of organisations; one noun per file."""

from schakel.ground.organisations.queries.availability import (
    Away,
    absent_without_cover,
    away_today,
    covering_today,
)
from schakel.ground.organisations.queries.locations import (
    Shown,
    location_shown,
    locations,
    own_location,
)
from schakel.ground.organisations.queries.organisations import (
    Named,
    Tie,
    names_of,
    partner,
    partners,
    presences_of,
    role_words_of,
    successions_of,
    ties_of,
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
    "Named",
    "ReaderName",
    "Shown",
    "Tie",
    "absent_without_cover",
    "away_today",
    "covering_today",
    "directory",
    "location_shown",
    "locations",
    "member_of",
    "membership_of_reader",
    "memberships_of",
    "memberships_of_readers",
    "names_of",
    "names_of_readers",
    "organisations_on_record",
    "own_location",
    "partner",
    "partners",
    "presences_of",
    "role_words_of",
    "successions_of",
    "teams_of",
    "ties_of",
]
