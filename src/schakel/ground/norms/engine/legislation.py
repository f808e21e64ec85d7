"""The legislation test: what a register shows about the law itself, by criteria of good legislation.

Each check is a function of the register as it holds on a day. A finding is a question to a lawyer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from schakel.ground.norms.engine.checking import facts_of
from schakel.ground.norms.engine.criteria import Criteria
from schakel.ground.norms.engine.model import EVERY_REGIME, Norm, Register, Version
from schakel.ground.norms.engine.wording import deadline_words

BINDING = ("duty", "prohibition")


@dataclass(frozen=True, slots=True)
class LawFinding:
    """Something to judge: which check saw it, in which norms, and in what words."""

    check: str
    subject: str
    regime: str
    norms: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        """What the finding is about, the same over time and whatever its words."""
        return ":".join((self.check, self.subject, self.regime, *self.norms))


@dataclass(frozen=True, slots=True)
class _Law:
    """The norms that hold on a day."""

    register: Register
    criteria: Criteria
    on: date
    held: tuple[tuple[Norm, Version], ...]

    def in_subject(self, subject: str) -> list[tuple[Norm, Version]]:
        return [(norm, version) for norm, version in self.held if norm.subject == subject]

    def is_institution(self, version: Version) -> bool:
        codes = self.register.terms.addressees
        return any(codes[code].is_institution for code in version.addressees)


Check = Callable[[_Law], Iterator[LawFinding]]


def review(register: Register, criteria: Criteria, on: date) -> list[LawFinding]:
    """Every finding of the criteria in use, by check and subject."""
    held = tuple((n, v) for n in register.norms.values() if (v := n.version_on(on)) is not None)
    law = _Law(register, criteria, on, held)
    used = (CHECKS[name] for name, criterion in criteria.criteria.items() if criterion.is_used)
    return [finding for check in used for finding in check(law)]


def cells(register: Register, on: date) -> list[LawFinding]:
    """For each subject and scheme the question whether all its norms are registered."""
    found = []
    for subject in register.subjects:
        own = [(n, v) for n in register.norms.values() if n.subject == subject and (v := n.version_on(on))]
        for code, regime in register.terms.regimes.items():
            ids = ", ".join(norm.id for norm, version in own if code in _regimes(version, register))
            text = (
                f"Zijn voor {regime.label} alle normen over dit onderwerp geregistreerd? Nu: {ids or 'geen'}."
            )
            found.append(LawFinding("complete", subject, code, (), text))
    return found


def _regimes(version: Version, register: Register) -> tuple[str, ...]:
    return tuple(register.terms.regimes) if EVERY_REGIME in version.regimes else version.regimes


def _stale(law: _Law) -> Iterator[LawFinding]:
    """A norm that rests on a regulation that does not hold on the day."""
    for norm, version in law.held:
        for source in version.sources:
            regulation = law.register.regulations[source.regulation]
            if regulation.in_force is not None and regulation.in_force > law.on:
                text = f"{norm.id} steunt op {regulation.short}, dat dan nog niet in werking is."
                yield LawFinding("stale", norm.subject, "", (norm.id,), text)
            if regulation.repealed is not None and regulation.repealed <= law.on:
                text = f"{norm.id} steunt op {regulation.short}, dat dan is ingetrokken."
                yield LawFinding("stale", norm.subject, "", (norm.id,), text)


def _terms(law: _Law) -> Iterator[LawFinding]:
    """One subject, several words for one notion."""
    for subject in law.register.subjects:
        norms = law.in_subject(subject)
        for words in law.criteria.synonyms:
            used = {word: [n.id for n, v in norms if word in v.text.casefold()] for word in words}
            used = {word: ids for word, ids in used.items() if ids}
            if len(used) > 1:
                told = "; ".join(f"'{word}' in {', '.join(ids)}" for word, ids in used.items())
                ids = tuple(dict.fromkeys(name for names in used.values() for name in names))
                yield LawFinding("terms", subject, "", ids, f"Eén begrip, meer woorden: {told}.")


def _notions(law: _Law) -> Iterator[LawFinding]:
    """One notion that is measured in different ways."""
    for facts in law.criteria.notions:
        used = {fact: [n.id for n, v in law.held if fact in facts_of(v)] for fact in facts}
        used = {fact: ids for fact, ids in used.items() if ids}
        if len(used) > 1:
            told = "; ".join(f"{law.register.facts[f].label} in {', '.join(ids)}" for f, ids in used.items())
            norms = tuple(name for ids in used.values() for name in ids)
            yield LawFinding("notions", "", "", norms, f"Eén begrip, anders gemeten: {told}.")


def _empty(law: _Law) -> Iterator[LawFinding]:
    """A scheme without any norm on a subject that other schemes have."""
    for subject in law.register.subjects:
        has = {code for _n, v in law.in_subject(subject) for code in _regimes(v, law.register)}
        for code, regime in law.register.terms.regimes.items():
            if has and code not in has and not regime.part_of:
                text = f"{regime.label}: over dit onderwerp is geen norm geregistreerd."
                yield LawFinding("empty", subject, code, (), text)


def _overlap(law: _Law) -> Iterator[LawFinding]:
    """Several duties of one addressee on one subject on the same facts."""
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for norm, version in law.held:
        if norm.mode == "duty" and version.when is not None:
            groups[norm.subject, version.addressees, version.regimes, version.when].append(norm.id)
    for (subject, *_rest), ids in groups.items():
        if len(ids) > 1:
            text = f"{' en '.join(ids)} geven dezelfde plichtige onder dezelfde feiten elk een plicht."
            yield LawFinding("overlap", str(subject), "", tuple(ids), text)


def _conflict(law: _Law) -> Iterator[LawFinding]:
    """A duty and a prohibition for one addressee on one subject on the same facts."""
    for subject in law.register.subjects:
        norms = law.in_subject(subject)
        for duty, asked in norms:
            for ban, banned in norms:
                if (duty.mode, ban.mode) == BINDING and _meet(asked, banned):
                    text = f"{duty.id} (plicht) en {ban.id} (verbod) gelden onder dezelfde feiten."
                    yield LawFinding("conflict", subject, "", (duty.id, ban.id), text)


def _meet(one: Version, other: Version) -> bool:
    is_same_scheme = EVERY_REGIME in (*one.regimes, *other.regimes) or {*one.regimes} & {*other.regimes}
    return bool(is_same_scheme) and one.when == other.when and bool({*one.addressees} & {*other.addressees})


def _unanswered(law: _Law) -> Iterator[LawFinding]:
    """A citizen's duty in a scheme where no institution has the answering duty."""
    answered: dict[str, set[str]] = defaultdict(set)
    for norm, version in law.held:
        is_general = EVERY_REGIME not in version.regimes or version.when is None
        if norm.mode == "duty" and law.is_institution(version) and is_general:
            answered[norm.subject] |= {*_regimes(version, law.register)}
    for norm, version in law.held:
        if norm.mode != "duty" or law.is_institution(version):
            continue
        subject = law.criteria.counterparts.get(norm.subject, norm.subject)
        for code in _regimes(version, law.register):
            if EVERY_REGIME not in version.regimes and code not in answered[subject]:
                text = (
                    f"{norm.id} verplicht de burger, maar geen instelling heeft hier een plicht ({subject})."
                )
                yield LawFinding("unanswered", norm.subject, code, (norm.id,), text)


