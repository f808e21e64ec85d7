"""Every read of the quality room; one noun per file."""

from schakel.programme.quality.queries.counts import (
    Group,
    Part,
    Picture,
    busy_run,
    latest_run,
    months_of,
    picture_of,
    teams_of,
)
from schakel.programme.quality.queries.gaps import dossiers_lacking
from schakel.programme.quality.queries.targets import aims_on, targets_of

__all__ = [
    "Group",
    "Part",
    "Picture",
    "aims_on",
    "busy_run",
    "dossiers_lacking",
    "latest_run",
    "months_of",
    "picture_of",
    "targets_of",
    "teams_of",
]
