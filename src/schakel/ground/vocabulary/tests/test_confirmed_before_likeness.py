"""What people confirmed comes before what looks alike: alias, then crosswalk, then title."""

from __future__ import annotations

from schakel.ground.vocabulary.linking import Entry, Target, TitleIndex
from schakel.ground.vocabulary.linking.from_concepts import crosswalk_of
from schakel.ground.vocabulary.sources import Mapping

ENTRIES = [
    Entry("x:bakker", "bakker"),
    Entry("x:bakker", "broodbakker"),
    Entry("x:kok", "kok"),
    Entry("x:banket", "banketbakker"),
    Entry("x:verkoper", "verkoper"),
]


def index(
    crosswalk: dict[str, list[Target]] | None = None, aliases: dict[str, str] | None = None
) -> TitleIndex:
    return TitleIndex.build(ENTRIES, crosswalk, aliases)


def test_alias_then_crosswalk_then_title() -> None:
    made = index({"bakker": [Target("x:kok", "skos:exactMatch")]}, {"Bakker": "x:verkoper"})
    matches = made.link("bakker", top=4)
    assert [(match.via, match.uri) for match in matches] == [
        ("alias", "x:verkoper"),
        ("crosswalk", "x:kok"),
        ("title", "x:bakker"),
        ("title", "x:banket"),
    ]
    assert [match.score for match in matches] == sorted((m.score for m in matches), reverse=True)


def test_an_alias_is_found_under_another_gender_and_spelling() -> None:
    made = index(aliases={"Taartenbakster (m/v)": "x:banket"})
    assert made.link("TAARTENBAKKER")[0].via == "alias"


def test_exact_comes_before_broader_before_close_before_narrower() -> None:
    relations = {"x:kok": "narrowMatch", "x:bakker": "skos:exactMatch", "x:banket": "closeMatch"}
    targets = [Target(uri, relation) for uri, relation in relations.items()]
    made = index({"molenaar": [*targets, Target("x:verkoper", "broadMatch")]})
    found = [match.uri for match in made.link("molenaar", top=4)]
    assert found == ["x:bakker", "x:verkoper", "x:banket", "x:kok"]


def test_among_equal_relations_the_likest_title_comes_first() -> None:
    made = index({"kokkin": [Target("x:verkoper", "broadMatch"), Target("x:kok", "broadMatch")]})
    assert [match.uri for match in made.link("kokkin", top=2)] == ["x:kok", "x:verkoper"]


def test_a_target_that_left_the_vocabulary_is_passed_over() -> None:
    made = index({"bakker": [Target("x:gone", "exactMatch")]}, {"bakker": "x:also-gone"})
    assert made.link("bakker")[0] == index().link("bakker")[0]


def test_an_unknown_relation_is_passed_over() -> None:
    assert index({"bakker": [Target("x:kok", "seeAlso")]}).link("bakker")[0].uri == "x:bakker"


def test_new_aliases_replace_the_old_ones_and_keep_the_crosswalk() -> None:
    made = index({"molenaar": [Target("x:kok", "exactMatch")]}, {"molenaar": "x:bakker"})
    renewed = made.with_aliases({"molenaar": "x:verkoper"})
    assert [match.uri for match in renewed.link("molenaar", top=2)] == ["x:verkoper", "x:kok"]
    assert made.link("molenaar")[0].uri == "x:bakker"


def test_mappings_become_a_crosswalk_by_title() -> None:
    mappings = [
        Mapping("boc", "1", "Molenaar", "x:kok", "exactMatch"),
        Mapping("boc", "2", "Molenaar", "x:bakker", "broadMatch"),
    ]
    assert [target.uri for target in crosswalk_of(mappings)["Molenaar"]] == ["x:kok", "x:bakker"]
