"""Titles whose concept a person has decided on: local aliases, and the crosswalk of a classification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schakel.ground.vocabulary.linking.dutch import title_key
from schakel.ground.vocabulary.linking.types import Target, Via

ALIAS_SCORE = 1.0
# Seen from the title: a broader concept is true of it and only says less; a close one is about the same;
# a narrower one claims what the title did not say.
RELATION_SCORES = {
    "exactMatch": 0.99,
    "broadMatch": 0.97,
    "closeMatch": 0.95,
    "narrowMatch": 0.93,
    "relatedMatch": 0.91,
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Aliases (one URI) and crosswalk targets by the key of their title (see `title_key`)."""

    aliases: dict[str, str]
    crosswalk: dict[str, tuple[Target, ...]]

    @classmethod
    def of(cls, crosswalk: Mapping[str, Sequence[Target]], aliases: Mapping[str, str]) -> Confirmed:
        """Bring titles to their key. Of two aliases with one key the last wins; targets are joined."""
        joined: dict[str, tuple[Target, ...]] = {}
        for title, targets in crosswalk.items():
            key = title_key(title)
            joined[key] = tuple(dict.fromkeys((*joined.get(key, ()), *targets)))
        joined.pop("", None)
        by_key = {title_key(title): uri for title, uri in aliases.items() if title_key(title)}
        return cls(by_key, joined)

    def lookup(self, text: str) -> Iterator[tuple[str, float, Via]]:
        """URI, score and origin of all that is confirmed for this title; unknown relations are skipped."""
        key = title_key(text)
        if key in self.aliases:
            yield self.aliases[key], ALIAS_SCORE, "alias"
        for target in self.crosswalk.get(key, ()):
            score = RELATION_SCORES.get(target.relation.removeprefix("skos:"))
            if score is not None:
                yield target.uri, score, "crosswalk"
