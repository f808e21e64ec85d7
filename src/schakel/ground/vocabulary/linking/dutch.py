"""Bring Dutch occupation titles to one spelling, and words that differ by gender or number to one stem.
All rules are plain spelling rules: nothing here is learned from data."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SOFT_HYPHEN = "\xad"
STOP_WORDS = frozenset(
    [
        "van",
        "de",
        "het",
        "een",
        "en",
        "of",
        "in",
        "op",
        "voor",
        "met",
        "der",
        "den",
        "bij",
        "tot",
        "aan",
        "te",
        "ter",
        "ten",
        "als",
        "om",
        "uit",
        "door",
        "over",
    ]
)

_GENDER_MARK = re.compile(r"\(?\b[mv]\s?[/|]\s?[mv](?:\s?[/|]\s?x)?\b\)?")
_OPTIONAL_GENDER = re.compile(r"\((?:st)?(?:er|e|in|s|n)\)(?=\w*)")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(.)\1")

# Ending -> what stays of it. Longest first; the feminine and the masculine form must leave the same.
_ENDINGS = (
    ("medewerksters", "medewerk"), ("vrouwen", "man"), ("mannen", "man"), ("lieden", "man"),
    ("trices", "t"), ("euses", ""), ("eresse", "er"), ("aresse", "ar"), ("erster", ""),
    ("trice", "t"), ("teurs", "t"), ("vrouw", "man"), ("sters", ""), ("eres", ""), ("ares", "ar"),
    ("aris", "ar"), ("iere", "i"), ("iers", "i"), ("icus", "ic"), ("icie", "ic"), ("euse", ""),
    ("teur", "t"), ("eurs", ""), ("ster", ""), ("ica", "ic"), ("ici", "ic"), ("ier", "i"),
    ("eur", ""), ("ers", ""), ("en", ""), ("er", ""), ("es", ""), ("e", ""), ("s", ""),
)  # fmt: skip
_NOT_FEMININE = ("meester", "master", "minister", "register", "poster", "klooster", "venster", "manager")
_SHORTEST_STEM = 3


def fold(text: str) -> str:
    """Lower case without accents, soft hyphens or compatibility forms."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace(SOFT_HYPHEN, "").lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The title as words of letters and digits with one space between: no (m/v), brackets or hyphens."""
    without_mark = _GENDER_MARK.sub(" ", fold(text))
    return " ".join(_NOT_A_LETTER.sub(" ", without_mark).split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What "kapper", "kapster" and "kappers" share. `word` must be plain; the result need not be a word."""
    if len(word) <= _SHORTEST_STEM or not word.isalpha() or word.endswith(_NOT_FEMININE):
        return word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= _SHORTEST_STEM:
            return _single_letters(word[: -len(ending)] + rest)
    return _single_letters(word)


def title_key(text: str) -> str:
    """The key under which two spellings of one title meet: "Kapster (m/v)" and "kapper" have the same."""
    unmarked = _OPTIONAL_GENDER.sub("", fold(text))
    return " ".join(stem(word) for word in plain(unmarked).split())


def _single_letters(stemmed: str) -> str:
    # Dutch spelling doubles letters by syllable (kap-per, maak-ster), so doubled letters say nothing here.
    return _DOUBLED.sub(r"\1", stemmed)