def _no_term(law: _Law) -> Iterator[LawFinding]:
    """A duty of an institution without a term anyone can hold it to."""
    for norm, version in law.held:
        deadline = version.deadline
        has_term = deadline is not None and (deadline.term is not None or deadline.kind == "without_delay")
        if norm.mode == "duty" and law.is_institution(version) and not has_term:
            words = f" ({deadline_words(deadline, law.register)})" if deadline is not None else ""
            text = f"{norm.id} is een plicht zonder termijn{words}."
            yield LawFinding("no_term", norm.subject, "", (norm.id,), text)


def _discretion(law: _Law) -> Iterator[LawFinding]:
    """Room to deviate without a criterion, or without reasons."""
    for norm, version in law.held:
        room = version.discretion
        if room is not None and not (room.term and room.are_reasons_required):
            what = "zonder maatstaf" if not room.term else "zonder plicht tot motiveren"
            text = f"{norm.id} laat ruimte {what}."
            yield LawFinding("discretion", norm.subject, "", (norm.id,), text)


def _no_consequence(law: _Law) -> Iterator[LawFinding]:
    """A duty or prohibition to which nothing is attached."""
    for norm, _version in law.held:
        if norm.mode in BINDING and not norm.consequences:
            text = f"Niet nakomen van {norm.id} heeft in het register geen gevolg."
            yield LawFinding("no_consequence", norm.subject, "", (norm.id,), text)


