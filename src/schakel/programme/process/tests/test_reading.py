"""One log in every kind of file gives one answer; what is broken is refused with a reason."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from schakel.ground.kernel.errors import InvalidError
from schakel.programme.process.engine.building import Filter
from schakel.programme.process.engine.event_log import EventLog, load_log
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.tests import brute
from schakel.programme.process.tests.logs import HEAD, TIMES, rows, write

ASKED = Question("case", "activity", "time", "resource", "reason")
MADE = [
    ["z1", "Intake", "2026-03-29T01:59:59+01:00", "UWV", ""],
    ["z2", "Intake & <meer>", "2026-03-01", "", "eigen wens"],
    ["z1", "Diagnose", "2026-03-29T03:00:00+02:00", "gemeente", ""],
    ["z1", 'Plan "B"', "2026-03-29T03:00:00+02:00", "", ""],
]


def facts(log: EventLog) -> list[tuple[object, ...]]:
    columns = {
        n: log.column("events", n).tolist() for n in ("case", "activity", "resource", "time", "reason")
    }
    ids = log.cases["id"].to_pylist()
    return [
        (ids[case], log.activities[activity], log.resources[resource], time, log.reasons[reason])
        for case, activity, resource, time, reason in zip(*columns.values(), strict=True)
    ]


def xes(made: list[list[str]]) -> str:
    cases: dict[str, list[list[str]]] = {}
    for row in made:
        cases.setdefault(row[0], []).append(row)
    traces = "".join(
        f'<trace><string key="concept:name" value={quoteattr(case)}/>'
        + "".join(
            f'<event><string key="concept:name" value={quoteattr(activity)}>'
            '<string key="concept:name" value="niet deze"/></string>'
            f'<date key="time:timestamp" value={quoteattr(time)}/>'
            f'<string key="org:resource" value={quoteattr(who)}/>'
            f'<string key="reason" value={quoteattr(why)}/></event>'
            for _case, activity, time, who, why in own
        )
        + "</trace>"
        for case, own in cases.items()
    )
    return (
        f'<?xml version="1.0"?><!-- geef <event> --><log xmlns="http://www.xes-standard.org/">{traces}</log>'
    )


@settings(max_examples=40, deadline=None)
@given(rows(times=TIMES))
def test_xes_reads_as_plain_python_reads_the_same_rows(made: list[list[str]]) -> None:
    made = [row for row in made if len(row) == len(HEAD)]
    with tempfile.TemporaryDirectory() as folder:
        cases, refused = brute.read(write(Path(folder) / "log.csv", made))
        if not cases:
            return
        path = Path(folder) / "log.xes.gz"
        path.write_bytes(gzip.compress(xes(made).encode()))
        log = read_log(path, Question(resource="org:resource", reason="reason"))
    assert log.intake.refused == refused
    assert sorted(fact[:2] for fact in facts(log)) == sorted(
        (case, event["activity"]) for case, events in cases.items() for event in events
    )


def test_csv_parquet_xes_and_a_kept_folder_hold_the_same(tmp_path: Path) -> None:
    told = facts(read_log(write(tmp_path / "a.csv", MADE), ASKED))
    table = pa.table(dict(zip(HEAD, map(list, zip(*MADE, strict=True)), strict=True)))
    pq.write_table(table, tmp_path / "b.parquet")
    (tmp_path / "c.xes").write_text(xes(MADE), encoding="utf-8")
    read_log(tmp_path / "a.csv", ASKED).save(tmp_path / "kept")
    assert facts(read_log(tmp_path / "b.parquet", ASKED)) == told
    assert facts(read_log(tmp_path / "c.xes", Question(resource="org:resource", reason="reason"))) == told
    assert facts(read_log(tmp_path / "kept", ASKED)) == told


def test_equal_times_keep_the_order_of_the_file(tmp_path: Path) -> None:
    log = read_log(write(tmp_path / "a.csv", MADE), ASKED)
    assert [fact[1] for fact in facts(log)][:3] == ["Intake", "Diagnose", 'Plan "B"']


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_follows_from_the_head(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    lines = [("case", "activity", "time"), ("z1", "Intake", "31-12-2026 10:00")]
    path.write_text("\ufeff" + "\n".join(map(delimiter.join, lines)), encoding="utf-8")
    assert facts(read_log(path, Question("case", "activity", "time")))[0][:2] == ("z1", "Intake")


def test_a_packed_csv_reads_whatever_its_name(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.csv", MADE)
    (tmp_path / "b.data").write_bytes(gzip.compress(plain.read_bytes()))
    assert facts(read_log(tmp_path / "b.data", ASKED)) == facts(read_log(plain, ASKED))


def test_a_kept_folder_refuses_a_filter_that_it_cannot_answer(tmp_path: Path) -> None:
    read_log(write(tmp_path / "a.csv", MADE), ASKED).save(tmp_path / "kept")
    with pytest.raises(InvalidError, match="gefilterd"):
        read_log(tmp_path / "kept", Question(filters=(Filter("resource", ("UWV",)),)))


def test_a_time_in_another_writing_is_read_by_its_pattern(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["z1", "Intake", "12/31/2026", "", ""]])
    with pytest.raises(InvalidError, match="geen een bruikbaar"):
        read_log(path, ASKED)
    log = read_log(path, Question("case", "activity", "time", time_format="%m/%d/%Y"))
    assert facts(log)[0][3] == 1798671600


def test_events_left_out_by_a_filter_are_counted_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*MADE, ["z1", "", "2026-01-01", "UWV", ""]])
    log = read_log(path, Question("case", "activity", "time", filters=(Filter("resource", ("UWV",)),)))
    assert (log.intake.rows, log.intake.kept, log.intake.left_out, log.intake.refused) == (
        5,
        1,
        3,
        {"no_activity": 1},
    )


def test_the_first_value_in_the_file_describes_a_case_and_differing_ones_are_told(tmp_path: Path) -> None:
    made = [
        ["z1", "B", "2026-01-02", "x", ""],
        ["z1", "A", "2026-01-01", "y", ""],
        ["z2", "A", "2026-01-01", "", ""],
    ]
    log = read_log(
        write(tmp_path / "a.csv", made), Question("case", "activity", "time", attributes=("resource",))
    )
    assert log.attribute("resource") == ["x", None]
    assert log.intake.notes["differing_attribute"] == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.csv", b""),
        ("witruimte.csv", b" \n\n"),
        ("kop.csv", b"case,activity,time\n"),
        ("andere.csv", b"a,b,c\n1,2,3\n"),
        ("dubbel.csv", b"case,case,activity,time\n1,1,A,2026-01-01\n"),
        ("half.xes", b"<log><trace><event>"),
        ("half.xes.gz", gzip.compress(b"<log>" + b"<trace></trace>" * 9999 + b"</log>", mtime=0)[:60]),
        ("leeg.xes", b"<log></log>"),
        ("los.xes", b"<log><event></event></log>"),
        ("stuk.parquet", b"PAR1 en dan niets"),
        ("stuk.sqlite", b"SQLite format 3\0 en dan niets"),
        ("stuk.json", b"{"),
        ("ander.json", b'{"events": 3}'),
        ("oud.json", b'{"ocel:events": {}}'),
    ],
)
def test_a_file_without_events_is_refused_with_a_reason(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidError) as refusal:
        read_log(path, Question("case", "activity", "time"))
    assert refusal.value.what
    assert refusal.value.why
    assert refusal.value.remedy


def test_a_stray_event_in_xes_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "los.xes"
    path.write_text(xes(MADE).replace("</log>", "<event/></log>"), encoding="utf-8")
    log = read_log(path, Question())
    assert (log.intake.rows, log.intake.refused) == (5, {"outside_a_trace": 1})


def test_a_kept_folder_that_misses_a_part_is_refused(tmp_path: Path) -> None:
    read_log(write(tmp_path / "a.csv", MADE), ASKED).save(tmp_path / "kept")
    (tmp_path / "kept" / "cases.parquet").unlink()
    with pytest.raises(InvalidError):
        load_log(tmp_path / "kept")


def test_ten_thousand_activities_and_cases_of_one_event(tmp_path: Path) -> None:
    made = [[f"z{n // 2}", f"Stap {n}", "2026-01-01", "", ""] for n in range(10_000)]
    log = read_log(write(tmp_path / "a.csv", [*made, ["los", "Stap 1", "2026-01-01", "", ""]]), ASKED)
    assert len(log.activities) == 10_000
    assert log.transitions.num_rows == 5_000
    assert log.cases.num_rows == 5_001
