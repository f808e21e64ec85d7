"""What the rooms' pages need to offer a draft, and the daily end of those whose term passed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connections
from django.http import HttpRequest

KEEP = "keep_draft"
"""The name of the button that keeps what is written instead of filing it."""


def wants_to_keep(request: HttpRequest) -> bool:
    """Whether the form was sent with the button that keeps it as a draft."""
    return request.method == "POST" and KEEP in request.POST


def typed(posted: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """What was typed in these fields, finished or not."""
    return {name: str(posted.get(name, "")) for name in names}


def draft_named(posted: Mapping[str, Any]) -> UUID | None:
    """The draft that a form was filled from, as the form says it."""
    try:
        return UUID(str(posted.get("draft_id", "")))
    except ValueError:
        return None


def destroy_due_drafts(*, using: str = "batch") -> int:
    """Destroy every draft whose term passed; returns how many. Once a day, and safe to run again."""
    with connections[using].cursor() as cursor:
        cursor.execute("select dossiers_destroy_drafts()")
        return int(cursor.fetchone()[0])
