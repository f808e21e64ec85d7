"""Canonical JSON after RFC 8785, for what is hashed.

Our values are text, whole numbers, truth values, null, lists and objects with ASCII keys; floats are
refused, so that no two programs can write the same number in two ways.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

_PLAIN = frozenset({str, int, bool, type(None)})
"""Types that need no look: most values are of these, and an act on a thousand clients has a million."""


def plain(value: Any) -> Any:
    """The value in JSON's own types; dates, ids and decimals become text, moments UTC to the microsecond.

    Raises TypeError on others.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is UUID:
        return str(value)
    if kind is dict or isinstance(value, Mapping):
        return {
            key if type(key) is str else str(key): item if type(item) in _PLAIN else plain(item)
            for key, item in value.items()
        }
    if kind is list or kind is tuple or isinstance(value, list | tuple):
        return [item if type(item) in _PLAIN else plain(item) for item in value]
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_text(value: Any) -> str:
    """One text for one value: sorted keys, no white space, no escapes but the needed ones."""
    return _ENCODER.encode(plain(value))


def text_of_plain(value: Any) -> str:
    """The canonical text of what `plain` gave, without looking at it again."""
    return _ENCODER.encode(value)
