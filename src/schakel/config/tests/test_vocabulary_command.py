"""Titles are linked on the command line, by the contract that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schakel.config.cli import main
from schakel.config.preparing import as_system
from schakel.ground.vocabulary.actions import load_vocabulary
from schakel.ground.vocabulary.sources import Concept, read_demo

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
