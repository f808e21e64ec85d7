"""What the page shell shows around every page: menu, person, search, language, and the moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from schakel.ground.access.menus import start_of
from schakel.ground.access.types import GUIDES, Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor, current_context_or_none
from schakel.ground.organisations.queries import covering_today, names_of_readers
from schakel.web.menu import NO_MENU, address, menu_of, open_address

MORE_SEATS = "more_seats"
"""Session key: whether the account has more than one seat, so that no page has to ask again."""

ENTERED_FOR = GUIDES | {Role.ADMINISTRATIVE}
"""Who may let others enter for them, and who may be asked to."""

_BASES = {Role.CLIENT: "web/portal_base.html"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the shell: its address and its words."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class SeatWords:
    """The person at work, as shown at the right of the bar, with the links of the menu below it."""

    name: str
    role: str
    organisation: str
    links: tuple[Link, ...] = ()


def seat_words(actor: Actor) -> SeatWords:
    """Name, role and organisation of an actor."""
    name, role, organisation = actor.name, str(Role(actor.role).label), ""
    if actor.kind == "professional":
        found = names_of_readers([actor.reader_id]).get(actor.reader_id)
        if found is not None:
            role, organisation = found.role_on(clock.today()), found.organisation
            name = found.name if actor.principal_id is not None else name
    return SeatWords(name, role, organisation)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context value `shell`, and `today` for the filters on dates; made once per request."""
    key = (getattr(request, "actor", None), translation.get_language())
    made: dict[Any, dict[str, Any]] = request.__dict__.setdefault("_shells", {})
    if key not in made:
        made[key] = _made(request)
    return made[key]


def _made(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    values: dict[str, Any] = {
        "is_demo": settings.IS_DEMO,
        "home_url": reverse("web:root"),
        "language_url": reverse("web:language"),
        "now": clock.now().astimezone(clock.AMSTERDAM),
        "person": getattr(request, "seat", None),
        "menu": NO_MENU,
    }
    if actor is not None:
        values |= _for_actor(request, actor)
    return {"shell": values, "today": clock.today()}


def _for_actor(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    purpose = getattr(request, "purpose", None)
    values: dict[str, Any] = {
        "base": _BASES.get(Role(actor.role), "web/base.html"),
        "menu": menu_of(actor.role, request.path, may_ask=_may_ask()),
        "home_url": address(start_of(actor.role)) or reverse("web:root"),
        "person": _person(request, actor),
        "footer": _footer(request, actor),
        "logout_url": reverse("web:logout"),
        "seats_url": reverse("web:seats"),
        "help_url": _about(request, reverse("web:help"), "page"),
        "organisation": _person_organisation(request),
        "help_label": gettext("Hulp") if actor.role == Role.CLIENT else gettext("Hulp en sneltoetsen"),
        "purpose": str(purpose.label) if purpose else "",
        "search_value": request.GET.get("q", ""),
        "covering": covering_today(actor.reader_id) if actor.covered and _may_ask() else [],
    }
    if actor.kind == "professional" and actor.role != Role.ADMINISTRATOR:
        values["search_url"] = open_address("dossiers:list", actor.role)
    return values


def _may_ask() -> bool:
    """Whether a question to the database is still answered: not on the page of an error, which stands outside
    the work or in one that is being taken back.
    """
    context = current_context_or_none()
    return context is not None and not connections[context.using].needs_rollback


def _person(request: HttpRequest, actor: Actor) -> SeatWords:
    words: SeatWords = getattr(request, "seat", None) or seat_words(actor)
    links = [Link(reverse("web:help"), gettext("Hulp"))]
    if actor.account_id is not None and (url := address("accounts:own")):
        links.insert(0, Link(url, gettext("Mijn account")))
    has_hours = actor.kind == "professional" and actor.principal_id is None
    if has_hours and (url := open_address("organisations:availability", actor.role)):
        links.insert(0, Link(url, gettext("Mijn werktijden")))
    if actor.role in ENTERED_FOR and (url := address("organisations:mandates")):
        links.insert(0, Link(url, gettext("Mandaten")))
    if request.session.get(MORE_SEATS):
        links.insert(0, Link(reverse("web:seats"), gettext("Wissel van rol")))
    return replace(words, links=tuple(links))


def _footer(request: HttpRequest, actor: Actor) -> list[Link]:
    links = [Link(address("access:table"), gettext("Wie mag wat"))]
    if actor.role != Role.CLIENT:
        wish = address("organisations:new_wish")
        links.append(Link(_about(request, wish, "from"), gettext("Hier werk ik omheen")))
    return [link for link in links if link.url]


def _about(request: HttpRequest, url: str, name: str) -> str:
    """The address, telling from which page one comes; the page's name only, never its ids."""
    match = request.resolver_match
    return f"{url}?{urlencode({name: match.view_name})}" if url and match and match.view_name else url


def _person_organisation(request: HttpRequest) -> str:
    words: SeatWords | None = getattr(request, "seat", None)
    return words.organisation if words else ""
