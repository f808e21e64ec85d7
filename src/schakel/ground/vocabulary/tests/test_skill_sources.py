"""Files with skills and their relations are read whole or refused with the file, the row and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources import VocabularySources, discover
from schakel.ground.vocabulary.sources.demo import read_demo, read_demo_relations, read_demo_skills

SKILLS = "conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description\n"
WELD = 's:1,skill/competence,sector-specific,weld,"join metal\nwelding",,released,Join metal.\n'
SPEAK = "s:2,knowledge,,Dutch,,,released,\n"
ASKED = "occupationUri,relationType,skillType,skillUri\n"
BROADER = "conceptType,conceptUri,broaderType,broaderUri\n"
COMPETENT = "esco_uri,esco_label_nl,vdab_id,vdab_label_fr,vdab_label_nl,relatie\n"


def found(folder: Path, **files: str) -> VocabularySources:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return discover(folder)


def test_skills_are_read_with_type_level_and_description(tmp_path: Path) -> None:
    weld, speak = found(tmp_path / "esco_1.2", skills_en=SKILLS + WELD + SPEAK).concepts()
    assert (weld.kind, weld.skill_type, weld.reuse_level) == ("skill", "skill/competence", "sector-specific")
    assert (weld.version, weld.labels, weld.description) == ("1.2", {"en": "weld"}, "Join metal.")
    assert weld.alternatives["en"] == ("join metal", "welding")
    assert (speak.skill_type, speak.reuse_level) == ("knowledge", "")


def test_what_is_not_released_is_left_out(tmp_path: Path) -> None:
    old = SPEAK.replace("released", "obsolete")
    assert len(found(tmp_path, skills_en=SKILLS + WELD + old).concepts()) == 1


def test_relations_of_every_sort_are_read(tmp_path: Path) -> None:
    sources = found(
        tmp_path / "esco_1.2",
        skills_en=SKILLS + WELD + SPEAK,
        occupationSkillRelations_en=ASKED + "o:1,essential,knowledge,s:2\n",
        skillSkillRelations="originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri\n"
        "s:1,skill/competence,optional,knowledge,s:2\n",
        broaderRelationsSkillPillar=BROADER + "KnowledgeSkillCompetence,s:1,SkillGroup,g:1\n",
    )
    read = {(r.source_uri, r.kind, r.target_uri) for r in sources.relations()}
    assert read == {("o:1", "essential", "s:2"), ("s:1", "optional", "s:2"), ("s:1", "broader", "g:1")}


def test_dutch_names_from_the_crosswalk_fill_up_what_the_publisher_lacks(tmp_path: Path) -> None:
    sources = found(
        tmp_path,
        skills_en=SKILLS + WELD,
        skills_nl=SKILLS + SPEAK.replace("Dutch", "Nederlands"),
        competent=COMPETENT
        + "s:1,lassen,V1,souder,Metaal lassen,skos:exactMatch\n"
        + "s:1,lassen,V2,x,Solderen,skos:broadMatch\n"
        + "s:2,Vlaams,V3,x,Vlaams,skos:closeMatch\n",
    )
    labels = {concept.uri: concept.labels["nl"] for concept in sources.concepts()}
    assert labels == {"s:1": "lassen", "s:2": "Nederlands"}
    assert [m.source_label for m in sources.mappings()] == ["Metaal lassen", "Vlaams"]


def test_of_two_versions_the_newest_file_of_each_kind_is_used(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        found(
            tmp_path / f"esco_{version}",
            skills_en=SKILLS + WELD,
            occupationSkillRelations=ASKED + "o:1,optional,,s:1\n",
        )
    sources = discover(tmp_path)
    assert {concept.version for concept in sources.concepts()} == {"1.10"}
    assert {relation.version for relation in sources.relations()} == {"1.10"}
    assert {path.parent.name for path in sources.set_aside} == {"esco_1.9"}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (WELD + ",knowledge,,naam,,,released,\n", "Gegevensregel 2: het adres van het begrip is leeg"),
        (WELD + WELD, "Gegevensregel 2: het adres s:1 staat er twee keer in"),
        (WELD + "s:2,talent,,naam,,,released,\n", "Gegevensregel 2: skillType is onbekend: 'talent'"),
        (WELD + "s:2,knowledge,alom,naam,,,released,\n", "reuseLevel is onbekend: 'alom'"),
        (WELD + "s:2,knowledge,, ,,,released,\n", "Gegevensregel 2: de naam"),
        (WELD + f"{'s' * 201},knowledge,,naam,,,released,\n", "langer dan 200"),
        (WELD[:-30], "aanhalingsteken|te veel of te weinig"),
    ],
    ids=["no-address", "twice", "type", "level", "no-name", "long", "cut"],
)
def test_a_rotten_skill_refuses_the_file_with_row_and_reason(tmp_path: Path, rows: str, why: str) -> None:
    with pytest.raises(VocabularyError, match=why) as refused:
        found(tmp_path, skills_en=SKILLS + rows).concepts()
    assert "skills_en.csv" in refused.value.what


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("o:1,nodig,,s:1\n", "relationType is onbekend: 'nodig'"),
        ("o:1,essential,,s:1\n,essential,,s:1\n", "Gegevensregel 2: het adres"),
    ],
)
def test_a_rotten_relation_refuses_the_file(tmp_path: Path, rows: str, why: str) -> None:
    sources = found(tmp_path, skills_en=SKILLS + WELD, occupationSkillRelations=ASKED + rows)
    with pytest.raises(VocabularyError, match=why) as refused:
        sources.relations()
    assert "occupationSkillRelations.csv" in refused.value.what


def test_relations_of_another_version_than_the_skills_are_refused(tmp_path: Path) -> None:
    found(
        tmp_path / "esco_1.1", occupationSkillRelations=ASKED + "o:1,optional,,s:1\n", skills_en=SKILLS + WELD
    )
    (tmp_path / "esco_1.1" / "skills_en.csv").rename(tmp_path / "skills_en.csv")
    with pytest.raises(VocabularyError, match="dezelfde versie"):
        discover(tmp_path).relations()


def test_the_own_demo_set_hangs_together() -> None:
    skills = {c.uri: c for c in read_demo_skills()}
    known = set(skills) | {c.uri for c in read_demo()}
    relations = read_demo_relations()
    assert sum(c.kind == "skill" for c in skills.values()) >= 60
    assert all({r.source_uri, r.target_uri} <= known for r in relations)
    assert len(set(relations)) == len(relations)
    asked = {r.target_uri for r in relations if r.kind == "essential"}
    assert asked == {c.uri for c in skills.values() if c.kind == "skill"}
    below = {r.source_uri: r.target_uri for r in relations if r.kind == "broader"}
    assert {skills[group].kind for group in below.values()} == {"skill_group"}
