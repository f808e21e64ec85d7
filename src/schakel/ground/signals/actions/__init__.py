"""Every write on signals by people; computing them is the database's."""

from schakel.ground.signals.actions.handling import assign_signal, snooze_signal, wake_signal

__all__ = [
    "assign_signal",
    "snooze_signal",
    "wake_signal",
]
