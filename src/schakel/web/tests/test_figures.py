"""Figures in words: always with counts and an interval, and of few people nothing."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from schakel.ground.kernel.shares import Estimate
from schakel.web.figures import count_words, middle_words, points_words, share_words


@pytest.mark.parametrize(
    ("hits", "total", "words"),
    [
        (12, 35, "34% (21 tot 51) · 12 van 35"),
        (9, 35, "minder dan 10 van 35"),
        (26, 35, "meer dan 25 van 35"),
        (35, 35, "100% (90 tot 100) · 35 van 35"),
        (5, 10, "minder dan 10 van 10"),
        (0, 20, "0% (0 tot 16) · 0 van 20"),
        (3, 9, "niet getoond: minder dan tien, of zo af te leiden"),
        (0, 0, "niets te tellen"),
    ],
)
def test_a_share_says_of_how_many_it_is(hits: int, total: int, words: str) -> None:
    assert share_words(hits, total) == words


@pytest.mark.parametrize(
    ("found", "total", "words"),
    [
        (Estimate(4, 3, 6.5), 30, "4 (3 tot 6,5)"),
        (Estimate(4.04, 1, 9), 9, "4"),
        (None, 30, "·"),
        (Estimate(9, 6, float("inf")), 12, "9 (6 of meer)"),
    ],
)
def test_a_middle_has_its_interval_from_ten_on(found: Estimate | None, total: int, words: str) -> None:
    with override("nl"):
        assert middle_words(found, total) == words


def test_who_may_see_everybody_is_told_every_part() -> None:
    assert share_words(2, 12, is_open=True) == "17% (5 tot 45) · 2 van 12"


def test_what_would_give_a_small_part_away_is_not_told() -> None:
    assert share_words(15, 40, is_hidden=True) == "niet getoond: minder dan tien, of zo af te leiden"
    assert count_words(15, is_hidden=True) == "niet getoond: minder dan tien, of zo af te leiden"
    assert [count_words(n, is_hidden=True) for n in (0, 9)] == ["0", "minder dan 10"]
    assert [count_words(n) for n in (0, 9, 10)] == ["0", "minder dan 10", "10"]


def test_a_difference_is_in_percent_points_with_its_sign() -> None:
    assert points_words(Estimate(0.2, -0.05, 0.4)) == "+20 procentpunt (-5 tot +40)"


def test_templates_tell_the_same() -> None:
    text = Template("{% load schakel %}{% share_words hits 35 %} · {% middle_words found 30 %}")
    shown = text.render(Context({"hits": 12, "found": Estimate(4, 3, 6)}))
    assert shown == "34% (21 tot 51) · 12 van 35 · 4 (3 tot 6)"


@pytest.mark.parametrize(("is_count", "says"), [(False, True), (True, False)])
def test_the_note_says_that_figures_describe_and_names_no_interval_where_there_is_none(
    is_count: bool, says: bool
) -> None:
    text = Template('{% include "web/components/figures_note.html" with is_count=is_count small=12 %}')
    shown = text.render(Context({"is_count": is_count}))
    assert "geen effect" in shown
    assert "minder dan 12" in shown
    assert ("interval van 95 procent" in shown) is says
