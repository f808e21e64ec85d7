"""A copy of the database is put back as it was: rights, keys, journal, and where its subscribers had come."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client

from schakel.config.cli import main
from schakel.config.copying.statements import NUMBERED
from schakel.ground.journal.subscribers import Delivered, Subscriber, begin, run_batch
from schakel.ground.kernel import clock
from schakel.ground.kernel.database import default_data, discard, locate
from schakel.jobseekers.contacts.actions import NewContact, record_contact
from tests.database_for_tests import as_owner, empty_tables, point_at
from tests.house import CHECKOUT
from tests.waiting import wait_for_others
from tests.world import PASSWORD, World

FAR = 5_000_000_000
"""How much further the copied server seems to have counted its transactions than the one of the tests."""

CALL = "import sys; from schakel.config.cli import main; sys.exit(main(sys.argv[1:]))"
TOLD: list[str] = []
SUBSCRIBER = Subscriber("tests.copies", ("contact.record",), lambda entry: TOLD.append(_summary(entry)))
LATE = Subscriber(
    "tests.copies.late", ("contact.record",), lambda e: TOLD.append(_summary(e)), reads_history=True
)


def _summary(entry: Delivered) -> str:
    assert entry.content is not None
    return str(entry.content["summary"])


@dataclass
class Copied:
    """A copy of a small chain, the database it was put back in, and what both commands told."""

    file: Path
    database: str
    world: World
    dossier: UUID
    dumped: dict[str, Any]
    restored: dict[str, Any]
    schema: str
    subscriber_had: list[str]


@contextmanager
def empty_database() -> Iterator[str]:
    """A database as `schakel database roles` makes it, without any table."""
    name = f"schakel_copy_{uuid4().hex[:12]}"
    with as_owner() as owner:
        owner.execute(f"create database {name}")
    try:
        yield name
    finally:
        with as_owner() as owner:
            # Not by force: what the server itself does there would have to be ended by its administrator.
            owner.execute(f"drop database {name}")


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Let Django work on another database for a while."""
    before = str(connections["default"].settings_dict["NAME"])
    point_at(name)
    try:
        yield
    finally:
        point_at(before)


