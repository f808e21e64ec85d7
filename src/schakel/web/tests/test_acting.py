"""What an act refuses always stands in the form, and is never taken for a success."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    SchakelError,
    StaleVersionError,
)
from schakel.ground.kernel.ids import uuid7
from schakel.web.acting import attempt, once
from schakel.web.forms import ActForm


class NoteForm(ActForm):
    """One field, for the tests."""

    text = forms.CharField(max_length=10)


def refusing(error: SchakelError) -> Any:
    def act() -> None:
        raise error

    return act


def filled(**data: str) -> NoteForm:
    return NoteForm({"text": "kort", **data})


@pytest.mark.parametrize(
    ("fields", "place"),
    [({}, "__all__"), ({"text": "Te kort."}, "text"), ({"onbekend": "Iets anders."}, "__all__")],
)
def test_invalid_input_is_shown_at_its_field_or_above_the_form(fields: dict[str, str], place: str) -> None:
    form = filled()
    error = InvalidError("Dit kan zo niet.", fields=fields)
    attempted = attempt(form, refusing(error))
    assert not attempted.is_done
    assert attempted.status == error.status
    assert list(form.errors) == [place]
    assert form.errors[place] == list(fields.values()) or [str(error)]


@pytest.mark.parametrize("kind", [ConflictError, ForbiddenError])
def test_a_refusal_stands_above_the_form_with_its_own_status(kind: type[SchakelError]) -> None:
    form = filled()
    attempted = attempt(form, refusing(kind("Dit mag nu niet.")))
    assert attempted.status == kind.status >= 400
    assert form.non_field_errors() == ["Dit mag nu niet."]


def test_a_form_that_is_not_complete_never_reaches_the_act() -> None:
    form = filled(text="veel te lang voor dit veld")
    attempted = attempt(form, refusing(AssertionError("the act was called")))  # type: ignore[arg-type]
    assert attempted.status == 422
    assert list(form.errors) == ["text"]


def test_a_row_changed_meanwhile_is_told_in_the_words_of_the_page() -> None:
    form = filled()
    error = StaleVersionError(None)
    assert attempt(form, refusing(error), stale="Een collega was u voor.").status == error.status
    assert form.non_field_errors() == ["Een collega was u voor."]
    with pytest.raises(StaleVersionError):
        attempt(filled(), refusing(error))


def test_an_act_that_is_done_gives_its_result_and_the_key_to_do_it_once() -> None:
    key = uuid7()
    form = filled(submit_key=str(key))
    attempted = attempt(form, lambda: once(form))
    assert attempted.is_done
    assert attempted.result == {"submit_key": key}
