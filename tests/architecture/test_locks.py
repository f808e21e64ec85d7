"""The locks follow what the project asks for, agree with each other and name no place to download from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house import source_files

CHECKOUT = Path(__file__).resolve().parents[2]
REQUIREMENTS = CHECKOUT / "requirements"
PIN = re.compile(r"^([\w.-]+)==([^ ]+)( ; .*?)? \\$", re.MULTILINE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(name: str) -> set[str]:
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    found = (re.match(r"[\w.-]+", line) for line in lines if line and not line.startswith("-"))
    return {normal(match.group()) for match in found if match}


def pins(name: str) -> set[tuple[str, str]]:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    return {(normal(package), version) for package, version, _ in PIN.findall(text)}


@pytest.mark.parametrize(
    "path", ["package-lock.json", *(f"requirements/{p.name}" for p in REQUIREMENTS.glob("*.txt"))]
)
def test_a_lock_holds_no_address(path: str) -> None:
    assert "://" not in (CHECKOUT / path).read_text()


@pytest.mark.parametrize("name", ["base", "dev", "node", "peers", "tools"])
def test_what_is_asked_for_is_locked(name: str) -> None:
    assert asked(name) - {package for package, _ in pins(name)} == set()


def test_tests_run_on_the_versions_that_the_product_runs_on() -> None:
    assert pins("base") - pins("dev") == set()
    assert pins("base") - pins("peers") == set()


def test_every_script_package_has_an_exact_version() -> None:
    text = (CHECKOUT / "package.json").read_text()
    versions = re.findall(r'"[@\w./-]+": "([~^>=<*x\d][^"]*)"', text)
    assert versions
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_the_product_never_imports_a_peer() -> None:
    names = "|".join(sorted(name.replace("-", "_") for name in asked("peers")))
    imports = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.MULTILINE)
    assert imports.search("import pm4py")
    assert [path for path in source_files() if imports.search(path.read_text(encoding="utf-8"))] == []
