"""Figures about people are told in one way: with counts and intervals, nothing small, and never as an effect.

Each template that shows figures includes the house's note on reading them, or stands here with the reason
why not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from schakel.ground.access.menus import Theme, entries_for
from schakel.ground.access.types import Role
from tests.house import SOURCE

NOTE = "web/components/figures_note.html"
SIGNS = re.compile(r"\bsk-num\b|\{% meter |\bprocent\b|\}\}%|\bshare_words\b|\bmiddle_words\b")
LINK = re.compile(r'\{% (?:extends|include) "([^"]+)"')

WITHOUT_NOTE = {
    "diagnosis/course.html": "one client's own course, for who guides them",
    "diagnosis/estimates.html": "each line is one estimate about one client",
    "diagnosis/market.html": "vacancies and tension of a labour market, from a file; no people are counted",
    "diagnosis/outcome.html": "one estimate about one client",
    "contacts/picture_market.html": "vacancies and tension of a labour market; no people are counted",
    "dossiers/arrangements.html": "terms that were agreed, in working days",
    "imports/checking.html": "how far the worker is with a file",
    "imports/delivery_files.html": "how many rows stand in a file",
    "imports/steps.html": "how far the worker is with a file",
    "quality/target.html": "the percentage an organisation aims at",
    "web/components/table.html": "any table; its page includes the note where it holds figures",
    "web/components_sheet.html": "examples of components",
    "web/components/figures_note.html": "the note itself",
}
"""Templates that look like figures and tell none about a group of people."""

FIGURES_WITHOUT_NOTE = {
    "organisations:wishes": "what colleagues themselves say it costs them, each under their own wish",
    "diagnosis:market": "vacancies and tension of a labour market; no people are counted",
}
"""Pages under Figures in the menu that count no group of people."""

COMMANDS = {
    "effects": "programme/effects: counts, intervals and refusals of its own, tested there",
    "process": "programme/process: intervals of its own; the reader holds the file with the cases",
    "steering": "programme/steering: organisations and what they agreed, no people",
}


def templates() -> dict[str, str]:
    """Every template by the name under which it is asked for."""
    found = {}
    for path in SOURCE.rglob("templates/**/*.html"):
        parts = path.parts
        found["/".join(parts[len(parts) - parts[::-1].index("templates") :])] = path.read_text("utf-8")
    return found


def _linked(name: str, found: dict[str, str]) -> set[str]:
    """The templates that this one extends or includes, and theirs."""
    seen, waiting = set(), [name]
    while waiting:
        for other in LINK.findall(found.get(waiting.pop(), "")):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def told_with_note() -> set[str]:
    """Templates that include the note, and what is shown together with it."""
    found = templates()
    pages = {name for name in found if NOTE in _linked(name, found)}
    return pages | {part for page in pages for part in _linked(page, found)}


def test_every_template_with_figures_says_how_to_read_them_or_why_not() -> None:
    found, noted = templates(), told_with_note()
    shows = {name for name, text in found.items() if SIGNS.search(text)}
    assert len(shows) > 15
    assert sorted(shows - noted - WITHOUT_NOTE.keys()) == []


def test_no_excuse_outlives_its_template() -> None:
    found = templates()
    assert [name for name in WITHOUT_NOTE if name not in found] == []


def test_every_page_under_figures_in_the_menu_shows_the_note() -> None:
    shown = [entry for role in Role for entry in entries_for(role.value)]
    entries = {entry.url_name for entry in shown if entry.theme == Theme.FIGURES}
    noted, missing = told_with_note(), []
    for name in sorted(entries - FIGURES_WITHOUT_NOTE.keys()):
        if not {template for template in _templates_of(name) if template in noted}:
            missing.append(name)
    assert len(entries) >= 8
    assert missing == []


def _templates_of(name: str) -> set[str]:
    """The templates that the module of this page names."""
    from django.urls import resolve, reverse

    view = resolve(reverse(name)).func
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    text = Path(view.__code__.co_filename).read_text("utf-8")
    return set(re.findall(r'"([a-z_]+(?:/[a-z_]+)+\.html)"', text))


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, ast.parse(path.read_text("utf-8"))


def test_only_one_module_says_how_few_are_too_few() -> None:
    names = {"LEAST", "FEW", "FEWEST", "SMALL", "SMALLEST", "MINIMUM"}
    found = [
        path.relative_to(SOURCE).as_posix()
        for path, module in _modules()
        for node in module.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, int)
        and names & {target.id for target in node.targets if isinstance(target, ast.Name)}
    ]
    assert found == ["ground/kernel/shares.py"]


BARE_PERCENTS = {
    "jobseekers/services/views/figures/mix.py": "hides what small_cells of its query hides",
    "jobseekers/services/views/figures/starts.py": "shares around a change, of ten before and after",
    "jobseekers/services/views/figures/schemes.py": "differences, asked with is_part_told",
}
"""Modules that put a share or difference in words without the counts, and why no small part follows."""

SHARES = {
    "ground/kernel/shares.py": "the module itself",
    "web/figures.py": "the words of the house",
    "jobseekers/intake/views/lead_times.py": "the file, asked with is_part_told",
    "jobseekers/services/mixing.py": "beside a target, of groups that mix.py tells",
    "jobseekers/services/shifting.py": "of ten services before and after a change",
    "jobseekers/services/views/figures/mix.py": "hides what small_cells of its query hides",
    "jobseekers/services/queries/group_picture.py": "of slices that too_small leaves",
    "programme/process/engine/comparing.py": "cases of a file, for who holds that file",
    "programme/quality/queries/counts.py": "whether a field is filled in, not what is in it",
}
"""Modules that reckon a share, and why no small part of people follows from it."""


def _calling(names: set[str]) -> set[str]:
    return {
        path.relative_to(SOURCE).as_posix()
        for path, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    }


def test_a_share_is_told_in_words_of_the_house_that_hide_small_parts() -> None:
    assert _calling({"percent_words", "points_words"}) - {"web/figures.py"} == BARE_PERCENTS.keys()


def test_who_reckons_a_share_is_known() -> None:
    reckoning = {
        place
        for place in _calling({"share"})
        if "kernel.shares import" in (SOURCE / place).read_text("utf-8")
    }
    assert reckoning | {"ground/kernel/shares.py"} == SHARES.keys()


def test_ninth_deciles_counted_in_the_database_come_with_their_interval() -> None:
    later = {path.name: path.read_text("utf-8") for path in SOURCE.rglob("migrations/*.py")}

    def ends_well(name: str) -> bool:
        """Whether this wording, or one that is made of it, asks for the interval."""
        after = (other for other, text in later.items() if f".{name[:-3]}" in text)
        return "kernel_ninth" in later[name] or any(map(ends_well, after))

    found = [name for name, text in later.items() if "percentile_cont(0.9)" in text]
    assert found
    assert [name for name in found if not ends_well(name)] == []


def test_medians_counted_in_the_database_come_with_their_interval() -> None:
    """The newest wording of a function counts; its own migration may still hold the one before."""
    later = {path.name: path.read_text("utf-8") for path in SOURCE.rglob("migrations/*.py")}
    alone = [
        name
        for name, text in later.items()
        if "percentile_cont(0.5)" in text
        and "kernel_middle" not in text
        and not any(f".{name[:-3]}" in other and "kernel_middle" in other for other in later.values())
    ]
    assert alone == []


def test_commands_that_tell_figures_are_known() -> None:
    found = {
        path.stem
        for path in (SOURCE / "config" / "commands").glob("*.py")
        if "schakel.programme." in path.read_text("utf-8")
    }
    assert found == COMMANDS.keys()
