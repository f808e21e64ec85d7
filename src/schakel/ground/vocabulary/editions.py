"""Which edition is in use, what it says of a concept, what it no longer has, and what occupations ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, IntegerField, Q, Value, When

from schakel.ground.vocabulary.models import (
    Concept,
    ConceptRelation,
    Edition,
    EditionConcept,
    Label,
    Replacement,
)
from schakel.ground.vocabulary.sources.types import DEMO, ESCO

SCHEMES: Final = (ESCO, DEMO)
"""The schemes to link to, the one to use first: the same thing from two of them would be proposed twice."""

LANGUAGES: Final = ("nl", "en")
"""In which language a name is shown, the first that there is."""

_LEVELS: Final = ("occupation-specific", "sector-specific", "cross-sector", "transversal")
"""ESCO's reuse levels, what says most of an occupation first."""


@dataclass(frozen=True, slots=True)
class Named:
    """A concept as the edition in use names it. groups are what it falls under."""

    uri: str
    label: str
    language: str
    edition: Edition
    skill_type: str = ""
    reuse_level: str = ""
    description: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A concept that the edition in use no longer has, and what it has instead, if it says so."""

    uri: str
    edition: Edition
    replaced_by: str = ""
    replacement: str = ""


def newest_edition(kind: str, *, scheme: str | None = None) -> Edition | None:
    """The edition for new links: of the first scheme that has an active one, the newest. One statement."""
    editions = Edition.objects.filter(kind=kind, is_active=True, scheme__in=[scheme] if scheme else SCHEMES)
    return min(editions, key=_rank, default=None)


def all_editions() -> list[tuple[Edition, int, int]]:
    """Every edition that was loaded, the newest of each kind first, with its concepts and relations."""
    counted = Edition.objects.annotate(many=Count("concepts", distinct=True))
    stated = dict(Edition.objects.annotate(n=Count("relations")).values_list("pk", "n"))
    ordered = sorted(counted, key=lambda one: (one.kind, *_rank(one)))
    return [(edition, edition.many, stated[edition.pk]) for edition in ordered]


def named(uris: Collection[str], edition: Edition) -> dict[str, Named]:
    """Those of the concepts that the edition has, by address, in three statements."""
    held = {
        row.concept_id: row for row in EditionConcept.objects.filter(edition=edition, concept_id__in=uris)
    }
    labels, groups = _labels(held, edition), _groups(held, edition)
    return {
        uri: Named(
            uri, *labels[uri], edition, row.skill_type, row.reuse_level, row.description, groups.get(uri, ())
        )
        for uri, row in held.items()
        if uri in labels
    }


def dropped(uris: Collection[str], kind: str) -> dict[str, Dropped]:
    """Those of the concepts that the edition in use no longer has, with what replaces them.

    A concept of another scheme than the one in use is not among them. At most five statements.
    """
    edition = newest_edition(kind) if uris else None
    if edition is None:
        return {}
    gone = set(
        Concept.objects.filter(pk__in=uris, scheme=edition.scheme)
        .exclude(editions__edition=edition)
        .values_list("uri", flat=True)
    )
    instead = dict(
        Replacement.objects.filter(edition=edition, concept_id__in=gone).values_list("concept_id", "by_id")
        if gone
        else ()
    )
    names = named(set(instead.values()), edition) if instead else {}
    return {uri: _dropped(uri, edition, names.get(instead.get(uri, ""))) for uri in gone}


def often_asked(occupations: Collection[str], *, but_not: Collection[str], top: int) -> list[Named]:
    """Skills that occupations need, what says most of the occupation first; at most top, in six statements.

    From every active edition that says what these occupations need, as far as the edition in use has those
    skills. but_not are skills to leave out.
    """
    edition = newest_edition(Concept.Kind.SKILL) if occupations else None
    if edition is None:
        return []
    asked = ConceptRelation.objects.filter(
        source_id__in=occupations,
        edition__is_active=True,
        edition__scheme=edition.scheme,
        kind=ConceptRelation.Kind.ESSENTIAL,
    ).exclude(target_id__in=but_not)
    # Two statements: joined, and before the database has counted a fresh loading, this takes minutes.
    wanted = list(asked.values_list("target_id", flat=True).distinct())
    held = EditionConcept.objects.filter(edition=edition, concept_id__in=wanted)
    level = Case(
        *(When(reuse_level=name, then=Value(place)) for place, name in enumerate(_LEVELS)),
        default=Value(len(_LEVELS)),
        output_field=IntegerField(),
    )
    uris = list(held.order_by(level, "concept_id").values_list("concept_id", flat=True)[:top])
    names = named(uris, edition)
    return [names[uri] for uri in uris if uri in names]


def version_key(version: str) -> list[int]:
    """What versions are ordered by: "1.10" comes after "1.9"."""
    return [int(part) for part in re.findall(r"\d+", version)]


def _rank(edition: Edition) -> tuple[int, list[int]]:
    place = SCHEMES.index(edition.scheme) if edition.scheme in SCHEMES else len(SCHEMES)
    return place, [-part for part in version_key(edition.version)]


def _labels(uris: Iterable[str], edition: Edition) -> dict[str, tuple[str, str]]:
    rows = Label.objects.filter(edition=edition, concept_id__in=list(uris), is_preferred=True)
    found: dict[str, dict[str, str]] = {}
    for uri, language, text in rows.values_list("concept_id", "language", "text"):
        found.setdefault(uri, {})[language] = text
    return {uri: _shown(texts) for uri, texts in found.items()}


def _shown(texts: dict[str, str]) -> tuple[str, str]:
    language = next((one for one in LANGUAGES if one in texts), min(texts))
    return texts[language], language


def _groups(uris: Iterable[str], edition: Edition) -> dict[str, tuple[str, ...]]:
    """What concepts fall under, one step up, in Dutch or else another language, by name."""
    above = ConceptRelation.objects.filter(
        Q(target__labels__language__in=LANGUAGES, target__labels__is_preferred=True),
        source_id__in=list(uris),
        edition__scheme=edition.scheme,
        edition__is_active=True,
        kind=ConceptRelation.Kind.BROADER,
    )
    found: dict[str, dict[str, dict[str, str]]] = {}
    rows = above.values_list("source_id", "target_id", "target__labels__language", "target__labels__text")
    for uri, group, language, text in rows:
        found.setdefault(uri, {}).setdefault(group, {})[language] = text
    return {
        uri: tuple(sorted({_shown(texts)[0] for texts in groups.values()})) for uri, groups in found.items()
    }


def _dropped(uri: str, edition: Edition, instead: Named | None) -> Dropped:
    return Dropped(uri, edition, instead.uri, instead.label) if instead else Dropped(uri, edition)
