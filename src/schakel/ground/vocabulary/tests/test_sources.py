"""Files of classifications are read whole or refused with what happened, why and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.ground.vocabulary.errors import VocabularyError
from schakel.ground.vocabulary.sources import (
    discover,
    read_boc_crosswalk,
    read_esco_occupations,
    read_isco_groups,
)

HEADER = "conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code\n"
DUTCH = HEADER + 'x:1,5141,kapper,"kapster\nhaar\xadstylist\nkapper",kaper,released,5141.1\n'
ENGLISH = HEADER + "x:1,5141,hairdresser,,,released,5141.1\n"
GROUPS = "conceptUri,code,preferredLabel,altLabels,status\ng:5141,5141,Kappers,,released\n"
CROSSWALK = "esco_uri,esco_label_en,boc_code,boc_naam,relatie\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_languages_of_one_occupation_are_joined(tmp_path: Path) -> None:
    folder = tmp_path / "esco_1.2"
    write(folder, "occupations_nl.csv", DUTCH)
    write(folder, "occupations_en.csv", ENGLISH)
    (concept,) = read_esco_occupations(folder)
    assert concept.labels == {"nl": "kapper", "en": "hairdresser"}
    assert concept.alternatives["nl"] == ("kapster", "haarstylist", "kaper")
    assert (concept.scheme, concept.code, concept.isco) == ("esco", "5141.1", "5141")
    assert concept.version == "1.2"


def test_an_occupation_that_is_not_released_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "occupations_nl.csv", DUTCH + "x:2,1111,oud,,,obsolete,1111.1\n")
    assert [concept.uri for concept in read_esco_occupations(tmp_path)] == ["x:1"]


def test_groups_have_their_own_code_as_isco_code(tmp_path: Path) -> None:
    write(tmp_path, "ISCOGroups_nl.csv", GROUPS)
    (group,) = read_isco_groups(tmp_path, version="08")
    assert (group.scheme, group.isco, group.version) == ("isco-08", "5141", "08")


def test_the_crosswalk_is_read_from_title_to_concept(tmp_path: Path) -> None:
    """The file says that the title is narrower; seen from the title the concept is broader."""
    path = write(tmp_path, "boc_esco.csv", CROSSWALK + "x:1,barber,10,Afro kapper ,skos:narrowMatch\n")
    (mapping,) = read_boc_crosswalk(path)
    assert (mapping.source_label, mapping.target_uri, mapping.relation) == (
        "Afro kapper",
        "x:1",
        "broadMatch",
    )
    assert read_boc_crosswalk(tmp_path) == [mapping]


def test_files_are_found_however_deep_and_the_newest_is_used(tmp_path: Path) -> None:
    old = write(tmp_path / "esco_1.9", "occupations_nl.csv", DUTCH)
    new = write(tmp_path / "more" / "esco_1.10", "occupations_nl.csv", DUTCH)
    write(tmp_path / "more", "ISCOGroups_nl.csv", GROUPS)
    renamed = write(tmp_path, "omzettabel.csv", CROSSWALK + "x:1,barber,10,Kapper,exactMatch\n")
    write(tmp_path, "something.csv", "a,b\n1,2\n")
    found = discover(tmp_path)
    assert found.occupations == {"nl": new}
    assert found.set_aside == (old,)
    assert found.crosswalks == (renamed,)
    assert [concept.uri for concept in found.concepts()] == ["x:1", "g:5141"]
    assert [mapping.relation for mapping in found.mappings()] == ["exactMatch"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"conceptUri;preferredLabel\nx:1;kapper\n", "Ontbrekend: conceptUri, iscoGroup"),
        (DUTCH.replace("haar", "ha\xebr").encode("latin-1"), "geen UTF-8"),
        (DUTCH.encode("utf-16"), "geen UTF-8"),
        (HEADER.encode(), "geen enkele regel"),
        (b"", "Ontbrekend: conceptUri"),
        (DUTCH.encode()[:-18], "te veel of te weinig kolommen"),
        (DUTCH.encode()[:-45], "aanhalingsteken"),
        (DUTCH.encode() + b"x:3,1,a,b,c,released,1,too,many\n", "Gegevensregel 2"),
    ],
    ids=["separator", "latin-1", "utf-16", "only-header", "empty", "cut-row", "cut-in-quotes", "surplus"],
)
def test_a_bad_file_is_refused_with_the_reason(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "occupations_nl.csv").write_bytes(content)
    with pytest.raises(VocabularyError, match=why) as refused:
        read_esco_occupations(tmp_path)
    assert "occupations_nl.csv" in refused.value.what
    assert refused.value.remedy


def test_an_unknown_relation_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "boc_esco.csv", CROSSWALK + "x:1,barber,10,Kapper,lijkt op\n")
    with pytest.raises(VocabularyError, match="lijkt op"):
        read_boc_crosswalk(path)


def test_a_folder_without_anything_to_load_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(VocabularyError, match="niets gevonden"):
            discover(folder)
        with pytest.raises(VocabularyError, match=r"occupations_nl\.csv"):
            read_esco_occupations(folder)
    with pytest.raises(VocabularyError, match="niet worden geopend"):
        read_boc_crosswalk(tmp_path)
