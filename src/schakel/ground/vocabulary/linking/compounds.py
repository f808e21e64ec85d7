"""Split Dutch compound words into words that occur by themselves in the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

_SHORTEST_WORD = 8
_SHORTEST_PART = 4
_SHORTEST_HEAD = 3
# The letters Dutch puts between two parts: "beveiliging-s-beambte", "bloem-en-winkel".
_LINKS = ("", "s", "e", "en")


class CompoundSplitter:
    """Cuts where both sides are known words, preferring the cut whose rarer side is most frequent."""

    def __init__(self, word_counts: Mapping[str, int]) -> None:
        """`word_counts`: how often each plain word occurs in the labels of the vocabulary."""
        self._counts = {
            word: count
            for word, count in word_counts.items()
            if len(word) >= _SHORTEST_HEAD and word.isalpha()
        }
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of `word` from left to right, or the word itself when no cut is known."""
        if word not in self._known:
            cut = self._best_cut(word) if len(word) >= _SHORTEST_WORD and word.isalpha() else None
            self._known[word] = (word,) if cut is None else self.split(cut[0]) + self.split(cut[1])
        return self._known[word]

    def _best_cut(self, word: str) -> tuple[str, str] | None:
        best: tuple[int, str, str] | None = None
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = self._head(word[:place]), word[place:]
            if head and tail in self._counts:
                rarest = min(self._counts[head], self._counts[tail])
                if best is None or rarest > best[0]:
                    best = (rarest, head, tail)
        return None if best is None else (best[1], best[2])

    def _head(self, text: str) -> str | None:
        for link in _LINKS:
            head = text.removesuffix(link)
            if text.endswith(link) and head in self._counts:
                return head
        return None
