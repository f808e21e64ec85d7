"""Reading files as they come: encodings, delimiters, headings, rotten rows, and bytes that are no file."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.information.imports import reading
from schakel.information.imports.reading import ReadingError, Table, read_table

HEAD = "achternaam;bsn;plaats\n"


def problems(table: Table) -> dict[int, str]:
    return {line.number: line.problem for line in table.lines}


def refusal(content: bytes, **more: dict[str, str]) -> ReadingError:
    with pytest.raises(ReadingError) as error:
        read_table(content, **more)
    return error.value


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "cp1252"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_each_usual_encoding_gives_the_same_text(mark: bytes, encoding: str) -> None:
    table = read_table(mark + (HEAD + "Çelik;999;Oosterwâarde\n").encode(encoding))
    assert table.values(table.lines[0]) == {"family_name": "Çelik", "bsn": "999", "place": "Oosterwâarde"}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    text = (HEAD + "Aarts;1;Den Haag\n").replace(";", delimiter)
    assert read_table(text.encode()).delimiter == delimiter


def test_a_line_that_names_the_delimiter_is_no_heading() -> None:
    assert read_table(("sep=;\n" + HEAD + "Aarts;1;X\n").encode()).lines[0].number == 3


def test_headings_are_known_by_their_dutch_synonyms() -> None:
    text = "Geslachtsnaam;Burgerservicenummer;Cliënt-nummer;Woonplaats;Soort uitkering;Ingangsdatum\n"
    assert set(read_table(f"{text}a;b;c;d;e;f\n".encode()).mapping) == {
        "family_name",
        "bsn",
        "client_number",
        "place",
        "regime",
        "valid_from",
    }


def test_a_chosen_column_wins_over_a_recognised_one() -> None:
    table = read_table(b"achternaam;bsn;x\nA;1;B\n", {"achternaam": "x"})
    assert table.values(table.lines[0])["family_name"] == "B"


def test_a_missing_column_is_named_with_the_headings_that_are_there() -> None:
    error = refusal(b"voornaam;bsn\nA;1\n")
    assert (error.reason, error.values) == ("missing_name", {"headers": "voornaam, bsn"})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n  \r\n", "empty"),
        (HEAD.encode(), "no_rows"),
        (b"achternaam;plaats\nA;B\n", "missing_number"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "old_spreadsheet"),
        (b"%PDF-1.7", "pdf"),
        (bytes(range(256)) * 4, "encoding"),
        (HEAD.encode("cp1252") + b"\x81\x8d\x8f;1;x\n", "encoding"),
    ],
)
def test_a_file_that_is_no_use_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert refusal(content).reason == reason


def test_a_half_written_last_row_spoils_itself_only() -> None:
    table = read_table((HEAD + "Aarts;1;X\nBerg;2").encode())
    assert problems(table) == {2: "", 3: "too_few"}


def test_a_quote_that_stays_open_spoils_its_own_line_only() -> None:
    table = read_table((HEAD + 'Aarts;1;"X\n' + "Berg;2;Y\n" * 20).encode())
    assert problems(table)[2] == "open_quote"
    assert set(list(problems(table).values())[1:]) == {""}


def test_a_quoted_cell_may_hold_delimiters_and_line_ends() -> None:
    table = read_table((HEAD + '"Aarts; de";1;"Den\nHaag"\nBerg;2;X\n').encode())
    assert [line.number for line in table.lines] == [2, 4]
    assert table.values(table.lines[0])["place"] == "Den Haag"


def test_control_characters_and_endless_lines_spoil_their_own_row_only() -> None:
    table = read_table((HEAD + "Aa\x00rts;1;X\n" + "y" * 10_001 + "\nBerg;2;X\n").encode())
    assert problems(table) == {2: "control", 3: "too_long", 4: ""}


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    table = read_table((HEAD + "=1+1;1;'+31\n").encode())
    assert table.values(table.lines[0]) == {"family_name": "=1+1", "bsn": "1", "place": "+31"}


def test_empty_columns_at_the_end_are_left_out() -> None:
    assert problems(read_table((HEAD + "Aarts;1;X;;\n;;\n").encode())) == {2: ""}


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    assert refusal((HEAD + "A;1;X\n" * 3).encode()).reason == "too_many"


def test_a_file_of_a_hundred_thousand_rows_is_read() -> None:
    assert len(read_table((HEAD + "Aarts;1;X\n" * 100_000).encode()).lines) == 100_000


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda rest: HEAD.encode() + rest)))
def test_whatever_the_bytes_only_its_own_error_comes_out(content: bytes) -> None:
    try:
        table = read_table(content)
    except ReadingError:
        return
    for line in table.lines:
        table.values(line)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet='ab;"\n\r\t,|=\u2028é', max_size=30), max_size=8))
def test_rotten_rows_never_take_the_last_good_one_with_them(rows: list[str]) -> None:
    rotten = "".join(f"{row}\n" for row in rows)
    content = f"{HEAD}{rotten}" + "Goed;1;X\n" * 12
    table = read_table(content.encode())
    assert table.lines[-1].cells == ("Goed", "1", "X")
