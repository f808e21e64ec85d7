"""Competences and occupations by number: how rare each competence is, how alike two occupations are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schakel.employers.matching.policy import Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_GROUP = -1
PLAIN_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the engine knows about concepts, by number.

    competences and occupations map an address to its number. weights[c] is the rarity of competence c (whole,
    1 or more; 100 × the natural logarithm of how few occupations ask it). groups[c] is its group or -1.
    likeness[a, b] is how alike two occupations are in whole percents; 100 for an occupation with itself.
    fields[o] is the field of work of occupation o, only used to search faster.
    labels map an address to its words by language. is_known tells a concept of the source from one that only
    the records name.
    """

    competences: Mapping[str, int]
    occupations: Mapping[str, int]
    weights: NDArray[np.int64]
    groups: NDArray[np.int32]
    likeness: NDArray[np.uint8]
    fields: NDArray[np.int32]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    known_competences: int = 0
    known_occupations: int = 0

    @property
    def group_count(self) -> int:
        """How many groups there are."""
        return int(self.groups.max(initial=NO_GROUP)) + 1

    @property
    def field_count(self) -> int:
        """How many fields of work there are."""
        return int(self.fields.max(initial=-1)) + 1

    @property
    def middle_weight(self) -> int:
        """The rarity of a middling competence."""
        import numpy as np

        return int(np.median(self.weights)) if len(self.weights) else PLAIN_WEIGHT

    def label(self, address: str, language: str) -> str:
        """Words for a concept: in the language, else in another, else its address."""
        words = self.labels.get(address, {})
        return words.get(language) or next(iter(words.values()), address)

    def unknown(self) -> tuple[list[str], list[str]]:
        """Competences and occupations that only the records name, when there is a source at all."""
        return (
            [name for name, number in self.competences.items() if number >= self.known_competences],
            [name for name, number in self.occupations.items() if number >= self.known_occupations],
        )


def empty_vocabulary() -> Vocabulary:
    """Without a source: every competence weighs the same, and an occupation is only like itself."""
    import numpy as np

    nothing = np.zeros(0, np.int64)
    return Vocabulary(
        {}, {}, nothing, nothing.astype(np.int32), np.zeros((0, 0), np.uint8), nothing.astype(np.int32)
    )


def extended(
    vocabulary: Vocabulary,
    competences: Iterable[str],
    occupations: Iterable[str],
    labels: Mapping[str, Mapping[str, str]],
) -> Vocabulary:
    """With concepts that only the records name: of middling rarity, in no group, and like nothing else."""
    import numpy as np

    more_competences = sorted(set(competences) - set(vocabulary.competences))
    more_occupations = sorted(set(occupations) - set(vocabulary.occupations))
    before, added = len(vocabulary.occupations), len(more_occupations)
    likeness = np.zeros((before + added, before + added), np.uint8)
    likeness[:before, :before] = vocabulary.likeness
    likeness[range(before, before + added), range(before, before + added)] = 100
    return Vocabulary(
        competences=_numbered(vocabulary.competences, more_competences),
        occupations=_numbered(vocabulary.occupations, more_occupations),
        weights=np.append(vocabulary.weights, np.full(len(more_competences), vocabulary.middle_weight)),
        groups=np.append(vocabulary.groups, np.full(len(more_competences), NO_GROUP, np.int32)),
        likeness=likeness,
        fields=np.append(vocabulary.fields, vocabulary.field_count + np.arange(added)).astype(np.int32),
        labels={**labels, **vocabulary.labels},
        known_competences=vocabulary.known_competences,
        known_occupations=vocabulary.known_occupations,
    )


def _numbered(before: Mapping[str, int], more: Iterable[str]) -> dict[str, int]:
    return {**before, **{name: number for number, name in enumerate(more, len(before))}}


def rarity(asked_by: NDArray[np.int64], occupations: int) -> NDArray[np.int64]:
    """Weights of competences by how many occupations ask each; shrunk by one, so that none weighs nothing."""
    import numpy as np

    found: NDArray[np.int64] = np.rint(100 * np.log((occupations + 1) / (asked_by + 1))).astype(np.int64)
    return np.maximum(found, 1)


def likeness_of(asked: Any, codes: list[str], policy: Policy) -> NDArray[np.uint8]:
    """How alike occupations are, in whole percents.

    asked is a sparse matrix (occupations × competences) of weights; codes are ISCO-08 codes of four digits. A
    share of the cosine of the two rows, and the rest by the higher of that cosine and what the common first
    digits of the codes are worth (matching knowledge, section 3).
    """
    import numpy as np

    lengths = np.sqrt(asked.multiply(asked).sum(axis=1))
    together = (asked @ asked.T).toarray()
    cosine = np.clip(together / np.maximum(np.outer(lengths, lengths), np.finfo(float).tiny), 0.0, 1.0)
    worth = np.array([0, *policy.prefix_percent]) / 100
    higher = np.maximum(cosine, worth[_common_digits(codes)])
    share = policy.cosine_percent / 100
    found: NDArray[np.uint8] = np.floor(100 * (share * cosine + (1 - share) * higher) + 0.5).astype(np.uint8)
    np.fill_diagonal(found, 100)
    return found


def _common_digits(codes: list[str]) -> NDArray[np.int8]:
    import numpy as np

    common = np.zeros((len(codes), len(codes)), np.int8)
    for length in range(1, 5):
        heads = np.unique([code[:length].ljust(length) for code in codes], return_inverse=True)[1]
        common += (heads[:, None] == heads[None, :]) & np.array([len(c) >= length for c in codes])
    return common
