"""Reading the file of a region: everything that is wrong is told at once, with file, line and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.entries import Entry, Problem, Problems, read_mapping
from schakel.simulation.region.declared import (
    REGIMES,
    TRAITS,
    ClientType,
    Delay,
    Employer,
    JobEnd,
    Occupation,
    Organisation,
    Provider,
    Region,
    Selection,
    Service,
    Work,
)

DECLARED = Path(__file__).with_name("region.yaml")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,30}")
_WIDEST = 20.0
"""No log-odds beyond this: the chance would be 0 or 1 and nothing could be learnt."""

_SHARES = 1e-6
T = TypeVar("T")


class RegionError(InvalidError):
    """A file that declares no region; lines name file, line and reason of everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            "Dit bestand beschrijft geen regio.", f"Wat niet klopt: {len(problems)}.", "Verbeter het bestand."
        )
        self.problems = tuple(sorted(problems))
        self.lines = tuple(str(problem) for problem in self.problems)


def read_region(path: Path = DECLARED) -> Region:
    """The region that a file declares. Raises RegionError."""
    problems = Problems()
    top = read_mapping(path, problems)
    region = _region(top, path) if top is not None and not problems.found else None
    if problems.found or region is None:
        raise RegionError(problems.found)
    return region


def _region(top: Entry, path: Path) -> Region | None:
    organisations = _listed(top, "organisations", _organisation)
    types = _listed(top, "client_types", _client_type)
    calendar, benefits, delays, contacts = (
        _part(top, key) for key in ("calendar", "benefits", "delays", "contacts")
    )
    _hand(top, organisations)
    occupations = _listed(top, "occupations", _occupation, "title")
    months = _count(calendar, "months", 12, 240)
    region = Region(
        top.text("name"),
        _first_month(calendar),
        months,
        _count(calendar, "inflow_months", 1, months),
        _count(top, "district", 100, 100_000),
        next((o for o in organisations.values() if o.kind == "uwv"), _NOBODY),
        tuple(o for o in organisations.values() if o.kind == "municipality"),
        tuple(_listed(top, "providers", _provider).values()),
        tuple(types.values()),
        tuple(_listed(top, "services", lambda entry: _service(entry, list(types))).values()),
        _work(_part(top, "work")),
        _job_end(_part(top, "job_end")),
        _selection(_part(top, "selection")),
        _delay(_part(delays, "intake")),
        _delay(_part(delays, "plan")),
        _chance(benefits, "applies"),
        _chance(benefits, "moves"),
        _chance(contacts, "chance"),
        _chance(contacts, "absent"),
        tuple(occupations.values()),
        tuple(_listed(top, "employers", lambda entry: _employer(entry, list(occupations))).values()),
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    for entry in (calendar, benefits, contacts, delays, top):
        entry.finish()
    _check(top, region)
    return region


_NOBODY = Organisation("", "", "uwv", "", 1, 0.0, Delay(1.0, 0.0))


def _part(top: Entry, key: str) -> Entry:
    """A mapping that must be there; without it the questions are put to the top, which lacks them too."""
    found = top.entry(key)
    if found is None:
        top.wrong(f"{key} ontbreekt")
    return found or top


def _listed(
    top: Entry, key: str, make: Callable[[Entry], T], by: str = "key", least: int = 1
) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in top.entries(key):
        name = entry.text(by)
        if by == "key" and name and not _KEY.fullmatch(name):
            entry.wrong(f"{name} is geen sleutel: kleine letters, cijfers en _", by)
        if name in found:
            entry.wrong(f"{name} staat er twee keer", by)
        found[name] = make(entry)
        entry.finish()
    if len(found) < least:
        top.wrong(f"{key} ontbreekt of is leeg", key)
    return found


def _number(entry: Entry, key: str, low: float, high: float, default: float | None = None) -> float:
    if default is not None and not entry.has(key):
        return default
    value = entry.value(key)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        entry.wrong(f"{key} moet een getal zijn", key)
        return low
    if not low <= float(value) <= high:
        entry.wrong(f"{key} is {value}; het moet van {low:g} tot {high:g} zijn", key)
        return low
    return float(value)


def _count(entry: Entry, key: str, low: int, high: int) -> int:
    value = entry.whole(key)
    if not low <= value <= high:
        entry.wrong(f"{key} is {value}; het moet van {low} tot {high} zijn", key)
        return low
    return value


def _chance(entry: Entry, key: str) -> float:
    return _number(entry, key, 0, 1)


def _odds(entry: Entry, key: str, default: float | None = None) -> float:
    return _number(entry, key, -_WIDEST, _WIDEST, default)


def _span(entry: Entry, key: str, low: int, high: int) -> tuple[int, int]:
    value = entry.value(key)
    ends = value if isinstance(value, tuple) else ()
    if (
        len(ends) != 2
        or not all(isinstance(end, int) for end in ends)
        or not low <= ends[0] <= ends[1] <= high
    ):
        entry.wrong(f"{key} moet een lijst zijn van twee oplopende getallen van {low} tot {high}", key)
        return low, low
    return ends[0], ends[1]


def _weights(
    entry: Entry, key: str, names: Sequence[str], low: float = -_WIDEST, high: float = _WIDEST
) -> tuple[float, ...]:
    """A number for each of the names in their order, 0 for who isn't named."""
    inner = entry.entry(key)
    if inner is None:
        return (0.0,) * len(names)
    found = tuple(_number(inner, name, low, high, 0.0) for name in names)
    inner.finish()
    return found


def _delay(entry: Entry) -> Delay:
    found = Delay(_number(entry, "median", 1, 250), _number(entry, "spread", 0, 2))
    entry.finish()
    return found


def _first_month(entry: Entry) -> int:
    text = entry.text("first_month")
    found = _MONTH.fullmatch(text)
    if found is None or not 1990 <= int(found[1]) <= 2100:
        entry.wrong("first_month moet een maand zijn als 2019-01", "first_month")
        return 0
    return int(found[1]) * 12 + int(found[2]) - 1


def _organisation(entry: Entry) -> Organisation:
    kind = entry.choice("kind", ("uwv", "municipality"))
    share = _chance(entry, "share") if kind == "municipality" else 1.0
    return Organisation(
        entry.text("key"), entry.text("name"), kind, entry.text("place"), _count(entry, "coaches", 1, 200),
        share, Delay(1.0, 0.0),
    )  # fmt: skip


def _hand(top: Entry, organisations: dict[str, Organisation]) -> None:
    """Give each municipality its own delay of taking up."""
    delays = _listed(top, "handovers", _delay_to, "to")
    for key, organisation in organisations.items():
        if organisation.kind != "municipality":
            continue
        if key not in delays:
            top.wrong(f"handovers noemt {key} niet", "handovers")
        organisations[key] = replace(organisation, handover=delays.get(key, organisation.handover))
    for key in delays.keys() - {k for k, o in organisations.items() if o.kind == "municipality"}:
        top.wrong(f"handovers noemt {key}, en dat is geen gemeente hier", "handovers")


def _delay_to(entry: Entry) -> Delay:
    entry.text("to")
    return _delay(entry)


def _provider(entry: Entry) -> Provider:
    return Provider(
        entry.text("key"), entry.text("name"), entry.text("place"), _chance(entry, "share"),
        _odds(entry, "quality"),
    )  # fmt: skip


def _client_type(entry: Entry) -> ClientType:
    named = entry.choice("regime", REGIMES[:-1])
    regime = REGIMES.index(named) if named in REGIMES[:-1] else 0
    return ClientType(
        entry.text("key"),
        entry.text("name"),
        _chance(entry, "share"),
        regime,
        _span(entry, "age", 16, 67),
        _span(entry, "ww", 1, 24) if regime == 0 else (1, 1),
        _odds(entry, "work"),
        (0.0, *_weights(entry, "traits", TRAITS[1:], 0, 1)),
    )


def _service(entry: Entry, types: list[str]) -> Service:
    months = _count(entry, "months", 1, 36)
    return Service(
        entry.text("key"),
        entry.text("name"),
        entry.choice("by", ("own", "provider")) == "provider",
        months,
        _count(entry, "lock_in", 0, months),
        _number(entry, "during", 0.01, 10),
        _odds(entry, "effect"),
        _number(entry, "fade", 0, 5),
        _odds(entry, "start"),
        _odds(entry, "prospects"),
        _weights(entry, "picks", TRAITS),
        _weights(entry, "by_type", types),
    )


def _work(entry: Entry) -> Work:
    found = Work(_weights(entry, "traits", TRAITS), _odds(entry, "each_month"), _odds(entry, "motivation"))
    entry.finish()
    return found


def _job_end(entry: Entry) -> JobEnd:
    found = JobEnd(
        _number(entry, "chance", 0.0001, 0.9), _odds(entry, "each_month"), _count(entry, "ww_after", 1, 60),
        _span(entry, "ww", 1, 24),
    )  # fmt: skip
    entry.finish()
    return found


def _selection(entry: Entry) -> Selection:
    found = Selection(
        _chance(entry, "accuracy"), _odds(entry, "impression"), _number(entry, "coach_spread", 0, 3),
        _count(entry, "busy", 0, 60),
    )  # fmt: skip
    entry.finish()
    return found


def _occupation(entry: Entry) -> Occupation:
    return Occupation(entry.text("title"), _chance(entry, "share"))


def _employer(entry: Entry, titles: list[str]) -> Employer:
    wanted = entry.texts("occupations", is_required=True)
    for title in wanted:
        if title not in titles:
            entry.wrong(f"{title} staat niet bij occupations", "occupations")
    return Employer(
        entry.text("key"),
        entry.text("name"),
        entry.text("place"),
        _number(entry, "vacancies", 0, 100),
        wanted,
    )


def _check(top: Entry, region: Region) -> None:
    """What no single entry can know: one UWV, and shares that make a whole."""
    if sum(entry.text("kind", "") == "uwv" for entry in top.entries("organisations")) != 1:
        top.wrong("er moet precies één organisatie van de soort uwv zijn", "organisations")
    shares: Mapping[str, list[float]] = {
        "organisations": [each.share for each in region.municipalities],
        "providers": [each.share for each in region.providers],
        "client_types": [each.share for each in region.client_types],
        "occupations": [each.share for each in region.occupations],
    }
    for key, parts in shares.items():
        if abs(sum(parts) - 1) > _SHARES:
            top.wrong(f"de delen (share) bij {key} zijn samen {sum(parts):g} en horen 1 te zijn", key)
