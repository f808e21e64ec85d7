"""Loading a vocabulary, choosing which editions count, and remembering which concept a title was confirmed to
mean."""

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
from schakel.ground.kernel.errors import ConflictError, NotFoundError
from schakel.ground.vocabulary import access, loading, regions
from schakel.ground.vocabulary.linking.dutch import title_key
from schakel.ground.vocabulary.loading import put_vocabulary, switch
from schakel.ground.vocabulary.models import Alias, Concept, Edition, Municipality
from schakel.ground.vocabulary.regions import put_areas, put_municipalities
from schakel.ground.vocabulary.sources import Concept as SourceConcept
from schakel.ground.vocabulary.sources import Mapping, Relation, Replacement
from schakel.ground.vocabulary.sources.regions import AreaRow, MunicipalityRow


@dataclass(frozen=True, slots=True)
class AliasConfirmed:
    """A title was confirmed to mean a concept."""

    title: str
    uri: str


def register() -> None:
    """Make this room's verbs known."""
    regions.register()
    loading.register()
    register_verb(
        "alias.confirm", AliasConfirmed, section=None, heading=lambda c: gettext("Beroepstitel herkend")
    )


@action(access.LOAD)
def load_vocabulary(
    *,
    actor: Actor,
    concepts: Iterable[SourceConcept],
    mappings: Iterable[Mapping],
    relations: Iterable[Relation] = (),
    replacements: Iterable[Replacement] = (),
) -> UUID:
    """Bring concepts, labels, relations and mappings up to date in their editions; returns this loading's id.

    Running it again changes nothing but the loading's own row. Other editions stay as they are, since
    dossiers may point at them; what names a concept that isn't known is left out.
    """
    return put_vocabulary(list(concepts), mappings, list(relations), list(replacements))


@action(access.LOAD)
def switch_edition(*, actor: Actor, name: str, is_active: bool) -> UUID:
    """Let an edition ("esco/skill/1.2") be used for new links, or no longer; returns its id.

    What was linked stays linked. Raises NotFoundError, and ConflictError when it is so already.
    """
    edition = next((one for one in Edition.objects.all() if one.name == name), None)
    if edition is None:
        raise NotFoundError(
            gettext("Deze versie is niet geladen."),
            gettext("De naam komt niet voor in de lijst."),
            gettext("Bekijk de namen met: schakel vocabulary versions"),
        )
    if edition.is_active == is_active:
        raise ConflictError(gettext("Dat is al zo."))
    switch(edition, is_active=is_active)
    return edition.pk


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
def confirm_alias(
    *,
    actor: Actor,
    organisation_id: UUID | None,
    title: str,
    uri: str,
    kind: str = Concept.Kind.OCCUPATION.value,
) -> UUID:
    """Remember that words, however written, mean this concept of that kind; returns the alias's id."""
    alias, _is_new = Alias.objects.update_or_create(
        title=title_key(title)[:200],
        kind=kind,
        defaults={"concept_id": uri, "confirmed_on": clock.today()},
    )
    things = [Thing("alias", alias.id)]
    record(AliasConfirmed(alias.title, uri), organisation_id=organisation_id or SYSTEM_STREAM, things=things)
    return alias.id
