"""Where the steps of a map stand and how its arrows run: by graphviz where it is installed, or in layers.

The built-in layout follows Sugiyama, Tagawa and Toda (1981): arrows that go back are turned, steps are put in
layers, long arrows pass through each layer, and each layer is ordered by the mean place of its neighbours.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Pair = tuple[str, str]
WIDE, HIGH, GAP_X, GAP_Y = 176.0, 50.0, 96.0, 34.0
SWEEPS = 8
DOT_SECONDS = 20
_INCH = 72.0


@dataclass(frozen=True)
class Layout:
    """Centres of the steps, the points along each arrow, the centre of its label, and the size of the whole.

    All in pixels. An arrow is a start point followed by groups of three points of cubic Bézier curves.
    """

    width: float
    height: float
    nodes: Mapping[str, Point]
    arrows: Mapping[Pair, tuple[Point, ...]]
    labels: Mapping[Pair, Point]


def lay_out(nodes: Sequence[str], edges: Mapping[Pair, int]) -> Layout:
    """A layout from left to right; edges count how often each arrow was taken, which weighs in its course."""
    dot = shutil.which("dot")
    if dot is not None:
        found = _by_graphviz(dot, nodes, edges)
        if found is not None:
            return found
    return layered(nodes, edges)


def _by_graphviz(dot: str, nodes: Sequence[str], edges: Mapping[Pair, int]) -> Layout | None:
    """The layout of graphviz, or None when it fails or takes too long. Only numbers are given to it."""
    number = {name: place for place, name in enumerate(nodes)}
    most = max(edges.values(), default=1)
    size = f"width={WIDE / _INCH:.3f} height={HIGH / _INCH:.3f}"
    # The label is as large as the one that will be drawn there.
    label = 'label="00000000000\\n0000" fontsize=12'
    lines = [f"digraph {{ rankdir=LR; nodesep=0.45; ranksep=0.5; node [shape=box fixedsize=true {size}];"]
    lines += [f"{place};" for place in number.values()]
    lines += [
        f"{number[a]} -> {number[b]} [weight={1 + 20 * count // most} {label}];"
        for (a, b), count in edges.items()
    ]
    try:
        found = subprocess.run(  # noqa: S603
            [dot, "-Tplain"],
            input="\n".join([*lines, "}"]),
            capture_output=True,
            text=True,
            timeout=DOT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return read_plain(found.stdout, nodes)


def read_plain(text: str, nodes: Sequence[str]) -> Layout:
    """The plain output of graphviz: inches, with the origin at the bottom left."""
    width = height = 0.0
    centres: dict[str, Point] = {}
    arrows: dict[Pair, tuple[Point, ...]] = {}
    labels: dict[Pair, Point] = {}
    for words in map(str.split, text.splitlines()):
        if words[0] == "graph":
            width, height = float(words[2]) * _INCH, float(words[3]) * _INCH
        elif words[0] == "node":
            centres[nodes[int(words[1])]] = (float(words[2]) * _INCH, height - float(words[3]) * _INCH)
        elif words[0] == "edge":
            rest = 4 + 2 * int(words[3])
            numbers = list(map(float, words[4:rest]))
            points = zip(numbers[::2], numbers[1::2], strict=True)
            pair = nodes[int(words[1])], nodes[int(words[2])]
            arrows[pair] = tuple((x * _INCH, height - y * _INCH) for x, y in points)
            # A label of two lines is told with its line end as two letters, so it stays one word.
            labels[pair] = (float(words[rest + 1]) * _INCH, height - float(words[rest + 2]) * _INCH)
    return Layout(width, height, centres, arrows, labels)


def layered(nodes: Sequence[str], edges: Mapping[Pair, int]) -> Layout:
    """The built-in layout; the same input always gives the same picture."""
    forward = _without_circles(nodes, edges)
    layer = _layers(nodes, forward)
    chains = {pair: _chain(pair, layer, turned) for pair, turned in forward.items()}
    order = _ordered(nodes, layer, chains)
    places = _places(order)
    tallest = max(len(column) for column in order)
    arrows = {pair: _curve([places[name] for name in chain], forward[pair]) for pair, chain in chains.items()}
    arrows |= {(name, name): _loop(places[name]) for name in nodes if (name, name) in edges}
    return Layout(
        len(order) * (WIDE + GAP_X) + GAP_X,
        tallest * (HIGH + GAP_Y) + 2 * GAP_Y,
        {name: places[name] for name in nodes},
        arrows,
        {pair: _middle(points) for pair, points in arrows.items()},
    )


def _without_circles(nodes: Sequence[str], edges: Mapping[Pair, int]) -> dict[Pair, bool]:
    """Each arrow between two steps, and whether it must be turned: the most taken keep their direction."""
    following: dict[str, set[str]] = defaultdict(set)
    turned: dict[Pair, bool] = {}
    for source, target in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        if source == target:
            continue
        turned[source, target] = _reaches(following, target, source)
        if not turned[source, target]:
            following[source].add(target)
    return turned


def _reaches(following: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        name = todo.pop()
        if name == goal:
            return True
        fresh = following.get(name, set()) - seen
        seen |= fresh
        todo += fresh
    return False


def _layers(nodes: Sequence[str], forward: Mapping[Pair, bool]) -> dict[str, int]:
    """The longest way to each step, by arrows that go forward."""
    before: dict[str, list[str]] = defaultdict(list)
    for (source, target), turned in forward.items():
        if not turned:
            before[target].append(source)
    layer: dict[str, int] = {}
    waiting = list(nodes)
    while waiting:
        ready = [name for name in waiting if all(source in layer for source in before[name])]
        for name in ready:
            layer[name] = max((layer[source] + 1 for source in before[name]), default=0)
        waiting = [name for name in waiting if name not in layer]
    return layer


def _chain(pair: Pair, layer: Mapping[str, int], turned: bool) -> list[str]:
    """The arrow from left to right, with a waypoint in each layer that it passes."""
    source, target = reversed(pair) if turned else pair
    inner = range(layer[source] + 1, layer[target])
    return [source, *(f"\0{pair[0]}\0{pair[1]}\0{number}" for number in inner), target]


def _ordered(
    nodes: Sequence[str], layer: Mapping[str, int], chains: Mapping[Pair, list[str]]
) -> list[list[str]]:
    """The names in each layer from top to bottom, after some sweeps to and fro."""
    columns: list[list[str]] = [[] for _layer in range(max(layer.values()) + 1)]
    for name in nodes:
        columns[layer[name]].append(name)
    beside: dict[str, list[str]] = defaultdict(list)
    for chain in chains.values():
        first = layer[chain[0]]
        for step, name in enumerate(chain[1:-1], start=1):
            columns[first + step].append(name)
        for one, other in pairwise(chain):
            beside[one].append(other)
            beside[other].append(one)
    for _sweep in range(SWEEPS):
        for column in columns:
            place = {name: number - len(c) / 2 for c in columns for number, name in enumerate(c)}
            mean = {name: _mean([place[other] for other in beside[name]] or [place[name]]) for name in column}
            column.sort(key=lambda name, mean=mean: mean[name])  # type: ignore[misc]
    return columns


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _places(order: list[list[str]]) -> dict[str, Point]:
    tallest = max(len(column) for column in order)
    places = {}
    for number, column in enumerate(order):
        top = (tallest - len(column)) * (HIGH + GAP_Y) / 2 + GAP_Y
        for row, name in enumerate(column):
            x = GAP_X + number * (WIDE + GAP_X) + WIDE / 2
            places[name] = (x, top + row * (HIGH + GAP_Y) + HIGH / 2)
    return places


def _curve(points: list[Point], turned: bool) -> tuple[Point, ...]:
    """Smooth pieces from the right side of one step to the left side of the other, or back if turned."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    shift = 10.0 if turned else 0.0
    through = [(x0 + WIDE / 2, y0 + shift), *points[1:-1], (x1 - WIDE / 2, y1 + shift)]
    curve = [through[0]]
    for (ax, ay), (bx, by) in pairwise(through):
        middle = (ax + bx) / 2
        curve += [(middle, ay), (middle, by), (bx, by)]
    return tuple(reversed(curve)) if turned else tuple(curve)


def _loop(centre: Point) -> tuple[Point, ...]:
    x, y = centre[0], centre[1] - HIGH / 2
    return (x - 18, y), (x - 30, y - 26), (x + 30, y - 26), (x + 18, y)


def _middle(points: Sequence[Point]) -> Point:
    """The point halfway along the middle one of the curves."""
    place = 3 * ((len(points) - 1) // 3 // 2)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[place : place + 4]
    return (ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8
