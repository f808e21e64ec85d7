"""From a folder of YAML to a register: reads every file, checks the whole, and gives its content a hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from schakel.ground.kernel.canonical import canonical_text
from schakel.ground.norms.engine.checking import check
from schakel.ground.norms.engine.entries import Entry, Problems, RegisterError, read_list, read_mapping
from schakel.ground.norms.engine.model import (
    CATEGORIES,
    FACT_KINDS,
    Addressee,
    Fact,
    HouseNorm,
    Norm,
    PastName,
    Place,
    Regime,
    Register,
    Regulation,
    Subject,
    Terms,
)
from schakel.ground.norms.engine.norm_entries import NormReader, note_of

UNITS = ("days", "weeks", "months", "years", "working_days", "count", "percent")


T = TypeVar("T")


def load_register(folder: Path) -> Register:
    """The register of a folder. Raises RegisterError with file, line and reason of all that is wrong."""
    register, problems = read_register(folder)
    if problems.found:
        raise RegisterError(problems.found)
    return register


def read_register(folder: Path) -> tuple[Register, Problems]:
    """The register as far as it can be read, and everything that is wrong with it."""
    problems = Problems()
    terms = _terms(folder / "terms.yaml", problems)
    facts = _facts(folder / "facts.yaml", terms, problems)
    regulations = _by_key(read_list(folder / "regulations.yaml", problems), "id", _regulation)
    subjects, norms = _subjects(folder, NormReader(terms, facts, regulations), problems)
    house = folder / "house.yaml"
    figures = _figures(house, problems) if house.is_file() else ()
    register = Register(terms, facts, regulations, subjects, norms, figures)
    check(register, problems)
    return replace(register, digest=digest_of(register)), problems


def _by_key(entries: Iterable[Entry], key: str, make: Callable[[Entry], T]) -> dict[str, T]:
    made: dict[str, T] = {}
    for entry in entries:
        name = entry.text(key)
        if name in made:
            entry.wrong(f"{name} is er al", key)
        else:
            made[name] = make(entry)
        entry.finish()
    return made


def _terms(path: Path, problems: Problems) -> Terms:
    top = read_mapping(path, problems)
    if top is None:
        return Terms({}, {}, ())
    regimes = {code: _regime(code, entry) for code, entry in _coded(top, "regimes")}
    addressees = {code: _addressee(code, entry) for code, entry in _coded(top, "addressees")}
    purposes = top.texts("purposes", is_required=True)
    top.finish()
    for regime in regimes.values():
        if regime.part_of and regime.part_of not in regimes:
            top.wrong(f"{regime.code}: {regime.part_of} is geen regeling van dit register", "regimes")
    return Terms(regimes, addressees, purposes)


def _coded(top: Entry, key: str) -> list[tuple[str, Entry]]:
    coded = top.entry(key)
    if coded is None:
        top.wrong(f"{key} ontbreekt")
        return []
    return [(code, entry) for code in coded.names() if (entry := coded.entry(code)) is not None]


def _regime(code: str, entry: Entry) -> Regime:
    made = Regime(code, entry.text("label"), entry.text("part_of", ""))
    entry.finish()
    return made


def _addressee(code: str, entry: Entry) -> Addressee:
    made = Addressee(code, entry.text("label"), entry.is_true("institution"), entry.is_true("local"))
    entry.finish()
    return made


def _facts(path: Path, terms: Terms, problems: Problems) -> dict[str, Fact]:
    return _by_key(read_list(path, problems), "name", lambda entry: read_fact(entry, terms))


def read_fact(entry: Entry, terms: Terms) -> Fact:
    """One declared fact; the caller finishes the entry."""
    kind: Any = entry.choice("kind", FACT_KINDS)
    category: Any = entry.choice("category", CATEGORIES)
    codes = entry.texts("codes", is_required=kind == "code")
    return Fact(
        entry.text("name"),
        entry.text("label"),
        kind,
        entry.text("source"),
        entry.choice("purpose", terms.purposes),
        category,
        codes,
        entry.text("inverse", ""),
        note_of(entry),
    )


def _regulation(entry: Entry) -> Regulation:
    return Regulation(
        entry.text("id"),
        entry.text("short"),
        entry.text("name"),
        entry.text("kind", "law"),
        tuple(name for past in entry.entries("was") if (name := _past_name(past)) is not None),
        entry.day("adopted"),
        entry.day("in_force"),
        entry.is_true("dates_read"),
        entry.day("repealed"),
        note_of(entry),
    )


def _past_name(entry: Entry) -> PastName | None:
    start, end = entry.day("from"), entry.day("to")
    short, name = entry.text("short"), entry.text("name")
    entry.finish()
    if start is None or end is None or start >= end:
        entry.wrong("een vroegere naam heeft een eerste dag (from) en een latere einddag (to)")
        return None
    return PastName(short, name, start, end)


def _figures(path: Path, problems: Problems) -> tuple[HouseNorm, ...]:
    top = read_mapping(path, problems)
    if top is None:
        return ()
    top.whole("preset")
    figures = _by_key(top.entries("items"), "id", _figure)
    top.finish()
    return tuple(figures.values())


def _figure(entry: Entry) -> HouseNorm:
    start = entry.day("from")
    if start is None:
        entry.wrong("een huisnorm heeft een eerste dag (from)")
    value = entry.whole("value")
    if value < 0:
        entry.wrong("een huisnorm is nul of meer", "value")
    least = entry.whole("least") if entry.has("least") else 1
    if not 1 <= least <= max(value, 1):
        entry.wrong("het kleinste getal is 1 of meer, en niet meer dan de huisnorm", "least")
    return HouseNorm(
        entry.text("id"),
        entry.text("label"),
        value,
        entry.choice("unit", UNITS),
        start or date.min,
        entry.text("source"),
        entry.text("explanation", ""),
        least,
        entry.text("awaits", ""),
    )


def _subjects(
    folder: Path, reader: NormReader, problems: Problems
) -> tuple[dict[str, Subject], dict[str, Norm]]:
    subjects: dict[str, Subject] = {}
    norms: dict[str, Norm] = {}
    for path in sorted((folder / "subjects").glob("*.yaml")):
        top = read_mapping(path, problems)
        if top is None:
            continue
        key = top.text("subject")
        if key != path.stem:
            top.wrong(f"onderwerp {key} staat in een bestand dat {path.stem} heet", "subject")
        subjects[key] = Subject(key, top.text("label"))
        for entry in top.entries("norms"):
            _add(norms, reader.norm(entry, key), problems)
        top.finish()
    return subjects, norms


def _add(norms: dict[str, Norm], norm: Norm, problems: Problems) -> None:
    known = norms.get(norm.id)
    if known is not None:
        problems.add(norm.place, f"{norm.id} is er al, in {known.place.file}:{known.place.line}")
        return
    norms[norm.id] = norm


def digest_of(register: Register) -> str:
    """SHA-256 of the content in canonical JSON: layout, comments, order of files and lines don't count."""
    content = {
        field.name: _content(getattr(register, field.name))
        for field in fields(register)
        if field.name != "digest"
    }
    return hashlib.sha256(canonical_text(content).encode()).hexdigest()


def _content(value: Any) -> Any:
    if isinstance(value, Place):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"": type(value).__name__}
        return kind | {field.name: _content(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _content(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_content(item) for item in value]
    return value
