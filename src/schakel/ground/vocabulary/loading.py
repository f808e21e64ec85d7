"""Loading concepts, labels, relations and mappings into their editions; the same files change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.vocabulary.models import (
    Concept,
    ConceptRelation,
    Edition,
    EditionConcept,
    Label,
    Load,
    Mapping,
    Replacement,
)
from schakel.ground.vocabulary.sources import types

CHUNK = 5000
EditionKey = tuple[str, str, str]
"""Scheme, kind and version."""


@dataclass(frozen=True, slots=True)
class VocabularyLoaded:
    """Concepts, mappings and relations were loaded."""

    schemes: tuple[str, ...]
    concepts: int
    mappings: int
    relations: int = 0


@dataclass(frozen=True, slots=True)
class EditionSwitched:
    """An edition may from now on be used for new links, or no longer."""

    edition: str
    is_active: bool


def register() -> None:
    """Make these verbs known."""
    register_verb(
        "vocabulary.load", VocabularyLoaded, section=None, heading=lambda c: gettext("Woordenlijst geladen")
    )
    register_verb(
        "edition.switch",
        EditionSwitched,
        section=None,
        heading=lambda c: (
            (
                gettext("Woordenlijst %(edition)s in gebruik")
                if c["is_active"]
                else gettext("Woordenlijst %(edition)s niet meer in gebruik")
            )
            % {"edition": c["edition"]}
        ),
    )


def put_vocabulary(
    concepts: Sequence[types.Concept],
    mappings: Iterable[types.Mapping],
    relations: Sequence[types.Relation],
    replacements: Sequence[types.Replacement],
) -> UUID:
    """Bring the tables up to date; returns this loading's id. What another edition says stays as it is."""
    editions = _editions(concepts, relations, replacements)
    Concept.objects.bulk_create(
        [Concept(uri=c.uri, scheme=c.scheme, kind=c.kind) for c in concepts],
        batch_size=CHUNK,
        ignore_conflicts=True,
    )
    _put_in_editions(concepts, editions)
    labels = _put_labels(concepts, editions)
    known = set(Concept.objects.values_list("uri", flat=True))
    stated = _put_relations([r for r in relations if {r.source_uri, r.target_uri} <= known], editions)
    _put_replacements([r for r in replacements if {r.old_uri, r.new_uri} <= known], editions)
    mapped = _put_mappings(mapping for mapping in mappings if mapping.target_uri in known)
    load = Load(at=clock.now(), concepts=len(concepts), labels=labels, mappings=mapped, relations=stated)
    load.save(force_insert=True)
    schemes = tuple(sorted({concept.scheme for concept in concepts}))
    content = VocabularyLoaded(schemes, len(concepts), mapped, stated)
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("vocabulary", load.id)])
    return load.id


def switch(edition: Edition, *, is_active: bool) -> None:
    """Let an edition be used for new links, or no longer; a new Load makes every process look again."""
    Edition.objects.filter(pk=edition.pk).update(is_active=is_active)
    Load(at=clock.now(), concepts=0, labels=0, mappings=0).save(force_insert=True)
    content = EditionSwitched(edition.name, is_active)
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("vocabulary", edition.pk)])


def _editions(
    concepts: Iterable[types.Concept],
    relations: Iterable[types.Relation],
    replacements: Iterable[types.Replacement],
) -> dict[EditionKey, UUID]:
    wanted = {(c.scheme, c.kind, c.version) for c in concepts}
    wanted |= {(r.scheme, types.SKILL, r.version) for r in relations}
    wanted |= {(r.scheme, r.kind, r.version) for r in replacements}
    today = clock.today()
    Edition.objects.bulk_create(
        [Edition(scheme=s, kind=k, version=v, loaded_on=today) for s, k, v in sorted(wanted)],
        ignore_conflicts=True,
    )
    return {(e.scheme, e.kind, e.version): e.pk for e in Edition.objects.all()}


def _key(concept: types.Concept) -> EditionKey:
    return concept.scheme, concept.kind, concept.version


def _put_in_editions(concepts: Iterable[types.Concept], editions: dict[EditionKey, UUID]) -> None:
    rows = [
        EditionConcept(
            edition_id=editions[_key(c)],
            concept_id=c.uri,
            code=c.code or "",
            isco=c.isco or "",
            skill_type=c.skill_type,
            reuse_level=c.reuse_level,
            description=c.description,
        )
        for c in concepts
    ]
    EditionConcept.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["edition", "concept"],
        update_fields=["code", "isco", "skill_type", "reuse_level", "description"],
    )


LabelKey = tuple[UUID, str, str, str]
"""Edition, concept, language and text."""


def _put_labels(concepts: Iterable[types.Concept], editions: dict[EditionKey, UUID]) -> int:
    """Let each edition that was read say in each language that was read what its file says, and no more."""
    wanted: dict[LabelKey, bool] = {}
    for concept in concepts:
        edition_id = editions[_key(concept)]
        for language, text, is_preferred in _labels(concept):
            wanted.setdefault((edition_id, concept.uri, language, text), is_preferred)
    read = {(edition_id, language) for edition_id, _uri, language, _text in wanted}
    fields = ("edition_id", "concept_id", "language", "text", "is_preferred", "pk")
    gone = []
    for row in Label.objects.filter(edition_id__in={pair[0] for pair in read}).values_list(*fields):
        key, is_preferred, pk = row[:4], row[4], row[5]
        if wanted.get(key) == is_preferred:
            del wanted[key]
        elif (row[0], row[2]) in read:
            gone.append(pk)
    Label.objects.filter(pk__in=gone).delete()
    new = [
        Label(edition_id=key[0], concept_id=key[1], language=key[2], text=key[3], is_preferred=is_preferred)
        for key, is_preferred in wanted.items()
    ]
    Label.objects.bulk_create(new, batch_size=CHUNK)
    return len(new)


def _labels(source: types.Concept) -> Iterable[tuple[str, str, bool]]:
    for language, text in source.labels.items():
        yield language, text[:300], True
    for language, texts in source.alternatives.items():
        for text in texts:
            yield language, text[:300], False


def _put_relations(relations: Iterable[types.Relation], editions: dict[EditionKey, UUID]) -> int:
    rows = [
        ConceptRelation(
            edition_id=editions[r.scheme, types.SKILL, r.version],
            source_id=r.source_uri,
            target_id=r.target_uri,
            kind=r.kind,
        )
        for r in dict.fromkeys(relations)
    ]
    ConceptRelation.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return len(rows)


def _put_replacements(rows: Iterable[types.Replacement], editions: dict[EditionKey, UUID]) -> None:
    new = {
        (editions[r.scheme, r.kind, r.version], r.old_uri): Replacement(
            edition_id=editions[r.scheme, r.kind, r.version], concept_id=r.old_uri, by_id=r.new_uri
        )
        for r in rows
    }
    Replacement.objects.bulk_create(
        list(new.values()),
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["edition", "concept"],
        update_fields=["by"],
    )


def _put_mappings(mappings: Iterable[types.Mapping]) -> int:
    rows = [
        Mapping(
            source_scheme=m.source_scheme,
            source_code=m.source_code,
            source_label=m.source_label[:300],
            concept_id=m.target_uri,
            relation=m.relation,
        )
        for m in mappings
    ]
    Mapping.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return len(rows)
