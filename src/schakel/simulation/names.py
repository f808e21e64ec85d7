"""Names of people who do not exist, as often as names occur: a few are everywhere, most are rare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Chances = np.ndarray[Any, np.dtype[np.float64]]

COMMON = (
    "de Jong", "Jansen", "de Vries", "van den Berg", "Bakker", "van Dijk", "Visser", "Smit", "Meijer",
    "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker",
    "Brouwer", "de Wit", "Dijkstra", "Smits", "de Graaf", "van der Meer", "Kok", "Jacobs",
    "van der Linden", "Vermeulen", "de Haan", "van den Heuvel", "van der Veen", "van den Broek",
    "de Bruijn", "de Bruin", "Schouten", "van Beek", "Willems", "van Vliet", "Hoekstra", "Maas",
    "Verhoeven", "Koster", "van Dam", "Prins", "Blom", "Huisman", "Peeters", "Kuipers", "van Veen",
    "Kuiper", "Veenstra", "Kramer", "Post", "van Wijk", "Postma", "Martens", "van Dongen", "Janssen",
    "Janssens", "Meyer", "Meijers", "Yilmaz", "Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "el Amrani",
    "Bouzid", "el Idrissi", "Haddou", "Bakkali", "Chaoui", "Ramdin", "Baldew", "Ramnath", "Kartosen",
    "Kowalski", "Nowak", "Wiśniewska", "Kamińska", "Nguyen", "Tran", "Le", "Hassan", "Mohamed", "Abdi",
    "Tesfay", "Ahmadi", "da Silva", "Martina", "Pietersz", "Wever", "Jansen-de Vries", "Visser-Smit",
    "'t Hart", "op 't Veld", "in 't Hout", "ten Brink", "ter Horst", "von Berg", "Müller", "García",
    "Fernández", "Dubois", "Popescu", "Ivanova", "Kovács",
)  # fmt: skip
STEMS = (
    "Ooster", "Wester", "Noorder", "Zuider", "Klein", "Groot", "Nieuw", "Oud", "Hooge", "Laage", "Berken",
    "Eiken", "Linden", "Beuken", "Elzen", "Wilgen", "Heide", "Duin", "Veen", "Kerk", "Molen", "Water",
    "Zand", "Steen", "Stroom", "Wit", "Zwart", "Groen", "Roode", "Blauw", "Schaap", "Koe", "Paarden",
    "Zwaan", "Valken", "Arend", "Raven", "Meer", "Donker", "Licht", "Winter", "Zomer", "Herfst", "Voor",
    "Achter", "Midden", "Over", "Neder", "Binnen", "Buiten", "Holle", "Lange", "Korte", "Breede",
    "Smalle", "Diepe", "Ronde", "Kromme", "Vier", "Zeven",
)  # fmt: skip
ENDINGS = (
    "huis", "veld", "berg", "dijk", "bos", "laan", "brug", "kamp", "hoek", "hof", "horst", "man", "ma",
    "stra", "sma", "inga", "huizen", "wijk", "broek", "beek", "donk", "drecht", "eind", "gaard", "geest",
    "ham", "heem", "hout", "hoven", "kerk", "land", "loo", "meer", "molen", "oord", "poort", "rade",
    "schot", "sluis", "stee", "straat", "velde", "vliet", "voort", "waard", "water", "weide", "werf",
    "zicht", "zijl",
)  # fmt: skip
PREFIXES = ("", "", "", "", "van ", "van de ", "van der ", "van den ", "de ", "ter ")
GIVEN = (
    "Jan", "Johannes", "Maria", "Anna", "Peter", "Hendrik", "Cornelis", "Johanna", "Willem", "Elisabeth",
    "Dirk", "Cornelia", "Martin", "Mark", "Linda", "Sandra", "Monique", "Jeroen", "Marloes", "Sanne",
    "Daan", "Emma", "Lotte", "Sem", "Lucas", "Julia", "Mila", "Tess", "Bram", "Finn", "Lars", "Thijs",
    "Eva", "Fleur", "Noor", "Saar", "Fatima", "Mohamed", "Ahmed", "Amina", "Hassan", "Youssef", "Khadija",
    "Samira", "Rachid", "Naima", "Mehmet", "Ayşe", "Mustafa", "Fatma", "Emre", "Elif", "Agnieszka",
    "Piotr", "Katarzyna", "Tomasz", "Ravi", "Anjali", "Sunita", "Radjesh", "Winston", "Shanice", "Jurgen",
    "Desi", "Minh", "Linh", "Yusuf", "Hodan", "Selam", "Dawit", "Reza", "Parisa", "Omar", "Layla",
    "Nadia", "Karim", "Sofia", "João", "José", "Renée", "Zoë", "Chloé", "Björn", "Anne-Marie",
    "Jan-Willem", "Geert", "Wouter", "Femke", "Hanneke", "Marieke", "Annelies", "Joke", "Truus", "Gerrit",
    "Klaas", "Sietske", "Wiebe", "Jelle", "Sjoerd", "Froukje", "Nynke", "Maud", "Guus", "Stijn", "Roos",
    "Ilse", "Bas", "Bert", "Kees", "Piet", "Henk", "Ria", "Ans", "Gea", "Wim", "Ton", "Els",
)  # fmt: skip
COMMON_SHARE = 0.4
LONG_SHARE = 0.3
_TAILS = ("", *ENDINGS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A family name with its prefix, and given names."""

    family: str
    given: str


