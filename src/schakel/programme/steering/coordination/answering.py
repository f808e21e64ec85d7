"""What the answers of a site come to: shares as intervals, since what isn't answered may be anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from schakel.programme.steering.coordination.measures import Band, Measure, Part
from schakel.programme.steering.coordination.reading import NOT_KNOWN, Rows, day, filled, read_rows
from schakel.programme.steering.coordination.statements import Names

COLUMNS = ("site", "item", "answer")
OPTIONAL = ("on", "respondent", "note")


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: what a respondent (a role, or nobody named) answered for a site; None is not known."""

    line: int
    site: str
    item: str
    answer: str | None
    on: date
    respondent: str


@dataclass(frozen=True, slots=True)
class Range:
    """A share from 0 to 1 that lies somewhere from low to high."""

    low: Fraction
    high: Fraction


ANYTHING = Range(Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class PartResult:
    """How far a part has come; realised is the number of its items that are wholly so, least and most."""

    part: Part
    share: Range
    realised: tuple[int, int]

    @property
    def is_realised(self) -> bool | None:
        """Whether all of it is; None when that depends on what isn't known."""
        return True if self.share.low == 1 else None if self.share.high == 1 else False


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What the answers of one site come to.

    latest is the day of the newest answer used; counts tells by item how many respondents gave which answer;
    contradicted are items on which a respondent gave two answers on one day, which don't count. lines tells
    how lines fared: used, repeated, superseded by a newer one, later than the day, contradicted.
    """

    site: str
    latest: date | None
    parts: tuple[PartResult, ...]
    counts: Mapping[str, Mapping[str, int]]
    contradicted: tuple[str, ...]
    lines: Mapping[str, int]

    @property
    def share(self) -> Range:
        """The mean of the parts, each weighing the same."""
        return _mean([each.share for each in self.parts])

    @property
    def realised(self) -> tuple[int, int]:
        """How many parts are realised, least and most."""
        states = [each.is_realised for each in self.parts]
        return states.count(True), states.count(True) + states.count(None)


def read_answers(path: Path, measure: Measure) -> tuple[list[Answer], Rows]:
    """The answers of a file, and how its lines fared. Raises InvalidError for a file that can't be read."""
    rows = read_rows(path, COLUMNS, OPTIONAL)
    items, codes = Names(measure.items, "vraag"), Names(measure.answers, "antwoord")

    def answer(_file: str, line: int, values: Mapping[str, str]) -> Answer:
        item = items.code(filled(values, "item"))
        text = values["answer"]
        said = None if text.casefold() in NOT_KNOWN else codes.code(text)
        on = day(values, "on") or date.min
        return Answer(line, filled(values, "site"), item, said, on, values["respondent"].casefold())

    return rows.each(answer), rows


def results(measure: Measure, answers: Iterable[Answer], on: date) -> list[SiteResult]:
    """By site, from each respondent's newest answer to each item up to and including a day."""
    by_site: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_site[answer.site].append(answer)
    return [_result(measure, site, by_site[site], on) for site in sorted(by_site)]


def _result(measure: Measure, site: str, answers: Sequence[Answer], on: date) -> SiteResult:
    by_asked: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.on <= on:
            by_asked[answer.item, answer.respondent].append(answer)
    newest = [_newest(lines) for lines in by_asked.values()]
    agreeing = [lines for lines in newest if len({line.answer for line in lines}) == 1]
    clashing = [lines for lines in newest if lines not in agreeing]
    used = [lines[0] for lines in agreeing]
    by_item = {item: [a.answer for a in used if a.item == item] for item in measure.items}
    shares = {item: _share(measure, said) for item, said in by_item.items()}
    return SiteResult(
        site,
        max((answer.on for answer in used if answer.on > date.min), default=None),
        tuple(_part(part, shares) for part in measure.parts),
        {item: Counter(answer or "unknown" for answer in said) for item, said in by_item.items()},
        tuple(sorted({lines[0].item for lines in clashing})),
        _lines(answers, by_asked.values(), agreeing, clashing),
    )


def _newest(lines: Sequence[Answer]) -> list[Answer]:
    last = max(line.on for line in lines)
    return [line for line in lines if line.on == last]


def _lines(
    answers: Sequence[Answer],
    in_time: Iterable[Sequence[Answer]],
    agreeing: Sequence[Sequence[Answer]],
    clashing: Sequence[Sequence[Answer]],
) -> dict[str, int]:
    told, agreed, clashed = (sum(map(len, groups)) for groups in (in_time, agreeing, clashing))
    return {
        "used": len(agreeing),
        "repeated": agreed - len(agreeing),
        "superseded": told - agreed - clashed,
        "later": len(answers) - told,
        "contradicted": clashed,
    }


def _share(measure: Measure, answers: Sequence[str | None]) -> Range:
    """The mean over respondents; who said not to know may mean anything."""
    worths = [ANYTHING if a is None else Range(measure.worth[a], measure.worth[a]) for a in answers]
    return _mean(worths) if worths else ANYTHING


def _mean(ranges: Sequence[Range]) -> Range:
    low, high = sum(each.low for each in ranges), sum(each.high for each in ranges)
    return Range(Fraction(low, len(ranges)), Fraction(high, len(ranges)))


def _part(part: Part, shares: Mapping[str, Range]) -> PartResult:
    ranges = [shares[item] for item in part.items]
    realised = (sum(r.low == 1 for r in ranges), sum(r.high == 1 for r in ranges))
    return PartResult(part, _mean(ranges), realised)


def band_of(measure: Measure, result: SiteResult) -> Band | None:
    """What the mean is called; None without bands, or when that depends on what isn't known."""
    low, high = (_band_at(measure, share) for share in (result.share.low, result.share.high))
    return low if low == high else None


def _band_at(measure: Measure, share: Fraction) -> Band | None:
    return next((band for band in reversed(measure.bands) if band.start <= share), None)


def step_of(measure: Measure, result: SiteResult) -> tuple[str | None, str | None, list[str]]:
    """The last step that is surely taken, the last that may be, and the earlier ones surely not taken."""
    if not measure.are_steps:
        return None, None, []
    taken = [each.part.id for each in result.parts if each.is_realised]
    possible = [each.part.id for each in result.parts if each.is_realised is not False]
    ids = [each.part.id for each in result.parts]
    last = taken[-1] if taken else None
    earlier = result.parts[: ids.index(last)] if last is not None else ()
    return last, possible[-1] if possible else None, [e.part.id for e in earlier if e.is_realised is False]
