"""Two people changed the same thing: both versions side by side, and the choice between them per field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from schakel.ground.kernel.ids import uuid7
from schakel.web.pages import keep_reads

KEEP, MINE = "keep-", "mine-"
NO_VERSION = "0"
"""A version that no row has: an act that expects it always meets somebody else's."""


class Line(NamedTuple):
    """One field: its name in the form, its words, both versions as people read them, and mine as posted."""

    name: str
    label: str
    mine: str
    theirs: str
    mine_value: str | None = None


def conflict_response(
    request: HttpRequest,
    *,
    fields: Iterable[tuple[str, str, str, str] | Line],
    version: int,
    action: str,
    cancel_url: str,
    title: str = "",
    who: str = "",
    when: datetime | None = None,
) -> HttpResponse:
    """The screen with both versions (409). Nothing is written; version is that of the row as it stands now.

    A field is (name, label, mine, theirs), or a Line where the posted value differs from the words shown.
    """
    shown = [_shown(Line(*field)) for field in fields]
    context = {
        "title": title or gettext("Twee versies naast elkaar"),
        "fields": shown,
        "has_same": not all(field["differs"] for field in shown),
        "version": version,
        "submit_key": uuid7(),
        "action": action,
        "cancel_url": cancel_url,
        "who": who,
        "when": when,
    }
    return keep_reads(render(request, "web/conflict.html", context, status=409))


def chosen(post: QueryDict, names: Iterable[str]) -> dict[str, str | None] | None:
    """What was chosen on the screen: own text for "mine", None for "theirs"; None when post came elsewhere.

    Names without a choice are left out. Theirs is never read from the form: the row in the database says it.
    """
    if not any(key.startswith(MINE) for key in post):
        return None
    kept = {name: post.get(f"{KEEP}{name}") for name in names}
    return {
        name: post.get(f"{MINE}{name}", "") if keep == "mine" else None
        for name, keep in kept.items()
        if keep in ("mine", "theirs")
    }


def settled(post: QueryDict, theirs: Mapping[str, str]) -> QueryDict:
    """The post as the ordinary form reads it, after a choice between the versions; else the post itself.

    theirs holds the values of the row as it is now. Where versions differ and nobody chose, the version
    becomes one that no row has, so that the act is refused and the screen comes again.
    """
    choice = chosen(post, theirs)
    if choice is None:
        return post
    data = post.copy()
    for key in [key for key in post if key.startswith(MINE)]:
        name, mine = key.removeprefix(MINE), post.get(key, "")
        kept = choice.get(name, mine)
        data[name] = theirs[name] if kept is None else kept
        if name in theirs and name not in choice and not _is_same(mine, theirs[name]):
            data["version"] = NO_VERSION
    return data


def drops_mine(post: QueryDict) -> bool:
    """Whether the choice on the screen was to leave everything as the other wrote it."""
    keeps = [value for key, value in post.items() if key.startswith(KEEP)]
    return bool(keeps) and all(value == "theirs" for value in keeps)


def _shown(line: Line) -> dict[str, Any]:
    return line._asdict() | {"differs": not _is_same(line.mine, line.theirs)}


def _is_same(mine: str, theirs: str) -> bool:
    """Browsers end lines in their own way; that is no difference."""
    return mine.strip().splitlines() == theirs.strip().splitlines()
