"""Whatever the map, each step has a place of its own and each arrow a course."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.programme.process.engine.layout import HIGH, WIDE, Layout, layered, read_plain
from schakel.programme.process.engine.picture import choose_drawn, draw_map
from schakel.programme.process.engine.showing import Edge

names = st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=12, unique=True)


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[str], dict[tuple[str, str], int]]:
    nodes = draw(names)
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    return nodes, draw(st.dictionaries(pairs, st.integers(1, 99), max_size=25))


@settings(deadline=None)
@given(maps())
def test_no_two_steps_overlap_and_every_arrow_is_a_curve(
    made: tuple[list[str], dict[tuple[str, str], int]],
) -> None:
    nodes, edges = made
    found = layered(nodes, edges)
    assert set(found.nodes) == set(nodes)
    assert set(found.arrows) == set(found.labels) == set(edges)
    for (ax, ay), (bx, by) in combinations(found.nodes.values(), 2):
        assert abs(ax - bx) >= WIDE or abs(ay - by) >= HIGH
    for points in found.arrows.values():
        assert len(points) >= 4
        assert len(points) % 3 == 1
        assert all(0 <= x <= found.width for x, _y in points)
    assert layered(nodes, edges) == found


def test_the_plain_output_of_graphviz_is_read() -> None:
    told = (
        "graph 1 2 2\nnode 0 0.5 1.5 1 0.5 0 solid box black grey\n"
        "node 1 0.5 0.5 1 0.5 1 solid box black grey\n"
        'edge 0 1 4 0.5 1.25 0.5 1.1 0.5 0.9 0.5 0.75 "00\\n0" 0.75 1 solid black\nstop\n'
    )
    found = read_plain(told, ["A", "B"])
    assert found == Layout(
        144,
        144,
        {"A": (36, 36), "B": (36, 108)},
        {("A", "B"): tuple((36.0, pytest.approx(y)) for y in (54, 64.8, 79.2, 90))},
        {("A", "B"): (54, 72)},
    )


def edge(source: str, target: str, count: int) -> Edge:
    return Edge(source, target, count, count, 1, 1, 0, 0)


def test_a_large_map_draws_the_main_ways_and_tells_how_much() -> None:
    steps = {f"s{n}": 1000 - n for n in range(100)}
    edges = [edge(f"s{n}", f"s{n + 1}", 1000 - n) for n in range(99)]
    drawn = choose_drawn(steps, edges)
    assert (len(drawn.steps), drawn.steps_left_out) == (24, 76)
    assert drawn.part_of_transitions == sum(e.count for e in drawn.edges) / sum(e.count for e in edges)
    assert {name for e in drawn.edges for name in (e.source, e.target)} == set(drawn.steps)


def test_names_are_escaped_in_the_picture() -> None:
    drawn = choose_drawn({'<b>"&': 1, "B": 1}, [edge('<b>"&', "B", 1)])
    svg = draw_map(drawn, {('<b>"&', "B"): "#stap-1"})
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg
