"""Other ways to write the same title: alternatives behind a slash, without brackets, in the terms that
classifications use for teachers and researchers. Each has a weight between 0 and 1 for how safe it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schakel.ground.vocabulary.linking.dutch import fold, plain, without_gender

LONGEST_TITLE = 200
MOST_VARIANTS = 12

_ALTERNATIVE_WEIGHT = 0.98
_WITHOUT_ASIDE_WEIGHT = 0.95
_LEVEL_UNSAID_WEIGHT = 0.95
_GENERIC_WEIGHT = 0.6

_OPTIONAL_START = re.compile(r"\(\w+\)(?=\w)")
_ALTERNATIVES = re.compile(r"^(.*?)(\S+)\s*/\s*-?(\S+)(.*)$", re.DOTALL)
_ASIDE = re.compile(r"\([^)]*\)")
_CONDITIONS = re.compile(
    r"\b(?:\d+\s?(?:uur|u)|full\s?time|part\s?time|zzp|mbo|hbo|wo|niveau\s?\d|junior|medior|senior)\b"
)
_UNIVERSITY = re.compile(r"^(?:universitair (?:hoofd ?)?docent|hoogleraar|lector) (.+)$")
_TEACHER = re.compile(r"^(?:docente?|leraar|lerares) (.+?)(?: ([12])e graads)?$")
_RESEARCHER = re.compile(r"^(?:wetenschappelijk )?(?:onderzoeker|onderzoekster|deskundige|specialist) (.+)$")

# A field of study and who works in it: "sociologie" - "socioloog".
_PRACTITIONERS = (
    ("logie", "loog"), ("kunde", "kundige"), ("grafie", "graaf"), ("nomie", "noom"), ("sofie", "soof"),
    ("wetenschappen", "wetenschapper"), ("wetenschap", "wetenschapper"), ("therapie", "therapeut"),
    ("techniek", "technicus"), ("metrie", "meter"), ("iek", "icus"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write a title; `weight` multiplies every score found with it."""

    text: str
    weight: float


def variants(title: str) -> list[Variant]:
    """The title itself first, then at most MOST_VARIANTS - 1 rewritings, without repeats."""
    title = without_gender(title[:LONGEST_TITLE])
    found = [Variant(title, 1.0), *_without_slashes(title), *_without_asides(title)]
    found += [*_without_conditions(title), *_teachers(title), *_practitioner(title)]
    unique: dict[str, Variant] = {}
    for variant in found:
        key = plain(variant.text)
        if key and (key not in unique or unique[key].weight < variant.weight):
            unique[key] = variant
    return list(unique.values())[:MOST_VARIANTS]


def _alternatives(title: str, depth: int = 2) -> list[str]:
    title = _OPTIONAL_START.sub("", title)
    parts = _ALTERNATIVES.match(title)
    if parts is None or depth == 0:
        return [title]
    before, left, right, after = parts.groups()
    return [text for side in (left, right) for text in _alternatives(before + side + after, depth - 1)]


def _without_slashes(title: str) -> list[Variant]:
    return [Variant(text, _ALTERNATIVE_WEIGHT) for text in _alternatives(title)]


def _without_asides(title: str) -> list[Variant]:
    short = _ASIDE.sub(" ", title)
    return [Variant(text, _WITHOUT_ASIDE_WEIGHT) for text in _alternatives(short)] if short != title else []


def _without_conditions(title: str) -> list[Variant]:
    """Hours, seniority and school level belong to a job, not to the occupation."""
    short = _CONDITIONS.sub(" ", fold(title))
    return [Variant(short, _ALTERNATIVE_WEIGHT)] if short != fold(title) else []


def _teachers(title: str) -> list[Variant]:
    """Dutch teaching grades as school types: a first-grade teacher also works in higher education, a
    second-grade teacher also in vocational education, and both in secondary schools."""
    written = plain(title)
    if university := _UNIVERSITY.match(written):
        in_higher = Variant(f"docent {university[1]} hoger onderwijs", 1.0)
        return [in_higher, Variant("docent hoger onderwijs", _GENERIC_WEIGHT)]
    if not (teacher := _TEACHER.match(written)):
        return []
    subject, grade = teacher.groups()
    if grade is None:
        return [Variant(f"docent {subject} hoger onderwijs", _LEVEL_UNSAID_WEIGHT)]
    other = f"docent {subject} hoger onderwijs" if grade == "1" else f"vakdocent {subject} beroepsonderwijs"
    return [Variant(f"leerkracht {subject} voortgezet onderwijs", 1.0), Variant(other, 1.0)]


def _practitioner(title: str) -> list[Variant]:
    researcher = _RESEARCHER.match(plain(title))
    if researcher is None:
        return []
    field = researcher[1]
    for ending, person in _PRACTITIONERS:
        if field.endswith(ending):
            return [Variant(field.removesuffix(ending) + person, 1.0)]
    return []
