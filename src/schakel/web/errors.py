"""Error pages: what happened, why, what to do; never a person's data."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.ground.kernel.errors import InvalidError, SchakelError

_TEMPLATES = {400: "400.html", 403: "403.html", 404: "404.html", 409: "409.html", 422: "409.html"}


def error_response(request: HttpRequest, error: SchakelError) -> HttpResponse:
    """The page of an error, with its status."""
    template = _TEMPLATES.get(error.status, "500.html")
    fields = error.fields if isinstance(error, InvalidError) else {}
    context = {
        "what": error.what,
        "why": error.why,
        "remedy": error.remedy,
        "sentences": [text for text in fields.values() if text],
    }
    return render(request, template, context, status=error.status)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to an address that leads nowhere."""
    return render(request, "404.html", status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to a request that can't be read, or that sends more than may be kept."""
    is_too_large = isinstance(exception, RequestDataTooBig)
    context = {"is_too_large": is_too_large}
    return render(request, "400.html", context, status=413 if is_too_large else 400)
