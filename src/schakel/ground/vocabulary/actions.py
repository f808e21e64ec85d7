"""Loading a vocabulary, and remembering which concept a title was confirmed to mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import SYSTEM_STREAM, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.vocabulary import access, regions
from schakel.ground.vocabulary.linking.dutch import title_key
from schakel.ground.vocabulary.models import Alias, Concept, Label, Load, Mapping, Municipality
from schakel.ground.vocabulary.regions import put_areas, put_municipalities
from schakel.ground.vocabulary.sources import Concept as SourceConcept
from schakel.ground.vocabulary.sources import Mapping as SourceMapping
from schakel.ground.vocabulary.sources.regions import AreaRow, MunicipalityRow

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class VocabularyLoaded:
    """Concepts and mappings were loaded."""

    schemes: tuple[str, ...]
    concepts: int
    mappings: int


@dataclass(frozen=True, slots=True)
class AliasConfirmed:
    """A title was confirmed to mean a concept."""

    title: str
    uri: str


def register() -> None:
    """Make this room's verbs known."""
    regions.register()
    register_verb(
        "vocabulary.load", VocabularyLoaded, section=None, heading=lambda c: gettext("Woordenlijst geladen")
    )
    register_verb(
        "alias.confirm", AliasConfirmed, section=None, heading=lambda c: gettext("Beroepstitel herkend")
    )


@action(access.LOAD)
def load_vocabulary(
    *, actor: Actor, concepts: Iterable[SourceConcept], mappings: Iterable[SourceMapping]
) -> UUID:
    """Bring concepts, labels and mappings up to date; returns the id of this loading.

    Running it again changes nothing but the loading's own row. Concepts that a source dropped stay, since
    dossiers may point at them.
    """
    concepts, mappings = list(concepts), list(mappings)
    labels = [label for concept in concepts for label in _labels(concept)]
    Concept.objects.bulk_create(
        [_concept(concept) for concept in concepts],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["uri"],
        update_fields=["scheme", "version", "code", "isco"],
    )
    Label.objects.bulk_create(labels, batch_size=CHUNK, ignore_conflicts=True)
    known = {concept.uri for concept in concepts}
    rows = [_mapping(mapping) for mapping in mappings if mapping.target_uri in known]
    Mapping.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    load = Load(at=clock.now(), concepts=len(concepts), labels=len(labels), mappings=len(rows))
    load.save(force_insert=True)
    schemes = tuple(sorted({concept.scheme for concept in concepts}))
    content = VocabularyLoaded(schemes, len(concepts), len(rows))
    record(content, organisation_id=SYSTEM_STREAM, things=[Thing("vocabulary", load.id)])
    return load.id


@action(access.LOAD)
def load_municipalities(*, actor: Actor, rows: Iterable[MunicipalityRow], valid_from: date) -> UUID:
    """Let a list of municipalities and regions hold from a day; returns the id of this loading.

    Raises ConflictError when a later list was loaded already.
    """
    if Municipality.objects.filter(valid_from__gt=valid_from).exists():
        raise ConflictError(
            gettext("Er is al een latere lijst geladen."),
            gettext("Een oudere lijst zou die overschrijven."),
            gettext("Laad lijsten in de volgorde van hun ingangsdatum."),
        )
    return put_municipalities(rows, valid_from)


@action(access.LOAD)
def load_postcode_areas(*, actor: Actor, rows: Iterable[AreaRow]) -> UUID:
    """Bring postcode areas up to date; returns the id of this loading."""
    return put_areas(rows)


@action(access.CONFIRM)
def confirm_alias(*, actor: Actor, organisation_id: UUID | None, title: str, uri: str) -> UUID:
    """Remember that a title, however it is written, means this concept; returns the alias's id."""
    alias, _is_new = Alias.objects.update_or_create(
        title=title_key(title)[:200], defaults={"concept_id": uri, "confirmed_on": clock.today()}
    )
    things = [Thing("alias", alias.id)]
    record(AliasConfirmed(alias.title, uri), organisation_id=organisation_id or SYSTEM_STREAM, things=things)
    return alias.id


def _concept(source: SourceConcept) -> Concept:
    return Concept(
        uri=source.uri,
        scheme=source.scheme,
        version=source.version,
        code=source.code or "",
        isco=source.isco or "",
    )


def _labels(source: SourceConcept) -> Iterable[Label]:
    for language, text in source.labels.items():
        yield Label(concept_id=source.uri, language=language, text=text[:300], is_preferred=True)
    for language, texts in source.alternatives.items():
        for text in dict.fromkeys(texts):
            if text != source.labels.get(language):
                yield Label(concept_id=source.uri, language=language, text=text[:300], is_preferred=False)


def _mapping(source: SourceMapping) -> Mapping:
    return Mapping(
        source_scheme=source.source_scheme,
        source_code=source.source_code,
        source_label=source.source_label[:300],
        concept_id=source.target_uri,
        relation=source.relation,
    )
