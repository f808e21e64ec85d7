"""A snapshot tells what the acts tell of the same region and seed, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from schakel.ground.journal.verbs import content_values, verb_named
from schakel.ground.kernel import clock
from schakel.simulation.living.filling import fill
from schakel.simulation.snapshot import Sizes, build
from schakel.simulation.snapshot.building import portions
from schakel.simulation.snapshot.entries import Counting, entries_of
from schakel.simulation.snapshot.kinds import ENTRIES, Kind, Level
from schakel.simulation.snapshot.seats import OFFICE
from schakel.simulation.snapshot.surroundings import region_for
from schakel.simulation.snapshot.tests.stories import Story, stories

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
CLIENTS, SEED = 100, 15
"""Among these every kind of entry occurs, and one handover still waits."""

ALL = Sizes(CLIENTS, CLIENTS, SEED)

_EMPTY = """
truncate organisations_organisation, accounts_account, access_reader, people_client, journal_entry,
  journal_content, journal_link, journal_streamhead cascade
"""
# What a snapshot has and acts do not tell: in each organisation its office for benefits looks along, which
# gives the large and the small reader of benches; and half of the open dossiers have an agreement.
ADDED_PART, ADDED_VERB = OFFICE, "agreement.make"


@pytest.fixture(autouse=True)
def on_one_day(owner: Any) -> Iterator[None]:
    """The years of the region end with the month before today, so that today is the same in every run."""
    with clock.travel(date(2026, 11, 23)):
        yield
    owner.execute("comment on table dossiers_dossier is null")


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody listens."""


def told_in_all() -> Counting:
    counting = Counting()
    for told in portions(region_for(ALL), ALL):
        counting.add(entries_of(told, SEED))
    return counting


def test_a_snapshot_tells_of_each_client_what_the_acts_tell(owner: Any) -> None:
    fill(region_for(ALL), SEED, CLIENTS, report=silent)
    by_acts = stories(owner)
    _all_kinds_occur(by_acts)
    owner.execute(_EMPTY)
    most = told_in_all().all_of_them
    build(Sizes(CLIENTS, most, SEED), report=silent)
    by_snapshot = stories(owner)
    assert by_snapshot.keys() == by_acts.keys()
    for number, story in by_snapshot.items():
        _is_same(story, by_acts[number])
    _with_less_room(owner, by_acts, most)


def _all_kinds_occur(by_acts: dict[str, Story]) -> None:
    verbs = {entry[0] for story in by_acts.values() for entry in story["entries"]}
    assert verbs == {entry.verb for entry in ENTRIES.values()} - {ADDED_VERB}
    states = {handover[4] for story in by_acts.values() for handover in story["handovers"]}
    assert states == {"sent", "taken_up", "withdrawn"}


def _is_same(found: Story, expected: Story) -> None:
    found["parts"] = [part for part in found["parts"] if part[2] != ADDED_PART]
    found["entries"] = [entry for entry in found["entries"] if entry[0] != ADDED_VERB]
    assert len(found["entries"]) == len(expected["entries"])
    for one, other in zip(found["entries"], expected["entries"], strict=True):
        assert one == other
    for name in found.keys() | expected.keys():
        assert found[name] == expected[name], name


def _with_less_room(owner: Any, by_acts: dict[str, Story], most: int) -> None:
    """Talks are left out first, and else what an act writes beside the entry that names it; rows stay."""
    talks = told_in_all().count(Level.TALK)
    for entries, silent_verbs in ((most - talks // 2, set()), (5 * CLIENTS, _beside())):
        owner.execute(_EMPTY)
        owner.execute("comment on table dossiers_dossier is null")
        build(Sizes(CLIENTS, entries, SEED), report=silent)
        assert owner.execute("select count(*) from journal_entry").fetchone()[0] == entries
        for number, story in stories(owner).items():
            _is_part(story, by_acts[number], silent_verbs)


def _beside() -> set[str]:
    named = {entry.verb for kind, entry in ENTRIES.items() if entry.level != Level.REST}
    return {entry.verb for entry in ENTRIES.values()} - named


def _is_part(found: Story, expected: Story, silent_verbs: set[str]) -> None:
    entries = [entry[:-2] + entry[-1:] for entry in found["entries"] if entry[0] != ADDED_VERB]
    all_of_them = iter([entry[:-2] + entry[-1:] for entry in expected["entries"]])
    assert all(entry in all_of_them for entry in entries)
    assert not {entry[0] for entry in entries} & silent_verbs
    assert len(found["contacts"]) == sum(entry[0] == "contact.record" for entry in entries)
    if not silent_verbs:
        left = [entry[0] for entry in expected["entries"] if entry[0] != "contact.record"]
        assert [entry[0] for entry in entries if entry[0] != "contact.record"] == left
    for name in ("people", "numbers", "regie", "handovers", "trajectories", "occupations"):
        assert found[name] == expected[name], name
    assert [right[:-1] for right in found["rights"]] == [right[:-1] for right in expected["rights"]]
    assert [p for p in found["parts"] if p[2] != ADDED_PART] == expected["parts"]
    assert [row[:2] for row in found["dossiers"]] == [row[:2] for row in expected["dossiers"]]


def test_what_an_entry_says_has_the_shape_of_its_verb(owner: Any) -> None:
    build(Sizes(CLIENTS, told_in_all().all_of_them, SEED), report=silent)
    rows = owner.execute(
        "select e.verb, e.verb_version, e.section_bit, e.task, convert_from(c.body, 'UTF8')::jsonb"
        "  from journal_entry e join journal_content c on c.entry_id = e.id"
    ).fetchall()
    seen = set()
    for name, version, bit, task, body in rows:
        verb = verb_named(name, version)
        assert content_values(verb.schema(**body)) == body, name
        assert (bit, task) == (verb.section and int(verb.section), verb.task and verb.task.value)
        assert verb.heading(body)
        seen.add(name)
    assert seen == {entry.verb for entry in ENTRIES.values()}
    assert len(Kind) == len(ENTRIES)
