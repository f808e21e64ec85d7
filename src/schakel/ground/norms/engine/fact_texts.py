"""Facts from JSON: {"name": value}, or per value who told it and since when it is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.fact_sets import Statement
from schakel.ground.norms.engine.model import REGIMES, Register

Pairs = list[tuple[str, Any]]


class _Object(list[tuple[str, Any]]):
    """A JSON object as its pairs: a name that stands twice with two values must not be lost."""


def read_facts(path: Path, register: Register) -> list[Statement]:
    """The statements of a file. Raises InvalidError when it can't be read or is no object."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InvalidError(
            f"Het bestand {path.name} is niet te lezen.",
            "Het is er niet, of het is geen tekst in UTF-8.",
            "Geef een JSON-bestand met gegevens.",
        ) from None
    return parse_facts(text, register)


def parse_facts(text: str, register: Register) -> list[Statement]:
    """The statements of a JSON text. Raises InvalidError when it is no object."""
    try:
        found = json.loads(text, object_pairs_hook=_Object, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        where = f" (regel {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _no_json(f"Het is geen geldige JSON{where}.") from None
    if not isinstance(found, _Object):
        raise _no_json("Er hoort één object te staan, met namen en waarden.")
    return [statement for name, value in found for statement in _statements(name, value, register)]


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _no_json(why: str) -> InvalidError:
    return InvalidError(
        "De gegevens zijn niet te lezen.", why, 'Schrijf ze zo: {"leeftijd": 34, "regimes": ["PW"]}'
    )


def _statements(name: str, value: Any, register: Register) -> Iterator[Statement]:
    """One per value: a list of objects tells that several sources told it."""
    if isinstance(value, list) and not isinstance(value, _Object) and value and _all_objects(value):
        for item in value:
            yield _told(name, item, register)
    elif isinstance(value, _Object):
        yield _told(name, value, register)
    else:
        yield Statement(name, _typed(name, value, register))


def _all_objects(values: list[Any]) -> bool:
    return all(isinstance(item, _Object) for item in values)


def _told(name: str, pairs: _Object, register: Register) -> Statement:
    told = dict(pairs)
    known_at = _day(told.get("known_at"))
    is_wrong = told.keys() - {"value", "source", "known_at"} or "value" not in told
    if is_wrong or (told.get("known_at") is not None and not isinstance(known_at, date)):
        raise InvalidError(
            "De gegevens kloppen niet.",
            f"{name}: een waarde met herkomst heeft value, en mag source (tekst) en known_at (datum) hebben.",
            'Schrijf het zo: {"value": 34, "source": "BRP", "known_at": "2026-01-31"}',
            fields={name: "Onbekende vorm."},
        )
    return Statement(name, _typed(name, told["value"], register), str(told.get("source") or ""), known_at)


def _typed(name: str, value: Any, register: Register) -> Any:
    """Dates of date facts and the set of schemes; what can't be is left as it is, to be refused by kind."""
    if name == REGIMES:
        codes = [value] if isinstance(value, str) else value
        is_list = isinstance(codes, list) and all(isinstance(code, str) for code in codes)
        return frozenset(codes) if is_list else value
    fact = register.facts.get(name)
    return _day(value) if fact is not None and fact.kind == "date" else value


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
