"""A vocabulary is read once and kept: the same whatever happens to the file, and never of other sources."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.config.cli import main
from schakel.employers.matching import esco
from schakel.employers.matching.keeping import kept_path, kept_vocabulary
from schakel.ground.kernel.errors import InvalidError

FILES = {
    "occupations_en.csv": "conceptUri,iscoGroup,preferredLabel\no1,2111,baker\no2,2112,pastry cook\n",
    "skills_nl.csv": "conceptUri,preferredLabel\ns1,brood bakken\ns2,taart bakken\ns3,geld tellen\n",
    "occupationSkillRelations.csv": "occupationUri,relationType,skillUri\n"
    "o1,essential,s1\no1,optional,s2\no2,essential,s2\n",
    "broaderRelationsSkillPillar.csv": "conceptType,conceptUri,broaderType,broaderUri\n"
    "KnowledgeSkillCompetence,s1,SkillGroup,g1\nKnowledgeSkillCompetence,s3,SkillGroup,g1\n",
}


@pytest.fixture
def source(tmp_path) -> Path:
    folder = tmp_path / "esco"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def readings(monkeypatch) -> list[int]:
    """One number for each time that ESCO's own files were read."""
    found: list[int] = []
    read = esco.read_esco

    def counted(folders, policy):
        found.append(1)
        return read(folders, policy)

    monkeypatch.setattr(esco, "read_esco", counted)
    return found


def same(one, other) -> bool:
    for field in dataclasses.fields(one):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, np.ndarray):
            if left.dtype != right.dtype or not np.array_equal(left, right):
                return False
        elif left != right or list_of(left) != list_of(right):
            return False
    return True


def list_of(value) -> list:
    return list(value) if isinstance(value, dict) else []


def test_the_second_time_the_files_are_not_read(source, tmp_path, policy, readings) -> None:
    fresh = kept_vocabulary([source], policy, tmp_path / "home")
    kept = kept_vocabulary([source], policy, tmp_path / "home")
    assert same(fresh, kept)
    assert kept.label("s1", "nl") == "brood bakken"
    assert len(readings) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_read_anew(source, tmp_path, policy, readings, name) -> None:
    kept_vocabulary([source], policy, tmp_path / "home")
    (source / name).write_text(FILES[name].replace("s3", "s5").replace("o2", "o3"), encoding="utf-8")
    again = kept_vocabulary([source], policy, tmp_path / "home")
    assert len(readings) == 2
    assert same(again, esco.read_esco([source], policy))


def test_figures_that_the_vocabulary_follows_from_make_it_anew(source, tmp_path, policy, readings) -> None:
    kept_vocabulary([source], policy, tmp_path / "home")
    kept_vocabulary([source], dataclasses.replace(policy, version="other"), tmp_path / "home")
    assert len(readings) == 1
    kept_vocabulary([source], dataclasses.replace(policy, cosine_percent=10), tmp_path / "home")
    assert len(readings) == 2


def test_a_file_added_to_the_folder_is_read(source, tmp_path, policy) -> None:
    kept_vocabulary([source], policy, tmp_path / "home")
    (source / "occupations_nl.csv").write_text("conceptUri,iscoGroup,preferredLabel\no1,2111,bakker\n")
    assert kept_vocabulary([source], policy, tmp_path / "home").label("o1", "nl") == "bakker"


def test_two_choices_of_folders_are_kept_beside_each_other(source, tmp_path, policy, readings) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "occupations_nl.csv").write_text("conceptUri,iscoGroup,preferredLabel\no1,2111,bakker\n")
    for _ in range(2):
        kept_vocabulary([source], policy, tmp_path / "home")
        kept_vocabulary([source, other], policy, tmp_path / "home")
    assert len(readings) == 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_file_is_made_anew(source, tmp_path, policy, readings, place, change, cut) -> None:
    fresh = kept_vocabulary([source], policy, tmp_path / "home")
    path, before = kept_path([source], tmp_path / "home"), len(readings)
    content = bytearray(path.read_bytes())
    at = int(place * len(content))
    content[at] ^= change
    path.write_bytes(content[:at] if cut else content)
    assert same(kept_vocabulary([source], policy, tmp_path / "home"), fresh)
    assert len(readings) == before + 1
    assert same(kept_vocabulary([source], policy, tmp_path / "home"), fresh)
    assert len(readings) == before + 1


def test_a_home_that_cannot_be_written_to_costs_only_time(source, tmp_path, policy, readings) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    for _ in range(2):
        assert kept_vocabulary([source], policy, tmp_path / "home").known_occupations == 2
    assert len(readings) == 2


def test_an_absent_file_is_told_also_when_something_was_kept(source, tmp_path, policy) -> None:
    kept_vocabulary([source], policy, tmp_path / "home")
    (source / "occupationSkillRelations.csv").unlink()
    with pytest.raises(InvalidError, match="occupationSkillRelations"):
        kept_vocabulary([source], policy, tmp_path / "home")


def test_the_command_keeps_it_in_the_data_folder(source, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("SCHAKEL_DATA", str(tmp_path / "data"))
    assert main(["match", "vocabulary", "--vocabulary", str(source)]) == 0
    (path,) = (tmp_path / "data" / "vocabularies").iterdir()
    assert str(path) in capsys.readouterr().err


def test_the_command_says_so_where_nothing_can_be_kept(source, tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "vocabularies").write_text("a file where a folder should be")
    monkeypatch.setenv("SCHAKEL_DATA", str(tmp_path / "data"))
    assert main(["match", "vocabulary", "--vocabulary", str(source)]) == 1
    assert "kan niet geschreven worden" in capsys.readouterr().err
