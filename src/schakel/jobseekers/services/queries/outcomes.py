"""What became of clients whose service ended or plan closed, and how secondment counts in two ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.jobseekers.services.queries.scopes import (
    ALL,
    Scope,
    counted,
    hidden_parts,
    hidden_scopes,
    key_of,
    scopes_of,
)

_OUTCOMES = "select * from services_outcomes(%s, %s)"


class Outcome(TextChoices):
    """What counts as an outcome of its own (R115, R321)."""

    WORK = "work", _("gewoon werk")
    SECONDED = "seconded", _("werk via detachering")
    USEFUL = "useful", _("maatschappelijk nuttige functie")
    OTHER = "other", _("andere afloop")


WORKING = (Outcome.WORK, Outcome.SECONDED)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Clients of a scope by outcome and whether work lasted (yes, no, early, unknown); empty if hidden.

    small are outcomes of which the number stays hidden.
    """

    scope: Scope
    clients: Counter[tuple[str, str]]
    is_hidden: bool
    small: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many clients there are."""
        return self.clients.total()

    def of(self, *outcomes: str) -> int:
        """How many came to one of these outcomes."""
        return sum(count for (outcome, _lasting), count in self.clients.items() if outcome in outcomes)

    def lasting(self, outcome: str, how: str) -> int:
        """How many with work of this kind it lasted for, or not, or can't be said yet."""
        return self.clients[(outcome, how)]

    def judged(self, *outcomes: str) -> tuple[int, int]:
        """Of these outcomes how many lasted, and of how many it can be said."""
        yes = sum(self.lasting(outcome, "yes") for outcome in outcomes)
        return yes, yes + sum(self.lasting(outcome, "no") for outcome in outcomes)


def outcomes_between(first: date, last: date) -> list[Outcomes]:
    """The outcomes of the whole organisation and of its teams; two statements, none where nobody ended."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for team_id, outcome, lasting, clients in counted(_OUTCOMES, [first, last]):
        for key in (ALL, key_of(team_id)):
            found.setdefault(key, Counter())[(outcome, lasting)] += clients
    hidden = hidden_scopes({key: clients.total() for key, clients in found.items()})
    small = hidden_parts({key: _by_outcome(clients) for key, clients in found.items()}, hidden)
    return [
        Outcomes(
            scope,
            Counter() if scope.key in hidden else found[scope.key],
            scope.key in hidden,
            small[scope.key],
        )
        for scope in scopes_of(found)
        if scope.key in found
    ]


def _by_outcome(clients: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (outcome, _lasting), count in clients.items():
        found[outcome] += count
    return found
