"""What can be said of a handover beyond sending and answering it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb
from schakel.ground.kernel import clock
from schakel.ground.kernel.dates import clock as clock_words
from schakel.ground.kernel.dates import short_date


@dataclass(frozen=True, slots=True)
class CompletionAsked:
    """The receiver asked for what was missing."""

    by: str
    organisation: str
    what: str
    due_on: str


@dataclass(frozen=True, slots=True)
class HandoverCompleted:
    """The sender added what was asked for."""

    parts: tuple[str, ...]
    due_on: str


@dataclass(frozen=True, slots=True)
class HandoverWithdrawn:
    """The sender took the handover back before it was taken up."""

    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class ReturnSettled:
    """The sender said how it goes on after a return."""

    organisation: str
    because: str


@dataclass(frozen=True, slots=True)
class HandoverFeedback:
    """The receiver told the sender how the handover was."""

    by: str
    organisation: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoverReaddressed:
    """The handover waits at another team of the same organisation."""

    team: str
    organisation: str


@dataclass(frozen=True, slots=True)
class HandoverArranged:
    """What must go along from one organisation to another changed."""

    sender: str
    receiver: str
    term_working_days: int
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkPlanned:
    """A joint talk was planned."""

    planned_at: str
    place: str
    with_client: bool
    agenda: str


@dataclass(frozen=True, slots=True)
class TalkHeld:
    """A joint talk took place, as one side says."""

    by: str
    organisation: str
    agreed: str
    client_was_there: bool


@dataclass(frozen=True, slots=True)
class TalkConfirmed:
    """The other side confirms the joint talk."""

    by: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TalkCancelled:
    """A joint talk did not take place."""

    because: str


def _because(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["because"]}]


def _planned(content: dict[str, Any]) -> str:
    moment = datetime.fromisoformat(content["planned_at"])
    words = {"day": short_date(moment, clock.today()), "time": clock_words(moment)}
    return gettext("Gezamenlijk gesprek gepland op %(day)s om %(time)s") % words


def _term(content: dict[str, Any]) -> str:
    days = content["term_working_days"]
    words = {"sender": content["sender"], "receiver": content["receiver"], "days": days}
    return (
        ngettext(
            "Overdracht van %(sender)s naar %(receiver)s: antwoord binnen %(days)d werkdag",
            "Overdracht van %(sender)s naar %(receiver)s: antwoord binnen %(days)d werkdagen",
            days,
        )
        % words
    )


def register() -> None:
    """Make these verbs known."""
    _register_answers()
    _register_talks()
    register_verb(
        "handover.readdress",
        HandoverReaddressed,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda c: gettext("Overdracht wacht nu bij %(team)s, %(organisation)s") % c,
    )
    register_verb(
        "handover.arrange", HandoverArranged, section=None, heading=_term, lines=lambda c: list(c["required"])
    )


def _register_answers() -> None:
    register_verb(
        "handover.ask",
        CompletionAsked,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda c: gettext("%(organisation)s vraagt om aanvulling van de overdracht") % c,
        lines=lambda c: [c["what"]],
    )
    register_verb(
        "handover.complete",
        HandoverCompleted,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda _c: gettext("Overdracht aangevuld"),
        lines=lambda c: list(c["parts"]),
    )
    register_verb(
        "handover.withdraw",
        HandoverWithdrawn,
        glyph=Glyph.HANDOVER_OPEN,
        heading=lambda c: gettext("Overdracht ingetrokken door %(organisation)s") % c,
        lines=_because,
    )
    register_verb(
        "handover.settle",
        ReturnSettled,
        heading=lambda c: gettext("%(organisation)s houdt de taak zelf") % c,
        lines=_because,
    )
    register_verb(
        "handover.feedback",
        HandoverFeedback,
        heading=lambda c: gettext("Terugkoppeling op de overdracht door %(organisation)s") % c,
        lines=lambda c: [c["words"]],
    )


def _register_talks() -> None:
    register_verb(
        "handover.plan_talk",
        TalkPlanned,
        section=Section.CONTACTS,
        heading=_planned,
        lines=lambda c: [c["place"], c["agenda"]],
    )
    register_verb(
        "handover.hold_talk",
        TalkHeld,
        section=Section.CONTACTS,
        glyph=Glyph.HANDOVER,
        heading=lambda c: (
            gettext("Gezamenlijk gesprek gehouden, met de cliënt erbij")
            if c["client_was_there"]
            else gettext("Gezamenlijk gesprek gehouden, zonder de cliënt")
        ),
        lines=lambda c: [c["agreed"]],
    )
    register_verb(
        "handover.confirm_talk",
        TalkConfirmed,
        section=Section.CONTACTS,
        glyph=Glyph.HANDOVER,
        heading=lambda c: gettext("Gezamenlijk gesprek bevestigd door %(by)s, %(organisation)s") % c,
    )
    register_verb(
        "handover.cancel_talk",
        TalkCancelled,
        section=Section.CONTACTS,
        heading=lambda _c: gettext("Gezamenlijk gesprek ging niet door"),
        lines=_because,
    )
