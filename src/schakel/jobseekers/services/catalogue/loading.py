"""From YAML to the catalogue: reads each preset, checks it against facts and norms, and hashes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from schakel.ground.kernel.canonical import canonical_text
from schakel.ground.norms.engine.conditions import all_tests
from schakel.ground.norms.engine.entries import Entry, Problems, RegisterError, read_list, read_mapping
from schakel.ground.norms.engine.loading import read_fact
from schakel.ground.norms.engine.model import EVERY_REGIME, Fact, Place, Register
from schakel.ground.norms.engine.norm_entries import NormReader
from schakel.ground.norms.engine.terms import Term, parse_term
from schakel.jobseekers.services.catalogue.levels import LIMITS, ApprovalLevel
from schakel.jobseekers.services.catalogue.model import (
    AIMED_AT,
    CONTENTS,
    EXTENSIONS,
    HOW,
    MIX,
    MODULES,
    PARTIES,
    STEPS,
    VERDICTS,
    Catalogue,
    Evidence,
    Example,
    Preset,
    Price,
    Rule,
    Service,
    mix_of,
)

RUNGS = range(1, 7)
LONGEST_KEY = 60


class CatalogueError(RegisterError):
    """A catalogue that may not be used; lines name file, line and reason of everything that is wrong."""

    about = "De catalogus van diensten is niet te gebruiken."


def with_own_facts(norms: Register, path: Path, problems: Problems) -> Register:
    """The words of the norms with the facts that only services ask for beside them."""
    facts = dict(norms.facts)
    for entry in read_list(path, problems):
        fact = read_fact(entry, norms.terms)
        entry.finish()
        if fact.name in facts:
            entry.wrong(f"{fact.name} is er al", "name")
        facts[fact.name] = fact
    return replace(norms, facts=facts)


def load_catalogue(folder: Path, norms: Register) -> Catalogue:
    """The catalogue of a folder. Raises CatalogueError with file, line and reason of all that is wrong."""
    return load_presets(sorted((folder / "presets").glob("*.yaml")), folder / "facts.yaml", norms)


def load_presets(paths: list[Path], facts: Path, norms: Register) -> Catalogue:
    """The catalogue of some files. Raises CatalogueError."""
    problems = Problems()
    register = with_own_facts(norms, facts, problems)
    presets: dict[str, Preset] = {}
    for path in paths:
        preset = _preset(path, register, problems)
        if preset is None:
            continue
        _refuse_twice(preset, presets, problems)
        presets[preset.key] = preset
    if problems.found:
        raise CatalogueError(problems.found)
    return Catalogue(presets, register, digest_of(presets, register.facts))


def _refuse_twice(preset: Preset, presets: Mapping[str, Preset], problems: Problems) -> None:
    known = {key for other in presets.values() for key in other.services}
    for service in preset.services.values():
        if service.key in known:
            problems.add(service.place, f"{service.key} staat al in een andere editie")


def _preset(path: Path, register: Register, problems: Problems) -> Preset | None:
    top = read_mapping(path, problems)
    if top is None:
        return None
    start, end = _period(top, None, None)
    reader = _Reader(register, start, end)
    services: dict[str, Service] = {}
    for entry in top.entries("services"):
        service = reader.service(entry)
        if service.key in services:
            entry.wrong(f"{service.key} is er al", "key")
        services[service.key] = service
    made = Preset(
        top.text("preset"), top.text("label"), top.text("edition"), top.text("source"), start, end, services
    )
    if not services:
        top.wrong("er is geen enkele dienst (services)")
    top.finish()
    return made


def _period(entry: Entry, start: date | None, end: date | None) -> tuple[date, date | None]:
    start, end = entry.day("from") or start, entry.day("to") or end
    if start is None:
        entry.wrong("de eerste dag (from) ontbreekt")
        start = date.min
    if end is not None and end <= start:
        entry.wrong("de einddag (to) ligt niet na de eerste dag (from)", "to")
    return start, end


class _Reader:
    """Reads services with the facts and norms of one register at hand."""

    def __init__(self, register: Register, start: date, end: date | None) -> None:
        self.register, self.start, self.end = register, start, end
        self.conditions = NormReader(register.terms, register.facts, register.regulations)

    def service(self, entry: Entry) -> Service:
        """One service; whatever is wrong is noted at its line."""
        start, end = _period(entry, self.start, self.end)
        how, content = entry.choice("how", HOW), entry.choice("content", CONTENTS)
        made = Service(
            key=_key(entry),
            name=entry.text("name"),
            goal=entry.text("goal"),
            target=entry.text("target"),
            remarks=entry.text("remarks", ""),
            how=how,
            decider=entry.choice("decider", PARTIES),
            payer=entry.choice("payer", PARTIES),
            guide=entry.choice("guide", PARTIES),
            owner=entry.choice("owner", PARTIES),
            price=_price(entry.entry("price")),
            evidence=_evidence(entry.entry("evidence")),
            start=start,
            end=end,
            norms=self._norms(entry),
            rungs=_rungs(entry),
            schemes=self._schemes(entry, "schemes"),
            content=content,
            mix=entry.choice("mix", MIX, mix_of(content, is_bought=how == "bought")),
            aimed_at=_codes(entry, "aimed_at", AIMED_AT),
            past_targets=entry.texts("past_targets"),
            is_decision=entry.choice("act", ("decision", "factual")) == "decision",
            term=_term(entry, "term"),
            extension=entry.choice("extension", EXTENSIONS, "none"),
            longest=_term(entry, "longest"),
            contact=_term(entry, "contact"),
            is_exclusive=entry.is_true("exclusive"),
            groups=_words(entry, "groups"),
            group_question=entry.text("group_question", ""),
            questions=_words(entry, "questions"),
            log=entry.text("log", ""),
            asks_document=entry.is_true("document"),
            uses_health=entry.is_true("health"),
            rules=tuple(self._rule(part) for part in entry.entries("rules")),
            examples=tuple(self._example(part) for part in entry.entries("examples")),
            place=entry.place,
            period=entry.choice("period", PARTIES) if entry.has("period") else "",
            limits=_limits(entry.entry("limits")),
            modules=_codes(entry, "modules", MODULES),
            steps=_codes(entry, "steps", STEPS),
        )
        _refuse_lacking(entry, made)
        self._refuse_unmarked_health(entry, made)
        entry.finish()
        return made

    def _refuse_unmarked_health(self, entry: Entry, service: Service) -> None:
        used = (self.register.facts.get(name) for name in sorted(facts_used(service)))
        special = [fact.name for fact in used if fact is not None and fact.category == "special"]
        if special and not service.uses_health:
            words = "gaat over gezondheid; alleen een dienst met health: true mag dat gebruiken"
            entry.wrong(f"{', '.join(special)} {words}", "rules")
        if service.uses_health and not special:
            entry.wrong("health: true staat er, maar geen regel kijkt naar gezondheid", "health")

    def _norms(self, entry: Entry) -> tuple[str, ...]:
        names = entry.texts("norms")
        for name in names:
            if name not in self.register.norms:
                entry.wrong(f"norm {name} staat niet in het normenregister", "norms")
        return names

    def _schemes(self, entry: Entry, key: str) -> tuple[str, ...]:
        return _codes(entry, key, {*self.register.terms.regimes, EVERY_REGIME})

    def _rule(self, entry: Entry) -> Rule:
        when = self.conditions.condition(entry.entry("when"))
        if when is None:
            entry.wrong("een regel heeft een voorwaarde (when)")
        made = Rule(
            entry.text("key"),
            entry.text("text"),
            when,  # type: ignore[arg-type]
            entry.is_true("firm"),
            self._norms(entry),
            entry.choice("level", ApprovalLevel.values, ApprovalLevel.CHOOSER.value),
        )
        if made.is_firm and made.level != ApprovalLevel.CHOOSER:
            entry.wrong("een vaste regel is wet: niemand geeft daar akkoord op", "level")
        entry.finish()
        return made

    def _example(self, entry: Entry) -> Example:
        outcome: Any = entry.choice("outcome", VERDICTS)
        facts = self.conditions.told(entry.entry("facts"))
        made = Example(entry.text("name"), self._schemes(entry, "schemes"), facts, outcome, entry.place)
        entry.finish()
        return made


def _key(entry: Entry) -> str:
    key = entry.text("key")
    if (
        len(key) > LONGEST_KEY
        or not key.replace("-", "").isalnum()
        or not key.isascii()
        or key != key.lower()
    ):
        entry.wrong("key bestaat uit hoogstens 60 kleine letters, cijfers en streepjes", "key")
    return key


def _codes(entry: Entry, key: str, allowed: Any) -> tuple[str, ...]:
    codes = entry.texts(key)
    for code in codes:
        if code not in allowed:
            entry.wrong(f"{key}: {code} is hier geen bekend woord", key)
    return codes


def _words(entry: Entry, key: str) -> dict[str, str]:
    part = entry.entry(key)
    return {} if part is None else {name: part.text(name) for name in part.names()}


def _limits(entry: Entry | None) -> dict[str, str]:
    """The levels at limits: extension, and the same content under another name."""
    if entry is None:
        return {}
    found = {name: entry.choice(name, ApprovalLevel.values) for name in LIMITS if entry.has(name)}
    entry.finish()
    return found


def _term(entry: Entry, key: str) -> Term | None:
    text = entry.text(key, "")
    if not text:
        return None
    try:
        return parse_term(text)
    except ValueError as error:
        entry.wrong(str(error), key)
        return None


def _rungs(entry: Entry) -> tuple[int, int]:
    found = entry.value("rungs") if entry.has("rungs") else None
    if isinstance(found, tuple) and len(found) == 2 and all(one in RUNGS for one in found):
        first, last = int(found[0]), int(found[1])
        if first <= last:
            return (first, last)
    entry.wrong("rungs zijn twee treden van de ladder, van 1 tot en met 6", "rungs")
    return (1, 6)


def _price(entry: Entry | None) -> Price | None:
    if entry is None:
        return None
    amount = entry.value("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal) or amount < 0:
        entry.wrong("amount is een bedrag in euro's, nul of meer", "amount")
        amount = 0
    made = Price(Decimal(amount), entry.text("per"), entry.text("source"))
    entry.finish()
    return made


def _evidence(entry: Entry | None) -> Evidence | None:
    if entry is None:
        return None
    made = Evidence(entry.text("text"), entry.text("source"))
    entry.finish()
    return made


def _refuse_lacking(entry: Entry, service: Service) -> None:
    """Every service needs schemes, rules under different keys, a case that fits and one that does not."""
    if not service.schemes:
        entry.wrong("schemes ontbreekt: voor welke regelingen is deze dienst, of * voor alle")
    keys = [rule.key for rule in service.rules]
    if len(set(keys)) < len(keys):
        entry.wrong("twee regels hebben dezelfde key", "rules")
    outcomes = {example.outcome for example in service.examples}
    if "yes" not in outcomes:
        entry.wrong("er is geen voorbeeld van iemand die in aanmerking komt (outcome: yes)")
    if not outcomes & {"no", "unless"}:
        entry.wrong("er is geen voorbeeld van iemand die niet in aanmerking komt (outcome: no of unless)")


def facts_used(service: Service) -> frozenset[str]:
    """The facts that its rules look at."""
    return frozenset(name for rule in service.rules for name in facts_of(rule))


def facts_of(rule: Rule) -> frozenset[str]:
    """The facts that one rule looks at."""
    return frozenset(test.fact for test in all_tests(rule.when))


def digest_of(presets: Mapping[str, Preset], facts: Mapping[str, Fact]) -> str:
    """SHA-256 of the content in canonical JSON: layout and comments don't count."""
    used = {
        name for preset in presets.values() for one in preset.services.values() for name in facts_used(one)
    }
    content = {"presets": _content(presets), "facts": {name: _content(facts[name]) for name in sorted(used)}}
    return hashlib.sha256(canonical_text(content).encode()).hexdigest()


def _content(value: Any) -> Any:
    if isinstance(value, Place):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"": type(value).__name__}
        return kind | {one.name: _content(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _content(item) for key, item in value.items()}
    return [_content(item) for item in value] if isinstance(value, tuple) else value
