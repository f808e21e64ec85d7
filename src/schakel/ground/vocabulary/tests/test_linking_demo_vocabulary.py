"""A free title finds its occupation in the demo vocabulary."""

from __future__ import annotations

import re

import pytest

from schakel.ground.vocabulary.linking import TitleIndex
from schakel.ground.vocabulary.sources import read_demo
from schakel.ground.vocabulary.sources.demo import DEMO_BASE


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Schoonmaakster", "schoonmaker"),
        ("Kapster (m/v)", "kapper"),
        ("medewerkster magazijn", "magazijnmedewerker"),
        ("Lasser / bankwerker", "lasser"),
        ("Vrachtwagenchaufeur", "vrachtwagenchauffeur"),
        ("ELECTRICIEN", "elektricien"),
        ("senior softwareontwikkelaar 36 uur", "softwareontwikkelaar"),
        ("begeleidster gehandicaptenzorg", "begeleider-gehandicapten"),
    ],
)
def test_the_first_match_is_the_occupation_meant(demo_index: TitleIndex, title: str, name: str) -> None:
    assert demo_index.link(title)[0].uri == DEMO_BASE + name


def test_matches_are_concepts_each_once_under_their_preferred_label(demo_index: TitleIndex) -> None:
    matches = demo_index.link("medewerker", top=30)
    preferred = {concept.uri: concept.labels["nl"] for concept in read_demo()}
    assert len(matches) == 30
    assert len({match.uri for match in matches}) == 30
    assert all(match.label == preferred[match.uri] for match in matches)


def test_a_match_names_the_title_that_led_to_it(demo_index: TitleIndex) -> None:
    assert demo_index.link("barista")[0].matched == "barista"
    assert demo_index.link("barista")[0].label == "barmedewerker"


def test_likeness_never_scores_as_high_as_what_a_person_confirmed(demo_index: TitleIndex) -> None:
    match = demo_index.link("huisarts")[0]
    assert (match.via, match.score) == ("title", pytest.approx(0.9, abs=0.1))
    assert match.score <= 0.9


@pytest.mark.parametrize("nothing", ["", "   ", "???", "(m/v)"])
def test_an_empty_title_has_no_matches(demo_index: TitleIndex, nothing: str) -> None:
    assert demo_index.link(nothing) == []


def test_an_empty_vocabulary_has_no_matches() -> None:
    assert TitleIndex.build([]).link("kapper") == []


def test_many_titles_are_linked_in_order(demo_index: TitleIndex) -> None:
    titles = ["bakker", "", "slager"]
    assert demo_index.link_many(titles, top=2) == [demo_index.link(title, 2) for title in titles]


def test_the_demo_vocabulary_is_complete_and_its_own() -> None:
    concepts = read_demo()
    assert len(concepts) >= 120
    assert len({concept.uri for concept in concepts}) == len(concepts)
    for concept in concepts:
        assert re.fullmatch(re.escape(DEMO_BASE) + r"[a-z0-9-]+", concept.uri)
        assert re.fullmatch(r"\d{4}", concept.isco or "")
        assert concept.labels["nl"]
        assert concept.labels["en"]
        assert 1 <= len(concept.alternatives["nl"]) <= 4
        assert all(concept.alternatives["nl"])
