"""What is recorded when an organisation arranges its ladder or its standard courses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class LadderArranged:
    """The rungs of an organisation, each `[words, house rung]`."""

    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class TemplateKept:
    """A standard course was written or changed, with its steps in order."""

    name: str
    steps: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TemplateStopped:
    """A standard course is no longer offered for new plans."""

    name: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "ladder.arrange",
        LadderArranged,
        section=None,
        heading=lambda _c: gettext("Ladder gewijzigd"),
        lines=lambda c: [row[0] for row in c["rows"]],
    )
    register_verb(
        "plan_template.keep",
        TemplateKept,
        section=None,
        heading=lambda c: gettext("Standaard voor plannen: %(name)s") % {"name": c["name"]},
        lines=lambda c: [step["what"] for step in c["steps"]],
    )
    register_verb(
        "plan_template.stop",
        TemplateStopped,
        section=None,
        heading=lambda c: gettext("Standaard voor plannen gestopt: %(name)s") % {"name": c["name"]},
    )
