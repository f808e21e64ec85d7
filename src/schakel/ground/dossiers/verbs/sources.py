"""What can be said in the journal of the gate before a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.access.types import SECTION_LABELS, section_named
from schakel.ground.dossiers.models.source_judgement import SourceJudgement
from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class SourceJudged:
    """A part of the organisation's data was judged; what is not released goes to no other organisation."""

    section: str
    status: str
    safeguards: str
    review_on: str


def _heading(content: dict[str, Any]) -> str:
    words = {
        "section": SECTION_LABELS[section_named(content["section"])],
        "status": SourceJudgement.Status(content["status"]).label,
    }
    return gettext("Gegevens %(section)s: %(status)s") % words


def register() -> None:
    """Make this verb known."""
    register_verb(
        "source.judge", SourceJudged, section=None, heading=_heading, lines=lambda c: [c["safeguards"]]
    )
