"""The logs of the process bench: a real one beside the checkout, repeated, or a made one alike."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

COPIES = 20
CASES = 13_087
STEPS = [f"Stap {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
REAL = Path("data") / "logs" / "bpic2012.xes.gz"


def real_log(shared: Path | None) -> Path | None:
    """The real log where it lies beside the checkout."""
    path = shared / REAL if shared is not None else None
    return path if path is not None and path.is_file() else None


def big_csv(shared: Path | None, folder: Path) -> Path:
    """A CSV of 5.2 million events: each copy with new case names, three days later than the one before."""
    import duckdb

    real, path = real_log(shared), folder / "big.csv"
    with duckdb.connect() as base:
        base.execute("set enable_progress_bar = false")
        base.register("small", _read(real) if real else _made())
        base.execute(
            f"""copy (select 'K' || copy || '_' || "case" as case_id, activity,
                make_timestamptz(micros + copy * 259200000000) as ts, resource
                from (select row_number() over () as place, * from small), range({COPIES}) as t(copy)
                order by copy, place) to '{path}' (header)"""
        )
    return path


def _read(path: Path) -> Any:
    """The events of the real log in its own order, by our reader: the same rows are then given to both."""
    import pyarrow as pa

    from schakel.programme.process.engine.reading import Question, read_log

    log = read_log(path, Question(resource="org:resource"))
    ids, codes = (
        log.cases["id"],
        {name: log.events[name] for name in ("case", "activity", "resource", "time")},
    )
    return pa.table(
        {
            "case": ids.take(codes["case"]),
            "activity": pa.array(log.activities).take(codes["activity"].combine_chunks()),
            "resource": pa.array(["onbekend", *log.resources[1:]]).take(codes["resource"].combine_chunks()),
            "micros": pa.array(codes["time"].to_numpy() * 1_000_000),
        }
    )


def _made() -> Any:
    import pyarrow as pa

    rng = random.Random(7)
    rows = []
    for case in range(CASES):
        moment = 1_700_000_000 + rng.randrange(10_000_000)
        for _event in range(rng.randrange(3, 38)):
            moment += rng.randrange(200_000)
            rows.append((f"z{case}", rng.choice(STEPS), f"team {rng.randrange(60)}", moment * 1_000_000))
    return pa.table(
        dict(zip(("case", "activity", "resource", "micros"), zip(*rows, strict=True), strict=True))
    )
