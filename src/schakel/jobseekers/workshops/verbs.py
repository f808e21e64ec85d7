"""What is recorded of group meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, Glyph, register_verb
from schakel.ground.kernel.dates import long_date
from schakel.jobseekers.workshops.models import WorkshopInvitation

OF_INVITATION = ("workshop.invite", "workshop.decline", "workshop.cancel_for")


@dataclass(frozen=True, slots=True)
class SessionPlanned:
    """A group meeting was planned."""

    name: str
    held_on: str
    seats: int


@dataclass(frozen=True, slots=True)
class SessionCancelled:
    """A group meeting is called off, for how many invited clients."""

    name: str
    held_on: str
    because: str
    invited: int


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """Who came to a group meeting was noted, as numbers; names stand in dossiers."""

    name: str
    held_on: str
    came: int
    absent: int


@dataclass(frozen=True, slots=True)
class ClientInvited:
    """A client was invited to a group meeting."""

    name: str
    held_on: str
    starts_at: str


@dataclass(frozen=True, slots=True)
class InvitationDeclined:
    """A client can't come to a group meeting."""

    name: str
    held_on: str
    absence: str


@dataclass(frozen=True, slots=True)
class CancelledForClient:
    """A group meeting that a client was invited to is called off."""

    name: str
    held_on: str
    because: str


def register() -> None:
    """Make these verbs known."""
    of_plan: dict[str, Any] = {"section": Section.PLAN, "task": ChainTask.STRENGTHENING}
    register_verb("workshop.plan", SessionPlanned, section=None, heading=_planned)
    register_verb("workshop.cancel", SessionCancelled, section=None, heading=_cancelled)
    register_verb("workshop.hold", SessionHeld, section=None, heading=_held)
    register_verb("workshop.invite", ClientInvited, heading=_invited, **of_plan)
    register_verb(
        "workshop.decline",
        InvitationDeclined,
        heading=_declined,
        lines=lambda c: [str(WorkshopInvitation.Absence(c["absence"]).label)],
        glyph=Glyph.CLIENT,
        **of_plan,
    )
    register_verb(
        "workshop.cancel_for",
        CancelledForClient,
        heading=_cancelled,
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
        **of_plan,
    )


def _planned(content: dict[str, Any]) -> str:
    return gettext("Groepsbijeenkomst gepland: %(name)s op %(day)s") % _of(content)


def _cancelled(content: dict[str, Any]) -> str:
    return gettext("Groepsbijeenkomst gaat niet door: %(name)s op %(day)s") % _of(content)


def _held(content: dict[str, Any]) -> str:
    return gettext("Vastgelegd wie er was: %(name)s op %(day)s") % _of(content)


def _invited(content: dict[str, Any]) -> str:
    return gettext("Uitgenodigd voor %(name)s op %(day)s") % _of(content)


def _declined(content: dict[str, Any]) -> str:
    return gettext("Afgemeld voor %(name)s op %(day)s") % _of(content)


def _of(content: dict[str, Any]) -> dict[str, str]:
    return {"name": content["name"], "day": long_date(date.fromisoformat(content["held_on"]))}
