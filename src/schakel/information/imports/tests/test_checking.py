"""A large file is checked by the worker, and one that nobody takes in is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections
from django.test import Client

from schakel.ground.access.models import Reader
from schakel.ground.access.types import Purpose
from schakel.ground.accounts.models import Account
from schakel.ground.journal.models import Entry
from schakel.ground.kernel import clock
from schakel.ground.kernel.ids import uuid7
from schakel.information.imports import actions, previewing, running
from schakel.information.imports.models import ImportBefore, ImportProgress, ImportRow, ImportRun
from schakel.information.imports.running import check_some, discard_today
from schakel.information.imports.tests.files import applied, people_file, previewed
from schakel.information.imports.tests.test_layouts import saved
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "owner", "batch"], transaction=True)
VIEWS = "schakel.information.imports.views.files"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(f"{VIEWS}.LARGEST_AT_ONCE", 100)
    yield World()
    connections["batch"].close()


def browser(world: World) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=world.bas.account_id))
    return client


def uploaded(world: World, content: bytes, **more: str) -> UUID:
    file = SimpleUploadedFile("klanten.csv", content, content_type="text/csv")
    browser(world).post("/imports/", {"file": file, "submit_key": str(uuid7()), **more})
    return ImportRun.objects.using("owner").latest("started_at").pk


def run_of(run_id: UUID) -> ImportRun:
    return ImportRun.objects.using("owner").get(pk=run_id)


def shown(world: World, run_id: UUID) -> str:
    return str(browser(world).get(f"/imports/{run_id}/", follow=True).content.decode())


def test_a_large_file_waits_for_the_worker_and_is_then_as_any_other(world: World) -> None:
    run_id = uploaded(world, people_file(5))
    assert run_of(run_id).status == "checking"
    assert not ImportRow.objects.using("owner").exists()
    page = shown(world, run_id)
    assert "Bezig met nakijken" in page
    assert 'http-equiv="refresh"' in page
    assert [check_some(), check_some()] == [5, 0]
    assert "Verwerk 5 regels" in shown(world, run_id)
    assert run_of(run_id).content_cipher is None


def test_the_request_that_uploads_a_large_file_reads_none_of_its_rows(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.files, "read_table", _no_reading)
    assert run_of(uploaded(world, people_file(5))).status == "checking"


def _no_reading(*_arguments: object) -> None:
    raise AssertionError("the rows were read")


def test_the_page_says_how_far_the_worker_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "CHUNK", 2)
    run_id = uploaded(world, people_file(5))
    pages: list[int] = []
    told = running.check_queued

    def looking(**arguments: Any) -> int:
        tell = arguments["tell"]

        def both(done: int, rows: int) -> None:
            tell(done, rows)
            pages.append(ImportProgress.objects.using("owner").get(pk=run_id).done)

        return told(**{**arguments, "tell": both})

    monkeypatch.setattr(running, "check_queued", looking)
    check_some()
    assert pages == [2, 4, 5]


def test_a_large_file_without_known_headings_comes_back_for_its_columns(world: World) -> None:
    content = people_file(3).replace(b"achternaam;", b"wie;", 1)
    run_id = uploaded(world, content)
    assert check_some() == 1
    assert run_of(run_id).status == "kept"
    page = shown(world, run_id)
    assert "De kolom achternaam ontbreekt" in page
    chosen = {"family_name": "wie", "bsn": "bsn", "client_number": "cliëntnummer"}
    browser(world).post(f"/imports/{run_id}/columns/", {**chosen, "submit_key": str(uuid7())})
    assert run_of(run_id).status == "checking"
    assert check_some() == 3
    assert run_of(run_id).status == "previewed"


def test_a_worker_killed_while_it_checks_leaves_the_file_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = uploaded(world, people_file(3))
    with monkeypatch.context() as broken:
        broken.setattr(previewing, "log_read", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            check_some()
    assert (run_of(run_id).status, ImportRow.objects.using("owner").count()) == ("checking", 0)
    assert check_some() == 3


def _power_cut(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_who_left_since_has_nothing_checked(world: World) -> None:
    run_id = uploaded(world, people_file(3))
    Reader.objects.using("owner").filter(pk=world.bas.reader_id).update(valid_to=clock.today())
    assert [check_some(), check_some()] == [1, 0]
    assert run_of(run_id).status == "kept"


def test_a_layout_holds_for_a_large_file_too(world: World) -> None:
    text = "Naam;Kenmerk;Mobiel\n" + "\n".join(f"Aarts{i};K{i};0600000001" for i in range(20))
    run_id = uploaded(world, text.encode(), layout=saved(world))
    check_some()
    assert "Verwerk 20 regels" in shown(world, run_id)


def test_a_file_that_nobody_took_in_is_thrown_away_after_its_term(world: World) -> None:
    old, fresh = (previewed(world.bas, world.city, people_file(2)) for _ in range(2))
    done = previewed(world.bas, world.city, people_file(2, start=10))
    applied(world.bas, world.city, done)
    long_ago = clock.now() - timedelta(days=31)
    ImportRun.objects.using("owner").filter(pk__in=[old, done]).update(started_at=long_ago)
    assert [discard_today(), discard_today()] == [1, 0]
    assert [run_of(one).status for one in (old, fresh, done)] == ["discarded", "previewed", "applied"]
    assert not ImportRow.objects.using("owner").filter(run_id=old).exists()
    entry = Entry.objects.using("owner").get(verb="import.discard")
    assert str(old) in entry.header
    assert "Dit bestand is weggegooid" in shown(world, old)


def test_what_undoing_needs_is_forgotten_after_its_term(world: World) -> None:
    for phone in ("0600000001", "0600000002"):
        run_id = previewed(world.bas, world.city, people_file(1, telefoon=phone))
        applied(world.bas, world.city, run_id)
    discard_today()
    assert ImportBefore.objects.using("owner").count() == 1
    long_ago = clock.now() - timedelta(days=31)
    ImportRun.objects.using("owner").filter(pk=run_id).update(finished_at=long_ago)
    discard_today()
    assert not ImportBefore.objects.using("owner").exists()


def test_what_stood_in_a_refused_row_is_forgotten_after_its_term_and_the_reason_stays(world: World) -> None:
    old, fresh = (
        previewed(world.bas, world.city, people_file(1, start=start, geboortedatum="31-2-1990"))
        for start in (0, 5)
    )
    for run_id in (old, fresh):
        applied(world.bas, world.city, run_id)
    long_ago = clock.now() - timedelta(days=31)
    ImportRun.objects.using("owner").filter(pk=old).update(finished_at=long_ago)
    discard_today()
    rows = {row.run_id: row for row in ImportRow.objects.using("owner").filter(run_id__in=[old, fresh])}
    assert not rows[old].cipher
    assert rows[old].problems
    assert rows[fresh].cipher
    assert "niet meer bewaard" in shown(world, old)


def test_nobody_at_an_organisation_throws_files_away(world: World) -> None:
    run_id = previewed(world.bas, world.city, people_file(1))
    with (
        pytest.raises(DatabaseError, match="only the daily task"),
        world.bas.at_work(Purpose.INTAKE),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("select * from imports_discard(%s, now())", [run_id])


def test_the_page_can_not_tell_progress_itself(world: World) -> None:
    run_id = uploaded(world, people_file(1))
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        world.bas.at_work(Purpose.INTAKE),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("select imports_tell_progress(%s, 1, 1)", [run_id])
