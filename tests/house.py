"""Finding the parts of the house for the tests over the project itself."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import schakel

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src" / "schakel"


def modules(named: str) -> Iterator[ModuleType]:
    """All modules of the product whose own name, or whose package's name, is `named`."""
    for found in pkgutil.walk_packages(schakel.__path__, "schakel."):
        parts = found.name.split(".")
        if named in parts and "tests" not in parts and "migrations" not in parts:
            yield importlib.import_module(found.name)


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Functions that a module defines itself, without a leading underscore."""
    for name, value in inspect.getmembers(module, inspect.isfunction):
        if value.__module__ == module.__name__ and not name.startswith("_"):
            yield name, value


def source_files(*, tests: bool = False) -> Iterator[Path]:
    """Python files of the product, migrations left out."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, with the last part of the called name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield name, node