def draw_names(draw: np.random.Generator, count: int) -> list[Drawn]:
    """That many names; the same draw gives the same names."""
    families, given = _families(draw, count), draw.choice(len(GIVEN), count, p=_rare_last(len(GIVEN)))
    second = draw.choice(len(GIVEN), count)
    has_second = draw.random(count) < 0.25
    return [
        Drawn(family, f"{GIVEN[first]} {GIVEN[other]}" if both else GIVEN[first])
        for family, first, other, both in zip(families, given, second, has_second, strict=True)
    ]


CHANCES = 7


def names_by(chances: Chances) -> list[Drawn]:
    """One name for each row of (n, CHANCES) numbers between 0 and 1; the same row gives the same name."""
    common, usual, tail, prefix, stem, ending, given = chances.T
    parts = [(part * len(words)).astype(int) for part, words in
             ((prefix, PREFIXES), (stem, STEMS), (ending, ENDINGS))]  # fmt: skip
    is_long = np.where(tail < LONG_SHARE, 1 + (tail / LONG_SHARE * len(ENDINGS)).astype(int), 0)
    columns = (_by_rank(common, len(COMMON)), usual < COMMON_SHARE, *parts, is_long)
    rows = zip(*columns, _by_rank(given, len(GIVEN)), strict=True)
    return [Drawn(_family(*words), GIVEN[first]) for *words, first in rows]


def _by_rank(chances: Chances, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.searchsorted(np.cumsum(_rare_last(count))[:-1], chances)


def _families(draw: np.random.Generator, count: int) -> list[str]:
    common = draw.choice(len(COMMON), count, p=_rare_last(len(COMMON)))
    is_common = draw.random(count) < COMMON_SHARE
    tails = np.where(draw.random(count) < LONG_SHARE, draw.integers(1, len(ENDINGS) + 1, count), 0)
    parts = [draw.integers(len(words), size=count) for words in (PREFIXES, STEMS, ENDINGS)]
    return [_family(*words) for words in zip(common, is_common, *parts, tails, strict=True)]


def _family(common: int, is_common: bool, prefix: int, stem: int, ending: int, tail: int) -> str:
    return COMMON[common] if is_common else f"{PREFIXES[prefix]}{STEMS[stem]}{ENDINGS[ending]}{_TAILS[tail]}"


def _rare_last(count: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Zipf's law, flattened at the head as names are."""
    weights = 1 / (np.arange(count, dtype=np.float64) + 6)
    return np.asarray(weights / weights.sum())
