"""Keys changed under way: found before, during and after; cut off and resumed; never twice the same BSN."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from schakel.config.cli import main
from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.actions import NewDocument, NewFile, add_document
from schakel.ground.dossiers.models import DocumentContent
from schakel.ground.dossiers.sealing import document_key_file, document_ring, unseal
from schakel.ground.dossiers.tests.files import pdf
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.people import rotation
from schakel.ground.people.keys import current_keys, key_file, people_ring, seal_bsn
from schakel.ground.people.models import Client
from schakel.ground.people.queries import bsn_of, known_clients, with_other_bsn
from schakel.information.imports.models import ImportRow
from schakel.information.imports.queries import line_of
from schakel.information.imports.tests.files import bsns, file_of, previewed, row
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCHAKEL_KEYS", str(tmp_path / "people.json"))
    monkeypatch.setattr("schakel.config.preparing.prepare", lambda: None)
    return tmp_path


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def dossiers(world: World) -> list[UUID]:
    document_ring()
    return [world.open(world.marloes, world.uwv, bsn=bsn, number=f"U-{bsn}") for bsn in _valid()]


def _valid() -> list[str]:
    return list(islice(bsns(), 6))


def _silent(_what: str, _done: int, _total: int) -> None:
    pass


def _rotate(owner: Any, report: rotation.Report = _silent, batch: int = 2) -> rotation.Rotated:
    return rotation.rotate(owner, report=report, batch=batch)


def _cut_off(owner: Any) -> None:
    """Die as by kill -9 after the second batch: in a process of its own, so that nothing is tidied."""
    import psycopg

    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        return
    own = psycopg.connect(owner.info.dsn, autocommit=True)
    _rotate(own, lambda _what, done, _total: os.kill(os.getpid(), signal.SIGKILL) if done >= 4 else None)
    os._exit(1)


def _found(world: World, bsns: list[str]) -> dict[str, UUID]:
    with world.bas.at_work(Purpose.INTAKE):
        return known_clients(bsns=bsns, organisation_id=world.city, numbers=[])[0]


def _keys_in_use(owner: Any) -> set[str]:
    return {key for (key,) in owner.execute("select bsn_key from people_client where bsn_hash is not null")}


def test_every_bsn_is_found_and_read_before_during_and_after(
    world: World, dossiers: list[UUID], owner: Any
) -> None:
    numbers = _valid()
    expected = dict(zip(numbers, dossiers, strict=True))
    assert _found(world, numbers) == expected
    during: list[dict[str, UUID]] = []
    _rotate(owner, lambda *_how: during.append(_found(world, numbers)))
    assert during
    assert all(found == expected for found in during)
    assert _found(world, numbers) == expected
    with world.marloes.at_work():
        assert [bsn_of(Client.objects.get(pk=one)) for one in dossiers] == numbers


def test_a_run_that_was_killed_goes_on_where_it_was(world: World, dossiers: list[UUID], owner: Any) -> None:
    _cut_off(owner)
    assert _keys_in_use(owner) == {"k1", "k2"}
    assert people_ring().valid == ("k2", "k1")
    assert _found(world, _valid()) == dict(zip(_valid(), dossiers, strict=True))
    done = _rotate(owner)
    assert done.keys["people.json"] == "k2"
    assert done.rows < len(dossiers)
    assert _keys_in_use(owner) == {"k2"}
    assert people_ring().retired == {"k1": clock.today().isoformat()}


def test_nothing_keeps_a_hash_of_a_retired_key(dossiers: list[UUID], owner: Any) -> None:
    _rotate(owner)
    [(others, hashes)] = owner.execute(
        "select (select count(bsn_other_hash) from people_client), (select count(*) from people_bsnhash)"
    )
    assert (others, hashes) == (0, len(dossiers))


def test_a_bsn_under_the_old_key_does_not_enter_again_under_the_new(
    world: World, dossiers: list[UUID], owner: Any
) -> None:
    _cut_off(owner)
    for bsn in _valid():
        with pytest.raises(ConflictError, match="al bekend in de keten"):
            world.open(world.bas, world.city, bsn=bsn)


def test_a_machine_that_knows_the_old_key_only_cannot_enter_a_bsn_again(
    world: World, dossiers: list[UUID], owner: Any, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys / "other" / "people.json"
    old.parent.mkdir(mode=0o700)
    old.write_text(key_file().read_text())
    old.chmod(0o600)
    _cut_off(owner)
    monkeypatch.setenv("SCHAKEL_KEYS", str(old))
    with pytest.raises(ConflictError, match="al bekend in de keten"):
        world.open(world.bas, world.city, bsn=_valid()[0])


def test_of_two_writers_with_different_keys_one_enters_the_bsn(
    world: World, dossiers: list[UUID], owner: Any
) -> None:
    """Both have read their keys before either wrote; the second waits for the first, and is refused."""
    bsn = "999990433"
    stale = seal_bsn(bsn, dossiers[0])
    _cut_off(owner)
    fresh = seal_bsn(bsn, dossiers[1])
    assert (stale.key, fresh.key) == ("k1", "k2")
    writing = (
        "update people_client set bsn_key = %s, bsn_cipher = %s, bsn_hash = %s, bsn_other_hash = %s"
        " where id = %s"
    )
    errors: list[str] = []
    with owner.transaction():
        owner.execute(writing, [stale.key, stale.cipher, stale.hash, stale.other_hash, dossiers[0]])
        other = threading.Thread(target=_write, args=(owner.info.dsn, writing, fresh, dossiers[1], errors))
        other.start()
        other.join(0.3)
        assert other.is_alive()
    other.join(10)
    assert errors == ["23505"]


def _write(dsn: str, writing: str, sealed: Any, client_id: UUID, errors: list[str]) -> None:
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        try:
            values = [sealed.key, sealed.cipher, sealed.hash, sealed.other_hash, client_id]
            connection.execute(writing, values)
        except psycopg.Error as error:
            errors.append(str(error.sqlstate))


def test_who_still_writes_with_a_retired_key_is_refused(
    world: World, dossiers: list[UUID], owner: Any, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys / "other" / "people.json"
    old.parent.mkdir(mode=0o700)
    old.write_text(key_file().read_text())
    old.chmod(0o600)
    _rotate(owner)
    monkeypatch.setenv("SCHAKEL_KEYS", str(old))
    with pytest.raises(ConflictError, match="sleutels zijn net gewisseld"):
        world.open(world.bas, world.city, bsn="999990433")


def test_the_old_key_is_retired_only_when_who_writes_with_it_is_done(
    dossiers: list[UUID], owner: Any
) -> None:
    """A writer of before holds the key; the run waits, and encrypts that row too before it ends."""
    import psycopg

    stale = seal_bsn("999990433", dossiers[0])
    with psycopg.connect(owner.info.dsn) as writer:
        writer.execute(
            "update people_client set bsn_cipher = %s, bsn_hash = %s where id = %s",
            [stale.cipher, stale.hash, dossiers[0]],
        )
        done: list[Any] = []
        run = threading.Thread(target=lambda: done.append(_rotated_apart(owner.info.dsn)))
        run.start()
        run.join(0.5)
        assert run.is_alive()
        writer.commit()
        run.join(10)
    assert done[0].keys["people.json"] == "k2"
    assert _keys_in_use(owner) == {"k2"}


def _rotated_apart(dsn: str) -> rotation.Rotated:
    import psycopg

    with psycopg.connect(dsn, autocommit=True) as connection:
        return _rotate(connection)


def test_a_client_with_another_bsn_is_known_as_such_under_either_key(
    world: World, dossiers: list[UUID], owner: Any
) -> None:
    _cut_off(owner)
    same = dict(zip(dossiers, _valid(), strict=True))
    with world.marloes.at_work(Purpose.INTAKE):
        assert with_other_bsn(same) == set()
        assert with_other_bsn(dict.fromkeys(dossiers, "999990433")) == set(dossiers)


def test_documents_and_files_are_encrypted_anew_with_them(
    world: World, dossiers: list[UUID], owner: Any
) -> None:
    new = NewDocument("cv", "Cv", clock.today())
    with world.marloes.at_work() as actor:
        add_document(
            actor=actor, dossier_id=dossiers[0], new=new, file=NewFile("cv.pdf", "application/pdf", pdf())
        )
    run_id = previewed(world.city_office, world.city, file_of(row(1, "999990433")))
    _rotate(owner)
    with world.marloes.at_work():
        [content] = DocumentContent.objects.all()
        assert content.key_id == "d2"
        assert unseal(content.key_id, bytes(content.sealed), content.pk) == pdf()
    with world.city_office.at_work():
        [line] = ImportRow.objects.filter(run_id=run_id)
        assert line.key_id == "k2"
        assert "999990433" in line_of(line).cells


def test_a_stolen_database_shows_no_bsn(dossiers: list[UUID], owner: Any) -> None:
    _cut_off(owner)
    text = "".join(str(row) for row in owner.execute("select c::text from people_client c"))
    text += "".join(str(row) for row in owner.execute("select h::text from people_bsnhash h"))
    assert text
    for bsn in _valid():
        assert bsn not in text
        assert bsn.encode().hex() not in text


def test_a_row_that_cannot_be_read_keeps_the_old_key(dossiers: list[UUID], owner: Any) -> None:
    owner.execute("update people_client set bsn_cipher = bsn_cipher || 'x' where id = %s", [dossiers[2]])
    with pytest.raises(ConflictError, match="1 rijen zijn niet te lezen"):
        _rotate(owner)
    assert people_ring().valid == ("k2", "k1")


def test_two_runs_at_once_are_refused(dossiers: list[UUID], owner: Any) -> None:
    refused: list[Exception] = []

    def again(*_how: Any) -> None:
        with pytest.raises(ConflictError, match="al gewisseld") as caught:
            _rotated_apart(owner.info.dsn)
        refused.append(caught.value)

    _rotate(owner, again)
    assert refused


def test_a_key_is_forgotten_on_a_later_day_when_nothing_names_it(dossiers: list[UUID], owner: Any) -> None:
    _rotate(owner)
    with pytest.raises(ConflictError, match="k1 kan niet weg"):
        rotation.forget(owner, "k1")
    stored = json.loads(key_file().read_text())
    stored["retired"]["k1"] = (clock.today() - timedelta(days=1)).isoformat()
    key_file().write_text(json.dumps(stored))
    rotation.forget(owner, "k1")
    assert set(people_ring().keys) == {"k2"}
    with pytest.raises(ConflictError, match="k2 kan niet weg"):
        rotation.forget(owner, "k2")


def test_a_file_that_others_can_read_is_refused(keys: Path) -> None:
    current_keys()
    key_file().chmod(0o644)
    with pytest.raises(ConflictError, match=r"rechten op people\.json"):
        current_keys()


def test_keys_prepared_before_are_the_ones_that_are_used(dossiers: list[UUID], owner: Any) -> None:
    assert rotation.prepare_keys() == {"people.json": "k2", "documents.json": "d2"}
    assert current_keys().id == "k1"
    with pytest.raises(ConflictError, match="staat al een nieuwe sleutel"):
        rotation.prepare_keys()
    assert _rotate(owner).keys == {"people.json": "k2", "documents.json": "d2"}
    assert document_key_file().exists()


@pytest.fixture
def closed() -> Iterator[None]:
    yield
    for connection in connections.all():
        connection.close()


@pytest.mark.usefixtures("closed")
def test_the_command_tells_how_keys_stand_and_changes_them(
    dossiers: list[UUID], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["keys", "status", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)["files"]
    assert [(file["file"], file["current"]) for file in before] == [
        ("people.json", "k1"),
        ("documents.json", "d1"),
    ]
    assert before[0]["rows"]["BSN's"] == {"k1": len(dossiers)}
    assert main(["keys", "rotate", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {
        "keys": {"people.json": "k2", "documents.json": "d2"},
        "rows": len(dossiers),
    }
    assert f"BSN's: {len(dossiers)} van {len(dossiers)}" in told.err
    assert main(["keys", "forget", "k1"]) == 1
    assert "kan niet weg" in capsys.readouterr().err
