"""What the signals room keeps; one noun per file."""

from schakel.ground.signals.models.signal import Signal, SnoozeReason

__all__ = [
    "Signal",
    "SnoozeReason",
]
