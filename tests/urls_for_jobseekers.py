"""The addresses that tests of the jobseekers' pages use, and the marks that they share."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from schakel.config.urls import handler404
from schakel.config.urls import urlpatterns as real

MARKS = [
    pytest.mark.django_db(databases=["default", "owner"]),
    pytest.mark.urls("tests.urls_for_jobseekers"),
]

__all__ = ["MARKS", "handler404", "urlpatterns"]


def _elsewhere(request: HttpRequest, dossier_id: UUID | None = None) -> HttpResponse:
    return HttpResponse()


_dossiers = [
    path("dossiers/", _elsewhere, name="list"),
    path("dossiers/<uuid:dossier_id>/", _elsewhere, name="dossier"),
]
urlpatterns = [*real, path("", include((_dossiers, "dossiers")))]
