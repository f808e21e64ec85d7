"""Reading YAML with its lines: each value is asked for by kind, and what is wrong is noted with its place.

Keys and texts are taken as written, so that `on`, `no` and `18:1` stay what an author meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from schakel.ground.kernel.errors import SchakelError
from schakel.ground.norms.engine.model import Place

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL, _BOOL, _INT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"
_FLOAT, _DATE = "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and where."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class RegisterError(SchakelError):
    """A register that may not be used; lines name file, line and reason of everything that is wrong."""

    about = "Het normenregister is niet te gebruiken."

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            self.about,
            f"Er is {len(problems)} keer iets mis." if len(problems) > 1 else "Er is iets mis.",
            "Verbeter wat hieronder staat.",
        )
        self.problems = tuple(sorted(problems))
        self.lines = tuple(str(problem) for problem in self.problems)


@dataclass(slots=True)
class Problems:
    """What was found wrong so far, over all files."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, reason: str) -> None:
        """Note one."""
        self.found.append(Problem(place.file, place.line, reason))


DEEPEST = 30
"""A condition that names itself by a YAML alias would be read for ever."""


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


class Entry:
    """A mapping of a file: asks by key, and at the end names the keys nobody asked for."""

    def __init__(self, node: yaml.Node, file: str, problems: Problems, depth: int = 0) -> None:
        self.file, self.problems, self.depth = file, problems, depth
        self.place = Place(file, node.start_mark.line + 1)
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        if not isinstance(node, yaml.MappingNode):
            self.wrong("hier horen sleutels met waarden te staan")
            return
        if depth > DEEPEST:
            self.wrong("dit is te diep genest")
            return
        for key, value in node.value:
            self._keep(str(key.value), key, value)

    def _keep(self, name: str, key: yaml.Node, value: yaml.Node) -> None:
        if name in self._nodes:
            self.problems.add(Place(self.file, key.start_mark.line + 1), f"{name} staat hier twee keer")
        self._nodes[name] = value

    def wrong(self, reason: str, key: str = "") -> None:
        """Note that something is wrong here, or at a key."""
        self.problems.add(self.place_of(key), reason)

    def place_of(self, key: str) -> Place:
        """Where a key stands; the entry itself when it has no such key."""
        node = self._nodes.get(key)
        return Place(self.file, node.start_mark.line + 1) if node is not None else self.place

    def has(self, key: str) -> bool:
        """Whether the key is there with a value."""
        node = self._node(key)
        return node is not None

    def _node(self, key: str) -> yaml.Node | None:
        self._asked.add(key)
        node = self._nodes.get(key)
        return None if node is None or _is_null(node) else node

    def text(self, key: str, default: str | None = None) -> str:
        """A text as written; without a default it must be there and say something."""
        node = self._node(key)
        if node is None:
            if default is None:
                self.wrong(f"{key} ontbreekt")
            return default or ""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(f"{key} moet tekst zijn", key)
            return ""
        if default is None and not node.value.strip():
            self.wrong(f"{key} is leeg", key)
        return str(node.value).strip()

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of a closed list."""
        value = self.text(key, default)
        if value not in allowed and (value or default is None):
            self.wrong(f"{key} is {value or 'leeg'}; kies uit {', '.join(allowed)}", key)
        return value

    def texts(self, key: str, *, is_required: bool = False) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        node = self._node(key)
        if node is None:
            if is_required:
                self.wrong(f"{key} ontbreekt")
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(item, yaml.ScalarNode) for item in items):
            self.wrong(f"{key} moet een lijst van woorden zijn", key)
            return ()
        if is_required and not items:
            self.wrong(f"{key} is leeg", key)
        return tuple(str(item.value) for item in items)

    def flag(self, key: str, default: bool | None = False) -> bool | None:
        """true, false, or the default where it is not there."""
        node = self._node(key)
        if node is None:
            return default
        value = scalar(node)
        if not isinstance(value, bool):
            self.wrong(f"{key} moet true of false zijn", key)
            return default
        return value

    def is_true(self, key: str) -> bool:
        """Whether a flag is there and true."""
        return bool(self.flag(key))

    def day(self, key: str) -> date | None:
        """A date, or None where it is not there."""
        node = self._node(key)
        if node is None:
            return None
        value = scalar(node)
        if not isinstance(value, date):
            self.wrong(f"{key} moet een datum zijn als 2026-01-31", key)
            return None
        return value

    def whole(self, key: str) -> int:
        """A whole number that must be there."""
        node = self._node(key)
        value = None if node is None else scalar(node)
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(f"{key} moet een geheel getal zijn", key)
            return 0
        return value

    def value(self, key: str) -> Any:
        """A value of any kind; None for null."""
        node = self._nodes.get(key)
        self._asked.add(key)
        if node is None or isinstance(node, yaml.MappingNode):
            self.wrong(f"{key} moet een waarde zijn", key)
            return None
        if isinstance(node, yaml.SequenceNode):
            return tuple(scalar(item) for item in node.value)
        return scalar(node)

    def entry(self, key: str) -> Entry | None:
        """A mapping within this one."""
        node = self._node(key)
        return None if node is None else Entry(node, self.file, self.problems, self.depth + 1)

    def entries(self, key: str) -> list[Entry]:
        """A list of mappings within this one."""
        node = self._node(key)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(f"{key} moet een lijst zijn", key)
            return []
        return [Entry(item, self.file, self.problems, self.depth + 1) for item in node.value]

    def names(self) -> Iterator[str]:
        """All keys, in order; they count as asked for."""
        self._asked.update(self._nodes)
        return iter(self._nodes)

    def finish(self) -> None:
        """Name the keys that nobody asked for: a misspelt key must not be lost in silence."""
        for key in self._nodes.keys() - self._asked:
            self.wrong(f"{key} is hier geen bekende sleutel", key)


def scalar(node: yaml.Node) -> Any:
    """A value in Python's types; what looks like a date but is none stays text."""
    text = str(node.value)
    if node.tag == _NULL:
        return None
    if node.tag == _BOOL:
        return text.lower() in {"true", "yes", "on"}
    if node.tag in {_INT, _FLOAT}:
        return _number(text)
    if node.tag == _DATE:
        return _day(text)
    return text


def _number(text: str) -> int | Decimal | str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    return int(text) if text.lstrip("+-").isdigit() else number


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def read_file(path: Path, problems: Problems) -> yaml.Node | None:
    """The top of one file; None (and a problem) where it is no YAML or empty."""
    try:
        with path.open(encoding="utf-8") as text:
            node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(Place(path.name, line), f"geen leesbare YAML: {error.problem}")
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        problems.add(Place(path.name, 1), "het bestand is niet te lezen als tekst in UTF-8")
        return None
    if node is None:
        problems.add(Place(path.name, 1), "het bestand is leeg")
    return node


def read_list(path: Path, problems: Problems) -> list[Entry]:
    """The mappings of a file that holds a list of them."""
    node = read_file(path, problems)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(Place(path.name, 1), "het bestand moet een lijst zijn")
        return []
    return [Entry(item, path.name, problems) for item in node.value]


def read_mapping(path: Path, problems: Problems) -> Entry | None:
    """The mapping of a file that holds one."""
    node = read_file(path, problems)
    return None if node is None else Entry(node, path.name, problems)
