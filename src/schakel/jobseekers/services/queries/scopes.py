"""For whom a figure stands: the whole organisation or one of its teams, and which are too small to show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import LEAST, small_cells, too_small
from schakel.ground.organisations.models import Team
from schakel.jobseekers.services import access
from schakel.jobseekers.services.catalogue.shelf import the_catalogue

ALL, NO_TEAM = "all", "none"


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole organisation, a team, or the clients of nobody's team; key as an address names it."""

    key: str
    name: str


def key_of(team_id: UUID | None) -> str:
    """The key of a team's scope."""
    return str(team_id) if team_id else NO_TEAM


def scopes_of(keys: Iterable[str]) -> list[Scope]:
    """The whole organisation first, then these teams by name, those of no team last; one statement."""
    wanted = set(keys)
    ids = [key for key in wanted if key not in (ALL, NO_TEAM)]
    teams = [
        Scope(str(team.pk), team.name) for team in Team.objects.filter(pk__in=ids).order_by("name", "pk")
    ]
    last = [Scope(NO_TEAM, gettext("zonder team"))] if NO_TEAM in wanted else []
    return [Scope(ALL, gettext("Hele organisatie")), *teams, *last]


def hidden_scopes(sizes: Mapping[str, int]) -> set[str]:
    """The scopes that show nothing: teams below ten and never one alone, and a whole below ten."""
    hidden = too_small({key: size for key, size in sizes.items() if key != ALL})
    return hidden | ({ALL} if 0 < sizes.get(ALL, 0) < LEAST else set())


def hidden_parts(found: Mapping[str, Mapping[str, int]], hidden: set[str]) -> dict[str, frozenset[str]]:
    """Of each scope the parts whose number stays hidden; hidden are scopes of which nothing is told."""
    cells = small_cells(found, hidden)
    return {key: frozenset(part for scope, part in cells if scope == key) for key in found}


def counted(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """The rows of one of the counting functions of the database, for who may read figures.

    Raises ForbiddenError for a role that may not.
    """
    context = current_context()
    access.READ_FIGURES.check(context, {})
    with connections[context.using].cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def groups_by_key() -> str:
    """The group in the mix of each service of the catalogue, as the database reads it."""
    return json.dumps({key: one.mix for key, one in the_catalogue().services.items()})
