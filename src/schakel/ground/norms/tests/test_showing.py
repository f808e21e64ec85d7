"""Every norm of the register can be told in words, in every era."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.ground.norms.engine.showing import norm_values, norm_words
from schakel.ground.norms.registers import the_register


@pytest.mark.parametrize("on", [date(2007, 6, 1), date(2026, 11, 22), date(2027, 1, 2)])
def test_every_norm_can_be_explained(on: date) -> None:
    register = the_register()
    for norm in register.norms.values():
        lines = norm_words(norm, register, on, announced=True)
        assert all(line.strip() for line in lines)
        values = norm_values(norm, register, on, announced=True)
        assert values["is_valid"] == (len(lines) > 2)
