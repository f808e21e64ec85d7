"""Every sentence of process analysis has its English one, with the same words to fill in."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

from schakel.programme.process import engine
from schakel.programme.process.engine.building import NOTES, REASONS
from schakel.programme.process.engine.english import ENGLISH
from schakel.programme.process.engine.language import phrase, speaking
from schakel.programme.process.engine.report import EDGE_HEADS, METHOD
from schakel.programme.process.engine.rules import SENTENCES
from schakel.programme.process.engine.wording import brief, days, lasting, number, percent

FOLDER = Path(str(engine.__file__)).parent
NAMED = {"phrase", "_heads"}


def _said() -> set[str]:
    """The sentences that are written where they are said; others are kept in lists."""
    found = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMED:
                found |= {
                    each.value
                    for each in node.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return found


def _blanks(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_sentence_has_an_english_one() -> None:
    said = _said() | {*REASONS.values(), *NOTES.values(), *SENTENCES.values(), *EDGE_HEADS, *METHOD}
    assert len(said) > 80
    assert said <= set(ENGLISH)


def test_both_languages_have_the_same_words_to_fill_in() -> None:
    assert [dutch for dutch, english in ENGLISH.items() if _blanks(dutch) != _blanks(english)] == []


def test_numbers_and_durations_are_written_as_in_the_language() -> None:
    def written() -> tuple[str, ...]:
        return (
            number(-1234.5, 1),
            days(3.0),
            days(2.5),
            lasting(7_200),
            lasting(90),
            brief(90),
            percent(0.25),
        )

    assert written() == ("−1.234,5", "3", "2,5", "2 uur", "1,5 minuten", "1,5 min", "25 %")
    with speaking("en"):
        assert written() == ("−1,234.5", "3", "2.5", "2 hours", "1.5 minutes", "1.5 min", "25%")
        assert phrase("{count} dag", count=1) == "1 day"
    assert phrase("{count} dag", count=1) == "1 dag"
