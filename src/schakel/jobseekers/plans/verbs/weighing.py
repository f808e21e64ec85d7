"""What is recorded of what else was considered at a choice for a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb

NAMES = ("plan.weigh",)


@dataclass(frozen=True, slots=True)
class AlternativeWeighed:
    """Something else was considered beside a goal or step, and not chosen."""

    chosen: str
    what: str
    why_not: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        NAMES[0],
        AlternativeWeighed,
        section=Section.PLAN,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: gettext("Ook overwogen: %(what)s") % {"what": c["what"]},
        lines=_lines,
    )


def _lines(content: dict[str, Any]) -> list[str]:
    chosen = gettext("gekozen: %(chosen)s") % {"chosen": content["chosen"]}
    return [chosen, gettext("niet gekozen, want %(why)s") % {"why": content["why_not"]}]
