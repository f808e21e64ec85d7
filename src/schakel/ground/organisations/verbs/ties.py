"""What can be said in the journal of ties that two organisations agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import SECTION_LABELS, section_named
from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class TieProposed:
    """One organisation proposed a tie to another: its kind, days, and the sections shared at most."""

    partner: str
    mechanism: str
    sections: tuple[str, ...]
    valid_from: str
    valid_to: str | None
    words: str


@dataclass(frozen=True, slots=True)
class TieAgreed:
    """The other organisation agreed; from this day at most these sections are shared."""

    proposer: str
    partner: str
    mechanism: str
    sections: tuple[str, ...]
    valid_from: str
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class TieClosed:
    """A proposal was refused or withdrawn, with a reason."""

    partner: str
    is_refused: bool
    reason: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "tie.propose",
        TieProposed,
        section=None,
        heading=lambda c: gettext("Band voorgesteld aan %(partner)s") % c,
        lines=_lines,
    )
    register_verb(
        "tie.agree",
        TieAgreed,
        section=None,
        heading=lambda c: gettext("Band afgesproken tussen %(proposer)s en %(partner)s") % c,
        lines=_lines,
    )
    register_verb(
        "tie.close",
        TieClosed,
        section=None,
        heading=_closed,
        lines=lambda c: [gettext("want %(why)s") % {"why": c["reason"]}],
    )


def _lines(content: dict[str, Any]) -> list[str]:
    names = ", ".join(str(SECTION_LABELS[section_named(key)]) for key in content["sections"])
    return [gettext("hooguit gedeeld: %(names)s") % {"names": names}]


def _closed(content: dict[str, Any]) -> str:
    if content["is_refused"]:
        return gettext("Voorstel voor een band afgewezen door %(partner)s") % content
    return gettext("Voorstel voor een band met %(partner)s ingetrokken") % content
