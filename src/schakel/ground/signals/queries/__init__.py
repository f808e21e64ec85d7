"""Every read of signals; one noun per file."""

from schakel.ground.signals.queries.signals import (
    Criterion,
    Found,
    KindCount,
    ShownSignal,
    Wanted,
    Whose,
    counts,
    find_signals,
    marks_of,
    signal_visible,
    signals_of,
)

__all__ = [
    "Criterion",
    "Found",
    "KindCount",
    "ShownSignal",
    "Wanted",
    "Whose",
    "counts",
    "find_signals",
    "marks_of",
    "signal_visible",
    "signals_of",
]
