"""Times of forms as far as they may be shown: per kind, month, role and task; never under ten forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Sum

from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.shares import LEAST, Estimate, too_small
from schakel.ground.organisations.models import Membership
from schakel.programme.quality.binned import AWAY, quantile, timed, together
from schakel.programme.quality.form_kinds import TASKS, Task
from schakel.programme.quality.models import FormTime, FormTimeConsent

WEEKS = 52
PARTS = (0.25, 0.5, 0.75)
Key = TypeVar("Key", str, date)
Bins = Counter[int]


@dataclass(frozen=True, slots=True)
class Times:
    """Forms that were sent in, and how long they were open; all but the key empty where is_hidden.

    quartiles are seconds, for ten forms or more that were not put away; total is all seconds together.
    """

    key: Any
    forms: int = 0
    away: int = 0
    quartiles: list[Estimate] = field(default_factory=list)
    total: Estimate | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class TaskForms:
    """How many forms a task took, over how many times that it was done; None where too few."""

    task: Task
    done: int
    forms: int | None

    @property
    def each(self) -> float | None:
        """Forms for each time."""
        return self.forms / self.done if self.forms is not None else None


def form_consent_on(organisation_id: UUID, day: date) -> FormTimeConsent | None:
    """The works council's agreement that holds on a day; one statement."""
    found: FormTimeConsent | None = FormTimeConsent.objects.held_on(organisation_id, day)
    return found


def since() -> date:
    """The first day that counts."""
    return date.fromordinal(clock.today().toordinal() - 7 * WEEKS)


def times_by_kind(organisation_id: UUID) -> list[Times]:
    """Every kind of form, those that cost most time together first; one statement."""
    rows = _counted(organisation_id).values_list("kind", "bin").annotate(n=Sum("forms"))
    found = _told(_gathered(rows, str))
    return sorted(found, key=lambda one: (one.is_hidden, -(one.total.value if one.total else 0), one.key))


def times_by_month(organisation_id: UUID, kind: str) -> list[Times]:
    """One kind by the month in which its weeks began, oldest first; one statement."""
    rows = _counted(organisation_id).filter(kind=kind).values_list("week", "bin").annotate(n=Sum("forms"))
    found = _told(_gathered(rows, lambda week: week.replace(day=1)))
    return sorted(found, key=lambda one: one.key)


def times_by_role(organisation_id: UUID, kind: str) -> list[Times]:
    """One kind by role; a role that fewer than ten people have shows nothing; two statements."""
    rows = _counted(organisation_id).filter(kind=kind).values_list("role", "bin").annotate(n=Sum("forms"))
    people = _people(organisation_id)
    few = {role.value for role in Role if people[role.value] < LEAST}
    found = _gathered(rows, str)
    return sorted(_told(found, few & found.keys()), key=lambda one: (one.is_hidden, -one.forms, one.key))


def forms_of_tasks(kinds: Iterable[Times]) -> list[TaskForms]:
    """How many forms each task takes, of what times_by_kind tells; a hidden form hides its task."""
    told = {one.key: one for one in kinds}
    return [_task(task, told) for task in TASKS]


def _task(task: Task, told: Mapping[str, Times]) -> TaskForms:
    parts = [told[kind] for kind in task.kinds if kind in told]
    last = told.get(task.last)
    if last is None or any(part.is_hidden for part in parts):
        return TaskForms(task, 0, None)
    return TaskForms(task, last.forms, sum(part.forms for part in parts))


def _counted(organisation_id: UUID) -> Any:
    return FormTime.objects.filter(organisation_id=organisation_id, week__gte=since()).order_by()


def _gathered(rows: Iterable[tuple[Any, int, int]], key: Callable[[Any], Key]) -> dict[Key, Bins]:
    found: dict[Key, Bins] = {}
    for value, which, forms in rows:
        found.setdefault(key(value), Counter())[which] += forms
    return found


def _told(found: Mapping[Key, Bins], few: Iterable[Key] = ()) -> list[Times]:
    """Each group with its times; those under ten without, and never one of them alone."""
    sizes = {key: 0 if key in set(few) else bins.total() for key, bins in found.items()}
    hidden = too_small(sizes)
    return [Times(key, is_hidden=True) if key in hidden else _times(key, bins) for key, bins in found.items()]


def _times(key: Any, bins: Bins) -> Times:
    is_enough = timed(bins) >= LEAST
    return Times(
        key,
        bins.total(),
        bins[AWAY],
        [quantile(bins, part) for part in PARTS] if is_enough else [],
        together(bins) if is_enough else None,
    )


def _people(organisation_id: UUID) -> Counter[str]:
    """How many people have each role there today."""
    held = Membership.objects.on(clock.today()).filter(organisation_id=organisation_id).order_by()
    return Counter(dict(held.values_list("role").annotate(n=Count("pk"))))
