"""How texts name a norm: by its number, or by its articles in the words of the day."""

from __future__ import annotations

import re
from datetime import date

from schakel.ground.norms.engine.wording import source_words
from schakel.ground.norms.registers import the_register


def names_of_norm(norm_id: str, on: date) -> list[str]:
    """The number of a norm, and each article it stands in on a day ("PW art. 9a lid 7")."""
    register = the_register()
    norm = register.norms.get(norm_id)
    version = norm.version_on(on) if norm is not None else None
    sources = version.sources if version is not None else ()
    return [norm_id, *(source_words(source, register, on) for source in sources if source.article)]


def is_named_in(text: str, names: list[str]) -> bool:
    """Whether one of these names stands in a text by itself: article 9 is not named by article 9a."""
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) for name in names)
