"""Plain text with a little structure: paragraphs, and lists of lines that begin with a dash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of points."""

    lines: list[str]
    is_list: bool


def blocks(text: str) -> list[Block]:
    """The text in blocks: an empty line ends a block, and so does the begin or end of a list."""
    found: list[Block] = []
    is_open = False
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            is_open = False
            continue
        is_point = line.startswith(("- ", "* ", "• "))
        if not is_open or found[-1].is_list != is_point:
            found.append(Block([], is_point))
        found[-1].lines.append(line[2:].strip() if is_point else line)
        is_open = True
    return found
