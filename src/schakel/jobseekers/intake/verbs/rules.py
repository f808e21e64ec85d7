"""What is recorded of an organisation's own route rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.jobseekers.intake.models import Route


@dataclass(frozen=True, slots=True)
class RuleAdded:
    """From now on this rule proposes a route; conditions by name, as they were set."""

    route: str
    because: str
    place: int
    conditions: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleEnded:
    """A rule proposes nothing any more."""

    route: str
    because: str


def register() -> None:
    """Make these verbs known."""
    about: dict[str, Any] = {"section": None, "task": ChainTask.INTAKE, "lines": lambda c: [c["because"]]}
    register_verb(
        "intake.add_rule",
        RuleAdded,
        **about,
        heading=lambda c: gettext("Routeregel toegevoegd: %(route)s") % {"route": Route(c["route"]).label},
    )
    register_verb(
        "intake.end_rule",
        RuleEnded,
        **about,
        heading=lambda c: gettext("Routeregel beëindigd: %(route)s") % {"route": Route(c["route"]).label},
    )
