"""What must hold over a whole register: references exist, no cycles, no overlap, facts used lawfully."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from schakel.ground.norms.engine.conditions import all_tests
from schakel.ground.norms.engine.entries import Problems
from schakel.ground.norms.engine.model import Fact, Norm, Register, Version


def check(register: Register, problems: Problems) -> None:
    """Note everything that is wrong between norms, facts and versions."""
    for norm in register.norms.values():
        for reason in _reasons(norm, register):
            problems.add(norm.place, f"{norm.id}: {reason}")
    for norm, path in _cycles(register):
        problems.add(norm.place, f"{norm.id}: uitzonderingen lopen in een kring ({' → '.join(path)})")


def _reasons(norm: Norm, register: Register) -> Iterator[str]:
    if not norm.versions:
        yield "er is geen enkele versie (versions)"
    yield from _missing_references(norm, register)
    yield from _overlaps(norm)
    yield from _unlawful_facts(norm, register)
    yield from _endless_exceptions(norm, register)


def _missing_references(norm: Norm, register: Register) -> Iterator[str]:
    for consequence in norm.consequences:
        if consequence not in register.norms:
            yield f"gevolg {consequence} is geen norm van dit register"
    for exception in sorted({name for version in norm.versions for name in version.unless}):
        if exception not in register.norms:
            yield f"uitzondering {exception} is geen norm van dit register"


def _overlaps(norm: Norm) -> Iterator[str]:
    for is_announced in (False, True):
        dated = [v for v in norm.versions if v.is_announced is is_announced and v.start is not None]
        for earlier, later in pairwise(sorted(dated, key=_start)):
            if earlier.end is None or earlier.end > _start(later):
                yield f"de versies vanaf {earlier.start} en {later.start} overlappen"


def _start(version: Version) -> date:
    return version.start or date.min


def facts_of(version: Version) -> set[str]:
    """The facts that a version uses, its term included."""
    used = {test.fact for test in all_tests(version.when)}
    if version.deadline is not None:
        used |= {version.deadline.after, version.deadline.met_by} - {""}
    return used


def _unlawful_facts(norm: Norm, register: Register) -> Iterator[str]:
    used = {name for version in norm.versions for name in facts_of(version)}
    for name in sorted(used & register.facts.keys()):
        reason = _why_unlawful(norm, register.facts[name])
        if reason:
            yield reason


def _why_unlawful(norm: Norm, fact: Fact) -> str:
    if fact.category == "special" and not norm.uses_health:
        return f"{fact.name} gaat over gezondheid; alleen een norm met health: true mag dat gebruiken"
    if fact.category == "criminal" and not norm.uses_criminal:
        return f"{fact.name} is strafrechtelijk; alleen een norm met criminal: true mag dat gebruiken"
    return ""


def _endless_exceptions(norm: Norm, register: Register) -> Iterator[str]:
    names = {name for version in norm.versions for name in version.unless} & register.norms.keys()
    for name in sorted(names):
        if any(version.when is None and not version.is_repeal for version in register.norms[name].versions):
            yield f"uitzondering {name} heeft geen voorwaarde en zou deze norm altijd opheffen"


def exceptions_of(norm: Norm) -> list[str]:
    """The norms that can exempt from this one, in any of its versions."""
    return sorted({name for version in norm.versions for name in version.unless})


def _cycles(register: Register) -> Iterator[tuple[Norm, list[str]]]:
    done: set[str] = set()
    for name in register.norms:
        path = _cycle_from(name, register, done, [])
        if path:
            yield register.norms[path[0]], path


def _cycle_from(name: str, register: Register, done: set[str], path: list[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name in done or name not in register.norms:
        return []
    for exception in exceptions_of(register.norms[name]):
        found = _cycle_from(exception, register, done, [*path, name])
        if found:
            return found
    done.add(name)
    return []
