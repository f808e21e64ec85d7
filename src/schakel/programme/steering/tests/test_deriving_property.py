"""Any table: its requirements equal those of a second, separate reading of the rule."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schakel.programme.steering.coordination.deriving import distinct, requirements, table_on
from schakel.programme.steering.coordination.model import RELATIONS, Pair, Side, Situation, Version, Word

NO_WORD = Word("", "")
DAY = date(2026, 1, 1)
cells = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abce")), st.sampled_from(RELATIONS), max_size=16
)


def _situation(grid: dict[tuple[str, str], str], *, is_one_sided: bool) -> Situation:
    rows = Side("", tuple("abcde") if is_one_sided else tuple("abcd"))
    columns = None if is_one_sided else Side("", tuple("abce"))
    kept = {Pair(*place): relation for place, relation in grid.items()}
    version = Version("all", DAY, None, "own", "", NO_WORD, kept, 1)
    return Situation("any", NO_WORD, "network", rows, columns, (version,), ())


def _oracle(grid: dict[tuple[str, str], str], place: tuple[str, str]) -> tuple[bool, bool]:
    both = {grid[place], grid.get((place[1], place[0]), grid[place])}
    if "reciprocal" in both:
        return True, True
    if both & {"preceding", "following"}:
        return False, True
    return True, False


@given(cells)
def test_the_strongest_of_both_cells_decides(grid: dict[tuple[str, str], str]) -> None:
    table = table_on(_situation(grid, is_one_sided=False), "all", DAY)
    assert table is not None
    found = requirements(table)
    assert {tuple(each.pair) for each in found} == set(grid)
    for each in found:
        assert tuple(each.needs) == _oracle(grid, tuple(each.pair))
        assert each.reverse == grid.get((each.pair.column, each.pair.row))


@given(cells)
def test_both_cells_of_a_pair_ask_for_the_same_and_count_once(grid: dict[tuple[str, str], str]) -> None:
    grid = {place: relation for place, relation in grid.items() if place[0] != place[1]}
    situation = _situation(grid, is_one_sided=True)
    table = table_on(situation, "all", DAY)
    assert table is not None
    found = {each.pair: each for each in requirements(table)}
    for pair, each in found.items():
        back = found.get(Pair(pair.column, pair.row))
        assert back is None or back.needs == each.needs
    once = distinct(situation, list(found.values()))
    assert sorted(map(sorted, (each.pair for each in once))) == sorted(
        map(list, {tuple(sorted(p)) for p in grid})
    )
