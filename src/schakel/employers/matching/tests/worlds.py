"""Small random worlds for the tests: a made-up vocabulary, people and work."""

from __future__ import annotations

import random

import numpy as np

from schakel.employers.matching.codes import DEMANDS, LANGUAGES, LEVELS, LICENCES, OFFERS
from schakel.employers.matching.types import ClientProfile, Hours, Location, Requirement, VacancyProfile
from schakel.employers.matching.vocabulary import Vocabulary, likeness_of, rarity


def vocabulary(policy, chance: random.Random, competences: int = 60, occupations: int = 12) -> Vocabulary:
    """Concepts named c0, c1 … and o0, o1 …; a tenth of the competences is in no group."""
    asked = np.array([[chance.random() < 0.2 for _ in range(competences)] for _ in range(occupations)], float)
    codes = [str(chance.choice([1111, 1112, 1120, 2111, 9333])) for _ in range(occupations)]
    from scipy.sparse import csr_array

    return Vocabulary(
        competences={f"c{n}": n for n in range(competences)},
        occupations={f"o{n}": n for n in range(occupations)},
        weights=rarity(asked.sum(axis=0).astype(np.int64), occupations),
        groups=np.array([chance.choice([-1, *range(9)]) for _ in range(competences)], np.int32),
        likeness=likeness_of(csr_array(asked), codes, policy),
        fields=np.array([chance.randrange(5) for _ in range(occupations)], np.int32),
        known_competences=competences,
        known_occupations=occupations,
    )


def _place(chance: random.Random) -> Location:
    """Few places, so that many distances are equal."""
    return Location(52 + chance.randrange(6) / 10, 5 + chance.randrange(8) / 10)


def _some(chance: random.Random, names, most: int) -> list[str]:
    return chance.sample(sorted(names), chance.randrange(min(most, len(names)) + 1))


def _hours(chance: random.Random) -> Hours:
    low = chance.choice([0, 8, 12.5, 24])
    return Hours(low, low + chance.choice([0, 8, 16]))


def _languages(chance: random.Random) -> dict[str, str]:
    return {code: chance.choice(LEVELS[1:]) for code in _some(chance, LANGUAGES, 2)}


def client(chance: random.Random, number: int, words: Vocabulary) -> ClientProfile:
    """Somebody, with each thing left out now and then."""
    return ClientProfile(
        id=f"k{number}",
        location=_place(chance),
        radius_km=chance.choice([0, 5, 10, 25, 40.5, 120]),
        competences=tuple(_some(chance, words.competences, 12)),
        occupations=tuple(_some(chance, words.occupations, 2)),
        hours=chance.choice([None, _hours(chance)]),
        education=chance.choice([None, *range(1, 9)]),
        languages=chance.choice([None, _languages(chance)]),
        licences=frozenset(_some(chance, LICENCES, 3)),
        limitations=frozenset(_some(chance, DEMANDS, 1)),
    )


def vacancy(chance: random.Random, number: int, words: Vocabulary) -> VacancyProfile:
    """Work, with each thing left out now and then."""
    asked = _some(chance, words.competences, 10)
    return VacancyProfile(
        id=f"v{number}",
        location=_place(chance),
        hours=_hours(chance),
        occupation=chance.choice([None, *words.occupations]),
        competences=tuple(Requirement(name, chance.random() < 0.6) for name in asked),
        education=chance.choice([None, None, *range(1, 9)]),
        languages=chance.choice([None, None, _languages(chance)]),
        licences=frozenset(_some(chance, LICENCES, 1)) if chance.random() < 0.3 else frozenset(),
        demands=frozenset(_some(chance, DEMANDS, 3)),
        offers=frozenset(_some(chance, OFFERS, 2)),
        openings=chance.randrange(1, 3),
    )
