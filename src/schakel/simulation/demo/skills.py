"""The part of the story about what clients can do and which concepts that was linked to."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from schakel.ground.access.types import Purpose
from schakel.jobseekers.profile.actions import (
    NewCompetence,
    add_competence,
    link_competence,
    note_no_concept,
)
from schakel.jobseekers.profile.models import Competence
from schakel.jobseekers.profile.queries import candidates, lines_of
from schakel.simulation.demo.intake import holding
from schakel.simulation.demo.telling import Story

NEW: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "ruud": (("MIG/MAG lassen", "subject", "diploma"), ("tekening lezen", "subject", "seen")),
    "yasmina": (
        ("klanten te woord staan", "subject", "seen"),
        ("polissen uitleggen", "subject", "told"),
        ("rustig blijven", "behaviour", "seen"),
    ),
    "peter": (("timmeren", "subject", "seen"), ("houtdraaien", "subject", "told")),
    "mohamed": (("bus rijden", "subject", "diploma"), ("op tijd komen", "behaviour", "seen")),
}
"""What guides wrote down of clients: words, sort, and how it is known."""

LINKED: Final[dict[str, tuple[str, ...]]] = {
    "amina": ("brood bakken", "werken volgens recept en HACCP"),
    "ruud": ("MIG/MAG lassen",),
    "yasmina": ("klanten te woord staan", "rustig blijven"),
    "peter": ("timmeren",),
    "mohamed": ("bus rijden", "op tijd komen"),
}
NOTHING_FITS: Final[dict[str, tuple[str, ...]]] = {
    "yasmina": ("polissen uitleggen",),
    "peter": ("houtdraaien",),
}
"""What a guide looked at; whatever is in neither still waits."""


def tell_of_skills(story: Story) -> None:
    """Some link all of it, some a part, and of some nothing fits."""
    for key, lines in NEW.items():
        with holding(story, key, -20, Purpose.GUIDANCE) as on:
            for words, kind, shown_by in lines:
                add_competence(**on, new=NewCompetence(words, kind, shown_by))
    for key, known in LINKED.items():
        with holding(story, key, -15, Purpose.GUIDANCE) as on:
            for line in _lines(on["dossier_id"], known):
                _link(on, line)
    for key, unknown in NOTHING_FITS.items():
        with holding(story, key, -15, Purpose.GUIDANCE) as on:
            for line in _lines(on["dossier_id"], unknown):
                note_no_concept(**on, line_id=line.pk)


def _lines(dossier_id: UUID, words: tuple[str, ...]) -> list[Competence]:
    return [row for row in lines_of(dossier_id).competences if row.words in words]


def _link(on: dict[str, Any], line: Competence) -> None:
    """To the first candidate, which the demonstration's own list makes the right one."""
    found = candidates(line.words)
    if found:
        link_competence(**on, line_id=line.pk, uri=found[0].concept.uri)
