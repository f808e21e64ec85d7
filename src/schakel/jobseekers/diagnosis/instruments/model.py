"""What an instrument is: parts with questions and scales, and scores with tables that give them words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""A text by language."""

Answers = Mapping[str, int | str]
"""Answers of one part by name of question: the value on its scale, or words."""

TOPICS = ("wishes", "motivation", "possibilities", "competences", "limitations", "distance")
"""The six parts of a diagnosis at the head of the process (requirement R059)."""

LIFE_DOMAIN = "life_domain"
LEVELS = ("low", "middle", "high")
VARIANTS = ("monitor", "advise", "coach", "enforce")
"""The four ways of guiding that follow from self-reliance (requirement R060)."""

RUNGS = range(1, 7)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer on a scale."""

    value: int
    label: Words


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers a question may have, from little to much."""

    name: str
    choices: tuple[Choice, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """The values, in order."""
        return tuple(choice.value for choice in self.choices)

    @property
    def lowest(self) -> int:
        """The least value."""
        return min(self.values)

    @property
    def highest(self) -> int:
        """The greatest value."""
        return max(self.values)

    def label_of(self, value: int | str) -> Words:
        """The words of a value; the value itself where the scale has none."""
        return next((c.label for c in self.choices if c.value == value), {"nl": str(value)})


@dataclass(frozen=True, slots=True)
class Band:
    """What a score from `lowest` to `highest` percent (both in) is called; rung is a step of the ladder."""

    lowest: int
    highest: int
    level: str
    label: Words
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class NormTable:
    """The bands of a score, together 0 to 100 percent without gap or overlap."""

    name: str
    bands: tuple[Band, ...]

    def band_of(self, percent: int) -> Band:
        """The band in which a percentage lies. Raises LookupError outside 0 to 100."""
        found = next((band for band in self.bands if band.lowest <= percent <= band.highest), None)
        if found is None:
            raise LookupError(f"{percent} lies outside the table {self.name}")
        return found


@dataclass(frozen=True, slots=True)
class Question:
    """One question: without a scale it is answered in words; own is how the client is asked, if at all."""

    name: str
    text: Words
    own: Words | None = None
    scale: Scale | None = None
    is_reversed: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """What is counted together, on which table it gets its words, and how many answers it needs."""

    name: str
    title: Words
    norm: NormTable
    questions: tuple[Question, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Part:
    """Questions on one topic; one on a life domain is asked only where that domain is open."""

    name: str
    topic: str
    title: Words
    about: Words
    questions: tuple[Question, ...]
    scores: tuple[Score, ...]
    domain: str = ""

    def question(self, name: str) -> Question | None:
        """The question with that name."""
        return next((question for question in self.questions if question.name == name), None)

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """What the client is asked."""
        return tuple(question for question in self.questions if question.own)


@dataclass(frozen=True, slots=True)
class GuidanceRule:
    """A way of guiding, and the levels of scores (part and score) that lead to it."""

    variant: str
    when: tuple[tuple[tuple[str, str], frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class InstrumentContent:
    """One version of an instrument; digest is of its content, text is the file it was read from."""

    key: str
    edition: str
    title: Words
    about: Words
    maker: str
    is_validated: bool
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    distance: tuple[str, str]
    guidance: tuple[GuidanceRule, ...]
    digest: str = ""
    text: str = ""

    def part(self, name: str) -> Part | None:
        """The part with that name."""
        return next((part for part in self.parts if part.name == name), None)

    @property
    def core(self) -> tuple[Part, ...]:
        """The parts about work."""
        return tuple(part for part in self.parts if part.topic != LIFE_DOMAIN)

    @property
    def domains(self) -> tuple[Part, ...]:
        """The parts about life domains."""
        return tuple(part for part in self.parts if part.topic == LIFE_DOMAIN)


def said(words: Words, language: str) -> str:
    """A text in a language, or in Dutch where the instrument does not speak it."""
    return words.get(language) or words.get("nl", "")
