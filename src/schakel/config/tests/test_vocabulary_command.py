"""Titles are linked on the command line, by the contract that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schakel.config.cli import main
from schakel.config.preparing import as_system
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources import Concept, read_demo, read_demo_skills

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)

ESCO_BAKER = Concept("https://example.org/esco/1", "esco", "7512", {"nl": "bakker"}, {}, "7512", "1")


def load(concepts: list[Concept]) -> None:
    with as_system() as actor:
        load_vocabulary(actor=actor, concepts=concepts, mappings=[])


def test_each_text_gets_its_matches_best_first(capsys: pytest.CaptureFixture[str]) -> None:
    load(read_demo())
    assert main(["vocabulary", "link", "bakker", "heftruckchauffeur", "--top", "2", "--json"]) == 0
    bakers, drivers = json.loads(capsys.readouterr().out)["results"]
    assert bakers["text"] == "bakker"
    assert set(bakers["matches"][0]) == {"uri", "label", "score", "via"}
    assert drivers["matches"][0]["label"] == "heftruckchauffeur"
    assert len(drivers["matches"]) <= 2


def test_esco_is_used_when_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    load([*read_demo(), ESCO_BAKER])
    assert main(["vocabulary", "link", "bakker", "--json"]) == 0
    [result] = json.loads(capsys.readouterr().out)["results"]
    assert [match["uri"] for match in result["matches"]] == [ESCO_BAKER.uri]


def test_without_a_vocabulary_it_says_how_to_load_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vocabulary", "link", "bakker"]) == 1
    assert "schakel vocabulary load" in capsys.readouterr().err


def test_an_empty_folder_is_a_problem_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vocabulary", "load", str(tmp_path)]) == 1
    assert "niets gevonden" in capsys.readouterr().err


def test_words_of_a_skill_are_linked_to_skills(capsys: pytest.CaptureFixture[str]) -> None:
    load([*read_demo(), *read_demo_skills()])
    assert main(["vocabulary", "link", "kassa draaien", "--skills", "--json"]) == 0
    [result] = json.loads(capsys.readouterr().out)["results"]
    assert result["matches"][0]["label"] == "een kassa bedienen"


def test_versions_are_listed_and_one_is_set_aside_and_taken_up(capsys: pytest.CaptureFixture[str]) -> None:
    load([*read_demo(), *read_demo_skills()])
    for option, is_used in (("--set-aside", False), ("--use", True)):
        assert main(["vocabulary", "versions", option, "demo/skill/1", "--json"]) == 0
        shown = {row["name"]: row for row in json.loads(capsys.readouterr().out)["versions"]}
        assert (shown["demo/skill/1"]["is_active"], shown["demo/skill/1"]["is_used"]) == (is_used, is_used)
    assert shown["demo/occupation/1"]["is_used"]
    assert main(["vocabulary", "versions", "--set-aside", "demo/skill/9"]) == 1
    assert "niet geladen" in capsys.readouterr().err


def test_a_folder_with_skills_is_loaded_and_says_what_was_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "esco_1.2"
    folder.mkdir()
    (folder / "skills_nl.csv").write_text(
        "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status\ns:1,knowledge,,lassen,,released\n"
    )
    (folder / "occupationSkillRelations_nl.csv").write_text(
        "occupationUri,relationType,skillType,skillUri\no:1,essential,,s:1\n"
    )
    for _time in range(2):
        assert main(["vocabulary", "load", str(tmp_path), "--json"]) == 0
        said = capsys.readouterr().out
        counts = json.loads(said[said.index("{") :])
        assert counts == {"concepts": 1, "mappings": 0, "relations": 0, "relations_left": 1}
