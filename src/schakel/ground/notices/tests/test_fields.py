"""Fields between brackets: known ones are filled in, unknown ones are refused when a text is written."""

from __future__ import annotations

import pytest

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.notices.fields import FIELDS, fields_in, fill, require_known


def test_a_field_is_filled_in_however_it_is_typed() -> None:
    assert fill("[Aanhef] en [ aanhef ]", {"aanhef": "Beste Noor,"}) == "Beste Noor, en Beste Noor,"


def test_what_is_filled_in_is_not_read_for_fields_again() -> None:
    assert fill("[cliënt]", {"cliënt": "[telefoon]", "telefoon": "06"}) == "[telefoon]"


def test_an_unknown_field_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidError) as refused:
        require_known(subject="Goed", body="[anhef] hallo")
    assert list(refused.value.fields) == ["body"]
    assert "[anhef]" in refused.value.fields["body"]
    assert "[aanhef]" in refused.value.fields["body"]


def test_every_named_field_is_known_to_the_check() -> None:
    text = " ".join(f"[{name}]" for name in FIELDS)
    require_known(body=text)
    assert fields_in(text) == set(FIELDS)


def test_brackets_over_lines_or_without_end_are_plain_text() -> None:
    assert fields_in("[een\ntwee] [open") == set()
