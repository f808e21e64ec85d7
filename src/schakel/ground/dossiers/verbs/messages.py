"""What can be said of consultations in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A professional asked or told others something about the client."""

    to: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class MessageAnswered:
    """Somebody in the consultation answered."""

    body: str


@dataclass(frozen=True, slots=True)
class MessageDone:
    """A consultation is over."""

    body: str = ""


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "message.send",
        MessageSent,
        section=Section.CONTACTS,
        heading=lambda c: gettext("Overleg met %(to)s") % {"to": ", ".join(c["to"])},
        lines=lambda c: [c["body"]],
    )
    register_verb(
        "message.answer",
        MessageAnswered,
        section=Section.CONTACTS,
        heading=lambda c: gettext("Antwoord in overleg"),
        lines=lambda c: [c["body"]],
    )
    register_verb(
        "message.done",
        MessageDone,
        section=Section.CONTACTS,
        heading=lambda c: gettext("Overleg afgehandeld"),
    )
