"""Which groups may be shown to whom: one's own always, others from ten on, and none by subtraction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from schakel.ground.kernel.shares import LEAST

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Disclosed(Generic[Key]):
    """The groups that may be shown, and whether the total of all may be."""

    groups: frozenset[Key]
    shows_total: bool


def disclosed(sizes: Mapping[Key, int], own: Collection[Key]) -> Disclosed[Key]:
    """What may be shown of groups that make up a total together, to who works in the groups `own`.

    Total minus what is shown tells the rest. So the rest is nothing, or at least two groups with ten
    together: the smallest others are left out until it is, and if there are none left the total is.
    """
    others = sorted(
        (key for key in sizes if key not in own), key=lambda key: (sizes[key], str(key)), reverse=True
    )
    shown = [key for key in others if not 0 < sizes[key] < LEAST]
    hidden = [key for key in others if 0 < sizes[key] < LEAST]
    while shown and not _is_safe([sizes[key] for key in hidden]):
        key = shown.pop()
        if sizes[key]:
            hidden.append(key)
    is_safe = _is_safe([sizes[key] for key in hidden])
    visible = {key for key in sizes if key not in hidden}
    return Disclosed(frozenset(visible), shows_total=is_safe)


def _is_safe(hidden: list[int]) -> bool:
    return not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST)
