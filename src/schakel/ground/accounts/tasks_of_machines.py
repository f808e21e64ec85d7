"""What programs may do here: each room registers the tasks whose addresses it answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from schakel.ground.access.types import Purpose, Role


@dataclass(frozen=True, slots=True)
class MachineTask:
    """One task: its words, and the role and purpose in which a program does it and nothing else."""

    key: str
    label: str | Promise
    about: str | Promise
    role: Role
    purpose: Purpose


_tasks: dict[str, MachineTask] = {}


def register_task(task: MachineTask) -> None:
    """Add a task at start-up."""
    _tasks[task.key] = task


def tasks() -> list[MachineTask]:
    """All tasks, in the order in which they were registered."""
    return list(_tasks.values())


def task_named(key: str) -> MachineTask | None:
    """The task, if its room is there."""
    return _tasks.get(key)
