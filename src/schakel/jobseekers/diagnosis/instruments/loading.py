"""From the text of a file to an instrument: what is wrong is named with file, line and reason."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from schakel.ground.dossiers.domains import DOMAIN_KINDS
from schakel.ground.kernel.canonical import canonical_text
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.entries import Entry, Problems
from schakel.ground.norms.engine.model import Place
from schakel.jobseekers.diagnosis.instruments.model import (
    LEVELS,
    LIFE_DOMAIN,
    RUNGS,
    TOPICS,
    VARIANTS,
    Band,
    Choice,
    GuidanceRule,
    InstrumentContent,
    NormTable,
    Part,
    Question,
    Scale,
    Score,
    Words,
)

LANGUAGES = ("nl", "en")
MOST_CHARACTERS = 200_000
LONGEST_NAME = 40
LONGEST_TITLE = 200
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class InstrumentError(InvalidError):
    """A file that is no instrument; lines name file, line and reason of everything that is wrong."""

    def __init__(self, problems: Problems) -> None:
        self.lines = tuple(str(problem) for problem in sorted(problems.found))
        super().__init__(
            "Dit instrument is niet te gebruiken.",
            f"Er is {len(self.lines)} keer iets mis." if len(self.lines) > 1 else "Er is iets mis.",
            "Verbeter wat hieronder staat.",
        )


def read_instrument(path: Path) -> InstrumentContent:
    """The instrument of a file. Raises InstrumentError."""
    try:
        raw = path.read_bytes()
    except OSError:
        problems = Problems()
        problems.add(Place(path.name, 1), "het bestand is er niet, of is niet te lezen")
        raise InstrumentError(problems) from None
    return parse_instrument(raw, path.name)


def parse_instrument(raw: bytes, file: str) -> InstrumentContent:
    """The instrument of the bytes of a file. Raises InstrumentError with all that is wrong."""
    problems = Problems()
    text = _text(raw, file, problems)
    node = _compose(text, file, problems) if not problems.found else None
    made = _Reader(Entry(node, file, problems)).instrument() if node is not None else None
    if problems.found or made is None:
        raise InstrumentError(problems)
    return replace(made, text=text)


def _text(raw: bytes, file: str, problems: Problems) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        problems.add(Place(file, 1), "het bestand is niet te lezen als tekst in UTF-8")
        return ""
    if len(text) > MOST_CHARACTERS:
        problems.add(Place(file, 1), f"het bestand heeft meer dan {MOST_CHARACTERS} tekens")
    return text


def _compose(text: str, file: str, problems: Problems) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(Place(file, line), f"geen leesbare YAML: {error.problem}")
        return None
    except (yaml.YAMLError, RecursionError):
        problems.add(Place(file, 1), "geen leesbare YAML")
        return None
    if node is None:
        problems.add(Place(file, 1), "het bestand is leeg")
    return node


class _Reader:
    """Reads one file from its top: scales and tables first, since the parts name them."""

    def __init__(self, top: Entry) -> None:
        self.top = top
        self.languages = tuple(top.texts("languages", is_required=True))
        self.scales: dict[str, Scale] = {}
        self.norms: dict[str, NormTable] = {}
        self.scores: dict[tuple[str, str], Score] = {}
        self.of_life: set[str] = set()

    def instrument(self) -> InstrumentContent:
        """The whole; its digest does not hang on layout, comments or the order of keys."""
        top = self.top
        if "nl" not in self.languages or not set(self.languages) <= set(LANGUAGES):
            top.wrong(f"languages noemt nl, en hoogstens {', '.join(LANGUAGES)}", "languages")
        self.scales = _named((self._scale(e) for e in top.entries("scales")), top, "scales")
        self.norms = _named((self._norm(e) for e in top.entries("norms")), top, "norms")
        parts = tuple(_named((self._part(e) for e in top.entries("parts")), top, "parts").values())
        self._check_topics(parts)
        made = InstrumentContent(
            key=_name(top, "key"),
            edition=_short(top, "edition"),
            title=self._title(),
            about=self.words(top, "about"),
            maker=_short(top, "maker"),
            is_validated=top.is_true("validated"),
            languages=self.languages,
            parts=parts,
            distance=self._distance(),
            guidance=tuple(self._rule(e) for e in top.entries("guidance")),
        )
        if not made.guidance:
            top.wrong("guidance noemt minstens één regel", "guidance")
        top.finish()
        return replace(made, digest=_digest(made))

    def _title(self) -> Words:
        title = self.words(self.top, "title")
        if any(len(words) > LONGEST_TITLE for words in title.values()):
            self.top.wrong(f"title heeft meer dan {LONGEST_TITLE} tekens", "title")
        return title

    def words(self, entry: Entry, key: str) -> Words:
        """A text in every language of the instrument."""
        by_language = entry.entry(key)
        if by_language is None:
            entry.wrong(f"{key} ontbreekt")
            return {"nl": ""}
        found = {language: by_language.text(language) for language in self.languages}
        by_language.finish()
        return found

    def _scale(self, entry: Entry) -> Scale:
        choices = tuple(self._choice(one) for one in entry.entries("choices"))
        values = [choice.value for choice in choices]
        if len(values) < 2 or values != sorted(set(values)):
            entry.wrong("een schaal heeft minstens twee antwoorden, met waarden die oplopen", "choices")
        made = Scale(_name(entry), choices or (Choice(0, {}),))
        entry.finish()
        return made

    def _choice(self, entry: Entry) -> Choice:
        made = Choice(entry.whole("value"), self.words(entry, "label"))
        entry.finish()
        return made

    def _norm(self, entry: Entry) -> NormTable:
        bands = tuple(self._band(one) for one in entry.entries("bands"))
        edges = [(band.lowest, band.highest) for band in bands]
        follows = all(high + 1 == low for (_, high), (low, _) in itertools.pairwise(edges))
        if not edges or edges[0][0] != 0 or edges[-1][1] != 100 or not follows:
            entry.wrong("de banden lopen aaneen van 0 tot en met 100", "bands")
        made = NormTable(_name(entry), bands)
        entry.finish()
        return made

    def _band(self, entry: Entry) -> Band:
        lowest, highest = entry.whole("from"), entry.whole("to")
        if lowest > highest:
            entry.wrong("from is hoger dan to", "from")
        rung = entry.whole("rung") if entry.has("rung") else None
        if rung is not None and rung not in RUNGS:
            entry.wrong(f"rung is een trede van {RUNGS[0]} tot en met {RUNGS[-1]}", "rung")
        made = Band(lowest, highest, entry.choice("level", LEVELS), self.words(entry, "label"), rung)
        entry.finish()
        return made

    def _part(self, entry: Entry) -> Part:
        name, topic = _name(entry), entry.choice("topic", (*TOPICS, LIFE_DOMAIN))
        domain = entry.choice("domain", tuple(DOMAIN_KINDS)) if topic == LIFE_DOMAIN else ""
        questions = _named((self._question(e) for e in entry.entries("questions")), entry, "questions")
        if not questions:
            entry.wrong("een deel heeft minstens één vraag", "questions")
        scores = _named((self._score(e, questions) for e in entry.entries("scores")), entry, "scores")
        if topic == LIFE_DOMAIN:
            self.of_life.add(name)
        self.scores |= {(name, found.name): found for found in scores.values()}
        title, about = self.words(entry, "title"), self.words(entry, "about")
        entry.finish()
        return Part(name, topic, title, about, tuple(questions.values()), tuple(scores.values()), domain)

    def _question(self, entry: Entry) -> Question:
        scale_name = entry.text("scale", "")
        scale = self.scales.get(scale_name)
        if scale_name and scale is None:
            entry.wrong(f"{scale_name} is geen schaal van dit instrument", "scale")
        weight = entry.whole("weight") if entry.has("weight") else 1
        if not 1 <= weight <= 10:
            entry.wrong("weight is een geheel getal van 1 tot en met 10", "weight")
        own = self.words(entry, "own") if entry.has("own") else None
        made = Question(_name(entry), self.words(entry, "text"), own, scale, entry.is_true("reverse"), weight)
        entry.finish()
        return made

    def _score(self, entry: Entry, questions: dict[str, Question]) -> Score:
        names = entry.texts("questions", is_required=True)
        counted = tuple(questions[name] for name in names if name in questions)
        if len(counted) < len(names) or any(q.scale is None for q in counted) or len({*names}) < len(names):
            entry.wrong("een score telt vragen van dit deel, elk één keer en met een schaal", "questions")
        least = entry.whole("least")
        if not 1 <= least <= max(len(names), 1):
            entry.wrong("least is minstens 1 en hoogstens het aantal vragen", "least")
        norm = self.norms.get(norm_name := entry.text("norm"))
        if norm is None:
            entry.wrong(f"{norm_name} is geen normtabel van dit instrument", "norm")
        made = Score(_name(entry), self.words(entry, "title"), norm or NormTable("", ()), counted, least)
        entry.finish()
        return made

    def _check_topics(self, parts: Iterable[Part]) -> None:
        counted = Counter(part.topic for part in parts)
        for topic in TOPICS:
            if counted[topic] != 1:
                self.top.wrong(
                    f"het onderwerp {topic} heeft {counted[topic]} delen; het moet er één zijn", "parts"
                )
        domains = Counter(part.domain for part in parts if part.domain)
        for domain in (name for name, times in domains.items() if times > 1):
            self.top.wrong(f"het leefgebied {domain} heeft meer dan één deel", "parts")

    def _distance(self) -> tuple[str, str]:
        place = self._place(self.top, "distance", self.top.text("distance"))
        found = self.scores.get(place)
        if found is not None and any(band.rung is None for band in found.norm.bands):
            self.top.wrong("de normtabel van distance noemt bij elke band een trede (rung)", "distance")
        return place

    def _rule(self, entry: Entry) -> GuidanceRule:
        variant, when = entry.choice("variant", VARIANTS), entry.entry("when")
        conditions = []
        for key in when.names() if when is not None else ():
            levels = when.texts(key) if when is not None else ()
            if not levels or not set(levels) <= set(LEVELS):
                entry.wrong(f"{key}: kies uit {', '.join(LEVELS)}", "when")
            conditions.append((self._place(entry, "when", key), frozenset(levels)))
        if not conditions:
            entry.wrong("een regel noemt minstens één score", "when")
        entry.finish()
        return GuidanceRule(variant, tuple(conditions))

    def _place(self, entry: Entry, key: str, named: str) -> tuple[str, str]:
        part, _dot, score = named.partition(".")
        if named and (part, score) not in self.scores:
            entry.wrong(f"{named} is geen score van dit instrument; schrijf deel.score", key)
        if part in self.of_life:
            entry.wrong(f"{named} is van een leefgebied; afstand en advies rusten op de delen over werk", key)
        return part, score


def _named(made: Iterable[Any], entry: Entry, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in made:
        if one.name in found:
            entry.wrong(f"{one.name} is er al", key)
        found[one.name] = one
    return found


def _name(entry: Entry, key: str = "name") -> str:
    """A name as it stands in addresses and answers."""
    name = entry.text(key)
    if name and (not name.replace("-", "").replace("_", "").isalnum() or not name.isascii()):
        entry.wrong(f"{key} heeft letters, cijfers, - en _", key)
    return _not_long(entry, key, name)


def _short(entry: Entry, key: str) -> str:
    return _not_long(entry, key, entry.text(key))


def _not_long(entry: Entry, key: str, text: str) -> str:
    if len(text) > LONGEST_NAME:
        entry.wrong(f"{key} heeft meer dan {LONGEST_NAME} tekens", key)
    return text


def _digest(made: InstrumentContent) -> str:
    return hashlib.sha256(canonical_text(_plain(made)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "__slots__") and hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
