"""Contribution lines and reasons in words: Dutch and English side by side, without a catalogue."""

from __future__ import annotations

from schakel.employers.matching.types import Language

LANGUAGES = ("nl", "en")

_TEMPLATES: dict[str, tuple[str, str]] = {
    "held": ("Kan dit: {concept} ({weight})", "Can do this: {concept} ({weight})"),
    "near": (
        "Kan iets wat hierop lijkt: {other}, gevraagd is {concept} ({weight})",
        "Can do something alike: {other}; asked is {concept} ({weight})",
    ),
    "missing": ("Nog niet: {concept} ({weight})", "Not yet: {concept} ({weight})"),
    "required": ("gevraagd", "required"),
    "preferred": ("gewenst", "preferred"),
    "occupation_same": ("Deed dit beroep al: {occupation}", "Had this occupation before: {occupation}"),
    "occupation_alike": (
        "Deed een beroep dat er voor {percent}% op lijkt: {occupation}",
        "Had an occupation that is {percent}% alike: {occupation}",
    ),
    "occupation_none": (
        "Geen eerder beroep dat hierop lijkt",
        "No earlier occupation that is alike",
    ),
    "occupation_not_asked": ("De vacature noemt geen beroep", "The vacancy names no occupation"),
    "distance": ("{km} km hemelsbreed", "{km} km in a straight line"),
    "education_enough": (
        "Opleiding op niveau {held}, gevraagd is {asked}",
        "Education at level {held}; asked is {asked}",
    ),
    "education_below": (
        "Opleiding op niveau {held}, iets onder het gevraagde niveau {asked}",
        "Education at level {held}, a little below the level asked, {asked}",
    ),
    "education_not_asked": ("De vacature vraagt geen opleiding", "The vacancy asks no education"),
    "education_unknown": (
        "De opleiding is niet bekend: vraag ernaar, gevraagd is niveau {asked}",
        "Education is not known: ask; level {asked} is asked",
    ),
    "languages_unknown": (
        "De talen zijn niet bekend: vraag ernaar, gevraagd is {asked}",
        "Languages are not known: ask; asked is {asked}",
    ),
    "hours_unknown": (
        "De gewenste uren zijn niet bekend: vraag ernaar, het werk is {asked} uur",
        "The hours wanted are not known: ask; the work is {asked} hours",
    ),
    "fails_distance": (
        "{km} km is verder dan de {radius} km die de cliënt wil reizen",
        "{km} km is farther than the {radius} km that the client wants to travel",
    ),
    "fails_hours": (
        "De cliënt zoekt {sought} uur, het werk is {asked} uur",
        "The client looks for {sought} hours; the work is {asked} hours",
    ),
    "fails_licence": ("Nodig is {asked}", "Needed is {asked}"),
    "fails_language": (
        "Nodig is {asked}, de cliënt heeft {held}",
        "Needed is {asked}; the client has {held}",
    ),
    "fails_limitation": (
        "Het werk vraagt wat deze cliënt niet kan: {asked}",
        "The work demands what this client can't do: {asked}",
    ),
    "fails_education": (
        "Gevraagd is opleiding op niveau {asked}, de cliënt heeft {held}",
        "Asked is education at level {asked}; the client has {held}",
    ),
    "no_level": ("geen niveau", "no level"),
    "and": (" en ", " and "),
    "division_first": ("Eerste keus voor deze vacature", "First choice for this vacancy"),
    "division_elsewhere": (
        "Wie hier meer punten heeft, doet elders meer goed: {clients}",
        "Whoever has more points here does more good elsewhere: {clients}",
    ),
    "division_open": (
        "Niemand meer over: wie hier past, is elders verdeeld of er past niemand",
        "Nobody left: whoever fits is given elsewhere, or nobody fits",
    ),
}


def say(key: str, language: Language, **values: object) -> str:
    """A sentence of the table with its values."""
    return _TEMPLATES[key][LANGUAGES.index(language)].format(**values)


def word(pair: tuple[str, str], language: Language) -> str:
    """One of a pair of words of codes.py."""
    return pair[LANGUAGES.index(language)]


def listed(parts: list[str], language: Language) -> str:
    """Words one after another: a, b and c."""
    return say("and", language).join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def figure(value: float, language: Language) -> str:
    """A number without needless decimals, with the comma that belongs to the language."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "nl" else text
