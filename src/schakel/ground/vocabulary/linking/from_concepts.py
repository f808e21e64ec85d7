"""From concepts and mappings, as the sources deliver them, to what a title index is built from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schakel.ground.vocabulary.linking.types import Entry, Target
from schakel.ground.vocabulary.sources.types import Concept, Mapping


def entries_of(concepts: Iterable[Concept], language: str = "nl") -> Iterator[Entry]:
    """The labels in one language, preferred first; concepts without a label in it are left out."""
    for concept in concepts:
        if language in concept.labels:
            yield Entry(concept.uri, concept.labels[language])
            for label in concept.alternatives.get(language, ()):
                yield Entry(concept.uri, label)


def crosswalk_of(mappings: Iterable[Mapping]) -> dict[str, list[Target]]:
    """Targets by source title."""
    targets: dict[str, list[Target]] = {}
    for mapping in mappings:
        targets.setdefault(mapping.source_label, []).append(Target(mapping.target_uri, mapping.relation))
    return targets
