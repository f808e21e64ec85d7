"""The map as an SVG of our own: thickness says how often, the label how long; arrows lead to rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from schakel.programme.process.engine.language import phrase
from schakel.programme.process.engine.layout import HIGH, WIDE, Layout, Point, lay_out
from schakel.programme.process.engine.showing import Edge
from schakel.programme.process.engine.wording import brief, number

MOST_STEPS, MOST_ARROWS = 24, 45
# More arrows than these hide the way that most cases go.
ENOUGH = 0.95
LETTERS = 20
LABEL_WIDE, LABEL_HIGH = 74.0, 32.0


@dataclass(frozen=True)
class Drawn:
    """What of the map is drawn: the steps with their counts, the arrows, and how many of each are not."""

    steps: dict[str, int]
    edges: list[Edge]
    steps_left_out: int
    arrows_left_out: int
    part_of_transitions: float


def choose_drawn(counts: dict[str, int], edges: Sequence[Edge]) -> Drawn:
    """The most frequent steps and arrows, as far as they can be told apart; no step is cut off."""
    names = sorted(counts, key=lambda name: (-counts[name], name))[:MOST_STEPS]
    among = [edge for edge in edges if edge.source in names and edge.target in names]
    kept = _main_arrows(among)
    whole = sum(edge.count for edge in edges)
    for edge in among:
        is_enough = len(kept) >= MOST_ARROWS or sum(each.count for each in kept) >= ENOUGH * whole
        if not is_enough and edge not in kept:
            kept.append(edge)
    part = sum(edge.count for edge in kept) / whole if whole else 1.0
    return Drawn(
        {name: counts[name] for name in names}, kept, len(counts) - len(names), len(edges) - len(kept), part
    )


def _main_arrows(edges: Sequence[Edge]) -> list[Edge]:
    """The most frequent arrows that connect all steps that can be; edges come in order of frequency."""
    group: dict[str, frozenset[str]] = {}
    main = []
    for edge in edges:
        one, other = (group.get(name, frozenset([name])) for name in (edge.source, edge.target))
        if one != other:
            main.append(edge)
            group |= dict.fromkeys(one | other, one | other)
    return main


def draw_map(drawn: Drawn, rows: dict[tuple[str, str], str]) -> str:
    """The SVG; rows gives for each arrow the address of its row in the table."""
    layout = lay_out(list(drawn.steps), {(edge.source, edge.target): edge.count for edge in drawn.edges})
    most = max((edge.count for edge in drawn.edges), default=1)
    slowest = max((edge.median_seconds for edge in drawn.edges), default=0.0)
    # Thick arrows come first in the file: on top they would hide the labels of thin ones. The label of a step
    # that follows itself stands where its other arrows come in.
    arrows = [
        _arrow(edge, layout, most, slowest, rows)
        for edge in sorted(drawn.edges, key=lambda edge: (edge.source == edge.target, -edge.count))
    ]
    steps = [_step(name, count, layout.nodes[name]) for name, count in drawn.steps.items()]
    size = f'width="{layout.width:.0f}" height="{layout.height:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {size} '
        f'viewBox="-8 -24 {layout.width + 16:.0f} {layout.height + 48:.0f}" role="group" '
        'aria-labelledby="map-title map-words">'
        f'<title id="map-title">{phrase("Kaart van de stappen")}</title>'
        f'<desc id="map-words">{phrase("Dezelfde gegevens staan in de tabel onder de kaart.")}</desc>'
        '<defs><marker id="point" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="11" markerHeight="11" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="point" d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{''.join(arrows)}{''.join(steps)}</svg>"
    )


def _arrow(edge: Edge, layout: Layout, most: int, slowest: float, rows: dict[tuple[str, str], str]) -> str:
    points = layout.arrows[edge.source, edge.target]
    start, *rest = [f"{x:.1f} {y:.1f}" for x, y in points]
    curves = " ".join(f"C{', '.join(rest[n : n + 3])}" for n in range(0, len(rest), 3))
    is_slow = slowest > 0 and edge.median_seconds >= slowest / 2
    # Holds what the label shows, so that who speaks to a computer can say what is seen.
    words = phrase(
        "Van {source} naar {target}: gewoonlijk {usual}, {count}×",
        source=edge.source,
        target=edge.target,
        usual=brief(edge.median_seconds),
        count=number(edge.count),
    )
    return (
        f'<a href="{escape(rows[edge.source, edge.target])}"><title>{escape(words)}</title>'
        f'<path class="arrow{" slow" if is_slow else ""}" d="M{start} {curves}" '
        f'stroke-width="{1.2 + 6 * edge.count / most:.1f}" marker-end="url(#point)"/>'
        f"{_label(edge, layout.labels[edge.source, edge.target], is_slow)}</a>"
    )


def _label(edge: Edge, at: Point, is_slow: bool) -> str:
    x, y = at
    return (
        f'<rect class="label{" slow" if is_slow else ""}" x="{x - LABEL_WIDE / 2:.1f}" '
        f'y="{y - LABEL_HIGH / 2:.1f}" width="{LABEL_WIDE:.0f}" height="{LABEL_HIGH:.0f}" rx="4"/>'
        f'<text class="wait" x="{x:.1f}" y="{y - 2:.1f}">{escape(brief(edge.median_seconds))}</text>'
        f'<text class="times" x="{x:.1f}" y="{y + 11:.1f}">{number(edge.count)}×</text>'
    )


def _step(name: str, count: int, centre: Point) -> str:
    x, y = centre
    lines = _lines(name)
    top, bottom = y - 3 - 7 * (len(lines) - 1), y + HIGH / 2 - 9 + 2 * len(lines)
    words = "".join(
        f'<text class="name" x="{x:.1f}" y="{top + 14 * row:.1f}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return (
        f"<g><title>{escape(phrase('{name}: {count} keer', name=name, count=number(count)))}</title>"
        f'<rect class="step" x="{x - WIDE / 2:.1f}" '
        f'y="{y - HIGH / 2:.1f}" width="{WIDE:.0f}" height="{HIGH:.0f}" rx="6"/>{words}'
        f'<text class="times" x="{x:.1f}" y="{bottom:.1f}">{number(count)}</text></g>'
    )


def _lines(name: str) -> list[str]:
    """The name on at most two lines; what doesn't fit ends in an ellipsis, and stands whole in the title."""
    if len(name) <= LETTERS:
        return [name]
    cut = name.rfind(" ", 0, LETTERS + 1)
    first, rest = (name[:cut], name[cut + 1 :]) if cut > 0 else (name[:LETTERS], name[LETTERS:])
    return [first, rest if len(rest) <= LETTERS else rest[: LETTERS - 1].rstrip() + "…"]
