"""Names in running text: their initials in a small space, and which capital is not of a name."""

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

# Words that never begin a name, so that their capital only marks the start of a sentence.
# fmt: off
_FUNCTION_WORDS = frozenset((
    "alle", "alleen", "als", "beide", "daar", "daarom", "dat", "deze", "die", "dit", "door", "dus",
    "een", "eerst", "er", "geen", "haar", "hier", "hij", "hun", "ik", "is", "iedereen", "maar", "meer", "men",
    "meneer", "met", "mevrouw", "mijn", "na", "naast", "niet", "niemand", "nog", "nu", "om", "omdat", "onze",
    "ook", "sinds",
    "te", "toen", "tot", "tussen", "u", "uw", "vanaf", "veel", "volgens", "voor", "vóór", "wat", "we",
    "wel", "wie", "wij", "ze", "zij", "zijn", "zo", "zodra", "zonder",
))
_ARTICLES = frozenset(("de", "het"))
# fmt: on


def clause(sentence: str) -> str:
    """The sentence as it goes on after a conjunction: a first capital that is not of a name becomes small.

    Only a word that never begins a name is changed, or an article before a word without a capital of its own
    or before an abbreviation: "De Brug belt" stays, "De WW eindigt" and "Hij wil dit" do not.
    """
    first, _space, rest = sentence.partition(" ")
    word = first.rstrip(",;:").casefold()
    if word in _FUNCTION_WORDS or (word in _ARTICLES and not _is_name(rest)):
        return sentence[:1].lower() + sentence[1:]
    return sentence


def _is_name(words: str) -> bool:
    """Whether the first of the words looks like a name: one capital, and small letters after it."""
    return words[:1].isupper() and not words[1:2].isupper()


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
