"""What clients answered to work at the head of an intake, and who had a benefit later (R050)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connections
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.shares import LEAST, too_small

ANSWERS: dict[str, str | Promise] = {
    "taken": _("Werk aangenomen"),
    "refused": _("Werk afgeslagen"),
    "waiting": _("Aangeboden, nog geen antwoord"),
    "not_offered": _("Geen werk aangeboden"),
}
"""What became of work at the head of an intake, in the order of the page."""


@dataclass(frozen=True, slots=True)
class WorkOffered:
    """Intakes for a benefit with one answer; all zero where is_small.

    judged are those of at least three months ago. began_with and with_right count of them who had a right to
    any benefit on the day of the first contact, and three months after it.
    """

    answer: str
    intakes: int
    judged: int
    began_with: int
    with_right: int
    is_small: bool = False

    @property
    def label(self) -> str:
        """The answer in words."""
        return str(ANSWERS[self.answer])

    @property
    def is_judged(self) -> bool:
        """Whether there are ten or more of at least three months ago."""
        return not self.is_small and self.judged >= LEAST


def work_offered(first: date, last: date) -> list[WorkOffered]:
    """The intakes for a benefit of the own organisation by first contact in a period; one statement.

    An answer that fewer than ten gave has no figures, nor has the one that could be worked out beside it.
    """
    with connections[current_context().using].cursor() as cursor:
        cursor.execute("select * from intake_work_offered(%s, %s)", [first, last])
        found = {row[0]: WorkOffered(*row) for row in cursor.fetchall()}
    hidden = too_small({answer: row.intakes for answer, row in found.items()}, LEAST)
    shown = [found[answer] for answer in ANSWERS if answer in found]
    return [
        WorkOffered(row.answer, 0, 0, 0, 0, is_small=True) if row.answer in hidden else row for row in shown
    ]
