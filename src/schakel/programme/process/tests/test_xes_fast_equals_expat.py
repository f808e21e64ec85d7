"""Reading XES by its quotes gives what expat alone gives: the same events, or the same error at its place."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree.ElementTree import ParseError

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine import read_xes
from schakel.programme.process.engine.read_xes_fast import UnusualError, columns_of
from schakel.programme.process.engine.reading import Question, read_log

WANTED = {"case": "case:concept:name", "activity": "concept:name"}
ASKED = WANTED | {"resource": "org:resource", "reason": "case:reden", "attribute:case:soort": "case:soort"}
KEYS = ["concept:name", "time:timestamp", "org:resource", "reden", "soort", "case:soort", "case:concept:name"]
VALUES = ["Intake", "Plan 'B'", "é", "2026-03-29T03:00:00+02:00", "", "a > b", "z1", "🙂"]
ODD_VALUES = [
    "a &amp; b",
    "&lt;trace>",
    "x\ty",
    "a\nb",
    "\x7f",
    "\ufffd",
    "\ufffe",
    "</trace>",
    "&kapot;",
    "\x01",
]
ODD = [
    "<!-- <trace> -->",
    "<![CDATA[</trace>]]>",
    "<?pi </trace>?>",
    "tekst",
    "<event/>",
    "<event></event>",
    "<trace/>",
    "<trace></trace>",
    "</trace>",
    "</event>",
    "<trace>",
    "<event>",
    "<log>",
    "</log>",
    '"',
    "<string key='reden' value='\"'/>",
    '<string value="z3" key="soort"/>',
    '<string key="soort"/>',
    '<string key="soort"value="x"/>',
    '<string key="soort" value="x" value="y"/>',
    '<string key="soort" value="x"><string key="concept:name" value="niet deze"/></string>',
    '<list key="soort"><values><string key="concept:name" value="niet deze"/></values></list>',
    '<anders key="soort" value="x"/>',
    '<extension name="Time" prefix="time" uri="x"/>',
    '<classifier name="a" keys="b"/>',
    '<x:string key="soort" value="x"/>',
]
HEADS = [
    "<log>",
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org/">\n\t',
    '\ufeff<?xml version="1.0"?><!-- <trace> --><log>',
    '<log><global scope="trace"><string key="soort" value="<trace>"/></global>',
    '<log><event><string key="concept:name" value="los"/></event>',
    '<!DOCTYPE log [<!ATTLIST string value CDATA "vanzelf">]><log>',
    '<?xml version="1.0" encoding="latin-1"?><log>',
    '<x:log xmlns:x="u">',
    "<anders>",
    "<log><log>",
]
SPACES = st.sampled_from(["", "", "\n\t", "\r\n", " "])


def attributes() -> st.SearchStrategy[str]:
    values = st.sampled_from(VALUES * 4 + ODD_VALUES)
    parts = (st.sampled_from(["string", "date", "int"]), st.sampled_from(KEYS), values, SPACES)
    return st.tuples(*parts).map(lambda p: f'<{p[0]}{p[3] or " "}key="{p[1]}" value="{p[2]}"{p[3]}/>{p[3]}')


def inside(of: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Mostly plain parts, now and then an odd one."""
    return st.lists(st.one_of(*[of] * 30, st.sampled_from(ODD)), min_size=1, max_size=most).map("".join)


def logs() -> st.SearchStrategy[str]:
    event = inside(attributes(), 5).map(lambda text: f"<event>{text}</event>")
    whole = st.just(
        '<event><string key="concept:name" value="B"/><date key="time:timestamp" value="2026-01-02"/></event>'
    )
    trace = inside(st.one_of(event, whole, whole, attributes()), 6).map(lambda text: f"<trace>{text}</trace>")
    named = trace.map(
        lambda text: text.replace("<trace>", '<trace><string key="concept:name" value="z1"/>', 1)
    )
    heads = st.sampled_from(HEADS[:2] * 10 + HEADS)
    tails = st.sampled_from(["</log>"] * 9 + ["", "</log><log>", "</log> x", "<event/></log>", "\n</anders>"])
    return st.tuples(heads, inside(st.one_of(trace, named, named), 8), tails).map("".join)


def outcome(path: Path, part: int, *, fast: bool) -> tuple[list[Any], int] | str:
    """All rows and the number of stray events, or the error."""
    head = read_xes.head_of if fast else _unusual
    rows: list[Any] = []
    strays = 0
    try:
        with patch.object(read_xes, "head_of", head), patch.object(read_xes, "PART", part):
            for columns, lost in read_xes.parts(path, ASKED, None):
                rows += pa.table(dict(columns)).to_pylist()
                strays += lost
    except ParseError as error:
        return str(error)
    return rows, strays


def _unusual(_start: bytes) -> bytes:
    raise UnusualError


@settings(max_examples=150, deadline=None)
@given(
    logs(),
    st.sampled_from([300, 700, 1 << 20]),
    st.one_of(
        st.none(), st.none(), st.tuples(st.integers(0, 3000), st.binary(max_size=3), st.integers(0, 9))
    ),
    st.booleans(),
)
@example("<log>" + '<trace><string key="concept:name" value="z1"/></trace>' * 3 + "</log>", 300, None, False)
def test_both_ways_tell_the_same(
    text: str, part: int, spoilt: tuple[int, bytes, int] | None, packed: bool
) -> None:
    content = text.encode()
    if spoilt is not None:
        place, put, away = spoilt
        content = content[:place] + put + content[place + away :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        path.write_bytes(gzip.compress(content) if packed else content)
        assert outcome(path, part, fast=True) == outcome(path, part, fast=False)


PLAIN = (
    '<trace><string key="concept:name" value="z1"/><event><string key="concept:name" value="A"/></event>'
    '<event>\n<string key="concept:name" value="B"/><string key="concept:name" value="C"/></event></trace>'
)


def test_a_plain_part_is_read_by_its_quotes() -> None:
    found = columns_of((PLAIN * 2).encode(), WANTED)
    assert {name: column.to_pylist() for name, column in found.items()} == {
        "case": ["z1"] * 4,
        "activity": ["A", "C"] * 2,
    }


@pytest.mark.parametrize("value", ["a &amp; b", "a\nb", "a<b", "\ufffe"])
def test_a_value_that_xml_changes_or_refuses_is_left_to_expat(value: str) -> None:
    with pytest.raises(UnusualError):
        columns_of(PLAIN.replace('"A"', f'"{value}"').encode(), WANTED)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", ["</event>", "</trace>"])
def test_an_odd_part_is_left_to_expat(odd: str, place: str) -> None:
    with pytest.raises(UnusualError):
        columns_of(PLAIN.replace(place, odd + place, 1).encode(), WANTED)


def test_an_error_after_plain_traces_names_its_own_place(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    path.write_text(f"<log>\n{PLAIN * 9}\n{PLAIN} </fout></log>", encoding="utf-8")
    with pytest.raises(InvalidError) as refusal:
        read_log(path, Question())
    assert f"line 13, column {len(PLAIN.splitlines()[1]) + 3}" in refusal.value.why
