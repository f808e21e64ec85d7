"""Each reason to refuse is found, said in two languages, and leaves no figure; small counts never leave."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.programme.effects import refusals
from schakel.programme.effects.answering import Question, answer
from schakel.programme.effects.groups import benjamini_hochberg
from schakel.programme.effects.model import Sample
from schakel.programme.effects.privacy import told, told_parts
from schakel.programme.effects.refusals import CODES, Refusal
from schakel.programme.effects.showing import answer_values
from schakel.programme.effects.tests.samples import sample_of

ASKED = Question("cursus", "werk")


def _values(sample: Sample, question: Question = ASKED) -> dict[str, Any]:
    return answer_values(answer(question, sample))


def _with(sample: Sample, rows: Any = slice(None), **changed: Any) -> Sample:
    return replace(sample.select(np.arange(len(sample.treated))[rows]), **changed)


WHOLE = sample_of(4_000, 0)
NOBODY, EVERYBODY = np.zeros(4_000, dtype=bool), np.ones(4_000, dtype=bool)
CLEAR = WHOLE.covariates[:, 0] > 0.3
BAD = [
    ("no_treated", _with(WHOLE, treated=NOBODY), ASKED),
    ("no_comparison", _with(WHOLE, treated=EVERYBODY), ASKED),
    ("too_few", _with(WHOLE, slice(0, 12)), ASKED),
    ("too_few", _with(WHOLE, slice(0, 200)), ASKED),
    ("overlap", _with(WHOLE, treated=CLEAR), ASKED),
    ("follow_up", sample_of(4_000, 0, lost=0.3), ASKED),
    ("imprecise", sample_of(400, 2), ASKED),
    ("placebo", _with(WHOLE, earlier={"eerder werk": WHOLE.outcome}), ASKED),
    ("no_lot", WHOLE, replace(ASKED, by_lot=True)),
]


@pytest.mark.parametrize(("code", "sample", "question"), BAD, ids=[case[0] for case in BAD])
def test_each_bad_question_is_refused_with_its_reason(code: str, sample: Sample, question: Question) -> None:
    values = _values(sample, question)
    assert (values["status"], values["reason"]) == ("refused", code)
    assert [values[key] for key in ("effect", "se", "low", "high", "gross")] == [None] * 5
    assert values["groups"] == []
    assert values["sentences"]["nl"][0].startswith(
        "Hier kunnen wij geen eerlijke uitspraak over doen, omdat "
    )
    assert values["sentences"]["en"][0].startswith("We can't give an honest answer here, because ")
    json.dumps(values, allow_nan=False)


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_its_sentences(code: str) -> None:
    figures = dict.fromkeys(("least", "share", "effective", "trait", "figure", "column"), "7")
    refusal = Refusal(code, figures)
    for sentence in (refusal.dutch, refusal.english):
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize("code", ["no_comparison", "too_few", "overlap"])
def test_a_comparison_of_two_services_is_refused_by_their_names(code: str) -> None:
    sample, question = next((sample, question) for found, sample, question in BAD if found == code)
    values = _values(sample, replace(question, against="sollicitatietraining"))
    assert values["reason"] == code
    for language, without in (("nl", "zonder de dienst"), ("en", "without")):
        told = values["sentences"][language][0]
        assert "sollicitatietraining" in told
        assert without not in told
    assert values["refusals"][0]["nl"] == values["sentences"]["nl"][0]


def test_two_methods_that_disagree_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that works for the middle group only, which a smooth model can't see, is caught."""
    rng = np.random.default_rng(0)
    trait = rng.uniform(-3, 3, 6_000)
    wave = np.sin(3 * trait)
    treated = rng.random(6_000) < 0.5 + 0.45 * wave
    outcome = (rng.random(6_000) < 0.5 + 0.45 * wave).astype(float)
    sample = Sample(trait[:, None], ("trait",), treated, outcome, np.arange(6_000), np.ones(6_000))
    assert _values(sample)["reason"] == "disagreement"


def test_an_unbalanced_comparison_is_refused() -> None:
    from schakel.programme.effects import checks

    report: dict[str, Any] = {}
    found = checks.alike(_with(WHOLE), np.full(4_000, 0.5), report)
    assert [refusal.code for refusal in found] == ["unbalanced"]
    assert report["balance"]["trait"] == "skill"


