"""Small helpers for tests: counting as the worker does, and reading what came of it."""

from __future__ import annotations

from uuid import UUID

from schakel.programme.quality.counting import ask_all, count_all
from schakel.programme.quality.queries import Picture, latest_run, picture_of
from tests.world import Person

IN_TEST = "default"
"""The worker's own connection would not see what a test has not committed; its functions are the same."""


def count() -> None:
    """Every organisation's dossiers, as of today."""
    ask_all(IN_TEST)
    count_all(IN_TEST)


def picture_for(person: Person, organisation_id: UUID) -> Picture:
    """The newest count as this person may see it."""
    with person.at_work():
        run = latest_run(organisation_id)
        assert run is not None
        return picture_of(run)


def known(person: Person, organisation_id: UUID, team_id: UUID | None, field: str) -> tuple[int, int] | None:
    """In how many dossiers of a team a field is known, of how many; None where it is not asked or shown."""
    part = picture_for(person, organisation_id).of_team(field, team_id).part
    return (part.known, part.asked) if part else None
