"""One of several acts behind summaries on a tab: done, or shown again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from schakel.ground.dossiers.forms import ActForm
from schakel.ground.kernel.errors import StaleVersionError
from schakel.web.acting import attempt
from schakel.web.pages import SchakelRequest

CONFLICT = 409


def carry_out(
    request: SchakelRequest,
    form: ActForm,
    act: Callable[[], UUID],
    *,
    done: str,
    back: tuple[str, *tuple[UUID | str, ...]],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Do the act and go back to its tab with the words of done; a refusal shows the tab again."""
    try:
        tried = attempt(form, act)
    except StaleVersionError as error:
        _catch_up(form, error.current)
        return _refused(request, form, again, error.status)
    if tried.status == CONFLICT:
        return _refused(request, form, again, CONFLICT)
    if not tried.is_done:
        return again(tried.status)
    messages.success(request, done)
    return redirect(*back)


def _refused(
    request: SchakelRequest, form: ActForm, again: Callable[[int], HttpResponse], status: int
) -> HttpResponse:
    """Say on top of the page what clashed: the form itself may be gone, as with what another ended."""
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))
    return again(status)


def _catch_up(form: ActForm, current: Any) -> None:
    """Keep what was typed, beside what stands there now; sent again, it is based on that."""
    form.data = {**form.data.dict(), "version": str(current.version)}  # type: ignore[attr-defined]
    form.add_error(
        None, gettext("Iemand anders wijzigde dit intussen. Kijk uw antwoorden na en verstuur opnieuw.")
    )
    for name, typed in form.cleaned_data.copy().items():
        theirs = getattr(current, name, typed)
        if name != "version" and isinstance(theirs, str) and theirs != typed:
            form.add_error(name, gettext("Er staat nu: %(theirs)s") % {"theirs": theirs or "–"})
