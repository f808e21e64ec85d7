"""What a coach says in the journal of an entry that was made on their behalf."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import Glyph, register_verb


@dataclass(frozen=True, slots=True)
class DelegatedJudged:
    """Whether an entry that was made for somebody is right in their eyes, and what is wrong with it."""

    is_right: bool
    words: str


def register() -> None:
    """Make this verb known."""
    register_verb(
        "delegated.judge",
        DelegatedJudged,
        section=Section.IDENTITY,
        glyph=Glyph.CORRECTION,
        heading=lambda c: (
            gettext("Namens mij ingevoerd: dit klopt")
            if c["is_right"]
            else gettext("Namens mij ingevoerd: dit klopt niet")
        ),
        lines=lambda c: [c["words"]] if c["words"] else [],
    )
