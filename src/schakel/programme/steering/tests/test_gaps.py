"""Required, agreed and practised side by side: scores as intervals, states by kind, nothing that vanishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.programme.steering.coordination.deriving import requirements, table_on
from schakel.programme.steering.coordination.gaps import Files, SiteGaps, in_total, site_gaps
from schakel.programme.steering.coordination.loading import built_in
from schakel.programme.steering.coordination.model import Pair
from schakel.programme.steering.coordination.statements import Known, Statement, first_of, read_statements

ON = date(2026, 6, 1)
TASKS = ["intake", "diagnosis", "strengthening", "mediation", "vacancy_registration"]


def _said(pair: str, said: str, *, site: str = "Aa", group: str = "all", **more: Any) -> Statement:
    """One statement within one benefit; said is two of y, n and ? for product and process."""
    row, column = pair.split()
    known = Known(*({"y": True, "n": False, "?": None}[sign] for sign in said))
    period = (more.get("start", date.min), more.get("end", date.max))
    situation = more.get("situation", "within")
    found = first_of(built_in().situations[situation], Pair(row, column))
    return Statement("f.csv", more.get("line", 2), site, situation, group, found, known, *period)


def _one(agreed: list[Statement], practised: list[Statement] | None = None, **more: Any) -> SiteGaps:
    (found,) = site_gaps(built_in(), Files(agreed, practised or [], more.get("required")), ON)
    return found


def _states(found: SiteGaps) -> dict[Pair, tuple[str | None, str | None]]:
    return {gap.pair: (gap.product, gap.process) for gap in found.gaps}


def test_a_pair_is_covered_only_with_all_it_needs() -> None:
    found = _one([_said("diagnosis mediation", "yn"), _said("intake diagnosis", "ny")])
    assert (found.agreed.covered, found.agreed.unknown, found.agreed.of) == (1, 0, 10)


def test_a_site_that_told_of_no_agreements_is_not_known_to_have_none() -> None:
    found = _one([], [_said("intake diagnosis", "?y")])
    assert (found.agreed.low, found.agreed.high) == (0.0, 1.0)
    assert _states(found)[Pair("intake", "diagnosis")] == (None, "practised")


def test_agreements_that_ended_leave_the_site_with_none() -> None:
    found = _one([_said("intake diagnosis", "yy", end=ON)])
    assert (found.agreed.low, found.agreed.high) == (0.0, 0.0)


def test_one_line_may_tell_of_the_product_and_another_of_the_process() -> None:
    found = _one([_said("diagnosis mediation", "y?"), _said("mediation diagnosis", "?y")])
    assert found.agreed.covered == 1


def test_lines_that_contradict_each_other_count_as_not_known_and_are_named() -> None:
    found = _one([_said("diagnosis mediation", "yy", line=2), _said("mediation diagnosis", "ny", line=7)])
    assert (found.agreed.covered, found.agreed.unknown) == (0, 1)
    assert [(clash.lines, clash.kind) for clash in found.contradictions] == [((2, 7), "product")]


def test_lines_of_a_group_go_before_those_for_every_group() -> None:
    lines = [_said("intake diagnosis", "ny"), _said("intake mediation", "ny")]
    lines.append(_said("intake diagnosis", "nn", group="far"))
    everyone, far = site_gaps(built_in(), Files(lines, []), ON)
    assert (everyone.agreed.covered, far.agreed.covered) == (2, 1)
    (asked,) = site_gaps(built_in(), Files(lines[:2], []), ON, "far")
    assert (asked.group, asked.agreed.covered) == ("far", 2)


def test_more_than_needed_is_shown_and_does_not_count() -> None:
    found = _one([_said("intake diagnosis", "yy")], required=[_said("diagnosis mediation", "yy", site="")])
    assert (found.agreed.covered, found.agreed.of) == (0, 1)
    beyond = {gap.pair: gap.is_beyond for gap in found.gaps}
    assert beyond == {Pair("diagnosis", "mediation"): False, Pair("intake", "diagnosis"): True}


def test_what_a_site_requires_goes_before_what_every_site_does() -> None:
    required = [_said("diagnosis mediation", "yy", site=""), _said("intake diagnosis", "ny", site="")]
    required.append(_said("diagnosis mediation", "yn"))
    found = _one([_said("diagnosis mediation", "yn")], required=required)
    assert (found.agreed.covered, found.agreed.of) == (1, 2)


@pytest.mark.parametrize(
    ("required", "words"),
    [
        ([], "vraagt hier niets"),
        ([_said("intake diagnosis", "nn", site="")], "vraagt hier niets"),
        ([_said("intake diagnosis", s, site="") for s in ("yn", "nn")], "spreekt zichzelf tegen"),
    ],
)
def test_without_a_clear_requirement_there_is_a_refusal_and_no_score(
    required: list[Statement], words: str
) -> None:
    found = _one([_said("intake diagnosis", "yy")], required=required)
    assert found.refused is not None
    assert words in found.refused.dutch
    assert in_total([found]) == {}


def test_on_a_day_without_a_table_there_is_a_refusal() -> None:
    (found,) = site_gaps(built_in(), Files([_said("intake diagnosis", "yy")], []), date(2001, 1, 1))
    assert found.refused is not None
    assert found.refused.english == "On 2001-01-01 there is no table for within one benefit."


def test_shortfalls_come_with_the_strongest_dependency_first() -> None:
    found = _one([_said("intake diagnosis", "nn")])
    ranks = [gap.rank for gap in found.shortfalls]
    assert (len(ranks), ranks) == (10, sorted(ranks, reverse=True))
    assert found.shortfalls[0].pair == Pair("diagnosis", "strengthening")


def _process_state(agreed: str, practised: str) -> str | None:
    found = _one([_said("intake diagnosis", f"?{agreed}")], [_said("intake diagnosis", f"?{practised}")])
    return _states(found)[Pair("intake", "diagnosis")][1]


def test_every_pair_of_agreed_and_practised_has_its_state() -> None:
    found = {(one, other): _process_state(one, other) for one in "yn?" for other in "yn?"}
    assert found == {
        ("y", "y"): "in_place", ("y", "n"): "on_paper", ("y", "?"): "agreed",
        ("n", "y"): "unwritten", ("n", "n"): "missing", ("n", "?"): "not_agreed",
        ("?", "y"): "practised", ("?", "n"): "not_practised", ("?", "?"): "unknown",
    }  # fmt: skip


def test_totals_add_up_the_situations_of_a_site() -> None:
    lines = [_said("intake diagnosis", "yy"), _said("intake diagnosis", "yy", situation="transition")]
    found = site_gaps(built_in(), Files(lines, []), ON)
    agreed, practised = in_total(found)["Aa", "all"]
    assert (agreed.covered, agreed.of, practised.unknown, practised.of) == (2, 35, 35, 35)


lines_of = st.lists(
    st.tuples(
        st.sampled_from(["Aa", "Bee"]),
        st.sampled_from(["within", "transition", "concurrent"]),
        st.sampled_from(["all", "far"]),
        st.tuples(st.sampled_from(TASKS), st.sampled_from(TASKS)),
        st.tuples(*[st.sampled_from([True, False, None])] * 2),
        st.sampled_from([(date.min, date.max), (ON, date.max), (date.min, ON)]),
    ).filter(lambda line: line[1] != "within" or line[3][0] != line[3][1]),
    max_size=25,
)
Line = tuple[str, str, str, tuple[str, str], tuple[bool | None, bool | None], tuple[date, date]]


def _statements(lines: list[Line]) -> list[Statement]:
    situations = built_in().situations
    return [
        Statement(
            "f", n, site, situation, group, first_of(situations[situation], Pair(*pair)), Known(*said), *when
        )
        for n, (site, situation, group, pair, said, when) in enumerate(lines)
    ]


def _oracle_said(lines: list[Line], place: tuple[str, str, str], pair: tuple[str, str], kind: int) -> Any:
    """The plain reading: the lines of the group if there are any of this pair, else those for every group."""
    site, situation, group = place
    same = {pair, pair[::-1]} if situation == "within" else {pair}
    for asked in (group, "all"):
        found = [
            x[4][kind]
            for x in lines
            if x[:3] == (site, situation, asked) and x[3] in same and x[5][0] <= ON < x[5][1]
        ]
        if found:
            said = set(found) - {None}
            return said.pop() if len(said) == 1 else None
    told = any(x[:2] == (site, situation) for x in lines)
    return "absent" if told else None


def _oracle(
    agreed: list[Line], practised: list[Line], place: tuple[str, str, str]
) -> list[tuple[int, int, int]]:
    situation = built_in().situations[place[1]]
    table = table_on(situation, place[2], ON)
    assert table is not None
    counts = []
    for lines, absent in ((agreed, False), (practised, None)):
        tally = {True: 0, None: 0, False: 0}
        for each in requirements(table):
            if place[1] == "within" and TASKS.index(each.pair.row) > TASKS.index(each.pair.column):
                continue
            said = [_oracle_said(lines, place, tuple(each.pair), kind) for kind in (0, 1) if each.needs[kind]]
            answers = [absent if answer == "absent" else answer for answer in said]
            tally[False if False in answers else None if None in answers else True] += 1
        counts.append((tally[True], tally[None], sum(tally.values())))
    return counts


@given(lines_of, lines_of)
def test_scores_equal_a_plain_count(agreed: list[Line], practised: list[Line]) -> None:
    found = site_gaps(built_in(), Files(_statements(agreed), _statements(practised)), ON)
    assert [(f.site, f.situation, f.group) for f in found] == sorted({x[:3] for x in [*agreed, *practised]})
    for each in found:
        counted = [(s.covered, s.unknown, s.of) for s in (each.agreed, each.practised)]
        assert counted == _oracle(agreed, practised, (each.site, each.situation, each.group))
        assert 0 <= each.agreed.low <= each.agreed.high <= 1


@given(lines_of, st.integers(0, 24))
def test_getting_to_know_more_never_leads_out_of_the_interval(lines: list[Line], which: int) -> None:
    if not lines:
        return
    line = lines[which % len(lines)]
    alone = [x for x in lines if x[:4] != line[:4] and x[3] != line[3][::-1]]
    before = _scores([*alone, (*line[:4], (None, None), line[5])])
    for said in ((True, True), (False, False), (True, False)):
        after = _scores([*alone, (*line[:4], said, line[5])])
        for place, (low, high) in before.items():
            assert low <= after[place][0] <= after[place][1] <= high


def _scores(lines: list[Line]) -> dict[tuple[str, str, str], tuple[float, float]]:
    found = site_gaps(built_in(), Files(_statements(lines), []), ON)
    return {(f.site, f.situation, f.group): (f.agreed.low, f.agreed.high) for f in found}


def test_words_in_dutch_and_english_mean_the_codes(tmp_path: Path) -> None:
    path = tmp_path / "agreed.csv"
    path.write_text(
        "site,situation,row,column,product,process\nAa,Binnen één uitkering,Aanbodversterking,intake,Ja,x\n",
        encoding="utf-8",
    )
    (found,), rows = read_statements(path, built_in())
    assert (found.situation, found.pair, found.said) == (
        "within",
        Pair("intake", "strengthening"),
        (True, True),
    )
    assert rows.refused == []
