"""Required, agreed and practised coordination by site: the integration score and where it falls short.

The score is the share of task pairs with all their required coordination (indicator I30, requirement R242).
The source says that integration grows with it; the formula is ours. What is not known makes it an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schakel.programme.steering.coordination.deriving import distinct, no_table, requirements, table_on
from schakel.programme.steering.coordination.model import (
    EVERY_GROUP,
    RANK,
    Needs,
    Pair,
    Situation,
    Tables,
    Word,
)
from schakel.programme.steering.coordination.statements import (
    ABSENT,
    EVERY_SITE,
    NOT_TOLD,
    Contradiction,
    Known,
    Statement,
    merged,
)

State = Literal[
    "in_place",
    "on_paper",
    "agreed",
    "unwritten",
    "missing",
    "not_agreed",
    "practised",
    "not_practised",
    "unknown",
]
STATES: Mapping[tuple[bool | None, bool | None], State] = {
    (True, True): "in_place",
    (True, False): "on_paper",
    (True, None): "agreed",
    (False, True): "unwritten",
    (False, False): "missing",
    (False, None): "not_agreed",
    (None, True): "practised",
    (None, False): "not_practised",
    (None, None): "unknown",
}
"""What (agreed, practised) together mean for one required kind of coordination."""
CONTRADICTED = Word(
    "Het bestand met wat nodig is, spreekt zichzelf tegen.",
    "The file of what is required contradicts itself.",
)
NOT_REQUIRED = Word(
    "Het bestand met wat nodig is, vraagt hier niets.", "The file of what is required asks for nothing here."
)
NOTHING = (Needs(product=False, process=False), 0)


@dataclass(frozen=True, slots=True)
class Score:
    """How many of a number are covered, and of how many that is not known; low and high bound the share."""

    covered: int
    unknown: int
    of: int

    @property
    def low(self) -> float:
        """The share if nothing of what is not known were covered."""
        return self.covered / self.of

    @property
    def high(self) -> float:
        """The share if all of what is not known were covered."""
        return (self.covered + self.unknown) / self.of


@dataclass(frozen=True, slots=True)
class Gap:
    """One pair of tasks at a site: what it needs, what is agreed and practised, and what that means by kind.

    needs is neither where nothing is required and the site told of the pair all the same; rank is 0 then.
    """

    pair: Pair
    rank: int
    needs: Needs
    agreed: Known
    practised: Known
    product: State | None
    process: State | None

    @property
    def is_short(self) -> bool:
        """Whether something required is known not to be agreed, or not to be practised."""
        return (
            _is_covered(self.needs, self.agreed) is False or _is_covered(self.needs, self.practised) is False
        )

    @property
    def is_beyond(self) -> bool:
        """Whether more is agreed than the tasks need."""
        return any(said and not need for said, need in zip(self.agreed, self.needs, strict=True))


@dataclass(frozen=True, slots=True)
class SiteGaps:
    """One site in one situation for one group; refused says why there is no answer."""

    site: str
    situation: str
    group: str
    refused: Word | None
    gaps: tuple[Gap, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def agreed(self) -> Score:
        """Of the pairs that need coordination, those where all of it is agreed."""
        return _score(_is_covered(gap.needs, gap.agreed) for gap in self.gaps if any(gap.needs))

    @property
    def practised(self) -> Score:
        """Of the pairs that need coordination, those where all of it is practised."""
        return _score(_is_covered(gap.needs, gap.practised) for gap in self.gaps if any(gap.needs))

    @property
    def shortfalls(self) -> list[Gap]:
        """Where trouble is to be expected: the strongest dependency first, then in the order of the table."""
        return sorted((gap for gap in self.gaps if gap.is_short), key=lambda gap: -gap.rank)


def _is_covered(needs: Needs, said: Known) -> bool | None:
    asked = [answer for need, answer in zip(needs, said, strict=True) if need]
    if False in asked:
        return False
    return None if None in asked else True


def _score(covered: Iterable[bool | None]) -> Score:
    answers = list(covered)
    return Score(answers.count(True), answers.count(None), len(answers))


@dataclass(frozen=True, slots=True)
class Files:
    """The statements of the files; required is None when the tables say what is required."""

    agreed: Sequence[Statement]
    practised: Sequence[Statement]
    required: Sequence[Statement] | None = None

    def all(self) -> list[Statement]:
        """Every statement of every file."""
        return [*self.agreed, *self.practised, *(self.required or ())]


def site_gaps(tables: Tables, files: Files, on: date, group: str = "") -> list[SiteGaps]:
    """Every site and situation that the files speak of, by name, as it is on that day.

    group asks for one group everywhere; otherwise each group that a line names is answered. A pair without a
    line is not agreed where the site told of its agreements in that situation, and not known where it told of
    none; what is practised is not known without a line. What a group's own lines say of a pair goes before
    lines for every group, what a site requires before what every site does.
    """
    maker = _Maker(tables, files, on)
    told = [each for each in files.all() if each.site != EVERY_SITE]
    places = {(each.site, each.situation, group or each.group) for each in told}
    return [maker.gaps(*place) for place in sorted(places)]


ByPlace = Mapping[tuple[str, str, str], Sequence[Statement]]


def _by_place(statements: Iterable[Statement], on: date) -> ByPlace:
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for each in statements:
        if each.holds_on(on):
            found.setdefault((each.site, each.situation, each.group), []).append(each)
    return found


class _Maker:
    """Brings the files together for one place at a time."""

    def __init__(self, tables: Tables, files: Files, on: date) -> None:
        self.tables, self.on = tables, on
        self.agreed, self.practised = _by_place(files.agreed, on), _by_place(files.practised, on)
        self.required = None if files.required is None else _by_place(files.required, on)
        # Agreements that ended were told of too: the site is not unknown, it has none left.
        self.tellers = {(each.site, each.situation) for each in files.agreed}
        self.derived: dict[tuple[str, str], Mapping[Pair, tuple[Needs, int]] | None] = {}

    def gaps(self, site: str, situation: str, group: str) -> SiteGaps:
        """One site in one situation for one group."""
        contradictions: list[Contradiction] = []
        required = self._required(site, situation, group, contradictions)
        if isinstance(required, Word):
            return SiteGaps(site, situation, group, required, (), tuple(contradictions))
        agreed = self._told(self.agreed, [site], situation, group, contradictions)
        practised = self._told(self.practised, [site], situation, group, contradictions)
        unsaid = ABSENT if (site, situation) in self.tellers else NOT_TOLD
        gaps = tuple(
            _gap(pair, *required.get(pair, NOTHING), agreed.get(pair, unsaid), practised.get(pair, NOT_TOLD))
            for pair in dict.fromkeys([*required, *agreed, *practised])
        )
        return SiteGaps(site, situation, group, None, gaps, tuple(contradictions))

    def _required(
        self, site: str, situation: str, group: str, contradictions: list[Contradiction]
    ) -> Mapping[Pair, tuple[Needs, int]] | Word:
        """What is required by pair with its rank, or why that can't be told."""
        derived = self._derived(situation, group)
        if self.required is None:
            return derived or no_table(self.tables.situations[situation], self.on)
        told = self._told(self.required, [EVERY_SITE, site], situation, group, contradictions)
        if any(None in said for said in told.values()):
            return CONTRADICTED
        needs = {pair: Needs(bool(said.product), bool(said.process)) for pair, said in told.items()}
        asked = {pair: (need, _rank(pair, need, derived)) for pair, need in needs.items() if any(need)}
        return asked or NOT_REQUIRED

    def _derived(self, situation: str, group: str) -> Mapping[Pair, tuple[Needs, int]] | None:
        key = (situation, group)
        if key not in self.derived:
            self.derived[key] = needs_by_pair(self.tables.situations[situation], group, self.on)
        return self.derived[key]

    def _told(
        self,
        by_place: ByPlace,
        sites: Sequence[str],
        situation: str,
        group: str,
        contradictions: list[Contradiction],
    ) -> dict[Pair, Known]:
        """By pair, what the most particular lines say: the last of the sites, then of the groups."""
        told: dict[Pair, Known] = {}
        for site in sites:
            for each in dict.fromkeys([EVERY_GROUP, group]):
                answers, found = merged(by_place.get((site, situation, each), ()))
                told |= answers
                contradictions += found
        return told


