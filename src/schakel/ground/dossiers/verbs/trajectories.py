"""What can be said of trajectories and of the talk at the end of a right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.dossiers.models import EndTalk
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import short_date


@dataclass(frozen=True, slots=True)
class TrajectoryStarted:
    """A trajectory runs at a provider, paid by an organisation until a day."""

    name: str
    provider: str
    payer: str
    planned_end: str
    paid_until: str


@dataclass(frozen=True, slots=True)
class TrajectoryChanged:
    """A trajectory ends on another day, or somebody else pays from a day."""

    name: str
    provider: str
    payer: str
    planned_end: str
    paid_until: str
    next_payer: str | None
    because: str


@dataclass(frozen=True, slots=True)
class TrajectoryEnded:
    """A trajectory ended, with its reason."""

    name: str
    provider: str
    because: str


@dataclass(frozen=True, slots=True)
class EndTalkHeld:
    """The talk at the end of a right was held."""

    held_on: str
    wish: str
    summary: str


def _named(content: dict[str, Any]) -> dict[str, str]:
    return {"name": content["name"], "provider": content["provider"]}


def _paid(content: dict[str, Any]) -> str:
    today = clock.today()
    words = {
        "payer": content["payer"],
        "day": short_date(date.fromisoformat(content["paid_until"]), today),
    }
    return gettext("%(payer)s betaalt tot en met %(day)s") % words


def _changed_lines(content: dict[str, Any]) -> list[str]:
    lines = [_paid(content)]
    if content["next_payer"]:
        lines.append(gettext("Daarna betaalt %(payer)s") % {"payer": content["next_payer"]})
    return [*lines, gettext("want %(why)s") % {"why": content["because"]}]


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "trajectory.start",
        TrajectoryStarted,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: gettext("Traject %(name)s bij %(provider)s loopt") % _named(c),
        lines=lambda c: [_paid(c)],
    )
    register_verb(
        "trajectory.change",
        TrajectoryChanged,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: gettext("Traject %(name)s bij %(provider)s gewijzigd") % _named(c),
        lines=_changed_lines,
    )
    register_verb(
        "trajectory.end",
        TrajectoryEnded,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: gettext("Traject %(name)s bij %(provider)s gestopt") % _named(c),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
    register_verb(
        "dossier.end_talk",
        EndTalkHeld,
        section=Section.CONTACTS,
        heading=lambda c: (
            gettext("Gesprek over het einde: %(wish)s") % {"wish": EndTalk.Wish(c["wish"]).label}
        ),
        lines=lambda c: [c["summary"]],
    )
