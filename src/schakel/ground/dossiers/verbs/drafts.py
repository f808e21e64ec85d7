"""What can be said in the journal of drafts: that one was kept, filed or thrown away; never its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.dossiers.models.draft import Draft
from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class DraftKept:
    """Somebody kept what they were writing."""

    kind: str


@dataclass(frozen=True, slots=True)
class DraftFiled:
    """What somebody kept became part of a dossier."""

    kind: str


@dataclass(frozen=True, slots=True)
class DraftThrownAway:
    """Somebody threw away what they were writing."""

    kind: str


def _kind(content: dict[str, Any]) -> dict[str, str]:
    return {"kind": str(Draft.Kind(content["kind"]).label)}


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "draft.keep",
        DraftKept,
        section=None,
        heading=lambda c: gettext("Concept bewaard (%(kind)s)") % _kind(c),
    )
    register_verb(
        "draft.file",
        DraftFiled,
        section=None,
        heading=lambda c: gettext("Concept vastgelegd in het dossier (%(kind)s)") % _kind(c),
    )
    register_verb(
        "draft.throw_away",
        DraftThrownAway,
        section=None,
        heading=lambda c: gettext("Concept weggegooid (%(kind)s)") % _kind(c),
    )
