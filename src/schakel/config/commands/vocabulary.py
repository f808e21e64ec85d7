"""`schakel vocabulary`: load classifications of occupations and skills by version, and link words to them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from schakel.config.output import OK, say, show_json
from schakel.config.parsing import add_command, add_group
from schakel.ground.kernel.errors import ConflictError


def register(subparsers: Any) -> None:
    """Add the commands."""
    group = add_group(subparsers, "vocabulary", "Woordenlijsten laden en woorden herkennen.")
    parser = add_command(group, "load", "Laad ESCO, ISCO-08 en BO&C uit een map.", load, has_json=True)
    parser.add_argument("folder", type=Path, metavar="MAP", help="map met de uitgepakte bestanden")
    parser = add_command(
        group, "regions", "Laad gemeenten met hun arbeidsmarktregio.", regions, has_json=True
    )
    parser.add_argument("file", type=Path, metavar="BESTAND", help="CSV, zie docs/formats/regions.md")
    parser.add_argument("--from", dest="start", required=True, type=_day, metavar="DATUM", help="eerste dag")
    parser = add_command(group, "postcodes", "Laad postcodegebieden.", postcodes, has_json=True)
    parser.add_argument("file", type=Path, metavar="BESTAND", help="CSV, zie docs/formats/regions.md")
    parser = add_command(group, "link", "Zoek het beroep bij een functietitel.", link, has_json=True)
    parser.add_argument("texts", nargs="+", metavar="TEKST", help="functietitel zoals iemand die schreef")
    parser.add_argument("--top", type=int, default=5, help="hoeveel voorstellen per titel (anders 5)")
    parser.add_argument(
        "--skills", action="store_true", help="de woorden zijn competenties, geen functietitels"
    )
    parser = add_command(group, "versions", "Toon de geladen versies.", versions, has_json=True)
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--use", metavar="NAAM", help="gebruik deze versie weer, zoals esco/skill/1.2")
    chosen.add_argument(
        "--set-aside", metavar="NAAM", help="gebruik deze versie niet voor nieuwe koppelingen"
    )


def load(arguments: argparse.Namespace) -> int:
    """Load what the folder holds; running it again changes nothing."""
    from schakel.config.preparing import as_system, prepare
    from schakel.ground.vocabulary.sources import discover

    sources = discover(arguments.folder)
    for path in sources.set_aside:
        say(f"Niet gebruikt, want er is een nieuwere: {path.name}")
    concepts, mappings = sources.concepts(), sources.mappings()
    relations, replacements = sources.relations(), sources.replacements()
    prepare()
    say(f"{len(concepts)} begrippen worden geladen.")
    from schakel.ground.vocabulary.actions import load_vocabulary
    from schakel.ground.vocabulary.models import Load
    from schakel.ground.vocabulary.queries import prepare_indexes

    with as_system() as actor:
        load_id = load_vocabulary(
            actor=actor,
            concepts=concepts,
            mappings=mappings,
            relations=relations,
            replacements=replacements,
        )
        done = Load.objects.get(pk=load_id)
    with as_system():
        prepare_indexes()
    counts = {"concepts": done.concepts, "mappings": done.mappings, "relations": done.relations}
    say("Geladen: {concepts} begrippen, {mappings} verwijzingen, {relations} verbanden.".format(**counts))
    left = len(set(relations)) - done.relations
    if left:
        say(f"{left} verbanden zijn niet geladen, want een van beide begrippen is niet bekend.")
    if arguments.json:
        show_json(counts | {"relations_left": left})
    return OK


def versions(arguments: argparse.Namespace) -> int:
    """Show the editions, after one was taken up or set aside if that was asked."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.vocabulary.actions import switch_edition
    from schakel.ground.vocabulary.editions import all_editions, newest_edition

    with as_system() as actor:
        if name := arguments.use or arguments.set_aside:
            switch_edition(actor=actor, name=name, is_active=bool(arguments.use))
        rows = all_editions()
        newest = {edition.kind: newest_edition(edition.kind) for edition, _many, _stated in rows}
    shown = [
        {
            "name": edition.name,
            "concepts": many,
            "relations": stated,
            "loaded_on": edition.loaded_on.isoformat(),
            "is_active": edition.is_active,
            "is_used": edition == newest[edition.kind],
        }
        for edition, many, stated in rows
    ]
    if arguments.json:
        show_json({"versions": shown})
    for row in shown if not arguments.json else []:
        state = "nieuwe koppelingen" if row["is_used"] else "" if row["is_active"] else "opzijgezet"
        say(f"{row['name']:<32} {row['concepts']:>6} begrippen {row['relations']:>7} verbanden  {state}")
    return OK


def regions(arguments: argparse.Namespace) -> int:
    """Let a list of municipalities and regions hold from its first day."""
    from schakel.config.preparing import as_system, prepare
    from schakel.ground.vocabulary.sources.regions import read_municipalities

    rows = read_municipalities(arguments.file)
    prepare()
    from schakel.ground.vocabulary.actions import load_municipalities

    with as_system() as actor:
        load_municipalities(actor=actor, rows=rows, valid_from=arguments.start)
    return _loaded(arguments, len(rows), "gemeenten")


def postcodes(arguments: argparse.Namespace) -> int:
    """Bring postcode areas up to date."""
    from schakel.config.preparing import as_system, prepare
    from schakel.ground.vocabulary.sources.regions import read_areas

    rows = read_areas(arguments.file)
    prepare()
    from schakel.ground.vocabulary.actions import load_postcode_areas

    with as_system() as actor:
        load_postcode_areas(actor=actor, rows=rows)
    return _loaded(arguments, len(rows), "postcodegebieden")


def _loaded(arguments: argparse.Namespace, count: int, what: str) -> int:
    say(f"Geladen: {count} {what}.")
    if arguments.json:
        show_json({"rows": count})
    return OK


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "datum als 2026-01-01"


def link(arguments: argparse.Namespace) -> int:
    """Show the best concepts for each title, for a person to confirm."""
    from schakel.config.preparing import as_system, prepare

    prepare()
    from schakel.ground.vocabulary.models import Load
    from schakel.ground.vocabulary.queries import OCCUPATION, SKILL, suggest

    with as_system():
        if not Load.objects.exists():
            raise _nothing_loaded()
        kind = SKILL if arguments.skills else OCCUPATION
        found = suggest(arguments.texts, top=max(1, arguments.top), kind=kind)
    results = [
        {"text": text, "matches": matches} for text, matches in zip(arguments.texts, found, strict=True)
    ]
    if arguments.json:
        show_json({"results": results})
    else:
        _tell(results)
    return OK


def _tell(results: list[dict[str, Any]]) -> None:
    for result in results:
        say(result["text"] if result["matches"] else f"{result['text']}: niets gevonden")
        for match in result["matches"]:
            say(f"  {match['score']:.2f}  {match['label']}  {match['uri']}")


def _nothing_loaded() -> ConflictError:
    return ConflictError(
        "Er is nog geen beroepenlijst.",
        "Zonder lijst is er niets om titels mee te vergelijken.",
        "Laad er een met: schakel vocabulary load MAP",
    )
