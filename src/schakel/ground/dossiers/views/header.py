"""What stands on top of a tab that needs no chain: whose dossier it is, and its tabs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from schakel.ground.dossiers.queries.visible import dossier_with_sections
from schakel.ground.dossiers.views.frame import header_context


def dossier_header(request: HttpRequest, dossier_id: UUID, current_tab: str) -> dict[str, Any]:
    """The context of `dossiers/base_dossier.html` in one statement; the caller writes the read log.

    Raises NotFoundError for who takes no part.
    """
    return header_context(*dossier_with_sections(dossier_id), current_tab)
