"""English is complete: every Dutch sentence has its translation, none is a guess, and placeholders agree."""

from __future__ import annotations

import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from schakel.web.messages import collect
from tests.house import SOURCE

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def _english() -> Catalog:
    with (SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def test_every_sentence_has_its_english() -> None:
    english = _english()
    missing = []
    for message in collect(SOURCE):
        known = english.get(message.id, message.context) if message.id else None
        texts = known.string if known and isinstance(known.string, tuple | list) else [known and known.string]
        if message.id and not all(texts):
            missing.append(message.id)
    assert missing == []


def test_no_translation_is_a_guess_or_a_left_over() -> None:
    english = _english()
    assert [message.id for message in english if message.id and message.fuzzy] == []
    assert list(english.obsolete) == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [
        message.id
        for message in _english()
        if isinstance(message.id, str) and message.id
        if sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(str(message.string)))
    ]
    assert wrong == []
