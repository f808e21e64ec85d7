"""Addresses for programs: bring a file, ask what became of it, and ask how deliveries stand."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from schakel.ground.kernel.errors import InvalidError
from schakel.information.imports.actions import keep_file
from schakel.information.imports.decoding import MAX_BYTES
from schakel.information.imports.deliveries import counts_of, file_counts_of, home_system
from schakel.information.imports.queries import progress_of, run_visible
from schakel.web.machines import for_machines
from schakel.web.pages import SchakelRequest


@require_POST
@for_machines("imports")
def upload(request: SchakelRequest) -> HttpResponse:
    """Keep the file that is sent as `file`; people of the organisation choose its columns and take it in.

    The program reads no client and changes none: a lost token brings at most a file that nobody wants.
    """
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > MAX_BYTES:
        sentence = gettext("Stuur één bestand mee als ‘file’, van hooguit 20 megabyte.")
        raise InvalidError(
            gettext("Er is geen bestand dat kan worden gelezen."), sentence, fields={"file": sentence}
        )
    run_id = keep_file(
        actor=request.actor,
        organisation_id=request.actor.employer_id,
        file_name=file.name or "",
        content=file.read(),
    )
    return JsonResponse({"run": str(run_id), "status": "kept"}, status=201)


@require_GET
@for_machines("imports")
def run(request: SchakelRequest, run_id: UUID) -> HttpResponse:
    """How far a file of the organisation is: its status and how many rows came out how; nobody's data."""
    found = run_visible(run_id)
    progress = progress_of(found)
    told = {"run": str(found.pk), "status": found.status, "rows": progress.rows, "applied": progress.applied}
    return JsonResponse(told | {"outcomes": progress.outcomes})


@require_GET
@for_machines("deliveries")
def deliveries(request: SchakelRequest) -> HttpResponse:
    """How many deliveries to the organisation's own system, and files of them, are in each state."""
    organisation_id = request.actor.employer_id
    system = home_system(organisation_id)
    told = {"states": counts_of(organisation_id), "files": file_counts_of(organisation_id)}
    return JsonResponse({"on": bool(system and system.is_on), **told})