def needs_by_pair(situation: Situation, group: str, on: date) -> Mapping[Pair, tuple[Needs, int]] | None:
    """What the tables ask for by pair, with the dependency's rank (3 is reciprocal); None without a table."""
    table = table_on(situation, group, on)
    if table is None:
        return None
    return {
        each.pair: (each.needs, RANK[each.dependency]) for each in distinct(situation, requirements(table))
    }


def _rank(pair: Pair, needs: Needs, derived: Mapping[Pair, tuple[Needs, int]] | None) -> int:
    """The table's rank where it has the pair; else what the needs are worth by the rule."""
    if derived is not None and pair in derived:
        return derived[pair][1]
    return RANK["reciprocal" if all(needs) else "sequential" if needs.process else "parallel"]


def _gap(pair: Pair, needs: Needs, rank: int, agreed: Known, practised: Known) -> Gap:
    product = STATES[agreed.product, practised.product] if needs.product else None
    process = STATES[agreed.process, practised.process] if needs.process else None
    return Gap(pair, rank, needs, agreed, practised, product, process)


def in_total(found: Iterable[SiteGaps]) -> dict[tuple[str, str], tuple[Score, Score]]:
    """Agreed and practised by site and group, over all situations with an answer."""
    totals: dict[tuple[str, str], tuple[Score, Score]] = {}
    for each in found:
        if not each.refused:
            agreed, practised = totals.get((each.site, each.group), (Score(0, 0, 0), Score(0, 0, 0)))
            totals[each.site, each.group] = (_sum(agreed, each.agreed), _sum(practised, each.practised))
    return totals


def _sum(one: Score, other: Score) -> Score:
    return Score(one.covered + other.covered, one.unknown + other.unknown, one.of + other.of)
