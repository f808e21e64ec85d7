"""What happens to each person of a snapshot, as columns of numbers drawn at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from schakel.ground.kernel import clock
from schakel.ground.organisations.names import folded, sort_key, split_prefix
from schakel.ground.people.keys import current_keys
from schakel.simulation.bsns import tails
from schakel.simulation.names import Drawn, draw_names
from schakel.simulation.snapshot.seats import House, Seats
from schakel.simulation.snapshot.sizes import NUMBERED, Sizes

Numbers = np.ndarray[Any, np.dtype[Any]]

LETTERS = ("SA", "SD", "SS")
"""Letters that no Dutch postcode has, so that nobody lives at an address of ours."""

FIRST_STEPS = 3
_OLDEST = 1100
_WEIGHTS = (7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Lives:
    """A value for each person in each column: days count back from today, seats are numbers, -1 is none."""

    names: list[Drawn]
    age_days: Numbers
    opened: Numbers
    ended: Numbers
    changed: Numbers
    main: Numbers
    former: Numbers
    office: Numbers
    guide: Numbers
    second: Numbers
    entries: Numbers
    place: Numbers


def draw_lives(sizes: Sizes, seats: Seats, draw: np.random.Generator) -> Lives:
    """Draw all lives; the large and the small organisation get exactly as many as was asked."""
    count = sizes.dossiers
    names = draw_names(draw, count)
    opened = np.sort(draw.integers(0, _OLDEST, count))[::-1].copy()
    house = _houses(sizes, seats, draw)
    is_old = opened > 60
    main, is_queue = _main(seats, house, draw)
    ended = np.where(is_old & (draw.random(count) < 0.03), opened // 3, -1)
    has_former = is_old & ~is_queue & (draw.random(count) < 0.10)
    changed = np.where(has_former, opened // 2, -1)
    return Lives(
        names=names,
        age_days=draw.integers(18 * 365, 66 * 365, count),
        opened=opened,
        ended=ended,
        changed=changed,
        main=main,
        former=np.where(has_former, _another(seats, house, main, draw), -1),
        office=np.array([h.office for h in seats.houses])[house],
        guide=np.where(draw.random(count) < 0.08, _guides(seats, count, draw), -1),
        second=np.where((house == 0) & (draw.random(count) < 0.10), _seconds(seats, count, draw), -1),
        entries=_entries(sizes, draw),
        place=house,
    )


def person_rows(lives: Lives, sizes: Sizes, draw: np.random.Generator) -> Iterator[tuple[Any, ...]]:
    """One row for each person, in the order of the columns of the stage."""
    today, count = clock.today(), len(lives.names)
    houses = draw.integers(1, 180, count)
    codes = draw.integers(1000, 10000, count)
    random = draw.bytes(count * 10)
    bsns = _bsns(draw, min(NUMBERED, count * 9 // 10))
    keys = current_keys()
    plan = zip(
        lives.opened.tolist(), lives.ended.tolist(), lives.changed.tolist(), lives.main.tolist(),
        lives.former.tolist(), lives.office.tolist(), lives.guide.tolist(), lives.second.tolist(),
        lives.entries.tolist(), strict=True,
    )  # fmt: skip
    for n, (name, age, steps) in enumerate(zip(lives.names, lives.age_days.tolist(), plan, strict=True), 1):
        prefix, family = split_prefix(name.family)
        person = _id(n, random[(n - 1) * 10 : n * 10])
        bsn = next(bsns, None)
        yield (
            n, person, family, prefix, name.given, sort_key(family, prefix, name.given),
            folded(f"{name.given} {prefix} {family}"), today - timedelta(days=age),
            f"0600{n % 1_000_000:06d}" if n % 5 else "",
            f"{codes[n - 1]}{LETTERS[n % 3]}", int(houses[n - 1]),
            keys.digest(bsn) if bsn else None, keys.encrypt(bsn, person) if bsn else None,
            *(_day(today, value) for value in steps[:3]), *steps[3:],
        )  # fmt: skip


def _day(today: date, days_ago: int) -> date | None:
    return today - timedelta(days=days_ago) if days_ago >= 0 else None


def _id(number: int, random: bytes) -> UUID:
    """A UUID version 7 whose time rises with the number, as that of dossiers opened one after another."""
    millis = 1_577_836_800_000 + number * 60_000
    bits = int.from_bytes(random)
    value = millis << 80 | 7 << 76 | (bits >> 68 & 0xFFF) << 64 | 2 << 62 | bits & (1 << 62) - 1
    return UUID(int=value)


def _bsns(draw: np.random.Generator, count: int) -> Iterator[str]:
    """Valid numbers of the test series, in an order of their own, for the first people."""
    for tail in draw.permutation(tails())[:count].tolist():
        yield f"999{tail:06d}"


def _houses(sizes: Sizes, seats: Seats, draw: np.random.Generator) -> Numbers:
    """The number of the first organisation of each dossier."""
    counts = [sizes.large, *sizes.municipalities()]
    return draw.permutation(np.repeat(np.arange(len(counts)), counts))


def _main(seats: Seats, house: Numbers, draw: np.random.Generator) -> tuple[Numbers, Numbers]:
    """The seat that leads each dossier: somebody, or for one in twenty-five the team's queue."""
    is_queue = draw.random(len(house)) < 0.04
    queue = np.array([h.queue for h in seats.houses])[house]
    return np.where(is_queue, queue, _coach(seats.houses, house, draw.random(len(house)))), is_queue


def _coach(houses: list[House], house: Numbers, part: Numbers) -> Numbers:
    first = np.array([h.coaches[0] for h in houses])[house]
    count = np.array([len(h.coaches) for h in houses])[house]
    chosen: Numbers = first + (part * count).astype(int)
    return chosen


def _another(seats: Seats, house: Numbers, main: Numbers, draw: np.random.Generator) -> Numbers:
    """A colleague at the same organisation who is not the one who leads now."""
    first = np.array([h.coaches[0] for h in seats.houses])[house]
    count = np.array([len(h.coaches) for h in seats.houses])[house]
    step = 1 + (draw.random(len(house)) * (count - 1)).astype(int)
    chosen: Numbers = first + (main - first + step) % count
    return chosen


def _guides(seats: Seats, count: int, draw: np.random.Generator) -> Numbers:
    guides = [number for h in seats.houses if h.office < 0 for number in h.coaches]
    return draw.choice(np.array(guides), count)


def _seconds(seats: Seats, count: int, draw: np.random.Generator) -> Numbers:
    """A client manager of a municipality, beside the work coach; never of the smallest one."""
    seats_there = [number for h in seats.houses[1:] if h.office >= 0 for number in h.coaches]
    small = [h for h in seats.houses if h.office >= 0][-1]
    return draw.choice(np.array([n for n in seats_there if n not in set(small.coaches)]), count)


def _entries(sizes: Sizes, draw: np.random.Generator) -> Numbers:
    """How many journal entries each dossier has: together exactly as many as asked."""
    count = sizes.dossiers
    least = min(FIRST_STEPS, sizes.entries // count)
    rest = sizes.entries - least * count
    weights = draw.choice(np.array(_WEIGHTS, dtype=float), count)
    return least + draw.multinomial(rest, weights / weights.sum())
