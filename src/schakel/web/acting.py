"""Doing one act from a form: a refusal becomes words beside the fields, with all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.forms import Form

from schakel.ground.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    StaleVersionError,
)
from schakel.web.forms import explain

R = TypeVar("R")
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Attempt(Generic[R]):
    """How an act went: its result, or the status of the page that shows the form again."""

    status: int
    result: R | None = None

    @property
    def is_done(self) -> bool:
        """Whether the act was done."""
        return self.status < 400


def attempt(form: Form, act: Callable[[], R], *, stale: str = "") -> Attempt[R]:
    """Do the act if the form is complete; a refusal that the user can act on lands in the form.

    stale is what to say when somebody changed the row meanwhile; without it a stale version is left to the
    caller. What may not be seen is left to the error page.
    """
    if not form.is_valid():
        return Attempt(UNPROCESSABLE)
    try:
        return Attempt(200, act())
    except StaleVersionError as error:
        if not stale:
            raise
        form.add_error(None, stale)
        return Attempt(error.status)
    except (InvalidError, ConflictError, ForbiddenError) as error:
        explain(form, error)
        return Attempt(error.status)


def once(form: Form) -> dict[str, Any]:
    """The submit key of a form that is right, as the argument with which an act is done once."""
    return {"submit_key": form.cleaned_data["submit_key"]}
