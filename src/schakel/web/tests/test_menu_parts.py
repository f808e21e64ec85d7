"""A long menu keeps its first entries in the bar; nothing of it is lost."""

from __future__ import annotations

from typing import Any

import pytest

from schakel.ground.dossiers.views.frame import TABS_IN_ROW, tabs_in_parts
from schakel.web.menu import IN_BAR, Door, parts


def doors(count: int) -> list[Door]:
    return [Door(f"/{n}/", str(n), "k" if n % 2 else "") for n in range(count)]


@pytest.mark.parametrize(("count", "in_bar"), [(0, 0), (IN_BAR + 1, IN_BAR + 1), (IN_BAR + 2, IN_BAR)])
def test_a_menu_that_is_one_too_long_stays_whole(count: int, in_bar: int) -> None:
    menu = parts(doors(count))
    assert len(menu.nav) == in_bar
    assert [*menu.nav, *menu.nav_more] == doors(count)
    assert [door.label for door in menu.keyed] == [str(n) for n in range(1, count, 2)]
    assert all(f'href="/{n}/"' in menu.html for n in range(count))


def tabs(count: int, *, current: int = 0, locked: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    return [
        {"label": str(n), "url": "" if n in locked else f"/{n}/", "is_current": n == current}
        for n in range(count)
    ]


def labels(found: list[dict[str, Any]]) -> list[str]:
    return [tab["label"] for tab in found]


def test_the_current_tab_stands_in_the_row_wherever_it_comes() -> None:
    parts = tabs_in_parts(tabs(14, current=12))
    assert labels(parts["tabs"])[-1] == "12"
    assert len(parts["tabs"]) == TABS_IN_ROW + 1
    assert sorted(labels(parts["tabs"] + parts["tabs_more"]), key=int) == [str(n) for n in range(14)]


def test_tabs_without_a_way_in_come_last() -> None:
    parts = tabs_in_parts(tabs(14, locked=(1, 2)))
    assert labels(parts["tabs_more"])[-2:] == ["1", "2"]


def test_few_tabs_stand_all_in_the_row() -> None:
    assert tabs_in_parts(tabs(TABS_IN_ROW + 1))["tabs_more"] == []
