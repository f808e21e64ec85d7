"""What the database refuses, in words a user can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from django.utils.translation import gettext

from schakel.ground.kernel.errors import ConflictError, SchakelError

_rules: dict[str, Callable[[], SchakelError]] = {}


def register_rule(name: str, make: Callable[[], SchakelError]) -> None:
    """Say which error a broken rule is: by the name of its constraint, or by its own SQLSTATE."""
    _rules[name] = make


@contextmanager
def in_words() -> Iterator[None]:
    """Turn a refusal of the database into its registered error; leave all others as they are."""
    try:
        yield
    except DatabaseError as error:
        known = _known(error)
        if known is None:
            raise
        raise known from error


def _known(error: DatabaseError) -> SchakelError | None:
    cause = error.__cause__
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    state = getattr(cause, "sqlstate", None)
    make = _rules.get(constraint or "") or _rules.get(state or "")
    if make is not None:
        return make()
    return _overlap() if state == "23P01" else None


def _overlap() -> ConflictError:
    return ConflictError(
        gettext("Deze periode valt samen met een andere."),
        gettext("Op dezelfde dag kan er maar één gelden."),
        gettext("Kies een andere begin- of einddatum."),
    )
