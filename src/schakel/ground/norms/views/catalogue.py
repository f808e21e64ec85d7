"""The norms as everyone may read them: by subject with all schemes side by side, by addressee, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.norms.engine.model import EVERY_REGIME, Norm, Regime, Register, Scenario, Version
from schakel.ground.norms.engine.wording import (
    condition_words,
    deadline_words,
    duty_words,
    label_of,
    sources_words,
    value_words,
)
from schakel.ground.norms.forms import NormFilter
from schakel.ground.norms.local import filling_of, open_term
from schakel.ground.norms.models import LawState
from schakel.ground.norms.presenting import (
    CERTAINTIES,
    Card,
    card,
    institutions_first,
)
from schakel.ground.norms.queries import cell_questions
from schakel.ground.norms.registers import the_register
from schakel.ground.norms.uses import uses_of
from schakel.web.pages import EVERYONE, STAFF, SchakelRequest, page


@page(EVERYONE)
@require_GET
def norms(request: SchakelRequest) -> HttpResponse:
    """All subjects against all schemes, or the norms that fit what was asked."""
    asked = _Asked(request)
    register = the_register()
    context = asked.context | {"matrix": _matrix(register, asked), "total": len(register.norms)}
    if asked.words or asked.addressee:
        context["found"] = institutions_first(_found(register, asked))
    return render(request, "norms/norms.html", context)


@page(EVERYONE)
@require_GET
def subject(request: SchakelRequest, key: str) -> HttpResponse:
    """One subject: each scheme with its norms, and the schemes that have none; or only the schemes asked."""
    register, asked = the_register(), _Asked(request)
    if key not in register.subjects:
        raise not_found()
    held = [
        (norm, version)
        for norm in register.norms.values()
        if norm.subject == key and (version := asked.version(norm)) is not None
    ]
    used = {code for _norm, version in held for code in version.regimes}
    schemes = [regime for regime in _schemes(register) if not regime.part_of or regime.code in used]
    shown = [regime for regime in schemes if not asked.compared or regime.code in asked.compared]
    context = asked.context | {
        "subject": register.subjects[key],
        "columns": [_column(regime, held, register, asked.on) for regime in shown],
        "for_all": _cards([(n, v) for n, v in held if EVERY_REGIME in v.regimes], register, asked.on),
        "regimes": [(regime.code, regime.label) for regime in schemes],
        "ended": _ended(register, key, asked),
    }
    return render(request, "norms/subject.html", context)


@page(EVERYONE)
@require_GET
def norm(request: SchakelRequest, norm_id: str) -> HttpResponse:
    """One norm: what it says today, where it stands, its history, and the tests beside it."""
    register, asked = the_register(), _Asked(request)
    found = register.norms.get(norm_id)
    if found is None:
        raise not_found()
    version = asked.version(found)
    context = asked.context | {
        "norm": found,
        "subject": register.subjects[found.subject],
        "card": card(found, version, register, asked.on) if version else None,
        "lines": _lines(version, register) if version else [],
        "certainty": CERTAINTIES[(version or found).certainty],
        "history": [_history(v, found, register, asked.on) for v in reversed(found.versions)],
        "links": _links(found, version, register),
        "uses": uses_of(norm_id) if request.actor.role in STAFF else [],
        "open_term": open_term(norm_id, asked.on),
        "filling": filling_of(norm_id, asked.on, request.actor.organisation_id),
        "scenarios": [_scenario(scenario, register) for scenario in found.scenarios],
    }
    return render(request, "norms/norm.html", context)


class _Asked:
    """What the address asks: the day, announced law or not, words, an addressee, two schemes to compare."""

    def __init__(self, request: SchakelRequest) -> None:
        self.form = NormFilter(request.GET)
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        self.words: str = asked.get("q", "")
        self.addressee: str = asked.get("to", "")
        self.announced: bool = asked.get("announced", False)
        self.on: date = asked.get("on") or clock.today()
        known = the_register().terms.regimes
        self.compared = [code for code in request.GET.getlist("regime") if code in known]
        self.context: dict[str, Any] = {"asked": self, "on": self.on, "form": self.form}

    def version(self, norm: Norm) -> Version | None:
        """The norm's version of the day that was asked."""
        return norm.version_on(self.on, announced=self.announced)


def _schemes(register: Register) -> list[Regime]:
    return list(register.terms.regimes.values())


def _matrix(register: Register, asked: _Asked) -> dict[str, Any]:
    """A table: how many norms each scheme has on each subject; none is told as not registered."""
    schemes = [regime for regime in _schemes(register) if not regime.part_of or _has(regime, register, asked)]
    everyone = {"label": gettext("Alle regelingen"), "numeric": True}
    columns: list[dict[str, Any]] = [{"label": gettext("Onderwerp")}, everyone]
    columns += [{"label": regime.label[:1].upper() + regime.label[1:], "numeric": True} for regime in schemes]
    gaps = _gaps(asked)
    rows = [_matrix_row(key, register, asked, schemes, gaps) for key in sorted(register.subjects)]
    return {"caption": gettext("Normen per onderwerp en regeling"), "columns": columns, "rows": rows}


def _has(regime: Regime, register: Register, asked: _Asked) -> bool:
    versions = (asked.version(norm) for norm in register.norms.values())
    return any(version is not None and regime.code in version.regimes for version in versions)


