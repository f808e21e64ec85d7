"""What can be said in the journal of signals; one noun per file."""

from schakel.ground.signals.verbs.signal import SignalAssigned, SignalSnoozed, SignalWoken, register

__all__ = [
    "SignalAssigned",
    "SignalSnoozed",
    "SignalWoken",
    "register",
]
