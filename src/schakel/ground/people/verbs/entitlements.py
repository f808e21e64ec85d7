"""What the journal says of rights to a benefit after they began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.people.models import Regime


@dataclass(frozen=True, slots=True)
class EntitlementEnded:
    """A right to a benefit ended; valid_to is the first day without it."""

    regime: str
    valid_to: str
    because: str


@dataclass(frozen=True, slots=True)
class EntitlementCorrected:
    """What was written of a right was wrong and was put right; was holds the earlier words."""

    regime: str
    valid_from: str
    valid_to: str | None
    hours_per_week: int | None
    was: str
    because: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "entitlement.end",
        EntitlementEnded,
        section=Section.BENEFIT,
        heading=lambda c: gettext("Uitkering eindigt: %(regime)s") % {"regime": Regime(c["regime"]).label},
        lines=_because,
    )
    register_verb(
        "entitlement.correct",
        EntitlementCorrected,
        section=Section.BENEFIT,
        glyph=Glyph.CORRECTION,
        heading=lambda c: gettext("Uitkering verbeterd: %(regime)s") % {"regime": Regime(c["regime"]).label},
        lines=lambda c: [*_because(c), gettext("Eerder: %(was)s") % {"was": c["was"]}],
    )


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]
