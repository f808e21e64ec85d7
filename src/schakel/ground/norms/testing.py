"""Testing a choice against the norms it rests on: what was judged, by which facts, kept with the choice.

The receipt stands in an entry of its own beside the choice: its facts belong to other sections.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.journal.decisions import AppliedNorm
from schakel.ground.journal.erasing import register_eraser
from schakel.ground.journal.models import Content, Entry
from schakel.ground.journal.verbs import register_verb
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.model import Register
from schakel.ground.norms.engine.receipts import facts_used, receipt, verify
from schakel.ground.norms.engine.wording import STATE_WORDS, duty_words, label_of, sources_words
from schakel.ground.norms.models import RestingChoice
from schakel.ground.norms.providers import facts_about
from schakel.ground.norms.records import forget_choice
from schakel.ground.norms.registers import the_evaluator, the_register
from schakel.ground.norms.uses import MOST_COUNTED, Use, UseKind, register_teller

TEST = "norms.test"
MOST_NORMS = 5
_SECTION_OF = {"special": Section.HEALTH, "criminal": Section.ENFORCEMENT}


@dataclass(frozen=True, slots=True)
class NormsTested:
    """How the norms that a choice rests on stood that day, and by which facts: the receipt as JSON."""

    norms: tuple[str, ...]
    receipt: str


@dataclass(frozen=True, slots=True)
class TestedNorm:
    """One norm of a kept test: how it stood, and why."""

    id: str
    sentence: str
    state: str
    because: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptTest:
    """A test as it was kept: the day, the norms, the facts, and what is otherwise by the register of now."""

    on: date
    norms: list[TestedNorm]
    facts: list[tuple[str, str, str]]
    differences: list[str]


def register() -> None:
    """Make the verb known, and what rests on a norm; erasing a choice takes its test along."""
    register_verb(
        TEST,
        NormsTested,
        section=Section.BENEFIT,
        heading=lambda c: gettext("Keuze getoetst aan %(norms)s") % {"norms": ", ".join(c["norms"])},
    )
    register_eraser("entry", (TEST,), rows=forget_choice)
    register_teller("choices", _choices)


def _choices(norm_id: str) -> Iterator[Use]:
    """How many choices in the dossiers of who looks rest on a norm, up to 100."""
    found = RestingChoice.objects.filter(norm_id=norm_id).values_list("id", flat=True)
    count = len(found[: MOST_COUNTED + 1])
    if count:
        label = _("Keuzes in uw dossiers die op deze norm rusten")
        yield Use(UseKind.DECISION, label, count=min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def named_norms(names: Collection[str], on: date) -> tuple[AppliedNorm, ...]:
    """The norms with their articles of the day, those that hold; others are left out."""
    known = the_register()
    versions = ((name, known.norms[name].version_on(on)) for name in names if name in known.norms)
    return tuple(
        AppliedNorm(name, sources_words(version.sources, known, on))
        for name, version in versions
        if version is not None
    )


def keep_test(dossier_id: UUID, decision_id: UUID, names: Collection[str], sections: Section) -> None:
    """Judge these norms by what may be read of the client now, and leave the receipt in the running act.

    Nothing is kept for who may not read benefits: without the client's scheme every answer would be unknown.
    """
    known, today = the_register(), clock.today()
    facts = facts_about(dossier_id, today, sections).facts
    made = receipt(the_evaluator(), facts, today, known_at=today, only=names)
    section = _section(names, made["facts"], known)
    if not section & sections:
        return
    text = json.dumps(made, ensure_ascii=False, sort_keys=True)
    record(
        NormsTested(tuple(names), text),
        dossier_id=dossier_id,
        section=section,
        things=[Thing("entry", decision_id)],
    )


def _section(names: Collection[str], told: Collection[str], known: Register) -> Section:
    """Whoever reads the receipt may read the most protected of its facts."""
    categories = {
        known.facts[name].category for name in facts_used(known, names) & set(told) & known.facts.keys()
    }
    closest = [_SECTION_OF[category] for category in ("special", "criminal") if category in categories]
    return closest[0] if closest else Section.BENEFIT


def kept_test(dossier_id: UUID, decision_id: UUID) -> KeptTest | None:
    """The test beside a choice, verified again; None without one, or when the actor may not see it."""
    found = Entry.objects.filter(dossier_id=dossier_id, verb=TEST, header__contains=str(decision_id))
    entry_id = found.order_by("-recorded_at").values_list("id", flat=True).first()
    body = (
        Content.objects.filter(entry_id=entry_id).values_list("body", flat=True).first() if entry_id else None
    )
    if body is None:
        return None
    kept = json.loads(json.loads(bytes(body))["receipt"])
    known, on = the_register(), date.fromisoformat(kept["on"])
    return KeptTest(
        on,
        [_tested(norm, known, on) for norm in kept["norms"]],
        [fact for name, told in kept["facts"].items() for fact in _facts(name, told, known)],
        verify(kept, known),
    )


def _tested(kept: dict[str, Any], known: Register, on: date) -> TestedNorm:
    norm = known.norms.get(kept["id"])
    version = norm.version_on(on) if norm is not None else None
    sentence = duty_words(version, norm.mode, known) if norm is not None and version is not None else ""
    missing = tuple(_label(name, known) for name in kept["missing"])
    state = STATE_WORDS.get(kept["state"], kept["state"])
    return TestedNorm(kept["id"], sentence, state, tuple(kept["because"]), missing)


def _facts(name: str, told: list[dict[str, Any]], known: Register) -> list[tuple[str, str, str]]:
    return [(_label(name, known), _value(one["value"]), one["source"]) for one in told]


def _label(name: str, known: Register) -> str:
    """The fact's words; a fact that the register no longer has keeps its name."""
    try:
        return label_of(name, known)
    except KeyError:
        return name


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if value is None:
        return gettext("niet gebeurd")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
