"""What a page declares: for which roles it is, and for which purpose it reads and writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from schakel.ground.access.types import (
    CLIENTS,
    EVERYONE,
    GUIDES,
    PROFESSIONALS,
    REGISTRARS,
    ROLE_PURPOSE,
    STAFF,
    Purpose,
    Role,
)
from schakel.ground.kernel.actors import Actor

__all__ = [
    "CLIENTS",
    "EVERYONE",
    "GUIDES",
    "PROFESSIONALS",
    "REGISTRARS",
    "STAFF",
    "Page",
    "SchakelRequest",
    "keep_reads",
    "page",
    "page_of",
]

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class Page:
    """For whom a page is; purpose None means the one that belongs to the reader's task."""

    roles: frozenset[Role]
    purpose: Purpose | None = None

    def purpose_for(self, role: str) -> Purpose:
        """The purpose in force when this role opens the page."""
        return self.purpose or ROLE_PURPOSE[Role(role)]


class SchakelRequest(HttpRequest):
    """A request on a declared page: somebody is at work."""

    actor: Actor


def page(roles: frozenset[Role], purpose: Purpose | None = None) -> Callable[[View], View]:
    """Declare a view as a page. A view that declares nothing is refused by the address test."""

    def declare(view: View) -> View:
        view.page = Page(roles, purpose)  # type: ignore[attr-defined]
        return view

    return declare


def page_of(view: Any) -> Page | None:
    """What the view declared, if anything."""
    return getattr(view, "page", None)


def keep_reads(response: HttpResponse) -> HttpResponse:
    """Let a refusal that still shows a dossier keep its row in the read log.

    Only for a view whose act was refused: an act undoes its own writes, the look remains a look.
    """
    response.keeps_reads = True  # type: ignore[attr-defined]
    return response
