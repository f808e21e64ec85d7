"""What can be said of letters and e-mails in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.notices.models import Transport
from schakel.ground.notices.ports import Stop


@dataclass(frozen=True, slots=True)
class LetterheadChanged:
    """An organisation's letterhead was set; fields names what changed."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextChanged:
    """A template or standard paragraph was written, changed or retired."""

    what: str
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class NoticeQueued:
    """Somebody wrote to the client; it is on its way out."""

    transport: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn:
    """It was withdrawn before it left."""

    transport: str
    subject: str
    because: str


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """It left."""

    transport: str
    subject: str


@dataclass(frozen=True, slots=True)
class NoticeStopped:
    """It did not leave, and why."""

    transport: str
    subject: str
    why: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "letterhead.change",
        LetterheadChanged,
        section=None,
        heading=lambda c: gettext("Briefpapier gewijzigd"),
    )
    register_verb(
        "text.change", TextChanged, section=None, heading=lambda c: gettext("Standaardtekst gewijzigd")
    )
    _register_notices()


def _register_notices() -> None:
    register_verb(
        "notice.queue",
        NoticeQueued,
        section=Section.CONTACTS,
        heading=lambda c: _heading(c, gettext("Geschreven")),
        lines=lambda c: [line for line in c["body"].splitlines() if line.strip()],
    )
    register_verb(
        "notice.withdraw",
        NoticeWithdrawn,
        section=Section.CONTACTS,
        glyph=Glyph.CORRECTION,
        heading=lambda c: _heading(c, gettext("Ingetrokken")),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
    register_verb(
        "notice.send",
        NoticeSent,
        section=Section.CONTACTS,
        heading=lambda c: _heading(c, gettext("Verstuurd")),
    )
    register_verb(
        "notice.stop",
        NoticeStopped,
        section=Section.CONTACTS,
        glyph=Glyph.CORRECTION,
        heading=lambda c: _heading(c, gettext("Niet verstuurd")),
        lines=lambda c: [str(Stop(c["why"]).label)],
    )


def _heading(content: dict[str, Any], what: str) -> str:
    words = {"what": what, "transport": Transport(content["transport"]).label, "subject": content["subject"]}
    return gettext("%(what)s: %(transport)s “%(subject)s”") % words
