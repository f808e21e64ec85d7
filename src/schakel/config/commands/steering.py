"""`schakel steering`: which coordination the chain's tasks need, and how far sites are with it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError

if TYPE_CHECKING:
    from schakel.programme.steering.coordination.gaps import Files
    from schakel.programme.steering.coordination.model import Tables
    from schakel.programme.steering.coordination.reading import Rows
    from schakel.programme.steering.coordination.statements import Statement

T = TypeVar("T")


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(
        subparsers, "steering", "Sturen op de keten: afstemming tussen taken, en hoe ver men is."
    )
    _register_coordination(group)
    _register_gaps(group)
    parser = add_command(
        group, "criteria", "Hoe ver is de samenwerking, naar een maat?", criteria, has_json=True
    )
    parser.add_argument("measure", metavar="MAAT", help="mulford_rogers, areas, toonkamer of phases")
    parser.add_argument("--answers", type=Path, metavar="BESTAND", help="antwoorden van plekken (CSV)")
    _add_day(parser)
    parser = add_command(
        group, "tables", "Welke tabellen zijn er, en klopt een eigen tabel?", tables, has_json=True
    )
    parser.add_argument(
        "--copy", metavar="SITUATIE", help="geef het bestand van een situatie, om aan te passen"
    )
    _add_tables(parser)


def _register_coordination(group: Any) -> None:
    parser = add_command(
        group, "coordination", "Welke afstemming vragen de taken van elkaar?", coordination, has_json=True
    )
    situations = "within, concurrent, transition, provider, care, of een eigen situatie"
    parser.add_argument("--situation", required=True, metavar="SITUATIE", help=situations)
    groups = "afstandsgroep: all, short, youth, far, of een eigen groep"
    parser.add_argument("--group", default="all", metavar="GROEP", help=groups)
    _add_tables(parser)
    _add_day(parser)


def _register_gaps(group: Any) -> None:
    parser = add_command(
        group, "gaps", "Wat is nodig, wat is afgesproken en wat gebeurt er, per plek?", gaps, has_json=True
    )
    for name, help_text in (
        ("--agreed", "wat is afgesproken (CSV)"),
        ("--practised", "wat in de praktijk gebeurt (CSV)"),
        ("--required", "wat nodig is (CSV, anders de tabellen)"),
    ):
        parser.add_argument(name, type=Path, metavar="BESTAND", help=help_text)
    parser.add_argument("--group", default="", metavar="GROEP", help="alleen deze afstandsgroep")
    _add_tables(parser)
    _add_day(parser)


def _add_tables(parser: Any) -> None:
    parser.add_argument(
        "--table",
        type=Path,
        action="append",
        default=[],
        metavar="BESTAND",
        help="eigen tabel (YAML), in plaats van die van deze situatie; mag vaker",
    )


def _add_day(parser: Any) -> None:
    parser.add_argument("--on", type=_day, metavar="DATUM", help="dag die telt (anders vandaag)")


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "datum als 2026-01-01"


def _on(arguments: argparse.Namespace) -> date:
    from schakel.ground.kernel import clock

    return arguments.on or clock.today()


def _tables(arguments: argparse.Namespace) -> Tables:
    from schakel.programme.steering.coordination.loading import load_tables

    return load_tables(arguments.table)


def _chosen(asked: str, found: Mapping[str, T], kind: str) -> T:
    if asked not in found:
        near = get_close_matches(asked, found, n=1)
        remedy = f"Bedoelt u {near[0]}?" if near else f"Kies uit: {', '.join(found)}."
        raise InvalidError(f"{asked} is geen {kind}.", "Deze naam is hier niet bekend.", remedy)
    return found[asked]


def coordination(arguments: argparse.Namespace) -> int:
    """The relations of a situation with what they ask for, and what the texts themselves say."""
    from schakel.programme.steering.coordination import showing
    from schakel.programme.steering.coordination.deriving import no_table, table_on

    found, on = _tables(arguments), _on(arguments)
    situation = _chosen(arguments.situation, found.situations, "situatie")
    _chosen(arguments.group, found.terms.groups, "groep")
    table = table_on(situation, arguments.group, on)
    if table is None:
        say(no_table(situation, on).dutch)
        if arguments.json:
            show_json(showing.no_table_values(situation, arguments.group, on))
    elif arguments.json:
        show_json(showing.table_values(table, found))
    else:
        _show(showing.table_words(table, found.terms))
    return OK


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        show(line)


def gaps(arguments: argparse.Namespace) -> int:
    """Required, agreed and practised coordination by site; refused or clashing lines give exit code 1."""
    from schakel.programme.steering.coordination import showing, showing_gaps
    from schakel.programme.steering.coordination.gaps import site_gaps

    found, on = _tables(arguments), _on(arguments)
    files: list[Rows] = []
    if arguments.group:
        _chosen(arguments.group, found.terms.groups, "groep")
    said = _files(arguments, found, files)
    answers = site_gaps(found, said, on, arguments.group)
    outside = sum(not each.holds_on(on) for each in said.all())
    clashes = showing_gaps.contradictions(answers)
    _tell(files)
    if outside:
        say(f"{outside} regels gelden niet op {on}.")
    if not answers:
        say("Geen enkele regel noemt een plek.")
    for clash in clashes:
        say(f"{clash.file}: de regels {', '.join(map(str, clash.lines))} spreken elkaar tegen ({clash.kind})")
    if arguments.json:
        read = showing.rows_values(files) | {"outside_period": outside}
        show_json({"on": on, "digest": found.digest} | read | showing_gaps.gaps_values(answers))
    else:
        _show(showing_gaps.gaps_words(answers, found))
    return PROBLEMS if clashes or any(rows.refused for rows in files) else OK


def _files(arguments: argparse.Namespace, found: Tables, files: list[Rows]) -> Files:
    """What the files say; how their lines fared comes in files. Raises InvalidError."""
    from schakel.programme.steering.coordination.gaps import Files

    if arguments.agreed is None and arguments.practised is None:
        raise InvalidError(
            "Er is niets om te vergelijken.", "", "Geef een bestand met --agreed, met --practised, of beide."
        )
    return Files(
        _statements(arguments.agreed, found, files) or [],
        _statements(arguments.practised, found, files) or [],
        _statements(arguments.required, found, files, is_required=True),
    )


def _statements(
    path: Path | None, found: Tables, files: list[Rows], *, is_required: bool = False
) -> list[Statement] | None:
    from schakel.programme.steering.coordination.statements import read_statements

    if path is None:
        return None
    statements, rows = read_statements(path, found, needs_site=not is_required, must_be_known=is_required)
    files.append(rows)
    return statements


def _tell(files: list[Rows]) -> None:
    from schakel.programme.steering.coordination.showing import rows_words

    for line in rows_words(files):
        say(line)


def criteria(arguments: argparse.Namespace) -> int:
    """A measure with its items, or with answers what they come to by site."""
    from schakel.programme.steering.coordination import showing, showing_measures
    from schakel.programme.steering.coordination.answering import read_answers, results
    from schakel.programme.steering.coordination.measures import measures

    measure, on = _chosen(arguments.measure, measures(), "maat"), _on(arguments)
    if arguments.answers is None:
        if arguments.json:
            show_json(showing_measures.measure_values(measure, []))
        else:
            _show(showing_measures.measure_words(measure))
        return OK
    answers, rows = read_answers(arguments.answers, measure)
    found = results(measure, answers, on)
    _tell([rows])
    if arguments.json:
        show_json({"on": on} | showing.rows_values([rows]) | showing_measures.measure_values(measure, found))
    else:
        _show(line for each in found for line in showing_measures.result_words(measure, each))
    return PROBLEMS if rows.refused or any(each.contradicted for each in found) else OK


def tables(arguments: argparse.Namespace) -> int:
    """All tables with their periods, or the file of one; an own table that is wrong gives exit code 1."""
    from schakel.programme.steering.coordination.loading import FOLDER, built_in, read_tables
    from schakel.programme.steering.coordination.showing import ORIGIN_WORDS, version_values

    if arguments.copy:
        _chosen(arguments.copy, built_in().situations, "situatie")
        show((FOLDER / f"{arguments.copy}.yaml").read_text(encoding="utf-8").rstrip())
        return OK
    found, problems = read_tables(arguments.table)
    for problem in sorted(problems):
        say(str(problem))
    versions = [(s, version) for s in found.situations.values() for version in s.versions]
    if arguments.json:
        show_json(
            {
                "digest": found.digest,
                "tables": [version_values(*each) for each in versions],
                "problems": [{"file": p.file, "line": p.line, "reason": p.reason} for p in sorted(problems)],
            }
        )
    else:
        for situation, version in versions:
            period = f"vanaf {version.start}" + (f" tot {version.end}" if version.end else "")
            origin = ORIGIN_WORDS.get(version.origin, "herkomst onbekend")
            cells = f"{len(version.cells)} cellen, {origin}"
            show(f"{situation.id}, {version.group}, {period}: {cells}")
    return PROBLEMS if problems else OK
