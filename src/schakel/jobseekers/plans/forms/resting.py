"""The norms that a choice rests on, as the form asks them: by number, from the register of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel import clock
from schakel.ground.norms.engine.wording import duty_words
from schakel.ground.norms.registers import the_register

PLACES = ("norm_1", "norm_2", "norm_3")
LIST_ID = "normen-van-vandaag"


def norm_fields() -> dict[str, forms.CharField]:
    """Three places for a norm, each with the list of the day; typing a number works as well."""
    return {
        name: norm_field(label=_("Norm %(n)s") % {"n": place}) for place, name in enumerate(PLACES, start=1)
    }


def norm_field(**options: Any) -> forms.CharField:
    """One place for a norm, which may stay empty."""
    attrs = {"list": LIST_ID, "autocomplete": "off"}
    return forms.CharField(required=False, max_length=300, widget=forms.TextInput(attrs=attrs), **options)


def offered_norms() -> Iterator[tuple[str, str]]:
    """Number and sentence of every norm that holds today; definitions ask nothing of anybody."""
    register, today = the_register(), clock.today()
    for norm in register.norms.values():
        version = norm.version_on(today)
        if version is not None and norm.mode != "definition":
            yield norm.id, duty_words(version, norm.mode, register)


def number_in(text: str) -> str:
    """The number that a line from the list, or what somebody typed, begins with."""
    return text.split(maxsplit=1)[0] if text.strip() else ""


def why_no_norm(number: str) -> str:
    """What is wrong with a number, in a sentence; empty when such a norm holds today."""
    norm = the_register().norms.get(number)
    if norm is None:
        return gettext("%(number)s is geen norm. Kies er een uit de lijst.") % {"number": number}
    if norm.version_on(clock.today()) is None:
        return gettext("%(number)s geldt vandaag niet.") % {"number": number}
    return ""


def wrong_norms(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By field, what is wrong with what was filled in."""
    asked = ((name, number_in(text)) for name, text in texts)
    found = ((name, why_no_norm(number)) for name, number in asked if number)
    return {name: sentence for name, sentence in found if sentence}
