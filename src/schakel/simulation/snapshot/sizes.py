"""How large a snapshot is, and how its dossiers are spread over organisations."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.kernel.errors import InvalidError

LARGE_SHARE = 0.4
"""The part of all dossiers that UWV guides, and reads, when the years end: about 400,000 of 1,000,000."""

CASELOAD = 100
MOST_MUNICIPALITIES = 60
NUMBERED = 90_000
"""There are 90,909 valid BSNs in the test series; larger snapshots go by client number."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is asked for: clients with a dossier, journal entries over all of them, and the seed."""

    dossiers: int
    entries: int
    seed: int = 1

    def __post_init__(self) -> None:
        if not 100 <= self.dossiers <= 1_000_000 or self.seed < 0:
            raise InvalidError(
                "Deze omvang kan niet.",
                "Een momentopname heeft 100 tot 1.000.000 dossiers en een startgetal van 0 of hoger.",
                "Kies een ander aantal bij --dossiers.",
            )
        if not self.dossiers <= self.entries <= 40 * self.dossiers:
            raise InvalidError(
                "Dit aantal journaalregels past niet bij het aantal dossiers.",
                "Elk dossier heeft minstens 1 en gemiddeld hoogstens 40 regels.",
                "Kies een ander aantal bij --entries.",
            )

    @property
    def large(self) -> int:
        """About how many dossiers the large organisation has."""
        return round(self.dossiers * LARGE_SHARE)

    def municipalities(self) -> list[int]:
        """The weights by which people live in municipalities, largest first; the last is always small."""
        rest = self.dossiers - self.large
        count = max(3, min(MOST_MUNICIPALITIES, rest // 5000))
        small = min(300, rest // 10)
        weights = [1 / (place + 2) for place in range(count - 1)]
        sizes = [int((rest - small) * weight / sum(weights)) for weight in weights]
        sizes[0] += rest - small - sum(sizes)
        return [*sizes, small]
