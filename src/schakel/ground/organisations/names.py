"""Names in the order a Dutch list has them: the main part first, its prefix after it, accents folded."""

from __future__ import annotations

import unicodedata

PREFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ter",
        "ten",
        "te",
        "op",
        "in",
        "in't",
        "aan",
        "bij",
        "von",
        "zu",
        "da",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "les",
        "al",
        "ben",
        "bin",
        "op'",
    ]
)


def folded(text: str) -> str:
    """Lower case without accents and with single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ı", "i").replace("ø", "o"))
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(bare.lower().split())


def split_prefix(family_name: str) -> tuple[str, str]:
    """('van der', 'Berg') for 'van der Berg'; ('', name) when there is no prefix."""
    words = family_name.split()
    count = 0
    while count < len(words) - 1 and words[count].lower() in PREFIXES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def sort_key(family_name: str, prefix: str, given: str) -> str:
    """The key that lists are ordered by: 'berg, an van der'."""
    return folded(f"{family_name}, {given} {prefix}")


def person_sort_key(name: str) -> str:
    """The sort key of a name written as one: 'Marloes van Dijk' gives 'dijk, marloes van'."""
    given, _space, rest = name.partition(" ")
    prefix, family = split_prefix(rest or given)
    return sort_key(family, prefix, given if rest else "")
