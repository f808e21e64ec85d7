"""Linking holds for any text, and equals a dense calculation with the same features."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.vocabulary.linking import Entry, TitleIndex
from schakel.ground.vocabulary.linking.features import letter_pieces
from schakel.ground.vocabulary.linking.from_concepts import entries_of
from schakel.ground.vocabulary.linking.postings import PREFERRED_SHARE, WHOLE_CONCEPT_SHARE
from schakel.ground.vocabulary.linking.variants import variants
from schakel.ground.vocabulary.sources import read_demo

INDEX = TitleIndex.build(entries_of(read_demo()))
TITLES = [
    "kapster",
    "medewerker zorg (m/v)",
    "Lasser / bankwerker",
    "docent Frans (1e graads)",
    "xyz kok kok",
]
label_text = st.text("abekrs -/(é", min_size=1, max_size=15)


@settings(deadline=None)
@given(text=st.text(), top=st.integers(-1, 200))
def test_any_text_is_linked_with_sorted_scores_between_0_and_1(text: str, top: int) -> None:
    matches = INDEX.link(text, top)
    scores = [match.score for match in matches]
    assert len(matches) <= max(top, 0)
    assert len({match.uri for match in matches}) == len(matches)
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@settings(deadline=None)
@given(labels=st.lists(st.tuples(st.integers(0, 4), label_text), min_size=1, max_size=12), text=label_text)
def test_any_vocabulary_can_be_indexed(labels: list[tuple[int, str]], text: str) -> None:
    index = TitleIndex.build([Entry(f"x:{number}", label) for number, label in labels])
    assert all(0 <= match.score <= 1 for match in index.link(text))


def dense(index: TitleIndex, text: str) -> np.ndarray:
    """The vector of a text with a place for every feature."""
    vector = np.zeros(len(index.features.names))
    numbers, weights = index.features.vector(text)
    vector[numbers] = weights
    return vector


def concept_scores_by_hand(index: TitleIndex, text: str) -> np.ndarray:
    labels = np.array([dense(index, label) for label in index.table.labels])
    starts = index.table.starts
    best = np.zeros(len(index.table.uris))
    for variant in variants(text):
        likeness = labels @ dense(index, variant.text)
        for concept, (first, last) in enumerate(pairwise(starts)):
            whole = labels[first:last].sum(axis=0)
            together = dense(index, variant.text) @ whole / np.linalg.norm(whole)
            total = likeness[first:last].max() + PREFERRED_SHARE * likeness[first]
            score = (total + WHOLE_CONCEPT_SHARE * together) / (1 + PREFERRED_SHARE + WHOLE_CONCEPT_SHARE)
            best[concept] = max(best[concept], score * variant.weight)
    return best


@pytest.mark.parametrize("title", TITLES)
def test_scores_equal_a_dense_calculation(title: str) -> None:
    by_hand = concept_scores_by_hand(INDEX, title)
    _, scores = INDEX.scores(title)
    np.testing.assert_allclose(scores, by_hand, atol=1e-5)
    first = INDEX.link(title, 1)[0]
    assert by_hand[INDEX.table.uris.index(first.uri)] == pytest.approx(by_hand.max(), abs=1e-5)


def test_rarity_and_pieces_equal_those_of_a_known_library() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    labels = [label for label in INDEX.table.labels if label.isascii()]
    index = TitleIndex.build([Entry(str(number), label) for number, label in enumerate(labels)])
    known = TfidfVectorizer(analyzer=letter_pieces, sublinear_tf=True).fit(labels)
    builtin = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    ours = dict(zip(index.features.names, index.features.rarity, strict=True))
    for piece, number in known.vocabulary_.items():
        assert ours[piece] == pytest.approx(known.idf_[number], rel=1e-5)
    assert sorted(letter_pieces("kok in b")) == sorted(builtin.build_analyzer()("kok in b"))