def restore(file: Path, database: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, on a server by address."""
    return run(
        "database", "restore", str(file), "--json", SCHAKEL_DATABASE_URL=address_of(database), **environment
    )


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", CALL, *words],
        env=surroundings(environment),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """What a command of the product finds around it."""
    own = {
        "DJANGO_SETTINGS_MODULE": "schakel.config.settings.test",
        "PYTHONPATH": f"{CHECKOUT}/src:{CHECKOUT}",
    }
    return {**os.environ, **own, **environment}


def address_of(database: str) -> str:
    """The address of a database of the run's server, as the application's role."""
    return f"host={locate(default_data()).socket_dir} dbname={database} user=schakel_app"


def tables_in(database: str) -> int:
    """How many tables a database has."""
    with as_owner(database) as owner:
        found = owner.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
    return int(found[0])


def schema_of(folder: Path, name: str) -> str:
    """The schema of the database that Django works on, without what PostgreSQL itself words anew."""
    file = folder / f"{name}.sql"
    assert main(["database", "dump", "--schema-only", str(file)]) == 0
    text = file.read_text()
    assert "create policy" in text.lower()
    # A list of texts that was written out once is worded with its types at other places afterwards.
    return re.sub(r"[()]|::text(\[\])?|::character varying", "", text)


def contact(world: World, dossier: UUID, summary: str) -> None:
    """A contact that Marloes writes down."""
    with world.marloes.at_work() as actor:
        new = NewContact(clock.now(), "phone", "progress", summary)
        record_contact(actor=actor, dossier_id=dossier, new=new)


@pytest.fixture(scope="module")
def copied(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Copied]:
    """A small chain of which the subscriber had the first two of four contacts, copied and put back."""
    folder = tmp_path_factory.mktemp("copies")
    with django_db_blocker.unblock(), empty_database() as database:
        world, dossier = _make_chain()
        had = list(TOLD)
        try:
            assert main(["database", "dump", str(folder / "a.copy")]) == 0
            schema = schema_of(folder, "before")
        finally:
            empty_tables()
        done = restore(folder / "a.copy", database)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        yield Copied(
            folder / "a.copy", database, world, dossier, _manifest(folder / "a.copy"), told, schema, had
        )


def _make_chain() -> tuple[World, UUID]:
    world = World()
    dossier = world.open(world.marloes, world.uwv, bsn="999990019")
    TOLD.clear()
    begin(SUBSCRIBER)
    for number in range(4):
        contact(world, dossier, f"Gesprek {number}.")
    with connections["owner"].cursor() as cursor:
        for table in ("journal_entry", "journal_cursor"):
            cursor.execute(f"update {table} set transaction_id = transaction_id + {FAR}")
        cursor.execute(
            "update journal_cursor set (transaction_id, entry_id) = (select transaction_id, id from"
            " (select transaction_id, id from journal_entry where verb = 'contact.record'"
            " order by transaction_id, id limit 2) e order by 1 desc limit 1)"
        )
    connections["owner"].close()
    return world, dossier


def _manifest(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


@pytest.fixture
def at_copy(copied: Copied, django_db_blocker: Any) -> Iterator[Copied]:
    with django_db_blocker.unblock(), working_on(copied.database):
        yield copied


def test_tables_rules_and_rights_are_the_same(at_copy: Copied, tmp_path: Path) -> None:
    assert schema_of(tmp_path, "after") == at_copy.schema


def test_the_journal_verifies_and_nobody_sees_too_much(
    at_copy: Copied, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (at_copy.restored["ok"], at_copy.restored["entries"]) == (True, at_copy.dumped["entries"])
    assert main(["journal", "verify", "--json"]) == 0
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["entries"] >= at_copy.dumped["entries"]
    assert main(["access", "report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["probes"] > 0


def test_people_log_in_and_the_application_may_not_change_the_journal(at_copy: Copied) -> None:
    answer = Client().post("/login/", {"username": at_copy.world.marloes.username, "password": PASSWORD})
    assert answer.status_code == 302
    with connections["default"].cursor() as cursor:
        cursor.execute("select has_table_privilege('journal_entry', 'update'), count(*) from journal_entry")
        assert cursor.fetchone() == (False, 0)


def test_subscribers_go_on_where_they_were_and_hear_all_once(at_copy: Copied) -> None:
    wait_for_others()
    TOLD.clear()
    while run_batch(SUBSCRIBER):
        pass
    assert TOLD == ["Gesprek 2.", "Gesprek 3."]
    contact(at_copy.world, at_copy.dossier, "Na het terugzetten.")
    wait_for_others()
    while run_batch(SUBSCRIBER):
        pass
    assert TOLD == ["Gesprek 2.", "Gesprek 3.", "Na het terugzetten."]
    TOLD.clear()
    begin(LATE)
    run_batch(LATE)
    assert TOLD[:4] == [f"Gesprek {number}." for number in range(4)]


@pytest.mark.django_db(databases=["owner"])
def test_every_column_that_holds_a_transaction_is_known() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select distinct table_name from information_schema.columns where table_schema = 'public'"
            " and (column_name like '%%transaction%%' or udt_name in ('xid', 'xid8', 'pg_snapshot'))"
        )
        assert {row[0] for row in cursor.fetchall()} == set(NUMBERED)


def test_a_database_with_something_in_it_is_refused(copied: Copied) -> None:
    done = restore(copied.file, copied.database)
    assert done.returncode == 1
    assert "De database is niet leeg" in done.stderr


def altered(copied: Copied, folder: Path, **changes: Any) -> Path:
    """The copy with another manifest."""
    file = folder / "altered.copy"
    with zipfile.ZipFile(copied.file) as old, zipfile.ZipFile(file, "w") as new:
        new.writestr("database.dump", old.read("database.dump"))
        new.writestr("manifest.json", json.dumps({**copied.dumped, **changes}))
    return file


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"migrations": ["questions.0001_initial", "people.9999_of_later"]}, "nieuwere Schakel"),
        ({"postgresql": 99}, "nieuwere PostgreSQL"),
        ({"keys": {"people.json": {"k1": "0000000000000000"}}}, "hier heet een andere zo"),
        ({"keys": {"people.json": {"k77": ""}}}, "die staat hier niet"),
        ({"heads": "0" * 64}, "niet zoals de kopie van zichzelf zegt"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_left(
    copied: Copied, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    with empty_database() as database:
        done = restore(altered(copied, tmp_path, **changes), database)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Er is niets teruggezet" in done.stderr
        assert tables_in(database) == 0


def test_keys_that_are_not_there_are_asked_for(copied: Copied, tmp_path: Path) -> None:
    assert copied.dumped["keys"]["people.json"]
    with empty_database() as database:
        done = restore(copied.file, database, SCHAKEL_KEYS=str(tmp_path / "people.json"))
        assert done.returncode == 1
        assert f"Zet de kopie van people.json in {tmp_path}" in done.stderr
        assert tables_in(database) == 0
    assert not (tmp_path / "people.json").exists()


@pytest.mark.long
def test_an_older_version_is_put_back_and_brought_up_to_date(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    from django.core.management import call_command

    from schakel.config.preparing import pending_migrations

    with django_db_blocker.unblock(), empty_database() as old, empty_database() as fresh:
        with as_owner() as owner:
            owner.execute(f"drop database {old}")
            owner.execute(f"create database {old} template schakel_template strategy file_copy")
        with working_on(old):
            world = World()
            world.open(world.marloes, world.uwv)
            for room in ("questions", "quality"):
                call_command("migrate", room, "0001", database="owner", verbosity=0)
            late = pending_migrations()
            assert len(late) >= 2
            assert main(["database", "dump", str(tmp_path / "old.copy")]) == 0
        done = restore(tmp_path / "old.copy", fresh)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["migrated"] == len(late)
        with working_on(fresh):
            assert pending_migrations() == []
            assert main(["journal", "verify"]) == 0
            assert main(["access", "report"]) == 0


@pytest.mark.long
def test_a_copy_that_is_killed_on_its_way_in_leaves_the_database_empty(copied: Copied) -> None:
    at_work = "select count(*) from pg_stat_activity where datname = %s and backend_xid is not null"
    with empty_database() as database, as_owner() as owner:
        words = [sys.executable, "-c", CALL, "database", "restore", str(copied.file)]
        environment = surroundings({"SCHAKEL_DATABASE_URL": address_of(database)})
        process = subprocess.Popen(words, env=environment, cwd=CHECKOUT, stderr=subprocess.DEVNULL)
        until(lambda: owner.execute(at_work, [database]).fetchone()[0] > 0)
        assert process.poll() is None
        process.kill()
        process.wait()
        until(lambda: owner.execute(ANYBODY, [database]).fetchone()[0] == 0)
        assert tables_in(database) == 0
        assert restore(copied.file, database).returncode == 0


ANYBODY = "select count(*) from pg_stat_activity where datname = %s and backend_type = 'client backend'"


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


@pytest.mark.long
def test_a_new_data_folder_takes_a_copy_with_its_keys_and_is_gone_again_without(copied: Copied) -> None:
    with tempfile.TemporaryDirectory(prefix="schakel-copy-") as folder:
        data = Path(folder) / "data"
        keys = {"SCHAKEL_KEYS": str(default_data() / "keys" / "people.json")}
        here = {"SCHAKEL_DATA": str(data), "SCHAKEL_SEALS": str(data / "seals")}
        refused = run("database", "restore", str(copied.file), **here)
        assert (refused.returncode, data.exists()) == (1, False), refused.stderr
        try:
            done = run("database", "restore", str(copied.file), "--json", **here, **keys)
            assert done.returncode == 0, done.stderr
            assert json.loads(done.stdout)["ok"]
            told = run("journal", "subscribers", "--json", **here, **keys)
            waiting = {s["name"]: s["lag"] for s in json.loads(told.stdout)["subscribers"]}
            assert waiting["tests.copies"] == 2
        finally:
            discard(data)
