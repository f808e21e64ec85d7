"""The documents tell the truth: what they name exists, and what they count was counted."""

from __future__ import annotations

import argparse
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import _parser
from tests.house import CHECKOUT, SOURCE

PAGES = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])
HANDBOOK = sorted((CHECKOUT / "docs" / "handbook").glob("*.md"))
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FOLDERS = ("src/", "docs/", "tests/", "scripts/", "requirements/")


def _named(page: Path) -> str:
    return page.relative_to(CHECKOUT).as_posix()


def _pages(pages: list[Path]) -> Any:
    return pytest.mark.parametrize("page", pages, ids=_named)


def _spans(page: Path) -> list[str]:
    """What stands between backticks in running text."""
    return SPAN.findall(FENCED.sub("", page.read_text(encoding="utf-8")))


def _commands(page: Path, program: str) -> Iterator[list[str]]:
    """The words after `program` in spans, fences and indented blocks; comments are left out."""
    text = page.read_text(encoding="utf-8")
    blocks = [line for fence in FENCED.findall(text) for line in fence.splitlines()]
    indented = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    for line in [*_spans(page), *blocks, *indented]:
        words = line.split("#")[0].split()
        words = [word for word in words if not re.match(r"^[A-Z_]+=", word)]
        if words and words[0].removeprefix(".venv/bin/") == program:
            yield words[1:]


@_pages(PAGES)
def test_names_of_modules_and_what_is_in_them_exist(page: Path) -> None:
    names = [re.sub(r"\(.*\)$", "", span) for span in _spans(page) if span.startswith("schakel.")]
    assert [name for name in names if not _exists(name)] == []


def _exists(name: str) -> bool:
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        return _has(found, parts[count:])
    return False


def _has(found: object, rest: list[str]) -> bool:
    for part in rest:
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


@_pages(PAGES)
def test_paths_exist(page: Path) -> None:
    paths = [span for span in _spans(page) if span.startswith(FOLDERS) and " " not in span]
    assert [path for path in paths if not any(CHECKOUT.glob(path.rstrip("/")))] == []


@_pages(PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link.split("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    inside = [link for link in links if link and not re.match(r"[a-z]+:", link)]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@_pages(PAGES)
def test_targets_of_make_exist(page: Path) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    asked = {word for words in _commands(page, "make") for word in words}
    assert asked - targets == set()


@_pages(PAGES)
def test_commands_and_their_options_exist(page: Path) -> None:
    wrong = {" ".join(words): found for words in _commands(page, "schakel") if (found := _unknown(words))}
    assert wrong == {}


def _unknown(words: list[str]) -> str:
    """The first word that the command line does not know; arguments in capitals or quotes are anything."""
    parser: argparse.ArgumentParser = _parser()
    for word in words:
        if word.startswith("--") and word not in parser._option_string_actions:
            return word
        group = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)
        if group is not None and not word.startswith("-"):
            if word not in group.choices:
                return word
            parser = _complete(group.choices[word])
    return ""


def _complete(parser: Any) -> argparse.ArgumentParser:
    """With the arguments that a room brings when its command is chosen."""
    if getattr(parser, "late", None) is not None:
        parser.late()
    return parser


def test_the_table_of_features_is_made_from_the_requirements() -> None:
    script = [sys.executable, str(CHECKOUT / "scripts" / "feature-table")]
    made = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    stands = readme.split("<!-- features -->\n")[1].split("<!-- /features -->")[0]
    assert stands == made, "renew it with: scripts/feature-table --write"


def test_every_variable_of_the_environment_is_explained_and_exists() -> None:
    operations = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`(SCHAKEL_\w+)`", operations))
    used = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" not in path.relative_to(SOURCE).parts:
            used |= set(re.findall(r'"(SCHAKEL_\w+)"', path.read_text(encoding="utf-8")))
    assert explained == used


@_pages(HANDBOOK)
def test_words_of_the_screen_stand_on_the_screen(page: Path) -> None:
    quoted = set(re.findall(r"\*\*([^*\n]+)\*\*", page.read_text(encoding="utf-8")))
    screen = _screen()
    assert sorted(words for words in quoted if words not in screen) == []


def _screen() -> str:
    paths = [p for end in ("html", "py") for p in SOURCE.rglob(f"*.{end}")]
    shown = [path for path in paths if "tests" not in path.relative_to(SOURCE).parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in shown)


def test_every_page_stands_in_the_index() -> None:
    index = CHECKOUT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    missing = [_named(p) for p in (CHECKOUT / "docs").rglob("*.md") if p != index and p not in linked]
    assert sorted(missing) == []
