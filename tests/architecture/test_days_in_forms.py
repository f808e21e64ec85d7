"""A day that a form fills in beforehand reaches the browser, which knows one way of writing it."""

from __future__ import annotations

import ast

from tests.house import CHECKOUT


def test_every_field_for_a_day_writes_it_as_browsers_read_it() -> None:
    wrong, found = [], 0
    for path in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"forms.DateInput", "DateInput"}:
                found += 1
                if not any(word.arg == "format" for word in node.keywords):
                    wrong.append(f"{path.relative_to(CHECKOUT)}:{node.lineno}")
    assert found > 10
    assert wrong == []
