"""What the tables say, in words for a person and in values for a program; JSON has English keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from schakel.programme.steering.coordination.deriving import (
    Comparison,
    Requirement,
    compare,
    no_table,
    requirements,
    texts_for,
)
from schakel.programme.steering.coordination.model import (
    Needs,
    Origin,
    Pair,
    Relation,
    Side,
    Situation,
    Table,
    Tables,
    Terms,
    Version,
    Word,
)
from schakel.programme.steering.coordination.reading import Rows

RELATION_WORDS: Mapping[Relation, str] = {
    "parallel": "parallel",
    "preceding": "voorafgaand",
    "following": "volgend",
    "reciprocal": "wederkerig",
}
ORIGIN_WORDS: Mapping[Origin, str] = {"source": "bron", "ours": "van Schakel", "own": "eigen"}


def word_values(word: Word | None) -> dict[str, str] | None:
    """Both languages."""
    return None if word is None else {"nl": word.dutch, "en": word.english}


def table_values(table: Table, tables: Tables) -> dict[str, Any]:
    """The contract of `steering coordination`: one pair per filled cell, and what the texts say beside it."""
    required, situation = requirements(table), table.situation
    return {
        "situation": situation.id,
        "name": word_values(situation.name),
        "group": table.group,
        "on": table.on,
        "mechanism": situation.mechanism,
        "rows": _side_values(situation.rows, tables.terms, table.on),
        "columns": _side_values(situation.other_side(), tables.terms, table.on),
        "versions": [version_values(situation, version) for version in table.versions],
        "digest": tables.digest,
        "reason": None,
        "pairs": [_requirement_values(each) for each in required],
        "texts": [_comparison_values(compare(text, required)) for text in texts_for(table)],
    }


def no_table_values(situation: Situation, group: str, on: date) -> dict[str, Any]:
    """The same keys when no table holds on the day."""
    return {
        "situation": situation.id,
        "name": word_values(situation.name),
        "group": group,
        "on": on,
        "reason": word_values(no_table(situation, on)),
        "pairs": [],
        "texts": [],
    }


def _side_values(side: Side, terms: Terms, on: date) -> dict[str, Any]:
    return {
        "party": word_values(terms.party_on(side.party, on)),
        "tasks": [{"id": task, "name": word_values(terms.tasks[task])} for task in side.tasks],
    }


def version_values(situation: Situation, version: Version) -> dict[str, Any]:
    """One table over its period."""
    return {
        "situation": situation.id,
        "group": version.group,
        "from": version.start,
        "to": version.end,
        "origin": version.origin,
        "source": version.source,
        "note": word_values(version.note) if version.note.dutch else None,
        "cells": len(version.cells),
    }


def needs_values(needs: Needs) -> dict[str, bool]:
    """Needs by kind."""
    return {"product": needs.product, "process": needs.process}


def _requirement_values(each: Requirement) -> dict[str, Any]:
    return {
        "row": each.pair.row,
        "column": each.pair.column,
        "relation": each.relation,
        "reverse": each.reverse,
        "product": each.needs.product,
        "process": each.needs.process,
        "dependency": each.dependency,
        "decided_by": each.decided_by,
        "alone": needs_values(each.alone),
        "origin": each.origin,
        "source": each.source,
    }


def _comparison_values(found: Comparison) -> dict[str, Any]:
    text = found.text
    return {
        "kind": text.kind,
        "group": text.group,
        "tasks": list(text.tasks),
        "level": text.level,
        "text": word_values(text.words),
        "source": text.source,
        "conflict": text.conflict or None,
        "agrees": [list(pair) for pair in found.agrees],
        "differs": [list(pair) for pair in found.differs],
        "silent": [list(pair) for pair in found.silent],
    }


def table_words(table: Table, terms: Terms) -> list[str]:
    """The table in Dutch: one line per cell, then what the texts say."""
    situation, required = table.situation, requirements(table)
    lines = [f"{situation.name.dutch}, {terms.groups[table.group].dutch}, op {table.on}"]
    parties = [terms.party_on(side.party, table.on) for side in (situation.rows, situation.other_side())]
    lines += (
        ["  " + " – ".join(party.dutch for party in parties if party is not None)] if any(parties) else []
    )
    lines += [f"  {pair_words(each.pair, terms)}: {_requirement_words(each)}" for each in required]
    for found in (compare(text, required) for text in texts_for(table)):
        said = "Verwacht" if found.text.kind == "expected" else "Gezien"
        conflict = f", {found.text.conflict}" if found.text.conflict else ""
        lines.append(f"{said}: {found.text.words.dutch} ({found.text.source}{conflict})")
        lines.append(
            f"  gelijk bij {len(found.agrees)}, anders bij {len(found.differs)}"
            + (f", {len(found.silent)} niet genoemd" if found.silent else "")
        )
    return lines


def pair_words(pair: Pair, terms: Terms) -> str:
    """Two tasks in Dutch."""
    return f"{terms.tasks[pair.row].dutch} – {terms.tasks[pair.column].dutch}"


def _requirement_words(each: Requirement) -> str:
    both = RELATION_WORDS[each.relation]
    if each.reverse is not None:
        both += f", omgekeerd {RELATION_WORDS[each.reverse]}"
    return f"{_needs_words(each.needs)} ({both}; {ORIGIN_WORDS[each.origin]})"


def _needs_words(needs: Needs) -> str:
    return (
        " en ".join(word for word, need in zip(("product", "proces"), needs, strict=True) if need) or "niets"
    )


def rows_values(files: Iterable[Rows]) -> dict[str, Any]:
    """How the lines of the files fared: kept and refused and blank are all of them."""
    read = list(files)
    return {
        "kept": sum(len(rows.kept) for rows in read),
        "blank": sum(rows.blank for rows in read),
        "unread_columns": {rows.file: list(rows.unread) for rows in read if rows.unread},
        "refused": [
            {"file": each.file, "line": each.line, "reason": each.reason}
            for rows in read
            for each in rows.refused
        ],
    }


def rows_words(files: Iterable[Rows]) -> list[str]:
    """What the reader of a file must know before trusting the outcome."""
    lines = []
    for rows in files:
        if rows.unread:
            lines.append(
                f"{rows.file}: niet gelezen kolommen: {', '.join(name or '-' for name in rows.unread)}"
            )
        lines += [f"{each.file}:{each.line}: geweigerd: {each.reason}" for each in rows.refused]
    return lines
