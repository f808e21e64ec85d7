"""Files with columns: each line is kept, or refused with a reason; what is no table is refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.steering.coordination.loading import built_in
from schakel.programme.steering.coordination.statements import read_statements

HEAD = "site;situation;row;column;product;process;group;from;to\n"
GOOD = "Aa;within;intake;diagnosis;ja;nee;;2026-01-01;\n"
ROTTEN = [
    (";within;intake;diagnosis;ja;nee;;;", "site is leeg"),
    ("Aa;;intake;diagnosis;ja;nee;;;", "situation is leeg"),
    ("Aa;elders;intake;diagnosis;ja;nee;;;", "elders is hier geen situatie"),
    ("Aa;within;intak;diagnosis;ja;nee;;;", "intak is hier geen taak; bedoelt u intake?"),
    ("Aa;within;intake;debt_help;ja;nee;;;", "debt_help is hier geen taak"),
    ("Aa;within;intake;intake;ja;nee;;;", "intake heeft geen relatie met zichzelf"),
    ("Aa;within;intake;diagnosis;misschien;nee;;;", "product: misschien is geen ja of nee"),
    ("Aa;within;intake;diagnosis;ja;2;;;", "process: 2 is geen ja of nee"),
    ("Aa;within;intake;diagnosis;ja;nee;dichtbij;;", "dichtbij is hier geen groep"),
    ("Aa;within;intake;diagnosis;ja;nee;;31-12-2026;", "from: 31-12-2026 is geen datum"),
    ("Aa;within;intake;diagnosis;ja;nee;;2026-02-30;", "from: 2026-02-30 is geen datum"),
    ("Aa;within;intake;diagnosis;ja;nee;;2026-01-01;2026-01-01", "de einddag (to) ligt niet na"),
    ("Aa;within;intake", "3 cellen in plaats van 9"),
    ("Aa;within;intake;diagnosis;ja;nee;;;;;", "11 cellen in plaats van 9"),
]


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "said.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(("line", "reason"), ROTTEN, ids=[reason for _line, reason in ROTTEN])
def test_a_rotten_line_is_refused_with_its_reason_and_the_others_stay(
    tmp_path: Path, line: str, reason: str
) -> None:
    statements, rows = read_statements(_file(tmp_path, HEAD + GOOD + line + "\n" + GOOD), built_in())
    assert len(statements) == len(rows.kept) == 2
    (refused,) = rows.refused
    assert (refused.file, refused.line) == ("said.csv", 3)
    assert reason in refused.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "said.csv is leeg"),
        (" \n\n", "said.csv is leeg"),
        ("site;situation;row\n", "Ontbreekt: column, product, process"),
        (HEAD.replace("group", "site"), "Staat er twee keer: site"),
        (HEAD + '"Aa;within;intake;diagnosis;ja;nee;;;\n' + GOOD, "aanhalingsteken"),
        (HEAD.encode() + b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (b"PK\x03\x04\x9c\x00", "geen tekst in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(InvalidError) as refusal:
        read_statements(_file(tmp_path, text), built_in())
    assert reason in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match=r"weg\.csv is niet te lezen"):
        read_statements(tmp_path / "weg.csv", built_in())


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_mark_capitals_blank_lines_and_other_columns_do_not_matter(
    tmp_path: Path, separator: str
) -> None:
    head = HEAD.upper().replace("\n", ";colour;;\n")
    text = head + "\n" + GOOD.replace("\n", ";red;;\n") + ";;;;;;;;;;;\n"
    text = "\ufeff" + text.replace(";", separator)
    statements, rows = read_statements(_file(tmp_path, text), built_in())
    assert (len(statements), rows.blank, rows.refused) == (1, 2, [])
    assert rows.unread == ("colour", "", "")


def test_a_line_for_every_site_is_only_right_where_that_is_asked(tmp_path: Path) -> None:
    path = _file(tmp_path, (HEAD + GOOD).replace("site;", "").replace("Aa;", ""))
    statements, _rows = read_statements(path, built_in(), needs_site=False, must_be_known=True)
    assert [each.site for each in statements] == [""]
    with pytest.raises(InvalidError, match="Ontbreekt: site"):
        read_statements(path, built_in())


def test_what_is_required_must_be_known(tmp_path: Path) -> None:
    path = _file(tmp_path, HEAD + GOOD.replace("nee", ""))
    statements, rows = read_statements(path, built_in(), needs_site=False, must_be_known=True)
    assert statements == []
    assert rows.refused[0].reason == "product en process moeten hier ja of nee zijn"


cells = st.sampled_from(
    ["", "Aa", "within", "intake", "diagnosis", "ja", "nee", "far", "2026-01-01", "?", "é", "x y"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.lists(st.lists(cells, max_size=10), max_size=12))
def test_kept_refused_and_blank_are_always_all_lines(tmp_path: Path, lines: list[list[str]]) -> None:
    path = _file(tmp_path, HEAD + "".join(";".join(line) + "\n" for line in lines))
    statements, rows = read_statements(path, built_in())
    assert len(statements) == len(rows.kept)
    assert len(rows.kept) + len(rows.refused) + rows.blank == len(lines)
