"""What can be said in the journal of lists: kept ways to look, and what was taken out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class ViewSaved:
    """Somebody kept a way to look at the list, for themselves or for a team."""

    name: str
    team: str


@dataclass(frozen=True, slots=True)
class ViewRemoved:
    """Somebody removed a way to look at the list."""

    name: str


@dataclass(frozen=True, slots=True)
class ListExported:
    """Somebody took a list out of Schakel, as a file or on paper; which dossiers stands in the read log."""

    count: int
    because: str


def register() -> None:
    """Make the verbs of lists known."""
    register_verb(
        "view.save",
        ViewSaved,
        section=None,
        heading=lambda c: gettext("Weergave bewaard: %(name)s") % {"name": c["name"]},
        lines=lambda c: [gettext("gedeeld met %(team)s") % {"team": c["team"]}] if c["team"] else [],
    )
    register_verb(
        "view.remove",
        ViewRemoved,
        section=None,
        heading=lambda c: gettext("Weergave verwijderd: %(name)s") % {"name": c["name"]},
    )
    register_verb(
        "list.export",
        ListExported,
        section=None,
        heading=lambda c: (
            ngettext(
                "Lijst met %(count)s cliënt uitgevoerd", "Lijst met %(count)s cliënten uitgevoerd", c["count"]
            )
            % {"count": c["count"]}
        ),
        lines=lambda c: [gettext("want %(why)s") % {"why": c["because"]}],
    )
