"""Names of people and organisations in a small space: their initials."""

from __future__ import annotations

# Dutch prefixes and forms of address never count as an initial: Marloes van Dijk is MD.
# fmt: off
_PREFIXES = (
    "van", "de", "der", "den", "het", "'t", "te", "ten", "ter", "op", "in", "aan", "bij", "tot", "uit",
    "voor", "d'", "l'", "la", "le", "du", "des", "di", "da", "el", "al", "von", "zu",
)
# fmt: on
_ADDRESS = ("mevrouw", "mevr", "mw", "meneer", "heer", "dhr", "dr", "mr", "ir", "prof")
_SKIPPED = frozenset(_PREFIXES + _ADDRESS)


def initials(name: str) -> str:
    """At most two capitals: of the first and the last word that count; "?" for an empty name."""
    words = [word.strip('.,()“”"') or word for word in name.replace("’", "'").split()]
    kept = [word for word in words if not _is_skipped(word)] or words
    kept = [word for word in kept if word[0].isalnum()]
    if not kept:
        return "?"
    ends = kept if len(kept) == 1 else (kept[0], kept[-1])
    return "".join(word[0] for word in ends).upper()


def _is_skipped(word: str) -> bool:
    return word.casefold() in _SKIPPED
