"""On real logs the answers are those of pm4py, and what we write it can read."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from schakel.programme.process.engine import showing
from schakel.programme.process.engine.event_log import EventLog
from schakel.programme.process.engine.ocel import as_ocel
from schakel.programme.process.engine.ocel_files import write_ocel
from schakel.programme.process.engine.reading import Question, read_log
from schakel.programme.process.engine.store import open_store
from schakel.programme.process.engine.timing import deadlines
from tests.shared import absent, shared

pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def pm4py() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import pm4py as peer
        except ImportError:
            absent("pm4py is absent. Set it up with: make peers")
    return peer


def log_of(name: str) -> Path:
    return shared("data", "logs", name)


def same_answers(pm4py: Any, log: EventLog, frame: Any) -> None:
    """Counts and variants are equal; medians within the second that we leave out."""
    store = open_store(log)
    performance, _starts, _ends = pm4py.discover_performance_dfg(frame)
    counts = pm4py.discover_dfg(frame)[0]
    found = {(edge.source, edge.target): edge for edge in showing.edges(log, store)}
    assert {pair: edge.count for pair, edge in found.items()} == counts
    assert all(abs(edge.median_seconds - performance[pair]["median"]) <= 1 for pair, edge in found.items())
    variants = {variant.trace: variant.count for variant in showing.all_variants(log, store)}
    assert variants == pm4py.get_variants(frame)
    lasted = sorted(pm4py.get_all_case_durations(frame))
    assert sorted(log.column("cases", "seconds").tolist()) == pytest.approx(lasted, abs=1)


def test_the_loan_log_from_xes(pm4py: Any) -> None:
    path = log_of("bpic2012.xes.gz")
    log = read_log(path, Question(resource="org:resource"))
    assert (log.cases.num_rows, log.events.num_rows, log.transitions.num_rows) == (13_087, 262_200, 249_113)
    assert len(showing.edges(log, open_store(log))) == 125
    assert len(showing.all_variants(log, open_store(log))) == 4_366
    same_answers(pm4py, log, pm4py.read_xes(str(path), show_progress_bar=False))


def test_the_municipal_log_from_csv(pm4py: Any) -> None:
    import pandas as pd

    path = log_of("receipt.csv")
    log = read_log(path, Question(resource="org:group", attributes=("case:deadline", "case:enddate")))
    frame = pm4py.format_dataframe(pd.read_csv(path))
    same_answers(pm4py, log, frame)
    frame["org:resource"] = frame["org:group"]
    network = pm4py.discover_handover_of_work_network(frame).connections
    shares = {(each.source, each.target): each.count for each in showing.all_handovers(log, open_store(log))}
    whole = sum(shares.values())
    assert {pair: count / whole for pair, count in shares.items()} == pytest.approx(dict(network))
    late = deadlines(log, deadline="case:deadline", closed="case:enddate")
    assert (late.closed, late.passed) == (1_329, 377)
    assert late.waits[0].source == "T05 Print and send confirmation of receipt"


@pytest.mark.parametrize("name", ["log.json", "log.sqlite"])
def test_pm4py_reads_the_objects_that_we_write(pm4py: Any, tmp_path: Path, name: str) -> None:
    log = read_log(log_of("receipt.csv"), Question(resource="org:group"))
    write_ocel(as_ocel(log), tmp_path / name)
    read = pm4py.read_ocel2_json if name.endswith("json") else pm4py.read_ocel2_sqlite
    again = read(str(tmp_path / name))
    assert len(again.events) == 8_577
    assert sorted(pm4py.ocel_get_object_types(again)) == ["case", "resource"]
    # Compared without order: in SQLite events of one second have none.
    flat = pm4py.ocel_flattening(again, "case")
    moments = flat["time:timestamp"].map(lambda moment: int(moment.timestamp()))
    ids = [f"case:{id_}" for id_ in log.cases["id"].to_pylist()]
    columns = (log.column("events", name).tolist() for name in ("case", "activity", "time"))
    ours = ((ids[case], log.activities[step], time) for case, step, time in zip(*columns, strict=True))
    theirs = zip(flat["case:concept:name"], flat["concept:name"], moments, strict=True)
    assert sorted(theirs) == sorted(ours)
