"""What a copy says of itself: which version made it, how far its journal was, and which keys it needs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One file in a copy: the SHA-256 of its content in hexadecimal, and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was copied.

    postgresql is the server's major version; heads digests where every stream of the journal stood; seals is
    the number of the last. keys gives for each file of keys the ids that rows name, each with a fingerprint,
    empty when the key wasn't there.
    """

    schakel: str
    postgresql: int
    made_at: str
    migrations: tuple[str, ...]
    tables: int
    entries: int
    streams: int
    heads: str
    seals: int
    keys: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, Part]

    def to_json(self) -> bytes:
        """The manifest as it stands in the copy."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """A manifest from its file. Raises ValueError for anything that isn't one of this format."""
    stored = json.loads(content)
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise ValueError("no manifest of this format")
    try:
        return Manifest(
            schakel=_text(stored["schakel"]),
            postgresql=_number(stored["postgresql"]),
            made_at=_text(stored["made_at"]),
            tables=_number(stored["tables"]),
            entries=_number(stored["entries"]),
            streams=_number(stored["streams"]),
            heads=_digest(stored["heads"]),
            seals=_number(stored["seals"]),
            migrations=tuple(_text(name) for name in stored["migrations"]),
            keys={
                _text(file): {_text(key): _text(print_) for key, print_ in ids.items()}
                for file, ids in stored["keys"].items()
            },
            parts={
                _text(name): Part(_digest(part["sha256"]), _number(part["bytes"]))
                for name, part in stored["parts"].items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("a manifest with parts missing") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _digest(value: Any) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", _text(value)):
        raise TypeError("not a digest")
    return str(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a number")
    return value
