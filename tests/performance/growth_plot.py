"""The growth of a search as a picture: time measured and the least that memory allows, in tenfolds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 72, 150, 24, 56
CURVES = (("ms", "#154273", "search", "none"), ("floor_ms", "#8a5a00", "memory's limit", "6 4"))


class _Scale(NamedTuple):
    """Tenfolds of clients from left to right, and of milliseconds from below."""

    first: float
    last: float
    lowest: int
    highest: int

    def place(self, clients: float, milliseconds: float) -> tuple[float, float]:
        across = (math.log10(clients) - self.first) / (self.last - self.first)
        down = (self.highest - math.log10(milliseconds)) / (self.highest - self.lowest)
        return LEFT + across * (WIDTH - LEFT - RIGHT), TOP + down * (HEIGHT - TOP - BOTTOM)


def growth_svg(sizes: Sequence[dict[str, Any]]) -> str:
    """A picture of sizes (clients, ascending; ms; times_the_floor), with its figures in words as title."""
    rows = [{**each, "floor_ms": each["ms"] / each["times_the_floor"]} for each in sizes]
    scale = _Scale(
        math.log10(rows[0]["clients"]),
        math.log10(rows[-1]["clients"]),
        math.floor(math.log10(min(row["floor_ms"] for row in rows))),
        math.ceil(math.log10(max(row["ms"] for row in rows))),
    )
    each = ", ".join(f"{row['clients']:,} clients {row['ms']:g} ms" for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13" fill="#222">',
        f"<title>CPU time to find the best twenty: {each}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_axes(rows, scale),
        *(part for curve in CURVES for part in _curve(rows, scale, *curve)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(rows: Sequence[dict[str, Any]], scale: _Scale) -> Iterator[str]:
    for power in range(scale.lowest, scale.highest + 1):
        _across, down = scale.place(rows[0]["clients"], 10**power)
        yield f'<path d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{down + 4:.1f}" text-anchor="end">{10**power:g}</text>'
    for row in rows:
        across, _down = scale.place(row["clients"], 1)
        below = HEIGHT - BOTTOM + 20
        yield f'<text x="{across:.1f}" y="{below}" text-anchor="middle">{row["clients"]:,}</text>'
    yield f'<text x="{LEFT}" y="{HEIGHT - 12}">clients (across), CPU ms per vacancy (up)</text>'


def _curve(
    rows: Sequence[dict[str, Any]], scale: _Scale, name: str, colour: str, label: str, dashes: str
) -> Iterator[str]:
    points = [scale.place(row["clients"], row[name]) for row in rows]
    path = "L".join(f"{across:.1f} {down:.1f}" for across, down in points)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    for across, down in points:
        yield f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4" fill="{colour}"/>'
    across, down = points[-1]
    yield f'<text x="{across + 10:.1f}" y="{down + 4:.1f}" fill="{colour}">{label}</text>'
