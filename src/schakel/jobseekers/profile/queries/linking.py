"""Reading links of competences to concepts: candidates, what was dropped, and what occupations ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from schakel.ground.dossiers.queries.listing import Found, Wanted, find_dossiers
from schakel.ground.kernel.actors import current_context
from schakel.ground.vocabulary.editions import Dropped, Named, dropped, named, newest_edition, often_asked
from schakel.ground.vocabulary.queries import OCCUPATION, SKILL, in_words, suggest
from schakel.jobseekers.profile import access
from schakel.jobseekers.profile.models import Competence, LastOccupation

CANDIDATES = 5
ASKED = 6
CERTAIN = 0.8
"""Ours: from which likeness a wish in words counts as that occupation."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept to choose, with what it is and why it is here; via and likeness are words."""

    concept: Named
    via: Any
    likeness: Any


def competence_of(dossier_id: UUID, line_id: UUID) -> Competence | None:
    """A competence that stands in the profile, when the actor may see it."""
    access.SEE.check_cell(current_context())
    found = Competence.objects.filter(pk=line_id, dossier_id=dossier_id, removed_on=None)
    return found.select_related("source_organisation", "edition").first()


def candidates(words: str) -> list[Candidate]:
    """Concepts of the edition in use for some words, best first, in at most six statements."""
    found, edition = suggest([words], top=CANDIDATES, kind=SKILL)[0], newest_edition(SKILL)
    if edition is None or not found:
        return []
    concepts = named([one["uri"] for one in found], edition)
    shown = [in_words(one, SKILL) for one in found if one["uri"] in concepts]
    return [Candidate(concepts[one["uri"]], one["via"], one["likeness"]) for one in shown]


def is_linking_possible() -> bool:
    """Whether a vocabulary with skills is in use."""
    return newest_edition(SKILL) is not None


def dropped_links(competences: Iterable[Competence]) -> dict[str, Dropped]:
    """By address, what was linked and is gone from the edition in use; at most five statements."""
    return dropped({row.concept_id for row in competences if row.concept_id}, SKILL)


def proposed(competences: Iterable[Competence], occupation: LastOccupation | None, wish: str) -> list[Named]:
    """What the last or wished occupation often asks and the profile lacks, at most ASKED.

    The last occupation counts once its concept is confirmed, a wish when its words are certain enough.
    """
    rows = list(competences)
    wished = suggest([wish], top=1, kind=OCCUPATION)[0] if wish else []
    occupations = {one["uri"] for one in wished if one["score"] >= CERTAIN}
    if occupation is not None and occupation.concept_uri:
        occupations.add(occupation.concept_uri)
    linked = {row.concept_id for row in rows if row.concept_id}
    words = {row.words.casefold() for row in rows}
    found = often_asked(occupations, but_not=linked, top=ASKED + len(words))
    return [one for one in found if one.label.casefold() not in words][:ASKED]


def clients_to_link(*, after: UUID | None = None, before: UUID | None = None) -> Found:
    """The actor's own clients with something that waits for a concept, by name, a page at a time."""
    access.SEE.check_cell(current_context())
    waiting = Competence.objects.filter(
        dossier_id=OuterRef("dossier_id"),
        removed_on=None,
        link__in=(Competence.Link.OPEN, Competence.Link.DECLINED),
    )
    return find_dossiers(Wanted(after=after, before=before, also=Exists(waiting)))
