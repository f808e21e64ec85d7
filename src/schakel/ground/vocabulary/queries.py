"""Reading concepts, and linking words to them with an index per kind that each process loads once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.database import default_data
from schakel.ground.vocabulary.editions import LANGUAGES, newest_edition, version_key
from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.models import Alias, Concept, Label, Load, Mapping

if TYPE_CHECKING:
    from schakel.ground.vocabulary.linking import Entry, TitleIndex

TOP = 5
OCCUPATION: Final = Concept.Kind.OCCUPATION.value
SKILL: Final = Concept.Kind.SKILL.value

VIA: Final[dict[str, str | Promise]] = {
    "alias": _("bevestigd eerder"),
    "crosswalk": _("kruistabel UWV"),
    "title": _("lijkt op"),
}

VIA_OF_SKILLS: Final[dict[str, str | Promise]] = VIA | {"crosswalk": _("kruistabel Competent")}

LIKENESS: Final[tuple[tuple[float, str | Promise], ...]] = (
    (0.9, _("vrijwel zeker")),
    (0.7, _("sterke gelijkenis")),
    (0.5, _("enige gelijkenis")),
)
"""Ours: from which score which words. A title that only looks alike never scores above .9."""


def suggest(texts: Sequence[str], *, top: int = TOP, kind: str = OCCUPATION) -> list[list[dict[str, Any]]]:
    """For each text at most `top` concepts of a kind to confirm: {"uri", "label", "score", "via"}, best
    first; of the edition in use."""
    index = _index(kind)
    if index is None or not texts:
        return [[] for _text in texts]
    aliases = Alias.objects.filter(kind=kind).values_list("title", "concept_id")
    with_aliases = index.with_aliases(dict(aliases))
    found: dict[str, list[dict[str, Any]]] = {}
    for text in dict.fromkeys(texts):
        found[text] = [
            {"uri": m.uri, "label": m.label, "score": round(m.score, 4), "via": m.via}
            for m in with_aliases.link(text, top)
        ]
    return [found[text] for text in texts]


def in_words(suggestion: dict[str, Any], kind: str = OCCUPATION) -> dict[str, Any]:
    """A suggestion for the screen: {"uri", "label", "via", "likeness"}, the last two in words."""
    words = next((words for least, words in LIKENESS if suggestion["score"] >= least), _("zwakke gelijkenis"))
    return {
        "uri": suggestion["uri"],
        "label": suggestion["label"],
        "via": (VIA_OF_SKILLS if kind == SKILL else VIA)[suggestion["via"]],
        "likeness": words,
    }


def label_of(uri: str, language: str = "nl") -> str | None:
    """The preferred label of a concept, in that language or else in any, as the newest edition names it; None
    when it isn't known."""
    rows = Label.objects.filter(concept_id=uri, is_preferred=True)
    known = list(rows.values_list("language", "edition__version", "text"))
    best = max(known, key=lambda one: (one[0] == language, version_key(one[1])), default=None)
    return best[2] if best else None


def prepare_indexes() -> None:
    """Build what the next one who links would have to wait for."""
    for kind in (OCCUPATION, SKILL):
        _index(kind)


def _index(kind: str) -> TitleIndex | None:
    load_id = Load.objects.order_by("-id").values_list("id", flat=True).first()
    return _index_of(kind, load_id) if load_id else None


@lru_cache(maxsize=2)
def _index_of(kind: str, load_id: UUID) -> TitleIndex:
    """The index after one loading: from its file, or built where that is absent or damaged, and put there."""
    from schakel.ground.vocabulary.linking import TitleIndex

    path = _index_file(kind, load_id)
    with suppress(VocabularyError):
        return TitleIndex.load(path)
    index = _build(kind)
    # The file only spares the next process the building: a full disk stops nobody's work.
    with suppress(OSError):
        index.save(path)
    return index


def _build(kind: str) -> TitleIndex:
    from schakel.ground.vocabulary.linking import Target, TitleIndex

    crosswalk: dict[str, list[Target]] = defaultdict(list)
    mappings = Mapping.objects.filter(concept__kind=kind)
    for title, uri, relation in mappings.values_list("source_label", "concept_id", "relation"):
        crosswalk[title].append(Target(uri, relation))
    return TitleIndex.build(_entries(kind), crosswalk)


def _entries(kind: str) -> list[Entry]:
    """The labels of the edition in use, of each concept those in the first language that it has."""
    from schakel.ground.vocabulary.linking import Entry

    labels = Label.objects.filter(edition=newest_edition(kind), language__in=LANGUAGES)
    rows = list(
        labels.order_by("concept_id", "-is_preferred", "id").values_list("concept_id", "language", "text")
    )
    spoken: dict[str, set[str]] = defaultdict(set)
    for uri, language, _text in rows:
        spoken[uri].add(language)
    first = {uri: next(one for one in LANGUAGES if one in found) for uri, found in spoken.items()}
    return [Entry(uri, text) for uri, language, text in rows if language == first[uri]]


def _index_file(kind: str, load_id: UUID) -> Path:
    return default_data() / "cache" / f"titles-{kind}-{load_id}.npz"
