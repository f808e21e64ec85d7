"""One of several acts behind summaries on a tab: done, or shown again with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from schakel.ground.dossiers.forms import ActForm
from schakel.ground.dossiers.views.acting import attempt
from schakel.ground.kernel.errors import StaleVersionError
from schakel.web.pages import SchakelRequest


def carry_out(
    request: SchakelRequest,
    form: ActForm,
    act: Callable[[], UUID],
    *,
    done: str,
    back: tuple[str, UUID],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Do the act and go back to its tab with the words of done; a refusal shows the tab again."""
    try:
        tried = attempt(form, act)
    except StaleVersionError as error:
        form.add_error(None, str(error))
        return again(error.status)
    if not tried.is_done:
        return again(tried.status)
    messages.success(request, done)
    return redirect(*back)
