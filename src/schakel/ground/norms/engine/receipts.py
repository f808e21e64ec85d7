"""Receipts: by which register and from which facts norms were judged, with what outcome, to be verified."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from schakel.ground.kernel.canonical import canonical_text, plain
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.checking import exceptions_of, facts_of
from schakel.ground.norms.engine.evaluating import Evaluator
from schakel.ground.norms.engine.fact_sets import FactSet, gather
from schakel.ground.norms.engine.fact_texts import parse_facts
from schakel.ground.norms.engine.model import REGIMES, Register
from schakel.ground.norms.engine.showing import finding_values

KEYS = frozenset({"register", "on", "known_at", "announced", "facts", "norms", "digest"})


def receipt(
    evaluator: Evaluator,
    facts: FactSet,
    on: date,
    *,
    announced: bool = False,
    known_at: date | None = None,
    only: Collection[str] | None = None,
) -> dict[str, Any]:
    """What was judged and how, in JSON's own types; digest is the SHA-256 of the rest.

    only: the norms that matter; of the facts no more is then kept than these norms use.
    """
    register = evaluator.register
    findings = evaluator.check(facts, on, announced=announced)
    used: Collection[str] | None = None
    if only is not None:
        findings = [finding for finding in findings if finding.norm.id in only]
        used = facts_used(register, only)
    body: dict[str, Any] = plain(
        {
            "register": register.digest,
            "on": on,
            "known_at": known_at,
            "announced": announced,
            "facts": _told(facts, used),
            "norms": [finding_values(finding, register, on, facts) for finding in findings],
        }
    )
    if only is not None:
        body["only"] = sorted(only)
    return body | {"digest": _digest(body)}


def facts_used(register: Register, names: Collection[str]) -> frozenset[str]:
    """The facts that these norms can turn on, those of their exceptions included."""
    used, waiting, seen = {REGIMES}, list(names), set[str]()
    while waiting:
        name = waiting.pop()
        norm = register.norms.get(name)
        if norm is None or name in seen:
            continue
        seen.add(name)
        waiting += exceptions_of(norm)
        used |= {fact for version in norm.versions for fact in facts_of(version)}
    return frozenset(used)


def _told(facts: FactSet, used: Collection[str] | None) -> dict[str, list[dict[str, Any]]]:
    """The statements in the form that facts are read in."""
    told: dict[str, list[dict[str, Any]]] = {}
    for said in facts.statements:
        if used is not None and said.name not in used:
            continue
        value = sorted(said.value) if isinstance(said.value, frozenset) else said.value
        one = {"value": value, "source": said.source, "known_at": said.known_at}
        told.setdefault(said.name, []).append(one)
    return told


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_text(body).encode()).hexdigest()


def read_receipt(text: str) -> dict[str, Any]:
    """A receipt from its JSON. Raises InvalidError when it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.keys() - {"only"} != KEYS or not isinstance(found["facts"], dict):
        raise InvalidError(
            "Dit is geen bewijs van een toets aan normen.",
            "Het bestand heeft niet de vorm van een bewijs.",
            "Maak er een met: schakel norms check --receipt BESTAND",
        )
    return found


def verify(kept: Mapping[str, Any], register: Register) -> list[str]:
    """What is wrong with a receipt, in sentences; empty when the same facts give the same outcome again."""
    body = {key: value for key, value in kept.items() if key != "digest"}
    problems = []
    if _digest_or_nothing(body) != kept["digest"]:
        problems.append("Het bewijs is gewijzigd nadat het gemaakt is.")
    if kept["register"] != register.digest:
        problems.append("Het register is sindsdien gewijzigd.")
    try:
        differing = _differing(kept["norms"], _judged_again(kept, register)["norms"])
    except (InvalidError, KeyError, TypeError, ValueError):
        return [*problems, "De gegevens van het bewijs zijn met dit register niet te lezen."]
    return problems + [f"{name} komt nu anders uit." for name in differing]


def _digest_or_nothing(body: Mapping[str, Any]) -> str:
    try:
        return _digest(body)
    except TypeError:
        return ""


def _judged_again(kept: Mapping[str, Any], register: Register) -> dict[str, Any]:
    facts = gather(parse_facts(json.dumps(kept["facts"]), register), register)
    on = date.fromisoformat(kept["on"])
    only = kept.get("only")
    return receipt(Evaluator(register), facts, on, announced=bool(kept["announced"]), only=only)


def _differing(before: Any, after: list[dict[str, Any]]) -> list[str]:
    """The norms whose answer or deadline is another one, or that are on one side only."""
    kept = {norm["id"]: (norm["applies"], norm["state"], norm["deadline"]) for norm in before}
    now = {norm["id"]: (norm["applies"], norm["state"], norm["deadline"]) for norm in after}
    return sorted(name for name in kept.keys() | now.keys() if kept.get(name) != now.get(name))
