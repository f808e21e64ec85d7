"""The house norms of the register say the same figures as the code that works with them."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.dossiers.actions import shields, sources
from schakel.ground.dossiers.handover_content import TERM_WORKING_DAYS
from schakel.ground.dossiers.norms import house_norm
from schakel.ground.norms.registers import the_register

TODAY = date(2026, 11, 22)
KEYS = {"queue": "queue", "handover-returned": "returned", "ww-end": "ww_end"}
KEYS |= {"trajectory-end": "trajectory_end", "rest-kept": "rest_kept"}
FIGURES = {
    "handover-taken-up": (TERM_WORKING_DAYS, "working_days"),
    "shield-review": (shields.LONGEST_REVIEW.days, "days"),
    "judgement-review": (sources.LONGEST_REVIEW.days, "days"),
}


def _registered(name: str) -> tuple[int, str]:
    found = next(norm for norm in the_register().house if norm.key == f"HOUSE-{name}")
    return found.value, found.unit


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_figure_of_the_signals_is_the_registered_one(name: str, key: str) -> None:
    norm = house_norm(key, TODAY)
    assert _registered(name) == (norm.value, "working_days" if norm.is_in_working_days else "days")


@pytest.mark.parametrize(("name", "figure"), FIGURES.items())
def test_a_figure_of_an_action_is_the_registered_one(name: str, figure: tuple[int, str]) -> None:
    assert _registered(name) == figure


def test_every_figure_that_stands_in_the_code_is_compared_here() -> None:
    in_code = {norm.key.removeprefix("HOUSE-") for norm in the_register().house if norm.in_code}
    assert in_code == {*KEYS, *FIGURES}
