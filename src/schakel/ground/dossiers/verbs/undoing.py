"""What can be said in the journal of a passing of regie that was undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from schakel.ground.dossiers.models import Regie
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds which regie again."""

    scope: str
    who: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RegieUndone:
    """The regie is again with whom it was before it was passed; whoever joined by that is out again."""

    holders: tuple[Holding, ...]
    out: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class RegiesUndone:
    """Of so many dossiers the passing was undone; each dossier tells it too."""

    count: int
    because: str


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "regie.undo",
        RegieUndone,
        glyph=Glyph.HANDOVER,
        heading=lambda c: gettext("Overdracht van de regie teruggedraaid"),
        lines=_lines,
    )
    register_verb(
        "regie.undo_many",
        RegiesUndone,
        section=None,
        heading=lambda c: (
            ngettext(
                "Overdracht van de regie van %(count)s dossier teruggedraaid",
                "Overdracht van de regie van %(count)s dossiers teruggedraaid",
                c["count"],
            )
            % c
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )


def _lines(content: dict[str, Any]) -> list[str]:
    held = [
        gettext("regie %(scope)s: weer %(who)s, %(organisation)s")
        % (one | {"scope": Regie.Scope(one["scope"]).label})
        for one in content["holders"]
    ]
    out = [gettext("%(who)s doet niet meer mee") % {"who": name} for name in content["out"]]
    return [*held, *out, gettext("want %(why)s") % {"why": content["because"]}]
