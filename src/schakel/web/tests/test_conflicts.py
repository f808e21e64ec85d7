"""The choice between two versions: theirs comes from the row, and nothing is overwritten unseen."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from schakel.web.conflicts import NO_VERSION, chosen, drops_mine, settled

THEIRS = {"what": "hun tekst", "because": "hun reden"}


def posted(**values: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({name.replace("__", "-"): value for name, value in values.items()})
    return query


def test_an_ordinary_post_holds_no_choice() -> None:
    post = posted(what="tekst", version="1")
    assert chosen(post, THEIRS) is None
    assert settled(post, THEIRS) is post


def test_mine_is_the_text_that_was_typed_and_theirs_is_left_to_the_row() -> None:
    post = posted(mine__what="mijn tekst", keep__what="mine", mine__because="x", keep__because="theirs")
    assert chosen(post, THEIRS) == {"what": "mijn tekst", "because": None}


def test_theirs_is_never_taken_from_the_form() -> None:
    post = posted(mine__what="mijn tekst", keep__what="theirs", theirs__what="verzonnen", version="2")
    assert settled(post, THEIRS)["what"] == "hun tekst"


def test_each_field_has_its_own_choice() -> None:
    post = posted(
        mine__what="mijn", keep__what="mine", mine__because="mijn", keep__because="theirs", version="2"
    )
    data = settled(post, THEIRS)
    assert (data["what"], data["because"], data["version"]) == ("mijn", "hun reden", "2")


def test_a_difference_without_a_choice_is_asked_again() -> None:
    post = posted(mine__what="mijn", mine__because="hun reden", keep__because="mine", version="2")
    assert settled(post, THEIRS)["version"] == NO_VERSION


def test_a_field_that_both_left_alike_needs_no_choice() -> None:
    post = posted(mine__what="hun tekst", mine__because="mijn", keep__because="mine", version="2")
    assert settled(post, THEIRS)["version"] == "2"


def test_another_end_of_line_is_no_difference() -> None:
    post = posted(mine__what="een\r\ntwee", version="2")
    assert settled(post, {"what": "een\ntwee"})["version"] == "2"


def test_what_only_the_form_has_goes_along() -> None:
    post = posted(mine__what="mijn", keep__what="mine", mine__why="verbeterd", version="2")
    assert settled(post, {"what": "hun"})["why"] == "verbeterd"


@pytest.mark.parametrize(("keep", "drops"), [("theirs", True), ("mine", False)])
def test_leaving_all_to_the_other_drops_mine(keep: str, drops: bool) -> None:
    assert drops_mine(posted(mine__what="mijn", keep__what=keep)) is drops
