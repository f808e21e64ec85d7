"""The registry of verbs: each version of a verb has a schema for its content and stays readable for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import Section
from schakel.ground.kernel.canonical import plain


class ChainTask(TextChoices):
    """The five tasks of the chain (requirement R307); an entry belongs to one of them or to none."""

    INTAKE = "intake", _("intake")
    DIAGNOSIS = "diagnosis", _("diagnose")
    STRENGTHENING = "strengthening", _("aanbodversterking")
    MEDIATION = "mediation", _("arbeidsbemiddeling")
    VACANCY_REGISTRATION = "vacancy_registration", _("vacatureregistratie")


class Glyph(TextChoices):
    """The sign of an entry on the timeline."""

    CONTACT = "contact", _("contact")
    CHOICE = "choice", _("keuze")
    HANDOVER = "handover", _("overdracht opgepakt")
    HANDOVER_OPEN = "handover_open", _("overdracht open")
    CLIENT = "client", _("cliënt zelf")
    CORRECTION = "correction", _("verbetering")


@dataclass(frozen=True, slots=True)
class Verb:
    """One version of a verb.

    schema is a frozen dataclass; heading and lines turn its values into what the timeline shows.
    """

    name: str
    version: int
    schema: type
    section: Section | None
    task: ChainTask | None
    glyph: Glyph
    heading: Callable[[Any], str]
    lines: Callable[[Any], list[str]]


class UnknownVerbError(LookupError):
    """A verb, or a version of one, that no room has registered."""


_verbs: dict[tuple[str, int], Verb] = {}
_by_schema: dict[type, Verb] = {}


def _no_lines(_content: Any) -> list[str]:
    return []


def register_verb(
    name: str,
    schema: type,
    *,
    heading: Callable[[Any], str],
    version: int = 1,
    section: Section | None = Section.IDENTITY,
    task: ChainTask | None = None,
    glyph: Glyph = Glyph.CONTACT,
    lines: Callable[[Any], list[str]] = _no_lines,
) -> Verb:
    """Add a verb at start-up. Raises ValueError when the same version has another schema already."""
    if not is_dataclass(schema):
        raise ValueError(f"{name}: the schema of a verb is a dataclass")
    known = _verbs.get((name, version))
    if known is not None and known.schema is not schema:
        raise ValueError(f"{name}@{version} is registered already")
    verb = Verb(name, version, schema, section, task, glyph, heading, lines)
    _verbs[name, version] = _by_schema[schema] = verb
    return verb


def verb_of(content: object) -> Verb:
    """The verb whose schema this content has. Raises UnknownVerbError."""
    try:
        return _by_schema[type(content)]
    except KeyError:
        raise UnknownVerbError(type(content).__name__) from None


def verb_named(name: str, version: int) -> Verb:
    """A version of a verb. Raises UnknownVerbError."""
    try:
        return _verbs[name, version]
    except KeyError:
        raise UnknownVerbError(f"{name}@{version}") from None


def all_verbs() -> Iterator[Verb]:
    """Every registered version, in order of name."""
    return iter(verb for _key, verb in sorted(_verbs.items()))


def content_values(content: Any) -> dict[str, Any]:
    """The content as JSON values, fields that are None left out."""
    values: dict[str, Any] = {}
    for name in _names(content.__class__):
        value = getattr(content, name)
        if value is not None:
            values[name] = value if type(value) is str else _values(value)
    return values


@cache
def _names(schema: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("type[Any]", schema)))


def _values(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return content_values(value)
    if isinstance(value, list | tuple):
        return [_values(item) for item in value]
    return plain(value)


def read_content(verb: Verb, body: bytes) -> dict[str, Any]:
    """The values of stored content, with None for each field of the schema that was left out."""
    values = dict.fromkeys((field.name for field in fields(verb.schema)), None)
    return {**values, **json.loads(body)}
