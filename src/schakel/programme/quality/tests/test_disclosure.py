"""Which groups may be shown: what is left out cannot be told from the total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.kernel.shares import LEAST
from schakel.programme.quality.disclosure import disclosed

SIZES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), max_size=7)


@given(SIZES, st.sets(st.sampled_from("abcdefg")))
def test_what_is_left_out_is_nothing_or_at_least_two_groups_with_ten_together(
    sizes: dict[str, int], own: set[str]
) -> None:
    told = disclosed(sizes, own)
    rest = [size for key, size in sizes.items() if key not in told.groups and size]
    if told.shows_total and rest:
        assert len(rest) >= 2
        assert sum(rest) >= LEAST


@given(SIZES, st.sets(st.sampled_from("abcdefg")))
def test_of_others_no_group_under_ten_is_shown_and_ones_own_always(
    sizes: dict[str, int], own: set[str]
) -> None:
    told = disclosed(sizes, own)
    assert own & sizes.keys() <= told.groups
    assert all(key in own or sizes[key] in (0, *range(LEAST, 41)) for key in told.groups)


def test_a_small_team_takes_the_next_smallest_along() -> None:
    told = disclosed({"own": 30, "small": 4, "middle": 12, "large": 50}, {"own"})
    assert told.groups == {"own", "large"}
    assert told.shows_total


def test_where_only_one_small_team_is_left_the_total_is_not_shown() -> None:
    assert not disclosed({"own": 30, "small": 4}, {"own"}).shows_total
    assert disclosed({"own": 4}, {"own"}).shows_total
