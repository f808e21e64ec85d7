"""The people of the own organisation with an occupation of one group, without a name (requirement R069)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import LEAST, Estimate, share, too_small

BENEFIT: dict[str, str | Promise] = {
    "half_year": _("korter dan een half jaar"),
    "year": _("een half jaar tot een jaar"),
    "two_years": _("een tot twee jaar"),
    "longer": _("langer dan twee jaar"),
    "none": _("geen uitkering, of niet bekend"),
}
ENDED: dict[str, str | Promise] = {
    "work": _("werk"),
    "step": _("een stap verder: volgens plan afgerond, een opleiding of meedoen"),
    "other": _("anders"),
}
_WORDS = {"benefit": BENEFIT, "plan": ENDED, "service": ENDED}


@dataclass(frozen=True, slots=True)
class Slice:
    """A number of people of the group, in percent with its interval; both None where too few."""

    label: str
    people: int | None
    percent: Estimate | None


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """Who the own organisation guides with an occupation of the group; people is None below ten.

    team_people stays None where the team, or the rest of the organisation beside it, is smaller than ten.
    """

    people: int | None
    team: str
    team_people: int | None
    benefit: list[Slice]
    plans: list[Slice]
    services: list[Slice]


def group_picture(group: str, by: str) -> GroupPicture:
    """The picture of a group by its ISCO code, by "last" occupation or "wish"; one statement."""
    found: dict[str, dict[str, int]] = {}
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from services_group_picture(%s, %s)", [group, by])
        for kind, key, people in cursor.fetchall():
            found.setdefault(kind, {})[key] = people
    return picture_of(found)


def picture_of(found: Mapping[str, Mapping[str, int]]) -> GroupPicture:
    """What may be shown of counts by kind and key."""
    people = sum(found.get("people", {}).values())
    is_shown = people >= LEAST
    team, of_team = next(iter(found.get("team", {}).items()), ("", 0))
    is_team_shown = is_shown and of_team >= LEAST and (people - of_team >= LEAST or people == of_team)
    return GroupPicture(
        people if is_shown else None,
        team,
        of_team if is_team_shown else None,
        _slices("benefit", found) if is_shown else [],
        _slices("plan", found),
        _slices("service", found),
    )


def _slices(kind: str, found: Mapping[str, Mapping[str, int]]) -> list[Slice]:
    """The parts in their usual order; none where all of them together are too few to tell."""
    counts = found.get(kind, {})
    total = sum(counts.values())
    if total < LEAST:
        return []
    hidden = too_small(counts)
    return [
        Slice(str(words), None, None)
        if key in hidden
        else Slice(str(words), counts[key], _percent(counts[key], total))
        for key, words in _WORDS[kind].items()
        if key in counts
    ]


def _percent(people: int, total: int) -> Estimate:
    found = share(people, total)
    return Estimate(*(round(100 * part) for part in (found.value, found.low, found.high)))
