"""What can be said in the journal of mandates to enter for a colleague."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class MandateGiven:
    """Staff may enter for a colleague: both readers, that of the mandate, the sections and the days."""

    staff: str
    principal: int
    mandate: int
    sections: tuple[str, ...]
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class MandateEnded:
    """Staff may enter for a colleague no more."""

    staff: str
    principal: int
    mandate: int


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "mandate.give",
        MandateGiven,
        section=None,
        heading=lambda c: gettext("%(staff)s mag namens een collega invoeren") % c,
    )
    register_verb(
        "mandate.end",
        MandateEnded,
        section=None,
        heading=lambda c: gettext("%(staff)s voert niet meer in namens een collega") % c,
    )
