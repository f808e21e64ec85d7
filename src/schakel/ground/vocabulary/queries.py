"""Reading concepts, and linking titles to them with an index that each process loads once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from schakel.ground.kernel.database import default_data
from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.models import Alias, Concept, Label, Load, Mapping
from schakel.ground.vocabulary.sources.types import DEMO, ESCO

if TYPE_CHECKING:
    from schakel.ground.vocabulary.linking import TitleIndex

TOP = 5
OCCUPATIONS = (ESCO, DEMO)
"""The schemes whose concepts are occupations, the one to use first; ISCO holds groups of them."""


def suggest(titles: Sequence[str], *, top: int = TOP) -> list[list[dict[str, Any]]]:
    """For each title at most `top` concepts to confirm: {"uri", "label", "score", "via"}, best first."""
    index = _index()
    if index is None or not titles:
        return [[] for _title in titles]
    with_aliases = index.with_aliases(dict(Alias.objects.values_list("title", "concept_id")))
    found: dict[str, list[dict[str, Any]]] = {}
    for title in dict.fromkeys(titles):
        found[title] = [
            {"uri": m.uri, "label": m.label, "score": round(m.score, 4), "via": m.via}
            for m in with_aliases.link(title, top)
        ]
    return [found[title] for title in titles]


def label_of(uri: str, language: str = "nl") -> str | None:
    """The preferred label of a concept, in that language or else in any; None when it isn't known."""
    labels = Label.objects.filter(concept_id=uri, is_preferred=True)
    texts = dict(labels.values_list("language", "text"))
    return texts.get(language) or next(iter(texts.values()), None)


def _index() -> TitleIndex | None:
    load_id = Load.objects.order_by("-id").values_list("id", flat=True).first()
    return _index_of(load_id) if load_id else None


@lru_cache(maxsize=1)
def _index_of(load_id: UUID) -> TitleIndex:
    """The index of one loading: from its file, or built where that is absent or damaged, and put there."""
    from schakel.ground.vocabulary.linking import TitleIndex

    path = _index_file(load_id)
    with suppress(VocabularyError):
        return TitleIndex.load(path)
    index = _build()
    # The file only spares the next process the building: a full disk stops nobody's work.
    with suppress(OSError):
        index.save(path)
    return index


def _build() -> TitleIndex:
    from schakel.ground.vocabulary.linking import Entry, Target, TitleIndex

    labels = Label.objects.filter(language="nl", concept__scheme=_occupation_scheme())
    labels = labels.order_by("concept_id", "-is_preferred", "id")
    entries = [Entry(uri, text) for uri, text in labels.values_list("concept_id", "text")]
    crosswalk: dict[str, list[Target]] = defaultdict(list)
    for title, uri, relation in Mapping.objects.values_list("source_label", "concept_id", "relation"):
        crosswalk[title].append(Target(uri, relation))
    return TitleIndex.build(entries, crosswalk)


def _occupation_scheme() -> str:
    """One scheme at a time: the same occupation from two of them would be proposed twice."""
    known = set(Concept.objects.filter(scheme__in=OCCUPATIONS).values_list("scheme", flat=True).distinct())
    return next((scheme for scheme in OCCUPATIONS if scheme in known), ESCO)


def _index_file(load_id: UUID) -> Path:
    return default_data() / "cache" / f"titles-{load_id}.npz"
