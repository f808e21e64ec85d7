"""Where an administrator finds everything that they keep up."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from schakel.ground.access.menus import MenuEntry, Theme, entries_for
from schakel.ground.access.types import Role
from schakel.web.menu import address
from schakel.web.pages import SchakelRequest, page

ADMINISTRATION = "organisations:administration"
_BESIDE = [
    MenuEntry(
        "organisations:joint_teams",
        gettext_lazy("Integrale teams"),
        frozenset(),
        0,
        about=gettext_lazy("Mensen van verschillende organisaties die samen een doelgroep helpen."),
        theme=Theme.PEOPLE,
    ),
    MenuEntry(
        "access:table",
        gettext_lazy("Wie mag wat"),
        frozenset(),
        0,
        about=gettext_lazy("Welke rol welk deel van een dossier ziet, en op grond van welke wet."),
        theme=Theme.PEOPLE,
    ),
]
"""Pages that an administrator keeps up or answers for, and that stand in no menu of theirs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One page: where it is, its words, and what one finds there."""

    url: str
    label: str
    about: str | Promise


@page(frozenset({Role.ADMINISTRATOR}))
@require_GET
def administration(request: SchakelRequest) -> HttpResponse:
    """Every page that is for this role, by theme; what a room brings stands here by itself."""
    entries = [one for one in entries_for(request.actor.role) if one.url_name != ADMINISTRATION]
    named = {one.url_name for one in entries}
    entries += [one for one in _BESIDE if one.url_name not in named]
    themes: list[Theme | None] = [*Theme, None]
    groups = [(_title(theme), _lines([one for one in entries if one.theme == theme])) for theme in themes]
    context = {"groups": [(title, lines) for title, lines in groups if lines]}
    return render(request, "organisations/administration.html", context)


def _title(theme: Theme | None) -> str:
    return str(theme.label) if theme else gettext("Verder")


def _lines(entries: list[MenuEntry]) -> list[Line]:
    """The entries that lead somewhere, by their words."""
    lines = [Line(url, str(one.label), one.about) for one in entries if (url := address(one.url_name))]
    return sorted(lines, key=lambda line: line.label.casefold())
