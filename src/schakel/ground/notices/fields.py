"""The fields between brackets in a text, as [cliënt], and filling them in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError

FIELDS = ("aanhef", "cliënt", "organisatie", "datum", "afzender", "telefoon", "dossiernummer")
"""What may stand between brackets. The words are Dutch on every screen: they are part of Dutch letters."""

_FIELD = re.compile(r"\[([^\[\]\n]{1,40})\]")


def fields_in(text: str) -> set[str]:
    """The fields that a text names, known or not."""
    return {found.strip().lower() for found in _FIELD.findall(text)}


def require_known(**texts: str) -> None:
    """Raise InvalidError for a field that can't be filled in, at the form's field that holds it."""
    wrong = {name: sorted(fields_in(text) - set(FIELDS)) for name, text in texts.items()}
    sentences = {name: _sentence(unknown) for name, unknown in wrong.items() if unknown}
    if sentences:
        raise InvalidError(gettext("Een veld tussen haken is niet bekend."), fields=sentences)


def _sentence(unknown: list[str]) -> str:
    words = {
        "unknown": ", ".join(f"[{name}]" for name in unknown),
        "known": ", ".join(f"[{name}]" for name in FIELDS),
    }
    return gettext("%(unknown)s kan niet worden ingevuld. U kunt gebruiken: %(known)s.") % words


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; an unknown one stays as it was typed."""

    def value(match: re.Match[str]) -> str:
        return values.get(match.group(1).strip().lower(), match.group(0))

    return _FIELD.sub(value, text)