def _difference(law: _Law) -> Iterator[LawFinding]:
    """One subject, terms that differ between schemes or norms."""
    for subject in law.register.subjects:
        kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for norm, version in law.in_subject(subject):
            if version.deadline is not None and version.deadline.term is not None:
                kinds[version.deadline.kind][str(version.deadline.term)].append(norm.id)
        for by_term in kinds.values():
            if len(by_term) > 1:
                told = "; ".join(f"{term}: {', '.join(ids)}" for term, ids in sorted(by_term.items()))
                norms = tuple(name for ids in by_term.values() for name in ids)
                yield LawFinding("difference", subject, "", norms, f"De termijnen lopen uiteen: {told}.")


def _burden(law: _Law) -> Iterator[LawFinding]:
    """A duty to tell, beside a prohibition to ask what is known already."""
    bans = [n for n, _v in law.held if n.id in law.criteria.known]
    for norm, version in law.held:
        if norm.mode == "duty" and norm.subject in law.criteria.asked and not law.is_institution(version):
            near = [ban.id for ban in bans if _shares_scheme(ban.version_on(law.on), version)]
            if near:
                text = f"{norm.id} vraagt gegevens; {', '.join(near)} verbiedt te vragen wat al bekend is."
                yield LawFinding("burden", norm.subject, "", (norm.id, *near), text)


def _shares_scheme(one: Version | None, other: Version) -> bool:
    if one is None:
        return False
    return EVERY_REGIME in (*one.regimes, *other.regimes) or bool({*one.regimes} & {*other.regimes})


def _changed(law: _Law) -> Iterator[LawFinding]:
    """A norm whose term, exceptions or schemes changed between two versions."""
    for norm in law.register.norms.values():
        enacted = [v for v in norm.versions if v.start is not None and not v.is_announced]
        for before, after in pairwise(sorted(enacted, key=lambda v: v.start or date.min)):
            what = _what_changed(before, after, law.register)
            if what:
                text = f"{norm.id} veranderde op {after.start}: {', '.join(what)}."
                yield LawFinding("changed", norm.subject, str(after.start), (norm.id,), text)


def _what_changed(before: Version, after: Version, register: Register) -> list[str]:
    words = (deadline_words(before.deadline, register), deadline_words(after.deadline, register))
    changes = (
        [f"termijn was '{words[0] or 'geen'}', werd '{words[1] or 'geen'}'"] if words[0] != words[1] else []
    )
    lost = sorted({*before.unless} - {*after.unless})
    changes += [f"uitzondering {name} verviel" for name in lost]
    if before.regimes != after.regimes:
        changes.append(f"regelingen waren {', '.join(before.regimes)}, werden {', '.join(after.regimes)}")
    return changes


CHECKS: dict[str, Check] = {
    "stale": _stale,
    "terms": _terms,
    "notions": _notions,
    "empty": _empty,
    "overlap": _overlap,
    "conflict": _conflict,
    "unanswered": _unanswered,
    "no_term": _no_term,
    "discretion": _discretion,
    "no_consequence": _no_consequence,
    "difference": _difference,
    "burden": _burden,
    "changed": _changed,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a subject is regulated: how many norms bind, allow, give rights, have a term or room."""

    subject: str
    norms: int
    binding: int
    powers: int
    claims: int
    with_term: int
    with_room: int
    with_consequence: int

    @property
    def name(self) -> str:
        """commanding, permissive, protective or mixed: what more than half of the norms do."""
        shares = {"commanding": self.binding, "permissive": self.powers, "protective": self.claims}
        return next((name for name, count in shares.items() if 2 * count > self.norms), "mixed")


def styles(register: Register, on: date) -> list[Style]:
    """The style of regulation per subject, of the norms that hold on a day."""
    found = []
    for subject in register.subjects:
        own = [n for n in register.norms.values() if n.subject == subject]
        held = [(n, v) for n in own if (v := n.version_on(on)) is not None]
        if held:
            found.append(_style(subject, held))
    return found


def _style(subject: str, held: list[tuple[Norm, Version]]) -> Style:
    modes = [norm.mode for norm, _ in held]
    return Style(
        subject,
        len(held),
        sum(mode in BINDING for mode in modes),
        modes.count("power"),
        modes.count("claim"),
        sum(v.deadline is not None and v.deadline.term is not None for _, v in held),
        sum(v.discretion is not None for _, v in held),
        sum(bool(n.consequences) for n, _ in held),
    )
