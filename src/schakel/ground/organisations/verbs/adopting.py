"""What can be said in the journal of settings that a successor took over."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class SettingsAdopted:
    """A successor took over what its predecessors had set; each thing has an entry of its own."""

    kind: str
    labels: tuple[str, ...]
    predecessors: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "succession.adopt",
        SettingsAdopted,
        section=None,
        heading=lambda c: gettext("Instellingen overgenomen van %(names)s") % {"names": c["predecessors"]},
        lines=lambda c: list(c["labels"]),
    )
