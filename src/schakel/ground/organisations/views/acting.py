"""Calling an act from a form: a refusal stays at its fields, with all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.web.forms import ActForm
from schakel.web.pages import SchakelRequest


def own_organisation(request: SchakelRequest) -> UUID:
    """The organisation of whoever is at work; raises NotFoundError for who has none."""
    if request.actor.organisation_id is None:
        raise not_found()
    return request.actor.organisation_id


def acted(request: SchakelRequest, form: ActForm, act: Callable[..., Any], **values: Any) -> Any:
    """What the act returned, or None when it refused; its words then stand in the form."""
    try:
        return act(
            actor=request.actor,
            organisation_id=own_organisation(request),
            submit_key=form.cleaned_data["submit_key"],
            **values,
        )
    except (InvalidError, ConflictError) as error:
        form.refuse(error)
        return None
