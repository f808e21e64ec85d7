"""What the page shell shows around every page: menu, person, search, language, and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from schakel.ground.access.menus import entries_for
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.organisations.queries import names_of_readers


@dataclass(frozen=True, slots=True)
class SeatWords:
    """The person at work, as shown at the right of the bar."""

    name: str
    role: str
    organisation: str


def seat_words(actor: Actor) -> SeatWords:
    """Name, role and organisation of an actor."""
    organisation = ""
    if actor.kind == "professional":
        found = names_of_readers([actor.reader_id]).get(actor.reader_id)
        organisation = found.organisation if found else ""
    return SeatWords(actor.name, str(Role(actor.role).label), organisation)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context value `shell`, and `today` for the filters on dates."""
    actor: Actor | None = getattr(request, "actor", None)
    values: dict[str, Any] = {
        "is_demo": settings.IS_DEMO,
        "language_url": reverse("web:language"),
        "now": clock.now().astimezone(clock.AMSTERDAM),
        "person": getattr(request, "seat", None),
        "nav": [],
    }
    if actor is not None:
        values |= _for_actor(request, actor)
    return {"shell": values, "today": clock.today()}


def _for_actor(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    purpose = getattr(request, "purpose", None)
    values: dict[str, Any] = {
        "nav": _menu(request.path, actor.role),
        "logout_url": reverse("web:logout"),
        "seats_url": reverse("web:seats"),
        "help_url": reverse("web:help"),
        "purpose": str(purpose.label) if purpose else "",
        "search_value": request.GET.get("q", ""),
    }
    if actor.kind == "professional" and actor.role != Role.ADMINISTRATOR:
        values["search_url"] = reverse("dossiers:list")
    return values


def _menu(path: str, role: str) -> list[dict[str, Any]]:
    items = []
    for entry in entries_for(role):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        is_current = path == url or (url.count("/") > 1 and path.startswith(url) and url not in ("/", "/me/"))
        items.append(
            {"label": entry.label, "url": url, "current": is_current, "key": entry.key, "icon": entry.icon}
        )
    return items
