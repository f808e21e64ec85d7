"""Findings and norms as JSON values and as lines for a terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from io import StringIO
from typing import Any

from schakel.ground.norms.engine.evaluating import Finding
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.legislation import LawFinding, Style
from schakel.ground.norms.engine.model import Norm, Register, Version
from schakel.ground.norms.engine.wording import (
    STATE_WORDS,
    addressees_words,
    certainty_words,
    condition_words,
    day_words,
    deadline_words,
    duty_words,
    ground_words,
    label_of,
    sources_words,
)


def finding_values(finding: Finding, register: Register, on: date, facts: FactSet) -> dict[str, Any]:
    """One norm of `norms check --json`."""
    norm, version = finding.norm, finding.version
    values: dict[str, Any] = {
        "id": norm.id,
        "applies": finding.applies,
        "state": finding.state,
        "because": because_words(finding, register, facts),
        "missing": list(finding.missing),
        "sources": source_values(version, register, on),
        "deadline": _deadline_values(finding),
    }
    if finding.exempted_by:
        values["exempted_by"] = finding.exempted_by
    if version is not None and version.is_announced:
        values |= {"announced": True, "announced_source": version.announced_source}
    return values | {"subject": norm.subject, "mode": norm.mode, "certainty": (version or norm).certainty}


def because_words(finding: Finding, register: Register, facts: FactSet) -> list[str]:
    """Why the norm stands as it does, in sentences."""
    lines = [ground_words(ground, register) for ground in finding.because]
    if finding.exempted_by:
        lines.insert(0, f"Uitzondering {finding.exempted_by} geldt.")
    if finding.state == "outside_validity":
        lines.append("Deze norm heeft op deze dag geen geldende versie.")
    if finding.state == "other_regime" and finding.version is not None:
        lines.append(f"Hoort bij {', '.join(finding.version.regimes)}.")
    doubtful = [name for name in finding.missing if name in facts.contradicted]
    lines += [f"{label_of(name, register)}: bronnen spreken elkaar tegen." for name in doubtful]
    if not lines and finding.applies == "yes":
        lines.append("Geldt zonder nadere voorwaarde.")
    return lines


def _deadline_values(finding: Finding) -> dict[str, Any] | None:
    version = finding.version
    if version is None or version.deadline is None:
        return None
    return {"kind": version.deadline.kind, "date": finding.deadline}


def source_values(version: Version | None, register: Register, on: date) -> list[dict[str, Any]]:
    """The articles of a version, each with the regulation's name of the day."""
    if version is None:
        return []
    return [
        {
            "regulation": source.regulation,
            "short": register.regulations[source.regulation].short_on(on),
            "article": source.article,
            "paragraph": source.paragraph,
            "part": source.part,
            "from": version.start,
            "to": version.end,
            "unread": not version.is_start_read,
        }
        for source in version.sources
    ]


def finding_words(finding: Finding, register: Register) -> str:
    """One line for the terminal."""
    words = f"{finding.norm.id}  {STATE_WORDS[finding.state]}"
    if finding.deadline is not None:
        words += f" ({day_words(finding.deadline)})"
    if finding.missing:
        words += f"; nog niet bekend: {', '.join(label_of(name, register) for name in finding.missing)}"
    if finding.version is not None and finding.version.is_announced:
        words += f"; AANGEKONDIGD: {finding.version.announced_source}"
    return words


def norm_values(norm: Norm, register: Register, on: date, *, announced: bool = False) -> dict[str, Any]:
    """One norm of `norms explain --json`."""
    version = norm.version_on(on, announced=announced)
    return {
        "id": norm.id,
        "on": on,
        "subject": norm.subject,
        "mode": norm.mode,
        "is_valid": version is not None,
        "addressees": list(version.addressees if version else norm.addressees),
        "counterparts": list(norm.counterparts),
        "regimes": list(version.regimes if version else norm.regimes),
        "text": version.text if version else norm.text,
        "plain": version.plain if version else norm.plain,
        "is_plain_checked": norm.plain_checked is not None,
        "certainty": (version or norm).certainty,
        "is_checked": norm.checked is not None,
        "condition": condition_words(version.when, register) if version else "",
        "exceptions": list(version.unless) if version else [],
        "deadline": deadline_words(version.deadline, register) if version else "",
        "consequences": list(norm.consequences),
        "sources": source_values(version, register, on),
        "explanation": norm_words(norm, register, on, announced=announced),
        "versions": [_version_values(v, register) for v in norm.versions],
    }


