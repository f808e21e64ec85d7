"""Object-centric logs: read, written, read again, and flattened to the cases that are asked for."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.ocel import Ocel, OcelEvent, OcelObject, as_ocel
from schakel.programme.process.engine.ocel_files import read_ocel, write_ocel
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.tests.logs import write
from schakel.programme.process.tests.test_reading import ASKED, MADE, facts

TYPES = ["cliënt", "order", "x_y", 'aan "halers"']
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=5)


@st.composite
def logs(draw: st.DrawFn) -> Ocel:
    ids = draw(st.lists(texts, min_size=1, max_size=5, unique=True))
    links = st.lists(st.tuples(st.sampled_from(ids), texts), max_size=3, unique=True).map(tuple)
    values = st.one_of(st.integers(-9, 9), texts)
    names = st.sampled_from(["kleur", "bedrag €"])
    objects = tuple(
        OcelObject(
            id_,
            draw(st.sampled_from(TYPES)),
            tuple(draw(st.lists(st.tuples(names, st.just("2026-01-01T00:00:00Z"), texts), max_size=2))),
            draw(links),
        )
        for id_ in ids
    )
    events = tuple(
        OcelEvent(f"e{n}", draw(st.sampled_from(TYPES)), "2026-01-01T10:00:00Z",
                  draw(st.dictionaries(names, values, max_size=2)), draw(links))
        for n in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    return Ocel(events, objects)


@settings(max_examples=60, deadline=None)
@given(logs(), st.sampled_from(["log.json", "log.sqlite"]))
def test_what_is_written_reads_the_same(log: Ocel, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_ocel(log, Path(folder) / name)
        again = read_ocel(Path(folder) / name)
    assert again.objects == log.objects
    assert [(e.id, e.type, e.time, set(e.objects)) for e in again.events] == [
        (e.id, e.type, e.time, set(e.objects)) for e in log.events
    ]
    assert [{k: str(v) for k, v in e.attributes.items()} for e in again.events] == [
        {k: str(v) for k, v in e.attributes.items()} for e in log.events
    ]


def order(*objects: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "hoort bij") for name in objects)


LOG = Ocel(
    (
        OcelEvent(
            "e1", "Aanvraag", "2026-01-01T10:00:00Z", {"loket": "Noord"}, order("c1", "c2", "o1", "c1")
        ),
        OcelEvent("e2", "Besluit", "2026-01-02T10:00:00Z", {}, order("c1", "weg")),
        OcelEvent("e3", "Besluit", "2026-01-02T10:00:00Z", {}, order("o1")),
        OcelEvent("e4", "Besluit", "", {}, order("c2")),
    ),
    (
        OcelObject("c1", "client", (("plaats", "2026-01-01", "Laag"), ("plaats", "2026-01-05", "Hoog"))),
        OcelObject("c2", "client"),
        OcelObject("o1", "order"),
    ),
)


@pytest.mark.parametrize("name", ["log.json", "log.sqlite"])
def test_the_case_is_chosen_at_reading_and_every_row_is_counted(tmp_path: Path, name: str) -> None:
    write_ocel(LOG, tmp_path / name)
    asked = Question(
        resource="loket", reason="object:order", attributes=("case:plaats",), object_type="client"
    )
    log = read_log(tmp_path / name, asked)
    assert [fact[:3] for fact in facts(log)] == [
        ("c1", "Aanvraag", "Noord"),
        ("c1", "Besluit", ""),
        ("c2", "Aanvraag", "Noord"),
    ]
    assert facts(log)[0][4] == "o1"
    assert log.attribute("case:plaats") == ["Hoog", None]
    assert (log.intake.rows, log.intake.kept) == (5, 3)
    assert log.intake.refused == {"no_time": 1, "no_object": 1}
    assert read_log(tmp_path / name, Question(object_type="order")).cases.num_rows == 1


def test_several_kinds_of_objects_ask_for_a_choice(tmp_path: Path) -> None:
    write_ocel(LOG, tmp_path / "log.json")
    for chosen in ("", "wijk"):
        with pytest.raises(InvalidError, match=r"zaak|wijk") as refusal:
            read_log(tmp_path / "log.json", Question(object_type=chosen))
        assert "client (2), order (1)" in refusal.value.why


def test_a_log_goes_out_as_objects_and_comes_back(tmp_path: Path) -> None:
    log = read_log(write(tmp_path / "a.csv", MADE), ASKED)
    write_ocel(as_ocel(log), tmp_path / "log.sqlite")
    again = read_log(
        tmp_path / "log.sqlite", Question(resource="object:resource", reason="reason", object_type="case")
    )
    told = [(f"case:{case}", step, who and f"resource:{who}", *rest) for case, step, who, *rest in facts(log)]
    assert sorted(facts(again)) == sorted(told)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "log.json").write_text("van iemand")
    with pytest.raises(InvalidError, match="bestaat al"):
        write_ocel(LOG, tmp_path / "log.json")
    assert (tmp_path / "log.json").read_text() == "van iemand"


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ander.sqlite") as base:
        base.execute("create table iets (id)")
    base.close()
    with pytest.raises(InvalidError, match="OCEL"):
        read_ocel(tmp_path / "ander.sqlite")
