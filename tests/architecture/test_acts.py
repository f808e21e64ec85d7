"""There is one way to write: an act, in a room's actions."""

from __future__ import annotations

import inspect

from tests.house import SOURCE, calls, modules, public_functions, source_files

REGISTRATION = {"register"}
WRITES = {"save", "create", "bulk_create", "update_or_create", "get_or_create", "delete", "bulk_update"}
MAY_WRITE = {
    "access/loading.py": "the owner brings the access table up to date after migrations",
    "access/readers.py": "readers are made by acts of organisations and the portal",
    "accounts/records.py": "accounts are made by acts of this room and the portal",
    "organisations/councils.py": "agreements of works councils are kept for the acts that ask for one",
    "organisations/founding.py": "organisations begin in the acts that found, plan and use a preset",
    "organisations/joining.py": "professionals are entered in the acts that give somebody a role",
    "organisations/moving.py": "places go along in the act that carries a merger or split out",
    "vocabulary/loading.py": "editions are kept by this room's acts of loading and switching",
    "vocabulary/regions.py": "lists are kept by this room's acts of loading",
    "imports/previewing.py": "the rows of a file are kept by the act that previews it",
    "imports/befores.py": "what stood before a row is kept by the act that takes it in",
    "people/records.py": "rows of protective facts are written for the acts of this room",
    "dossiers/handover_parts.py": "the parts of a handover are kept for the acts that send and complete it",
    "dossiers/records.py": "rows of participation and regie are written for the acts of this room",
    "dossiers/passings.py": "how the regie was passed is kept and put back for the acts of this room",
    "contacts/records.py": "rows are taken away by the act that erases their entries",
    "intake/records.py": "rows are taken away by the act that erases their entries",
    "profile/records.py": "rows are taken away by the act that erases their entries",
    "questions/records.py": "rows are taken away by the act that erases their entries",
    "mentoring/records.py": "rows are taken away by the act that erases their entries",
    "workshops/records.py": "rows end with a death, or are taken away by the act that erases their entries",
    "norms/records.py": "rows follow from the entry of a choice, and go with what is erased",
    "diagnosis/records.py": "instruments are kept for acts that use them; rows go with what is erased",
    "services/approving.py": "questions for agreement are kept for the acts that choose and extend",
    "plans/weighing.py": "what else was considered is kept for the acts that write goals and steps",
    "services/records.py": "evaluations are written for the acts of this room; rows go with what is erased",
    "plans/records.py": "rows follow from the entry of a choice, and go with what is erased",
}


def test_every_public_function_of_actions_is_an_act() -> None:
    found = [
        (f"{module.__name__}.{name}", function)
        for module in modules("actions")
        for name, function in public_functions(module)
        if name not in REGISTRATION
    ]
    assert len(found) > 20
    assert [name for name, function in found if not hasattr(function, "need")] == []


def test_every_act_returns_something_to_answer_a_double_click_with() -> None:
    silent = [
        f"{module.__name__}.{name}"
        for module in modules("actions")
        for name, function in public_functions(module)
        if name not in REGISTRATION and inspect.signature(function).return_annotation in (None, "None")
    ]
    assert silent == []


def test_only_acts_write() -> None:
    writers = {}
    for path in source_files():
        place = path.relative_to(SOURCE).as_posix()
        is_act = "actions" in place.removesuffix(".py").split("/")
        if is_act or place.startswith(("config/", "simulation/")):
            continue
        # A call of form.save or file.save is no write of ours; queries are always `objects` or a row.
        names = {name for name, node in calls(path) if name in WRITES and _is_of_model(node)}
        if names and not any(place.endswith(allowed) for allowed in MAY_WRITE):
            writers[place] = sorted(names)
    assert writers == {}


def _is_of_model(node: object) -> bool:
    text = ast_text(node)
    return ".objects." in text or "force_insert" in text or "bulk_" in text


def ast_text(node: object) -> str:
    import ast

    return ast.unparse(node) if isinstance(node, ast.AST) else ""


def test_no_view_asks_the_database_for_a_change() -> None:
    changing = {"update", "execute", "raw"} | WRITES
    wrong = {
        f"{path.relative_to(SOURCE)}: {ast_text(node)[:60]}"
        for path in source_files()
        if "views" in path.relative_to(SOURCE).as_posix().removesuffix(".py").split("/")
        for name, node in calls(path)
        if name in changing and (".objects." in ast_text(node) or name in {"execute", "raw"})
    }
    assert {line for line in wrong if "select 1" not in line} == set()
