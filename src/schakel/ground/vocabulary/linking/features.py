"""Turn a title into a sparse vector: pieces of two to four letters and word stems, rare ones weighing more.
Own code instead of a vectoriser from a library, so that a web worker imports numpy only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from schakel.ground.vocabulary.linking.compounds import CompoundSplitter
from schakel.ground.vocabulary.linking.dutch import STOP_WORDS, plain, stem

SHORTEST_PIECE, LONGEST_PIECE = 2, 4
WORD_SHARE = 1 / 3
_WORD_MARK = "="  # cannot occur in a piece of letters, so pieces and words share one table

Vector = tuple[NDArray[np.int32], NDArray[np.float32]]


def letter_pieces(text: str) -> list[str]:
    """Pieces of 2-4 letters within words, each word with a space before and after it."""
    return [piece for word in plain(text).split() for piece in _word_pieces(word)]


@lru_cache(maxsize=50_000)
def _word_pieces(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    found: list[str] = []
    for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
        last = len(padded) - size
        found += [padded[start : start + size] for start in range(max(last, 0) + 1)]
        if last <= 0:
            break
    return tuple(found)


class Features:
    """The feature table of one vocabulary: which features exist and how rare each is."""

    def __init__(
        self, names: Sequence[str], rarity: NDArray[np.float32], word_counts: dict[str, int]
    ) -> None:
        """`names` and `rarity` (idf) have the same order; `word_counts` feeds the compound splitter."""
        self.names, self.rarity, self.word_counts = list(names), rarity, word_counts
        self._number = {name: number for number, name in enumerate(self.names)}
        self._rarest = float(rarity.max(initial=1))
        self._splitter = CompoundSplitter(word_counts)

    @classmethod
    def learn(cls, labels: Sequence[str]) -> Features:
        """Count the features of `labels`; rarity is ln((1 + labels) / (1 + labels with it)) + 1."""
        words = Counter(word for label in labels for word in plain(label).split())
        bare = cls((), np.zeros(0, np.float32), dict(words))
        seen = Counter(name for label in labels for block in bare._blocks(label) for name in set(block))
        names = sorted(seen)
        counts = np.array([seen[name] for name in names], dtype=np.float64)
        rarity = np.log((1 + len(labels)) / (1 + counts)) + 1
        return cls(names, rarity.astype(np.float32), dict(words))

    def vector(self, text: str) -> Vector:
        """Feature numbers and weights of `text`; its length is at most 1, and 0 when nothing is known."""
        letters, words = self._blocks(text)
        # An unknown word counts as the rarest: else "medewerker xyz" would be fully alike to "medewerker".
        unknown = sum(name not in self._number for name in set(words))
        parts = [self._unit(letters, 1 - WORD_SHARE), self._unit(words, WORD_SHARE, unknown)]
        return (
            np.concatenate([numbers for numbers, _ in parts]),
            np.concatenate([weights for _, weights in parts]),
        )

    def _blocks(self, text: str) -> tuple[list[str], list[str]]:
        kept = [word for word in plain(text).split() if word not in STOP_WORDS]
        parts = [part for word in kept for part in self._splitter.split(word)]
        return letter_pieces(text), [_WORD_MARK + stem(part) for part in parts]

    def _unit(self, names: Iterable[str], share: float, unknown: int = 0) -> Vector:
        counts = Counter(self._number[name] for name in names if name in self._number)
        numbers = np.fromiter(counts.keys(), np.int32, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(often)) * self.rarity[numbers]
        length = math.sqrt(float(weights @ weights) + unknown * self._rarest**2) or 1.0
        return numbers, (weights * np.float32(math.sqrt(share) / length)).astype(np.float32)
