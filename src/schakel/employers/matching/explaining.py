"""Why a client and a vacancy have these points: one line per item, together exactly their sum."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schakel.employers.matching import codes
from schakel.employers.matching.layout import Rules, rules_of
from schakel.employers.matching.places import UNITS_PER_KM
from schakel.employers.matching.tables import ClientTable, VacancyTable, licences_of
from schakel.employers.matching.types import (
    ClientProfile,
    Failure,
    Filter,
    Hours,
    Kind,
    Language,
    Line,
    VacancyProfile,
)
from schakel.employers.matching.wording import figure, listed, say, word

if TYPE_CHECKING:
    from schakel.employers.matching.policy import Policy
    from schakel.employers.matching.vocabulary import Vocabulary


@dataclass(frozen=True)
class Explainer:
    """Explains pairs of the profiles from which the tables were made, in one language."""

    clients: Sequence[ClientProfile]
    vacancies: Sequence[VacancyProfile]
    client_table: ClientTable
    vacancy_table: VacancyTable
    vocabulary: Vocabulary
    policy: Policy
    language: Language = "nl"

    def lines(self, client: int, vacancy: int) -> list[Line]:
        """Every contribution for a pair: competences by weight, then occupation, distance and education."""
        held, work = self.clients[client], self.vacancies[vacancy]
        items = sorted(self._competences(client, vacancy), key=lambda line: -line.points)
        return [
            *items,
            self._occupation(held, work),
            self._distance(client, vacancy),
            self._education(held, work),
            *self._unknown(held, work),
        ]

    def failures(self, client: int, vacancy: int) -> list[Failure]:
        """Every filter that fails for a pair, why, and which of the employer's offers could solve it."""
        offers = self.vacancies[vacancy].offers
        return [
            Failure(
                name, reason, tuple(code for code in self.policy.remedies.get(name, ()) if code in offers)
            )
            for name, reason in self._failing(client, vacancy)
        ]

    def remedy_words(self, failure: Failure) -> list[str]:
        """The offers that could solve a failure, in words."""
        return [word(codes.OFFERS[code], self.language) for code in failure.remedies]

    @property
    def _rules(self) -> Rules:
        return rules_of(self.policy)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def _competences(self, client: int, vacancy: int) -> Iterator[Line]:
        table, vocabulary = self.vacancy_table, self.vocabulary
        held = {vocabulary.competences[name]: name for name in sorted(self.clients[client].competences)}
        by_group = {int(vocabulary.groups[number]): name for number, name in held.items()}
        required = {r.concept for r in self.vacancies[vacancy].competences if r.is_required}
        names = {vocabulary.competences[r.concept]: r.concept for r in self.vacancies[vacancy].competences}
        for item in range(table.item_start[vacancy], table.item_start[vacancy + 1]):
            number = int(table.item_competence[item])
            group = int(vocabulary.groups[number])
            words = {
                "concept": vocabulary.label(names[number], self.language),
                "weight": self._say("required" if names[number] in required else "preferred"),
            }
            if number in held:
                yield Line(Kind.HELD, int(table.item_points[item]), self._say("held", **words))
            elif group >= 0 and group in by_group:
                other = vocabulary.label(by_group[group], self.language)
                yield Line(Kind.NEAR, int(table.item_near[item]), self._say("near", other=other, **words))
            else:
                yield Line(Kind.MISSING, 0, self._say("missing", **words))

    def _occupation(self, held: ClientProfile, work: VacancyProfile) -> Line:
        if work.occupation is None:
            return Line(Kind.OCCUPATION, 0, self._say("occupation_not_asked"))
        row = self.vocabulary.likeness[self.vocabulary.occupations[work.occupation]]
        done = [(-int(row[self.vocabulary.occupations[name]]), name) for name in held.occupations]
        percent, name = min(done, default=(0, ""))
        if not percent:
            return Line(Kind.OCCUPATION, 0, self._say("occupation_none"))
        key = "occupation_same" if name == work.occupation else "occupation_alike"
        text = self._say(key, percent=-percent, occupation=self.vocabulary.label(name, self.language))
        return Line(Kind.OCCUPATION, self.policy.occupation * -percent // 100, text)

    def _squared(self, client: int, vacancy: int) -> int:
        east = int(self.client_table.x[client]) - int(self.vacancy_table.x[vacancy])
        north = int(self.client_table.y[client]) - int(self.vacancy_table.y[vacancy])
        return east * east + north * north

    def _kilometres(self, client: int, vacancy: int) -> str:
        return figure(math.sqrt(self._squared(client, vacancy)) / UNITS_PER_KM, self.language)

    def _distance(self, client: int, vacancy: int) -> Line:
        far = self._rules.far_squared
        points = self.policy.distance * max(far - self._squared(client, vacancy), 0) // far
        return Line(Kind.DISTANCE, points, self._say("distance", km=self._kilometres(client, vacancy)))

    def _education(self, held: ClientProfile, work: VacancyProfile) -> Line:
        if work.education is None:
            return Line(Kind.EDUCATION, self.policy.education, self._say("education_not_asked"))
        if held.education is None:
            return Line(Kind.EDUCATION, 0, self._say("education_unknown", asked=work.education))
        is_enough = held.education >= work.education
        key = "education_enough" if is_enough else "education_below"
        points = self.policy.education if is_enough else self._rules.education_below
        return Line(Kind.EDUCATION, points, self._say(key, held=held.education, asked=work.education))

    def _unknown(self, held: ClientProfile, work: VacancyProfile) -> Iterator[Line]:
        """What passes only because it isn't known is said, so that somebody asks."""
        if held.languages is None and work.languages:
            asked = self._spoken(work.languages)
            yield Line(Kind.UNKNOWN, 0, self._say("languages_unknown", asked=asked))
        if held.hours is None:
            yield Line(Kind.UNKNOWN, 0, self._say("hours_unknown", asked=self._window(work.hours)))

    def _failing(self, client: int, vacancy: int) -> Iterator[tuple[Filter, str]]:
        held, work = self.clients[client], self.vacancies[vacancy]
        if self._squared(client, vacancy) > int(self.client_table.radius[client]) ** 2:
            radius = figure(held.radius_km, self.language)
            km = self._kilometres(client, vacancy)
            yield Filter.DISTANCE, self._say("fails_distance", km=km, radius=radius)
        if held.hours and (held.hours.high < work.hours.low or work.hours.high < held.hours.low):
            sought, asked = self._window(held.hours), self._window(work.hours)
            yield Filter.HOURS, self._say("fails_hours", sought=sought, asked=asked)
        lacking = sorted(work.licences - licences_of(held))
        if lacking:
            yield Filter.LICENCE, self._say("fails_licence", asked=self._words(codes.LICENCES, lacking))
        yield from self._language_failures(held, work)
        hit = sorted(held.limitations & work.demands)
        if hit:
            yield Filter.LIMITATION, self._say("fails_limitation", asked=self._words(codes.DEMANDS, hit))
        if held.education and held.education + self.policy.levels_below < (work.education or 0):
            text = self._say("fails_education", asked=work.education, held=held.education)
            yield Filter.EDUCATION, text

    def _language_failures(self, held: ClientProfile, work: VacancyProfile) -> Iterator[tuple[Filter, str]]:
        if held.languages is None:
            return
        for code, level in sorted((work.languages or {}).items()):
            has = held.languages.get(code, "")
            if codes.LEVELS.index(has) < codes.LEVELS.index(level):
                has = has or self._say("no_level")
                yield (
                    Filter.LANGUAGE,
                    self._say("fails_language", asked=self._spoken({code: level}), held=has),
                )

    def _spoken(self, languages: Any) -> str:
        spoken = [
            f"{word(codes.LANGUAGES[code], self.language)} {languages[code]}" for code in sorted(languages)
        ]
        return listed(spoken, self.language)

    def _words(self, table: dict[str, tuple[str, str]], found: list[str]) -> str:
        return listed([word(table[code], self.language) for code in found], self.language)

    def _window(self, hours: Hours) -> str:
        low, high = figure(hours.low, self.language), figure(hours.high, self.language)
        return low if low == high else f"{low}-{high}"
