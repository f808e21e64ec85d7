"""Addresses of the shell and one for each refusal, to see what an uncaught one looks like."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from schakel.ground.kernel.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from schakel.web.pages import EVERYONE, page

ERRORS = {
    "404": NotFoundError("Niet hier."),
    "403": ForbiddenError("Dit mag niet.", "Want dit hoort bij een ander.", "Vraag het Bas."),
    "409": ConflictError("Dit botst.", "Want een ander was eerder.", "Kijk opnieuw."),
    "422": InvalidError("Dit klopt niet.", fields={"term": "Kies een dag die nog komt.", "leeg": ""}),
}


@page(EVERYONE)
def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "500":
        raise RuntimeError("geheim van mevrouw Haddou")
    raise ERRORS[kind]


urlpatterns = [path("", include("schakel.web.urls")), path("refuse/<str:kind>/", refuse)]
handler404 = "schakel.web.errors.missing"
