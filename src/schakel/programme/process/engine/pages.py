"""Small pieces of HTML for the report; every text from a file is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """Text that is HTML already; anything else is escaped when it is shown."""

    __slots__ = ()


def shown(value: object) -> str:
    """A value as HTML."""
    return value if isinstance(value, Html) else escape(str(value))


def paragraph(text: object, css: str = "") -> Html:
    """One paragraph."""
    return Html(f'<p class="{css}">{shown(text)}</p>' if css else f"<p>{shown(text)}</p>")


def section(name: str, title: str, parts: Iterable[str]) -> Html:
    """A part of the page with its heading; name is where links go."""
    inner = "".join(parts)
    head = f'<h2 id="{name}-kop">{escape(title)}</h2>'
    return Html(f'<section id="{name}" aria-labelledby="{name}-kop">{head}{inner}</section>')


def listing(items: Iterable[object], css: str) -> Html:
    """A bulleted list."""
    inner = "".join(f"<li>{shown(item)}</li>" for item in items)
    return Html(f'<ul class="{css}">{inner}</ul>')


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, words: int, ids: str = ""
) -> Html:
    """A table that scrolls by itself; the first `words` columns are text, the others numbers.

    ids names each row, as ids-1, ids-2, …
    """
    head = "".join(
        f'<th scope="col"{"" if place < words else _NUM}>{escape(text)}</th>'
        for place, text in enumerate(heads)
    )
    body = "".join(
        _row(row, words, f"{ids}-{place}" if ids else "") for place, row in enumerate(rows, start=1)
    )
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


_NUM = ' class="num"'


def _row(row: Sequence[object], words: int, name: str) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{'' if place < words else _NUM}>{shown(value)}</td>" for place, value in enumerate(rest, start=1)
    )
    return (
        f'<tr{f""" id="{name}" """.rstrip() if name else ""}><th scope="row">{shown(first)}</th>{cells}</tr>'
    )


def trace(names: Iterable[str]) -> Html:
    """Steps one after another, as a numbered list."""
    return Html(f'<ol class="trace">{"".join(f"<li>{escape(name)}</li>" for name in names)}</ol>')


def bar(part: float) -> Html:
    """A share as a bar; decoration beside the number."""
    return Html(
        '<svg class="bar" width="100" height="8" aria-hidden="true">'
        f'<rect width="{max(1.0, 100 * part):.1f}" height="8" rx="4"/></svg>'
    )


def more(summary: str, inner: str) -> Html:
    """Depth that opens on request."""
    return Html(f"<details><summary>{escape(summary)}</summary>{inner}</details>")
