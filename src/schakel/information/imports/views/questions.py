"""What a file asked of other organisations: how it stands, and taking in what they said yes to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from schakel.ground.access.types import Purpose
from schakel.ground.dossiers.models import JoinRequest
from schakel.information.imports.actions import take_in_agreed
from schakel.information.imports.models import ImportRow, ImportRun
from schakel.information.imports.queries import Progress, agreed_rows, answers_of, run_visible
from schakel.web.pages import REGISTRARS, SchakelRequest, page

Outcome = ImportRow.Outcome


def standing_of_questions(found: ImportRun, progress: Progress) -> dict[str, Any]:
    """How the questions of a file stand, where it asked any."""
    if not progress.outcomes[Outcome.ASKED] and not progress.outcomes[Outcome.KNOWN]:
        return {"answers": {}, "agreed": 0}
    answers = answers_of(found)
    has_yes = found.status == ImportRun.Status.APPLIED and answers[JoinRequest.State.ACCEPTED]
    return {
        "answers": answers if any(answers.values()) else {},
        "agreed": agreed_rows(found).count() if has_yes else 0,
    }


@page(REGISTRARS, Purpose.INTAKE)
@require_POST
def agreed(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """Take in now what others said yes to, a thousand rows at a press, without waiting for the worker."""
    found = run_visible(run_id)
    if found.status == ImportRun.Status.APPLIED and agreed_rows(found).exists():
        organisation_id = found.organisation_id
        count = take_in_agreed(actor=request.actor, organisation_id=organisation_id, run_id=found.id)
        words = ngettext("%(count)s regel is verwerkt.", "%(count)s regels zijn verwerkt.", count)
        messages.success(request, words % {"count": count})
    return redirect("imports:run", run_id=found.id)
