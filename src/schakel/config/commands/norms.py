"""`schakel norms`: which norms apply by given facts, one norm explained, and the tests of the register."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.config.output import OK, PROBLEMS, say, show, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import InvalidError, NotFoundError

if TYPE_CHECKING:
    from schakel.ground.norms.engine.evaluating import Evaluator
    from schakel.ground.norms.engine.fact_sets import FactSet
    from schakel.ground.norms.engine.model import Register


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "norms", "Het normenregister: toepassen, uitleggen en toetsen.")
    parser = add_command(group, "check", "Welke normen gelden bij deze gegevens?", check, has_json=True)
    parser.add_argument("--facts", required=True, type=Path, metavar="BESTAND", help="gegevens als JSON")
    _add_day(parser, "--on", "dag waarop het recht geldt (anders vandaag)")
    _add_day(parser, "--known-at", "alleen wat op deze dag bekend was")
    _add_announced(parser)
    _add_register(parser)
    parser.add_argument("--receipt", type=Path, metavar="BESTAND", help="bewaar een bewijs in dit bestand")
    parser = add_command(group, "verify", "Controleer een bewijs.", verify, has_json=True)
    parser.add_argument("receipt", type=Path, metavar="BESTAND", help="bewijs van norms check --receipt")
    _add_register(parser)
    parser = add_command(group, "explain", "Leg één norm uit.", explain, has_json=True)
    parser.add_argument("norm", metavar="NORM", help="nummer van de norm, zoals PW-9a-7")
    _add_day(parser, "--on", "dag van de versie (anders vandaag)")
    _add_announced(parser)
    _add_register(parser)
    parser = add_command(group, "review", "Toets het recht zelf aan de criteria.", review, has_json=True)
    _add_day(parser, "--on", "dag waarop het recht geldt (anders vandaag)")
    parser = add_command(
        group, "test", "Controleer het register en draai zijn scenario's.", test, has_json=True
    )
    _add_register(parser)


def _add_day(parser: Any, name: str, help_text: str) -> None:
    parser.add_argument(name, type=_day, metavar="DATUM", help=help_text)


def _add_announced(parser: Any) -> None:
    parser.add_argument("--announced", action="store_true", help="ook recht dat is aangekondigd")


def _add_register(parser: Any) -> None:
    parser.add_argument("--register", type=Path, metavar="MAP", help="een ander register dan het eigen")


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "datum als 2026-01-01"


def _register(arguments: argparse.Namespace) -> Register:
    from schakel.ground.norms.engine.loading import load_register
    from schakel.ground.norms.registers import FOLDER

    return load_register(arguments.register or FOLDER)


def _today() -> date:
    from schakel.ground.kernel import clock

    return clock.today()


def check(arguments: argparse.Namespace) -> int:
    """Judge the facts of a file; facts that are not in it are unknown."""
    from schakel.ground.norms.engine.evaluating import Evaluator
    from schakel.ground.norms.engine.fact_sets import gather
    from schakel.ground.norms.engine.fact_texts import read_facts
    from schakel.ground.norms.engine.showing import finding_values, finding_words

    found_register = _register(arguments)
    statements = read_facts(arguments.facts, found_register)
    facts = gather(statements, found_register, known_at=arguments.known_at)
    on = arguments.on or _today()
    evaluator = Evaluator(found_register)
    findings = evaluator.check(facts, on, announced=arguments.announced)
    if arguments.receipt is not None:
        _keep_receipt(arguments, evaluator, facts, on)
    for name in sorted(facts.contradicted):
        say(f"Tegenstrijdig, dus onbekend: {name}")
    if not arguments.json:
        for finding in findings:
            if finding.applies != "no" or finding.state == "exempted":
                show(finding_words(finding, found_register))
        return OK
    show_json(
        {
            "on": on,
            "known_at": arguments.known_at,
            "announced": arguments.announced,
            "register": found_register.digest,
            "contradicted": sorted(facts.contradicted),
            "norms": [finding_values(finding, found_register, on, facts) for finding in findings],
        }
    )
    return OK


def explain(arguments: argparse.Namespace) -> int:
    """Tell what one norm asks of whom, in which articles, over time."""
    from schakel.ground.norms.engine.showing import norm_values, norm_words

    found_register = _register(arguments)
    norm = found_register.norms.get(arguments.norm)
    if norm is None:
        raise _no_such_norm(arguments.norm, found_register)
    on = arguments.on or _today()
    if arguments.json:
        show_json(norm_values(norm, found_register, on, announced=arguments.announced))
    else:
        for line in norm_words(norm, found_register, on, announced=arguments.announced):
            show(line)
    return OK


def _no_such_norm(asked: str, found_register: Register) -> NotFoundError:
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in found_register.norms}
    near = [by_folded[name] for name in get_close_matches(asked.casefold(), by_folded, n=3)]
    remedy = f"Bedoelde u {' of '.join(near)}?" if near else "Zoek het nummer op de pagina Normen."
    return NotFoundError(f"{asked} is geen norm.", "Het register kent dit nummer niet.", remedy)


def test(arguments: argparse.Namespace) -> int:
    """Load the register, refuse what is wrong, run all scenarios."""
    from schakel.ground.norms.engine.scenarios import run_scenarios

    found_register = _register(arguments)
    report = run_scenarios(found_register)
    for problem in report.problems:
        say(str(problem))
    say(
        f"{report.norms} normen ({report.conditional} met een voorwaarde), {report.scenarios} scenario's, "
        f"{len(report.problems)} keer mis."
    )
    if arguments.json:
        show_json(
            {
                "register": found_register.digest,
                "norms": report.norms,
                "conditional": report.conditional,
                "scenarios": report.scenarios,
                "problems": [{"file": p.file, "line": p.line, "reason": p.reason} for p in report.problems],
            }
        )
    return PROBLEMS if report.problems else OK


def review(arguments: argparse.Namespace) -> int:
    """What the criteria of good legislation find in the law of a day: JSON, or CSV for a spreadsheet."""
    from schakel.ground.norms.engine.legislation import review as review_law
    from schakel.ground.norms.engine.legislation import styles
    from schakel.ground.norms.engine.showing import findings_csv, law_finding_values, style_values
    from schakel.ground.norms.registers import the_criteria, the_register

    found_register, on = the_register(), arguments.on or _today()
    findings = review_law(found_register, the_criteria(), on)
    if not arguments.json:
        show(findings_csv(findings).rstrip())
        return OK
    show_json(
        {
            "on": on,
            "register": found_register.digest,
            "findings": [law_finding_values(finding) for finding in findings],
            "styles": [style_values(style) for style in styles(found_register, on)],
        }
    )
    return OK


def _keep_receipt(arguments: argparse.Namespace, evaluator: Evaluator, facts: FactSet, on: date) -> None:
    from schakel.ground.norms.engine.receipts import receipt

    made = receipt(evaluator, facts, on, announced=arguments.announced, known_at=arguments.known_at)
    try:
        arguments.receipt.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        raise InvalidError(
            f"Het bewijs is niet te bewaren in {arguments.receipt.name}.",
            "De map is er niet, of u mag er niet schrijven.",
            "Kies een ander bestand.",
        ) from None


def verify(arguments: argparse.Namespace) -> int:
    """Judge the facts of a receipt again, and tell what differs."""
    from schakel.ground.norms.engine.receipts import read_receipt
    from schakel.ground.norms.engine.receipts import verify as verify_receipt

    found_register = _register(arguments)
    try:
        text = arguments.receipt.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    problems = verify_receipt(read_receipt(text), found_register)
    for problem in problems:
        say(problem)
    if not problems:
        say("Het bewijs klopt: dezelfde gegevens geven dezelfde uitkomst.")
    if arguments.json:
        show_json({"ok": not problems, "register": found_register.digest, "problems": problems})
    return PROBLEMS if problems else OK