def test_an_answer_tells_everything_that_the_contract_asks() -> None:
    values = _values(WHOLE)
    assert values["status"] == "answered"
    assert values["low"] < 0.1 < values["high"]
    assert values["low"] < values["effect"] < values["high"]
    assert values["n_treated"] + values["n_comparison"] == 4_000
    assert values["sensitivity"]["margin"] >= 0.02
    assert values["sensitivity"]["low"] <= values["low"] - 0.02 + 1e-12
    assert values["told_as"] == "effect_and_interval"
    assert values["remarks"] == ["unrecorded"] or "large" in values["remarks"]
    assert "Van 100 vergelijkbare mensen" in values["sentences"]["nl"][0]
    assert json.loads(json.dumps(values, allow_nan=False)) == values


def test_with_a_recorded_estimate_nothing_is_said_of_unrecorded_reasons() -> None:
    values = _values(WHOLE, replace(ASKED, own="distance"))
    assert "unrecorded" not in values["remarks"]
    assert values["sensitivity"]["recorded_estimate"]
    assert values["sensitivity"]["largest_shift"]["trait"] == "skill"


def test_between_100_and_300_only_the_direction_is_said() -> None:
    sample = sample_of(700, 3, share=False, effect=0.4)
    values = _values(sample)
    assert values["status"] == "answered"
    assert values["told_as"] == "direction_and_interval"
    assert "few" in values["remarks"]
    assert "gemiddeld" not in values["sentences"]["nl"][0]


def test_a_group_gets_a_figure_of_its_own_only_when_it_differs_beyond_chance() -> None:
    rng = np.random.default_rng(1)
    sample = sample_of(12_000, 4, effect=0.0)
    kind, coin = rng.random(12_000) < 0.5, rng.random(12_000) < 0.5
    helped = sample.treated & kind & (rng.random(12_000) < 0.3)
    grouped = replace(
        sample,
        outcome=np.where(helped, 1.0, sample.outcome),
        groups={"kind": np.where(kind, "a", "b"), "coin": np.where(coin, "x", "y")},
    )
    groups = {(g["variable"], g["value"]): g for g in _values(grouped)["groups"]}
    assert [groups["kind", value]["own"] for value in "ab"] == [True, True]
    assert [groups["coin", value]["own"] for value in "xy"] == [False, False]
    assert groups["kind", "a"]["effect"] > 0.1 > groups["kind", "b"]["effect"]
    assert groups["coin", "x"]["effect"] == groups["coin", "y"]["effect"]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_and_hochberg_as_they_wrote_it(p_values: list[float]) -> None:
    ours = benjamini_hochberg(np.array(p_values)) <= 0.05
    ordered = sorted(p_values)
    largest = max((p for k, p in enumerate(ordered, 1) if p * len(p_values) / k <= 0.05), default=-1.0)
    assert ours.tolist() == [p <= largest for p in p_values]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), min_size=1, max_size=6))
def test_no_count_below_ten_leaves_or_follows_from_the_whole(parts: dict[str, int]) -> None:
    shown = told_parts(parts)
    assert all(count is None or (count >= 10 and count % 5 == 0) for count in shown.values())
    hidden = [name for name, count in shown.items() if count is None]
    small = [name for name in hidden if 0 < parts[name] < 10]
    if len(parts) > 1 and small and any(parts[name] >= 10 for name in parts):
        assert sum(parts[name] > 0 for name in hidden) != 1


def test_counts_are_rounded() -> None:
    assert [told(count) for count in (0, 9, 10, 13, 187)] == [None, None, 10, 15, 185]


def test_small_cells_hide_their_row_and_the_levels() -> None:
    rare = replace(WHOLE, outcome=np.where(np.arange(4_000) < 20, WHOLE.outcome, 0.0))
    values = _values(rare)
    assert values["cells"]["treated"] == {"yes": None, "no": None}
    assert values["gross"] is None
    assert "100 vergelijkbare" not in values["sentences"]["nl"][0]


def test_limits_are_those_of_the_report() -> None:
    assert (refusals.LEAST_TREATED, refusals.FULL_TREATED, refusals.MOST_CERTAIN) == (100, 300, 0.10)


@pytest.mark.long
def test_a_service_that_does_nothing_is_seldom_said_to_do_something() -> None:
    claims = []
    for seed in range(200):
        values = _values(sample_of(1_500, seed, effect=0.0))
        if values["status"] == "answered":
            claims.append(values["certainty"] != "none")
    assert len(claims) > 150
    assert np.mean(claims) <= 0.10
