"""What stands on top of every page of a dossier: whose it is, and its tabs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from schakel.ground.access.permissions import may, not_found
from schakel.ground.access.types import Level
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Dossier
from schakel.ground.dossiers.panels import all_tabs
from schakel.ground.kernel.actors import Context, current_context


def dossier_header(request: HttpRequest, dossier_id: UUID, current_tab: str) -> dict[str, Any]:
    """The context of `dossiers/base_dossier.html`. Raises NotFoundError for who takes no part."""
    context = current_context()
    access.SEE.check_cell(context)
    dossier = Dossier.objects.select_related("client").filter(pk=dossier_id).first()
    if dossier is None:
        raise not_found()
    return {
        "dossier": dossier,
        "dossier_id": dossier_id,
        "client": dossier.client,
        "tabs": _tabs(context, dossier_id, current_tab),
    }


def _tabs(context: Context, dossier_id: UUID, current_tab: str) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse(tab.url_name, args=[dossier_id]),
            "label": tab.label,
            "is_current": tab.url_name == current_tab,
        }
        for tab in all_tabs()
        if may(context.actor, context.purpose, tab.section, Level.READ).is_allowed
    ]
