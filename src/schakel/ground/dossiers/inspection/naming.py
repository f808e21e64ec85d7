"""Names of files as they are kept: without folders, and without signs that mislead whoever reads them."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 100
_RESERVED = re.compile(r'[<>:"|?*]')


def safe_name(name: str) -> str:
    """The last part of a name, in printable characters, at most MAX_NAME of them with its ending kept.

    Signs that turn the reading direction are dropped too: they can make a program look like a picture.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    bare = " ".join(_RESERVED.sub("", shown).split()).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > 10:
        return bare[:MAX_NAME] or "document"
    return f"{stem[: MAX_NAME - len(ending) - 1].rstrip('. ') or 'document'}.{ending}"


def ending_of(name: str) -> str:
    """The ending of a name in lower case, without its dot; empty when there is none."""
    _stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""
