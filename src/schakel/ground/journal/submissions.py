"""Submit keys: the first submission claims its key, a second one waits for it and gets the same result."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext

from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Context, current_context
from schakel.ground.kernel.canonical import plain
from schakel.ground.kernel.errors import ConflictError

_CLAIM = """
insert into journal_submission (reader_id, key, name, at) values (%s, %s, %s, %s) on conflict do nothing
"""
_FIND = "select result, name from journal_submission where reader_id = %s and key = %s"
_KEEP = "update journal_submission set result = %s::jsonb where reader_id = %s and key = %s"


class SubmissionStore:
    """Submit keys in the database, in the transaction of their act."""

    def seen(self, context: Context, key: UUID, name: str) -> tuple[bool, Any]:
        """Claim the key; (True, earlier result) when it was used. Waits for a first use in flight.

        Raises ConflictError when it was used for another act: what is asked now was not done then.
        """
        reader = context.actor.reader_id
        with connections[context.using].cursor() as cursor:
            cursor.execute(_CLAIM, [reader, key, name, clock.now()])
            if cursor.rowcount:
                return False, None
            cursor.execute(_FIND, [reader, key])
            result, earlier_name = cursor.fetchone()
        if earlier_name != name:
            raise _used()
        return True, _as_result(result)

    def keep(self, context: Context, key: UUID, result: Any) -> None:
        """Store what the act returned: an id, text, a number or nothing."""
        with connections[context.using].cursor() as cursor:
            cursor.execute(_KEEP, [json.dumps(plain(result)), context.actor.reader_id, key])


def result_of(key: UUID | None) -> Any:
    """What the current actor's act under this key led to; None when the key was not used."""
    context = current_context()
    if key is None:
        return None
    with connections[context.using].cursor() as cursor:
        cursor.execute(_FIND, [context.actor.reader_id, key])
        row = cursor.fetchone()
    return _as_result(row[0]) if row else None


def _used() -> ConflictError:
    return ConflictError(
        gettext("Dit formulier is al verstuurd, voor iets anders."),
        gettext("Er is nu niets gewijzigd."),
        gettext("Open de pagina opnieuw en vul het formulier nog eens in."),
    )


def _as_result(stored: Any) -> Any:
    value = json.loads(stored) if isinstance(stored, str) else stored
    try:
        return UUID(value) if isinstance(value, str) else value
    except ValueError:
        return value