def _gaps(asked: _Asked) -> set[tuple[str, str]]:
    """The cells of which somebody checked that all norms are there; only for the law of today."""
    if asked.on != clock.today() or asked.announced:
        return set()
    return {cell for cell, q in cell_questions(asked.on).items() if q.state == LawState.CONFIRMED}


def _matrix_row(
    key: str, register: Register, asked: _Asked, schemes: list[Regime], gaps: set[tuple[str, str]]
) -> list[dict[str, Any]]:
    versions = [
        version
        for norm in register.norms.values()
        if norm.subject == key and (version := asked.version(norm)) is not None
    ]
    url = reverse("norms:subject", args=[key])
    counts = [
        sum(code in version.regimes for version in versions) or ((key, code) in gaps and gettext("leemte"))
        for code in _codes(schemes)
    ]
    first = {"text": register.subjects[key].label, "url": url, "header": True}
    return [first, *({"text": count or "–", "numeric": True} for count in counts)]


def _codes(schemes: list[Regime]) -> list[str]:
    return [EVERY_REGIME, *(regime.code for regime in schemes)]


def _found(register: Register, asked: _Asked) -> list[Card]:
    words = asked.words.casefold().split()
    return [
        card(norm, version, register, asked.on)
        for norm in register.norms.values()
        if (version := asked.version(norm)) is not None
        and (not asked.addressee or asked.addressee in version.addressees)
        and all(word in _text(norm, version, register) for word in words)
    ]


def _text(norm: Norm, version: Version, register: Register) -> str:
    """Everything a reader may search a norm by."""
    parts = (
        norm.id,
        register.subjects[norm.subject].label,
        duty_words(version, norm.mode, register),
        version.plain,
        sources_words(version.sources, register, version.start or clock.today()),
    )
    return " ".join(parts).casefold()


def _column(regime: Regime, held: list[tuple[Norm, Version]], register: Register, on: date) -> dict[str, Any]:
    own = [(norm, version) for norm, version in held if regime.code in version.regimes]
    cards = _cards(own, register, on)
    return {"regime": regime, "cards": cards, "count": _count(len(cards))}


def _count(number: int) -> str:
    return ngettext("%(n)d norm", "%(n)d normen", number) % {"n": number}


def _cards(held: list[tuple[Norm, Version]], register: Register, on: date) -> list[Card]:
    return institutions_first(card(norm, version, register, on) for norm, version in held)


def _ended(register: Register, key: str, asked: _Asked) -> list[Norm]:
    """Norms of this subject that do not hold on the day."""
    return [n for n in register.norms.values() if n.subject == key and asked.version(n) is None]


def _lines(version: Version, register: Register) -> list[tuple[str, str]]:
    lines = [(gettext("Wanneer"), condition_words(version.when, register))]
    if version.deadline is not None:
        lines.append((gettext("Termijn"), deadline_words(version.deadline, register)))
    if version.discretion is not None:
        lines.append((gettext("Ruimte"), _room(version, register)))
    if version.is_warning_allowed is not None:
        allowed = gettext("mag") if version.is_warning_allowed else gettext("mag niet")
        lines.append((gettext("Waarschuwing in plaats van maatregel"), allowed))
    if version.note:
        lines.append((gettext("Opmerking"), version.note))
    return lines


def _room(version: Version, register: Register) -> str:
    assert version.discretion is not None
    who = [register.terms.addressees[code].label for code in version.discretion.holder]
    parts = [", ".join(who), version.discretion.term]
    if version.discretion.are_reasons_required:
        parts.append(gettext("met een reden"))
    return "; ".join(part for part in parts if part)


def _history(version: Version, norm: Norm, register: Register, on: date) -> dict[str, Any]:
    return {
        "version": version,
        "sentence": duty_words(version, norm.mode, register),
        "sources": sources_words(version.sources, register, version.start or on),
        "deadline": deadline_words(version.deadline, register),
        "is_now": version.holds_on(on) and not version.is_announced,
    }


def _links(norm: Norm, version: Version | None, register: Register) -> list[tuple[str, Any]]:
    """The norms that this one is tied to, under headings that say how."""
    lifted = [other.id for other in register.norms.values() if _lifts(norm.id, other)]
    found = (
        (gettext("Geldt niet als"), version.unless if version else ()),
        (gettext("Gevolg als het niet gebeurt"), norm.consequences),
        (gettext("Heft op"), lifted),
    )
    return [(title, _linked(names, register)) for title, names in found if names]


def _linked(names: Iterable[str], register: Register) -> list[dict[str, str]]:
    return [
        {"id": name, "text": register.norms[name].text, "url": reverse("norms:norm", args=[name])}
        for name in names
    ]


def _lifts(name: str, norm: Norm) -> bool:
    return any(name in version.unless for version in norm.versions)


def _scenario(scenario: Scenario, register: Register) -> dict[str, Any]:
    told = [f"{label_of(name, register)}: {value_words(value)}" for name, value in scenario.facts.items()]
    regimes = [register.terms.regimes[code].label for code in scenario.regimes or ()]
    return {
        "name": scenario.name,
        "on": scenario.on,
        "told": [*regimes, *told],
        "applies": scenario.applies,
        "deadline": scenario.deadline,
    }
