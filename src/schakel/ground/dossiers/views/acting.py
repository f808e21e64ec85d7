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
    SchakelError,
    StaleVersionError,
)

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


def attempt(form: Form, act: Callable[[], R]) -> Attempt[R]:
    """Do the act if the form is complete; a refusal that the user can act on lands in the form.

    A stale version is left to the caller, and what may not be seen to the error page.
    """
    if not form.is_valid():
        return Attempt(UNPROCESSABLE)
    try:
        return Attempt(200, act())
    except StaleVersionError:
        raise
    except (InvalidError, ConflictError, ForbiddenError) as error:
        _explain(form, error)
        return Attempt(error.status)


def once(form: Form) -> dict[str, Any]:
    """The submit key of a form that is right, as the argument with which an act is done once."""
    return {"submit_key": form.cleaned_data["submit_key"]}


def _explain(form: Form, error: SchakelError) -> None:
    fields = error.fields if isinstance(error, InvalidError) else {}
    known = {name: words for name, words in fields.items() if name in form.fields and words}
    for name, words in known.items():
        form.add_error(name, words)
    if not known:
        form.add_error(None, str(error))
