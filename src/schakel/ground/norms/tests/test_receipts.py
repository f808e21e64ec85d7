"""A receipt can be verified later: by the same register it comes out the same, and changes are told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.norms.engine.evaluating import Evaluator
from schakel.ground.norms.engine.loading import load_register
from schakel.ground.norms.engine.receipts import read_receipt, receipt, verify
from schakel.ground.norms.tests.registers import SMALL, facts, replaced, small

REGISTER = small()
TODAY = date(2026, 11, 22)


def _kept() -> dict[str, Any]:
    told = facts(REGISTER, regimes=["PW"], leeftijd=34, aanvraag_op=date(2026, 10, 2), besluit_op=None)
    return read_receipt(json.dumps(receipt(Evaluator(REGISTER), told, TODAY)))


def test_the_same_register_gives_the_same_outcome() -> None:
    assert verify(_kept(), REGISTER) == []


def test_a_receipt_keeps_what_was_told_and_by_which_register() -> None:
    kept = _kept()
    assert kept["register"] == REGISTER.digest
    assert kept["facts"]["aanvraag_op"] == [{"value": "2026-10-02", "source": "", "known_at": None}]


def test_a_receipt_that_was_changed_says_so() -> None:
    kept = _kept()
    kept["facts"]["leeftijd"][0]["value"] = 12
    assert verify(kept, REGISTER) == [
        "Het bewijs is gewijzigd nadat het gemaakt is.",
        "T-werk komt nu anders uit.",
        "T-zoektermijn komt nu anders uit.",
    ]


def test_another_register_is_told_with_the_norms_that_come_out_otherwise(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "register")
    replaced("subjects/inkomen.yaml", "term: P4W, met_by", "term: P6W, met_by")(tmp_path / "register")
    found = verify(_kept(), load_register(tmp_path / "register"))
    assert "Het register is sindsdien gewijzigd." in found
    assert "T-voorschot komt nu anders uit." in found


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", '{"digest": 1}', "[" * 100_000])
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(InvalidError, match="geen bewijs"):
        read_receipt(text)


@pytest.mark.parametrize(
    ("key", "value"),
    [("on", 3), ("on", "ooit"), ("facts", {"weg": 3}), ("norms", []), ("norms", 3), ("norms", [{}])],
)
def test_a_receipt_with_nonsense_in_it_does_not_verify(key: str, value: object) -> None:
    assert verify(_kept() | {key: value}, REGISTER)
