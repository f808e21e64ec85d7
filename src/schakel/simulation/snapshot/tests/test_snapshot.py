"""A snapshot of a few hundred dossiers: as many as asked, true to every rule, and never beside other data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from schakel.ground.dossiers.access_report import expected_sections, granted_sections
from schakel.ground.journal.verification import verify
from schakel.ground.kernel import clock
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.simulation.names import draw_names
from schakel.simulation.snapshot import Sizes, build, snapshot_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SMALL = Sizes(200, 1000, seed=7)


@pytest.fixture(autouse=True)
def without_mark(owner: Any) -> Iterator[None]:
    """Emptying tables leaves the mark of the snapshot that stood in them."""
    yield
    owner.execute("comment on table dossiers_dossier is null")


def built() -> None:
    build(SMALL, report=lambda _what, _done, _total: None)


def one(owner: Any, sql: str) -> Any:
    return owner.execute(sql).fetchone()[0]


def test_a_snapshot_has_as_many_of_everything_as_was_asked(owner: Any) -> None:
    built()
    assert one(owner, "select count(*) from dossiers_dossier") == 200
    assert one(owner, "select count(*) from journal_entry") == 1000
    assert one(owner, "select count(*) from people_client where bsn_hash is not null") == 180
    assert one(owner, "select count(*) from dossiers_dossier where status = 'resting'") > 50
    assert one(owner, "select count(*) from dossiers_dossier where version > 2") > 5


def test_one_organisation_reads_two_in_five_and_the_last_few(owner: Any) -> None:
    build(Sizes(1000, 5000, seed=7), report=lambda _what, _done, _total: None)
    read = owner.execute(
        """select o.name, count(*) from dossiers_listeddossier l
             join organisations_team t on t.reader_id = l.reader_id
             join organisations_organisation o on o.id = t.organisation_id
            where t.role = 'back_office' and l.valid_to = 'infinity' group by 1 order by 2 desc"""
    ).fetchall()
    assert [name for name, _count in read][:: len(read) - 1] == ["UWV Laagland", "Gemeente Kleindorp"]
    assert 340 <= read[0][1] <= 440
    assert read[-1][1] < 40


@pytest.mark.parametrize("entries", [200, 260, 700, 2400])
def test_as_many_entries_are_told_as_were_asked(owner: Any, entries: int) -> None:
    build(Sizes(200, entries, seed=7), report=lambda _what, _done, _total: None)
    assert one(owner, "select count(*) from journal_entry") == entries
    assert one(owner, "select count(distinct dossier_id) from journal_entry") == 200
    assert verify(owner).ok


def test_more_entries_than_these_lives_give_are_refused_before_anything_is_written(owner: Any) -> None:
    with pytest.raises(InvalidError, match="gebeurt er niet"):
        build(Sizes(200, 8000, seed=7), report=lambda _what, _done, _total: None)
    assert one(owner, "select count(*) from organisations_organisation") == 0


def test_portions_make_no_difference(owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "select md5(string_agg(verb || recorded_at, ',' order by dossier_id, id)) from journal_entry"
    built()
    whole = one(owner, told)
    owner.execute(
        "truncate organisations_organisation, accounts_account, access_reader, people_client cascade"
    )
    owner.execute("truncate journal_entry, journal_content, journal_link, journal_streamhead cascade")
    monkeypatch.setattr("schakel.simulation.snapshot.building.AT_ONCE", 70)
    built()
    assert one(owner, told) == whole


def test_a_file_that_cannot_be_written_is_named_before_anything_is_filled(owner: Any, tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match="niet te schrijven"):
        build(SMALL, report=lambda _what, _done, _total: None, truth=tmp_path / "no-folder" / "truth.json")
    assert one(owner, "select count(*) from organisations_organisation") == 0


def test_the_truth_of_the_region_is_written_when_asked(owner: Any, tmp_path: Path) -> None:
    build(SMALL, report=lambda _what, _done, _total: None, truth=tmp_path / "truth.json")
    known = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert sum(service["n_treated"] for service in known["services"]) > 0
    assert [row["from"] for row in known["handovers"]] == ["UWV Laagland"] * 3


def test_the_journal_of_a_snapshot_verifies(owner: Any) -> None:
    built()
    verdict = verify(owner)
    assert verdict.ok, verdict.first_broken
    assert (verdict.dossiers, verdict.entries, verdict.streams) == (200, 1000, 200)


def test_grants_of_a_snapshot_equal_their_definition(owner: Any) -> None:
    built()
    today = clock.today()
    expected = expected_sections(owner, today)
    assert len(expected) > 180
    assert granted_sections(owner, today) == expected


def test_a_build_puts_every_index_and_check_back(owner: Any) -> None:
    made = """select count(*) from pg_constraint where connamespace = 'public'::regnamespace
              union all select count(*) from pg_indexes where schemaname = 'public'
              union all select count(*) from pg_trigger where tgenabled = 'D'"""
    before = owner.execute(made).fetchall()
    built()
    assert owner.execute(made).fetchall() == before


def test_a_database_says_which_snapshot_it_holds(owner: Any) -> None:
    assert snapshot_of(owner) is None
    built()
    found = snapshot_of(owner)
    assert found is not None
    assert (found.dossiers, found.entries, found.seed) == (200, 1000, 7)


def test_a_filled_database_is_refused(owner: Any) -> None:
    built()
    with pytest.raises(ConflictError, match="staat al iets"):
        built()


def test_the_same_seed_gives_the_same_names() -> None:
    first, again, other = (draw_names(np.random.default_rng(seed), 500) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_names_are_as_uneven_as_names_are() -> None:
    families = [name.family for name in draw_names(np.random.default_rng(1), 20_000)]
    assert 50 < families.count("Jansen") < 1000
    assert len(set(families)) > 5000


@pytest.mark.parametrize(
    ("dossiers", "entries", "seed"),
    [(99, 500, 1), (1_000_001, 5_000_000, 1), (200, 199, 1), (200, 8001, 1), (200, 1000, -1)],
)
def test_a_size_that_makes_no_sense_is_refused(dossiers: int, entries: int, seed: int) -> None:
    with pytest.raises(InvalidError):
        Sizes(dossiers, entries, seed)
