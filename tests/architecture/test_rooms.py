"""Foreign keys point down, days come from one clock, and names are in the glossary."""

from __future__ import annotations

import csv
import re

from django.apps import apps

from tests.house import CHECKOUT, SOURCE, calls, source_files

FLOORS = ["portal", "information", "programme", "resources", "employers", "jobseekers", "ground"]
GROUND = [
    "signals", "dossiers", "people", "organisations", "notices", "accounts",
    "vocabulary", "norms", "journal", "access", "kernel",
]  # fmt: skip


def _height(module: str) -> tuple[int, int]:
    """How high a room stands: its floor, and its place within the ground floor."""
    _schakel, floor, room, *_rest = module.split(".")
    in_ground = len(GROUND) - GROUND.index(room) if floor == "ground" else 0
    return len(FLOORS) - FLOORS.index(floor), in_ground


def _models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("schakel.")]


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model.__name__}.{field.name}"
        for model in _models()
        for field in model._meta.get_fields()
        if field.many_to_one or (field.one_to_one and not field.auto_created)
        if field.related_model.__module__.startswith("schakel.")
        if _height(field.related_model.__module__) > _height(model.__module__)
    ]
    assert upward == []


def test_access_and_journal_point_at_nothing_above_them() -> None:
    for label in ("access", "journal"):
        for model in apps.get_app_config(label).get_models():
            targets = {f.related_model._meta.app_label for f in model._meta.get_fields() if f.many_to_one}
            assert targets <= {label}


def test_every_model_stands_in_the_glossary() -> None:
    terms = set(re.findall(r"`(\w+)`", (CHECKOUT / "docs" / "glossary.md").read_text(encoding="utf-8")))
    assert sorted({model.__name__ for model in _models()} - terms) == []


def test_the_day_comes_from_the_one_clock() -> None:
    clock = SOURCE / "ground" / "kernel" / "clock.py"
    strays = [
        str(path.relative_to(SOURCE))
        for path in source_files()
        if path != clock and "kernel/database" not in path.as_posix()
        for name, node in calls(path)
        if name in {"today", "now", "utcnow"} and _owner(node) in {"date", "datetime", "timezone", "dt"}
    ]
    assert strays == []


def _owner(node: object) -> str:
    import ast

    function = getattr(node, "func", None)
    value = function.value if isinstance(function, ast.Attribute) else None
    return value.id if isinstance(value, ast.Name) else getattr(value, "attr", "")


def test_sql_asks_our_own_day() -> None:
    migrations = SOURCE.rglob("migrations/*.py")
    assert [p.name for p in migrations if "current_date" in p.read_text(encoding="utf-8")] == []


def test_each_requirement_has_its_line_and_what_works_has_its_test() -> None:
    with (CHECKOUT / "docs" / "requirements.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["number"]: row for row in csv.DictReader(lines)}
    numbers = [f"R{n:03}" for n in range(1, 326)] + [f"I{n:02}" for n in range(1, 49)]
    assert list(rows) == numbers + [f"C{n:02}" for n in range(1, 36)]
    for number, row in rows.items():
        assert row["state"] in {"works", "partly", "not"}, number
        tests = row["tests"].split()
        assert tests or row["state"] == "not", f"{number} needs its test"
        for test in tests:
            path, _sep, name = test.partition("::")
            assert f"def {name}(" in (CHECKOUT / path).read_text(encoding="utf-8"), f"{number}: {test}"


def test_files_stay_small_enough_to_read() -> None:
    long = {p.name: n for p in source_files() if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}
