"""Addresses for programs: they come with a token, act as themselves for one task, and get JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from schakel.ground.access.readers import actor_for
from schakel.ground.accounts.entering import address_of, note_closing
from schakel.ground.accounts.queries.machines import machine_with, note_use
from schakel.ground.accounts.tasks_of_machines import task_named
from schakel.ground.accounts.throttling import BY_ADDRESS, claim_try, key_of_programs, take_back
from schakel.ground.kernel.actors import as_actor
from schakel.ground.kernel.database_errors import in_words
from schakel.ground.kernel.errors import InvalidError, SchakelError
from schakel.web.pages import SchakelRequest

MACHINES = frozenset({"imports:machine_upload", "imports:machine_run", "imports:machine_deliveries"})
"""Addresses for programs: no session counts there, and no page is shown."""

View = Callable[..., HttpResponse]
_SCHEME = "bearer "
log = logging.getLogger(__name__)


def for_machines(task: str) -> Callable[[View], View]:
    """Declare a view for programs with this task. They carry no cookie, so nothing can be forged."""

    def declare(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def run(request: SchakelRequest, **named: object) -> HttpResponse:
            claim = claim_try(key_of_programs(address_of(request)), BY_ADDRESS)
            note_closing(claim, None, "address")
            machine = machine_with(_token(request), task) if claim.is_heard else None
            if machine is None:
                return _unknown(is_waiting=not claim.is_heard)
            take_back(claim)
            note_use(machine)
            request.actor = actor_for(machine.reader, name=machine.name)
            return _act(request, view, task, named)

        return run

    return declare


def _act(request: SchakelRequest, view: View, task: str, named: dict[str, object]) -> HttpResponse:
    found = task_named(task)
    assert found is not None
    try:
        with in_words(), as_actor(request.actor, found.purpose.value, needs_savepoint=True):
            return view(request, **named)
    except SchakelError as error:
        return _refusal(error)
    except DatabaseError:
        log.exception("the database refused a program's request")
        return _refusal(SchakelError("", "", ""))


def _token(request: HttpRequest) -> str:
    """The token of the header; one in the address would reach logs, and is not looked at."""
    told = request.headers.get("Authorization", "")
    return told[len(_SCHEME) :].strip() if told[: len(_SCHEME)].lower() == _SCHEME else ""


def _unknown(*, is_waiting: bool) -> HttpResponse:
    what = gettext("Deze sleutel opent niets.")
    if is_waiting:
        return JsonResponse(
            {"error": what, "remedy": gettext("Wacht even.")}, status=429, headers={"Retry-After": "60"}
        )
    remedy = gettext("Vraag de beheerder van de organisatie om een nieuwe sleutel voor deze taak.")
    headers = {"WWW-Authenticate": "Bearer"}
    return JsonResponse({"error": what, "remedy": remedy}, status=401, headers=headers)


def _refusal(error: SchakelError) -> HttpResponse:
    fields = error.fields if isinstance(error, InvalidError) else {}
    told = {"error": str(error.what), "why": str(error.why), "remedy": str(error.remedy)}
    words = {name: str(sentence) for name, sentence in fields.items()}
    return JsonResponse(told | ({"fields": words} if words else {}), status=error.status)
