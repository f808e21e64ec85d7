"""The stage of benchmarks at scale: the snapshot of this machine, or a smaller one made for the run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.performance.stage import connect, throw_away_database

SMALL = 20_000
NAMED = "SCHAKEL_SNAPSHOT"
"""The data folder of a snapshot that was built before with `schakel snapshot build`."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to measure as: their login, their reader and its teams, and how many dossiers they read."""

    username: str
    readers: tuple[int, ...]
    dossiers: int


@contextmanager
def snapshot() -> Iterator[tuple[Path, int]]:
    """The data folder and how many dossiers there are; Django is set up to use it."""
    named = os.environ.get(NAMED)
    if named:
        with _existing(Path(named)) as found:
            yield found
        return
    with throw_away_database() as data:
        from schakel.simulation.snapshot import Sizes, build

        build(Sizes(SMALL, 5 * SMALL), report=lambda _what, _done, _total: None)
        yield data, SMALL


@contextmanager
def _existing(data: Path) -> Iterator[tuple[Path, int]]:
    os.environ["SCHAKEL_DATA"] = str(data)
    os.environ.pop("SCHAKEL_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "schakel.config.settings.test"
    from schakel.config.preparing import prepare

    prepare()
    from schakel.simulation.snapshot import snapshot_of

    with connect("schakel_owner") as owner:
        built = snapshot_of(owner)
    if built is None:
        raise RuntimeError(f"{data} holds no whole snapshot: build one with schakel snapshot build")
    yield data, built.dossiers


_LARGE_AND_SMALL = """
select distinct on (o.id) a.username, array[r.id, t.reader_id], s.size
  from (select t.reader_id, count(*) as size from organisations_team t
          join dossiers_listeddossier l on l.reader_id = t.reader_id and l.valid_to = 'infinity'
         where t.role = 'back_office' group by 1 order by 2) s
  join organisations_team t on t.reader_id = s.reader_id
  join organisations_organisation o on o.id = t.organisation_id
  join access_readerteam m on m.team_reader_id = t.reader_id
  join access_reader r on r.id = m.reader_id join accounts_account a on a.id = r.account_id
 order by o.id, a.username
"""


def large_and_small() -> tuple[Reader, Reader]:
    """Somebody of the back office that reads most, and of the one that reads least."""
    with connect("schakel_owner") as owner:
        rows = sorted(owner.execute(_LARGE_AND_SMALL).fetchall(), key=lambda row: -row[2])
    large, small = (Reader(name, tuple(readers), size) for name, readers, size in (rows[0], rows[-1]))
    return large, small


def as_reader(reader: Reader) -> Any:
    """A connection of the application on which this reader is at work, below row-level security."""
    app = connect("schakel_app")
    readers = "{" + ",".join(map(str, reader.readers)) + "}"
    app.execute("select set_config('schakel.readers', %s, false)", [readers])
    app.execute("select set_config('schakel.role', 'back_office', false)")
    return app
