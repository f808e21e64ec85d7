"""Asking for a count of completeness, and aiming at a share of dossiers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class CountAsked:
    """Somebody asked to count the dossiers anew on a day."""

    on: str


@dataclass(frozen=True, slots=True)
class TargetSet:
    """An organisation aims at a percentage for a field from a day on, or at none any more."""

    field: str
    label: str
    percent: int | None
    start: str
    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "completeness.count",
        CountAsked,
        section=None,
        heading=lambda _c: gettext("Gevraagd om de volledigheid te tellen"),
    )
    register_verb(
        "completeness.target",
        TargetSet,
        section=None,
        heading=lambda c: gettext("Streefwaarde vastgelegd: %(label)s") % {"label": c["label"]},
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )
