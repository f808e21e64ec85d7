"""What can be said in the journal of teams: one ended, somebody moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb
from schakel.ground.kernel.dates import long_date


@dataclass(frozen=True, slots=True)
class TeamEnded:
    """A team ended."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberMoved:
    """A professional is in another team from a day on; no name means in none."""

    professional: str
    was: str
    team: str
    on: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "team.end",
        TeamEnded,
        section=None,
        heading=lambda c: gettext("Team beëindigd: %(name)s") % {"name": c["name"]},
    )
    register_verb("member.move", MemberMoved, section=None, heading=_moved)


def _moved(content: dict[str, Any]) -> str:
    words = {"team": content["team"], "day": long_date(date.fromisoformat(content["on"]))}
    if not content["team"]:
        return gettext("Medewerker vanaf %(day)s in geen team") % words
    return gettext("Medewerker vanaf %(day)s in %(team)s") % words
