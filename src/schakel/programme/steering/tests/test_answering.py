"""Answers to measures: shares as intervals, the newest counts, no outcome that hangs on what isn't known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.programme.steering.coordination.answering import (
    Answer,
    SiteResult,
    band_of,
    read_answers,
    results,
    step_of,
)
from schakel.programme.steering.coordination.measures import Measure, measures

ON = date(2026, 6, 1)
CRITERIA = ["rules", "goals", "entanglement", "staff", "autonomy"]


def _measure(name: str) -> Measure:
    return measures()[name]


def _result(name: str, answers: dict[str, str | None]) -> SiteResult:
    lines = [Answer(n, "Aa", item, answer, ON, "") for n, (item, answer) in enumerate(answers.items())]
    (found,) = results(_measure(name), lines, ON)
    return found


@pytest.mark.parametrize(
    ("coordination", "band"),
    [(0, "mutual_adjustment"), (1, "mutual_adjustment"), (2, "alliance"), (3, "alliance"), (4, "corporate")],
)
def test_the_strategy_follows_from_how_many_criteria_lean_to_coordination(
    coordination: int, band: str
) -> None:
    answers = {item: "coordination" if n < coordination else "cooperation" for n, item in enumerate(CRITERIA)}
    found = band_of(_measure("mulford_rogers"), _result("mulford_rogers", answers))
    assert found is not None
    assert found.id == band


def test_all_in_between_is_the_middle_strategy() -> None:
    found = band_of(_measure("mulford_rogers"), _result("mulford_rogers", dict.fromkeys(CRITERIA, "between")))
    assert found is not None
    assert found.id == "alliance"


def test_no_strategy_is_named_while_it_hangs_on_what_is_not_answered() -> None:
    measure = _measure("mulford_rogers")
    four = dict.fromkeys(CRITERIA[:4], "coordination")
    assert band_of(measure, _result("mulford_rogers", four)) is not None
    assert band_of(measure, _result("mulford_rogers", {"rules": "coordination", "goals": None})) is None


def test_the_fifth_principle_is_realised_by_all_four_channels() -> None:
    channels = dict.fromkeys(["location", "desk", "phone"], "yes")
    found = _result("toonkamer", channels)
    assert (found.parts[4].realised, found.parts[4].is_realised) == ((3, 4), None)
    assert (found.realised, found.latest) == ((0, 5), ON)
    found = _result("toonkamer", channels | {"website": "partly", "contact": "yes"})
    assert (found.parts[4].is_realised, found.parts[4].realised, found.realised) == (False, (3, 3), (1, 4))


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({}, (None, "3b", [])),
        (dict.fromkeys(["concept", "lead_times", "transfer"], "yes"), ("1", "3b", [])),
        (
            {"concept": "yes", "lead_times": "yes", "transfer": "yes", "duos": "yes", "team": "no"},
            ("2", "2", []),
        ),
        ({"concept": "no", "duos": "no", "team": "yes", "mixed": "no"}, ("3a", "3a", ["1", "2"])),
        ({"concept": "no", "duos": "yes", "team": "yes", "mixed": "yes"}, ("3b", "3b", ["1"])),
        ({"team": "yes", "mixed": None}, ("3a", "3b", [])),
        (dict.fromkeys(["concept", "duos", "team"], "no"), (None, None, [])),
    ],
)
def test_the_phase_is_the_last_one_taken(
    answers: dict[str, str | None], outcome: tuple[str | None, str | None, list[str]]
) -> None:
    measure = _measure("phases")
    found = _result("phases", answers or {"concept": None})
    assert step_of(measure, found) == outcome


def test_areas_weigh_the_same_whatever_they_consist_of() -> None:
    answers: dict[str, str | None] = dict.fromkeys(_measure("areas").items, "apart")
    found = _result("areas", answers | {"finance": "joint", "staff": "joint"})
    assert (found.share.low, found.share.high) == (Fraction(1, 5), Fraction(1, 5))
    assert [part.part.level is not None for part in found.parts] == [True] * 5


def test_the_newest_answer_of_each_respondent_counts_and_respondents_weigh_the_same() -> None:
    lines = [
        Answer(2, "Aa", "rules", "cooperation", date(2026, 1, 1), "uwv"),
        Answer(3, "Aa", "rules", "coordination", date(2026, 5, 1), "uwv"),
        Answer(4, "Aa", "rules", "cooperation", date(2026, 2, 1), "gemeente"),
        Answer(5, "Aa", "rules", "cooperation", date(2026, 7, 1), "gemeente"),
        Answer(6, "Aa", "goals", "between", ON, ""),
        Answer(7, "Aa", "goals", "between", ON, ""),
        Answer(8, "Aa", "staff", "coordination", ON, ""),
        Answer(9, "Aa", "staff", "cooperation", ON, ""),
    ]
    (found,) = results(_measure("mulford_rogers"), lines, ON)
    assert found.parts[0].share.low == found.parts[0].share.high == Fraction(1, 2)
    assert found.contradicted == ("staff",)
    assert (found.parts[3].share.low, found.parts[3].share.high) == (0, 1)
    assert found.lines == {"used": 3, "repeated": 1, "superseded": 1, "later": 1, "contradicted": 2}


def test_answers_in_words_are_understood_and_others_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(
        "site,item,answer,on\nAa,phone,Ja,2026-01-01\nAa,phone,often,\nAa,fax,yes,\n,phone,yes,\nAa,desk,?,morgen\n",
        encoding="utf-8",
    )
    answers, rows = read_answers(path, _measure("toonkamer"))
    assert [(each.item, each.answer) for each in answers] == [("phone", "yes")]
    assert [each.line for each in rows.refused] == [3, 4, 5, 6]


lines_of = st.lists(
    st.tuples(
        st.sampled_from(["Aa", "Bee"]),
        st.sampled_from(CRITERIA),
        st.sampled_from(["cooperation", "between", "coordination", None]),
        st.sampled_from([date.min, date(2026, 1, 1), ON, date(2026, 7, 1)]),
        st.sampled_from(["", "uwv"]),
    ),
    max_size=30,
)
Line = tuple[str, str, str | None, date, str]
WORTH = {"cooperation": 0.0, "between": 0.5, "coordination": 1.0}


def _oracle(lines: list[Line], site: str, item: str) -> tuple[float, float]:
    lows, highs = [], []
    for respondent in ("", "uwv"):
        mine = [x for x in lines if (x[0], x[1], x[4]) == (site, item, respondent) and x[3] <= ON]
        said = {x[2] for x in mine if x[3] == max(y[3] for y in mine)}
        if len(said) == 1:
            answer = said.pop()
            lows.append(0.0 if answer is None else WORTH[answer])
            highs.append(1.0 if answer is None else WORTH[answer])
    return (sum(lows) / len(lows), sum(highs) / len(highs)) if lows else (0.0, 1.0)


@given(lines_of)
def test_shares_equal_a_plain_count_and_every_line_is_accounted_for(lines: list[Line]) -> None:
    found = results(_measure("mulford_rogers"), [Answer(n, *line) for n, line in enumerate(lines)], ON)
    assert [each.site for each in found] == sorted({line[0] for line in lines})
    for each in found:
        for part in each.parts:
            low, high = _oracle(lines, each.site, part.part.id)
            assert (float(part.share.low), float(part.share.high)) == pytest.approx((low, high))
        assert sum(each.lines.values()) == sum(line[0] == each.site for line in lines)
        assert min(each.lines.values()) >= 0


one_cell = st.text(st.characters(blacklist_characters='";\r\n', blacklist_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(one_cell, max_size=6))
def test_any_text_is_kept_or_refused(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "answers.csv"
    lines = "".join(f"Aa;team;{text}\n" for text in texts)
    path.write_text("site;item;answer\n" + lines, encoding="utf-8", newline="")
    answers, rows = read_answers(path, _measure("phases"))
    assert len(answers) == len(rows.kept)
    assert len(rows.kept) + len(rows.refused) == len(texts)