def _version_values(version: Version, register: Register) -> dict[str, Any]:
    day = version.start or date.max
    return {
        "from": version.start,
        "to": version.end,
        "unread": not version.is_start_read,
        "announced": version.is_announced,
        "announced_source": version.announced_source,
        "repealed": version.is_repeal,
        "sources": sources_words(version.sources, register, day),
    }


def norm_words(norm: Norm, register: Register, on: date, *, announced: bool = False) -> list[str]:
    """A norm explained in lines: what, when, until when, where it stands, and how sure that is."""
    version = norm.version_on(on, announced=announced)
    if version is None:
        return [f"{norm.id}: {norm.text}", _why_not_valid(norm, on, announced)]
    lines = [duty_words(version, norm.mode, register), f"Wanneer: {condition_words(version.when, register)}."]
    if version.unless:
        lines.append(f"Behalve als geldt: {', '.join(version.unless)}.")
    if version.deadline is not None:
        lines.append(f"Termijn: {deadline_words(version.deadline, register)}.")
    lines.append(f"Bron: {sources_words(version.sources, register, on)}{_since(version)}.")
    if version.discretion is not None:
        lines.append(_discretion_words(version, register))
    if norm.consequences:
        lines.append(f"Gevolg: {', '.join(norm.consequences)}.")
    lines.append(f"Voor de cliënt: {version.plain}{'' if norm.plain_checked else ' (nog niet nagekeken)'}")
    lines.append(f"Zekerheid {version.certainty}: {certainty_words(version.certainty)}.")
    if version.is_announced:
        lines.append(f"AANGEKONDIGD, nog geen geldend recht: {version.announced_source}.")
    return lines


def _since(version: Version) -> str:
    since = f", sinds {day_words(version.start)}" if version.start else ""
    return since if version.is_start_read or not since else f"{since} (datum niet nagelezen)"


def _why_not_valid(norm: Norm, on: date, announced: bool) -> str:
    ended = norm.announced_end(on) if announced else None
    if ended is not None:
        return f"AANGEKONDIGD: vervalt dan ({ended.announced_source})."
    starts = [version.start for version in norm.versions if version.start and not version.is_announced]
    if starts and on < min(starts):
        return f"Gold nog niet op {day_words(on)}: de eerste versie begint op {day_words(min(starts))}."
    return f"Heeft geen geldende versie op {day_words(on)}."


def _discretion_words(version: Version, register: Register) -> str:
    assert version.discretion is not None
    who = addressees_words(version.discretion.holder, register) or "wie besluit"
    reasons = "; met een reden" if version.discretion.are_reasons_required else ""
    term = f" ({version.discretion.term})" if version.discretion.term else ""
    return f"Ruimte: {who} weegt zelf af{term}{reasons}."


LAW_COLUMNS = ("check", "subject", "regime", "norms", "text", "key")


def law_finding_values(finding: LawFinding) -> dict[str, Any]:
    """One finding of the legislation test."""
    return {
        "check": finding.check,
        "subject": finding.subject,
        "regime": finding.regime,
        "norms": list(finding.norms),
        "text": finding.text,
        "key": finding.key,
    }


def style_values(style: Style) -> dict[str, Any]:
    """How one subject is regulated, with its style by name."""
    return {**asdict(style), "style": style.name}


def findings_csv(findings: Iterable[LawFinding]) -> str:
    """The findings as CSV with a header line; norms are separated by spaces."""
    return values_csv(map(law_finding_values, findings), LAW_COLUMNS)


def values_csv(rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> str:
    """Findings as CSV, with what else is told of each in columns of its own."""
    text = StringIO()
    lines = csv.DictWriter(text, list(columns), lineterminator="\n")
    lines.writeheader()
    for row in rows:
        lines.writerow(row | {"norms": " ".join(row["norms"])})
    return text.getvalue()
