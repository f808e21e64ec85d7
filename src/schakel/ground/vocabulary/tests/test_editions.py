"""Versions of a vocabulary stand beside each other; new links are made in the newest that is active."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schakel.ground.access.readers import system_actor
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.errors import ConflictError, NotFoundError
from schakel.ground.vocabulary import queries
from schakel.ground.vocabulary.actions import load_vocabulary, switch_edition
from schakel.ground.vocabulary.editions import all_editions, dropped, named, newest_edition, often_asked
from schakel.ground.vocabulary.models import Alias, Concept, ConceptRelation, Edition, EditionConcept, Label
from schakel.ground.vocabulary.queries import SKILL, label_of, suggest
from schakel.ground.vocabulary.sources import types
from schakel.ground.vocabulary.sources.types import Relation, Replacement

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

WELD, SOLDER, FORGE, DUTCH = (f"https://example.org/s/{n}" for n in ("weld", "solder", "forge", "dutch"))
WELDER, METAL = "https://example.org/o/welder", "https://example.org/g/metal"


@pytest.fixture(autouse=True)
def at_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(queries, "default_data", lambda: tmp_path)
    with as_actor(system_actor(), "administration"):
        yield
    queries._index_of.cache_clear()


def skill(uri: str, label: str, version: str = "1.1", **more: Any) -> types.Concept:
    labels = more.pop("labels", {"nl": label})
    return types.Concept(uri, "esco", None, labels, {}, None, version, kind="skill", **more)


def load(*concepts: types.Concept, **more: Any) -> None:
    load_vocabulary(actor=system_actor(), concepts=concepts, mappings=[], **more)


def kept() -> list[Any]:
    models = (Concept, Edition, EditionConcept, Label, ConceptRelation)
    return [sorted(model.objects.values_list(), key=str) for model in models]


def first_version() -> None:
    welder = types.Concept(WELDER, "esco", None, {"nl": "lasser"}, {}, "7212", "1.1")
    metal = types.Concept(METAL, "esco", None, {"nl": "metaal"}, {}, None, "1.1", kind="skill_group")
    load(
        skill(WELD, "lassen", reuse_level="sector-specific"),
        skill(SOLDER, "solderen", reuse_level="occupation-specific"),
        skill(DUTCH, "Nederlands", reuse_level="transversal"),
        welder,
        metal,
        relations=[
            *(Relation("esco", "1.1", WELDER, uri, "essential") for uri in (WELD, SOLDER, DUTCH)),
            Relation("esco", "1.1", WELD, METAL, "broader"),
            Relation("esco", "1.1", WELDER, "https://example.org/unknown", "essential"),
        ],
    )


def second_version() -> None:
    load(
        skill(WELD, "lassen van metaal", "1.2"),
        skill(FORGE, "smeden", "1.2"),
        replacements=[Replacement("esco", "1.2", "skill", SOLDER, FORGE)],
    )


def test_loading_again_changes_nothing() -> None:
    first_version()
    before = kept()
    first_version()
    assert kept() == before


def test_a_corrected_file_replaces_the_labels_of_its_own_edition_and_language() -> None:
    load(skill(WELD, "lasen", labels={"nl": "lasen", "en": "weld"}))
    load(skill(WELD, "lassen"))
    assert sorted(Label.objects.values_list("language", "text")) == [("en", "weld"), ("nl", "lassen")]


def test_a_newer_version_stands_beside_the_older_one() -> None:
    first_version()
    second_version()
    old, new = Edition.objects.filter(kind="skill").order_by("version")
    assert named([WELD], old)[WELD].label == "lassen"
    assert named([WELD], new)[WELD].label == "lassen van metaal"
    assert newest_edition(SKILL) == new
    assert label_of(WELD) == "lassen van metaal"
    assert [edition.name for edition, _concepts, _relations in all_editions()] == [
        "esco/occupation/1.1",
        "esco/skill/1.2",
        "esco/skill/1.1",
        "esco/skill_group/1.1",
    ]


def test_an_older_version_that_comes_later_is_not_used() -> None:
    second_version()
    first_version()
    assert newest_edition(SKILL).version == "1.2"


def test_version_ten_comes_after_version_nine() -> None:
    load(skill(WELD, "lassen", "1.9"))
    load(skill(WELD, "lassen", "1.10"))
    assert newest_edition(SKILL).version == "1.10"


def test_what_a_newer_version_dropped_and_replaced_is_said() -> None:
    first_version()
    second_version()
    found = dropped([WELD, SOLDER, DUTCH], SKILL)
    assert {uri: (one.edition.version, one.replacement) for uri, one in found.items()} == {
        SOLDER: ("1.2", "smeden"),
        DUTCH: ("1.2", ""),
    }
    assert found[SOLDER].replaced_by == FORGE


def test_words_are_linked_to_the_version_in_use(django_assert_max_num_queries: Any) -> None:
    first_version()
    assert suggest(["solderen"], kind=SKILL)[0][0]["uri"] == SOLDER
    second_version()
    assert SOLDER not in {found["uri"] for found in suggest(["solderen"], kind=SKILL)[0]}
    with django_assert_max_num_queries(2):
        suggest(["solderen"], kind=SKILL)


def test_a_version_that_is_set_aside_is_not_used_until_it_is_taken_up_again() -> None:
    first_version()
    second_version()
    switch_edition(actor=system_actor(), name="esco/skill/1.2", is_active=False)
    assert newest_edition(SKILL).version == "1.1"
    assert suggest(["solderen"], kind=SKILL)[0][0]["uri"] == SOLDER
    with pytest.raises(ConflictError):
        switch_edition(actor=system_actor(), name="esco/skill/1.2", is_active=False)
    switch_edition(actor=system_actor(), name="esco/skill/1.2", is_active=True)
    assert newest_edition(SKILL).version == "1.2"


def test_a_version_that_was_never_loaded_cannot_be_chosen() -> None:
    with pytest.raises(NotFoundError):
        switch_edition(actor=system_actor(), name="esco/skill/9", is_active=True)


def test_what_an_occupation_needs_comes_with_what_is_most_of_it_first(
    django_assert_max_num_queries: Any,
) -> None:
    first_version()
    with django_assert_max_num_queries(6):
        found = often_asked([WELDER], but_not=[DUTCH], top=5)
    assert [one.label for one in found] == ["solderen", "lassen"]
    assert found[1].groups == ("metaal",)
    assert often_asked([], but_not=[], top=5) == []


def test_what_an_older_version_asks_counts_as_far_as_the_newer_one_has_it() -> None:
    first_version()
    second_version()
    assert [one.label for one in often_asked([WELDER], but_not=[], top=5)] == ["lassen van metaal"]


def test_a_skill_without_a_dutch_name_keeps_its_other_one() -> None:
    load(skill(WELD, "", labels={"en": "weld"}), skill(DUTCH, "Nederlands"))
    assert named([WELD], newest_edition(SKILL))[WELD].language == "en"
    assert suggest(["weld"], kind=SKILL)[0][0]["label"] == "weld"


def test_the_same_words_may_mean_an_occupation_and_a_skill() -> None:
    first_version()
    for kind, uri in (("occupation", WELDER), ("skill", WELD)):
        Alias.objects.create(title="las", kind=kind, concept_id=uri, confirmed_on=date(2026, 1, 1))
    assert suggest(["lasser"])[0][0]["uri"] == WELDER
    assert suggest(["lassen"], kind=SKILL)[0][0] == {
        "uri": WELD,
        "label": "lassen",
        "score": 1.0,
        "via": "alias",
    }
