"""Keeping what somebody is writing, on whichever page that is."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext

from schakel.ground.dossiers.actions import keep_draft
from schakel.ground.dossiers.drafting import typed
from schakel.ground.kernel.errors import InvalidError
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest

_OF_THE_FORM = ("submit_key", "version")


def keep_written(
    request: SchakelRequest,
    dossier_id: UUID,
    kind: str,
    form: ActForm,
    fixed: Mapping[str, str] | None = None,
) -> bool:
    """Keep what stands in the form, finished or not, with what is fixed; a refusal is said in the form."""
    names = tuple(name for name in form.fields if name not in _OF_THE_FORM)
    values = typed(request.POST, names) | dict(fixed or {})
    try:
        keep_draft(actor=request.actor, dossier_id=dossier_id, kind=kind, values=values)
    except InvalidError as error:
        form.errors.clear()
        form.refuse(error)
        return False
    messages.success(request, gettext("Het concept is bewaard. Alleen u ziet het."))
    return True
