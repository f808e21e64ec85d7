"""What can be said in the journal of passing the regie of many dossiers at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class RegiesPassed:
    """Within an organisation the regie of so many dossiers moved; each dossier tells it too."""

    count: int
    to: str
    because: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "regie.pass_many",
        RegiesPassed,
        section=None,
        heading=lambda c: (
            ngettext(
                "Regie van %(count)s dossier overgedragen aan %(to)s",
                "Regie van %(count)s dossiers overgedragen aan %(to)s",
                c["count"],
            )
            % c
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
