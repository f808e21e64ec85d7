"""The one sentence with which somebody asks to take part, or answers that."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.kernel.errors import InvalidError

ANSWER_MISSING = gettext_lazy("Schrijf uw antwoord in één zin op. De ander leest dit.")


def check_reason(because: str, missing: str) -> None:
    """Raise InvalidError for no reason, with the sentence that asks for one, and for a long one."""
    most = JoinRequest._meta.get_field("because").max_length or 0
    if not because.strip():
        raise InvalidError(gettext("De reden ontbreekt."), fields={"because": missing})
    if len(because.strip()) > most:
        words = gettext("Houd het bij hoogstens %(count)d tekens.") % {"count": most}
        raise InvalidError(gettext("De reden is te lang."), fields={"because": words})
