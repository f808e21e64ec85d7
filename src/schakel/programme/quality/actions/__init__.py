"""Every write of the quality room; one noun per file."""

from schakel.programme.quality.actions.counting import ask_count
from schakel.programme.quality.actions.targets import set_target

__all__ = ["ask_count", "set_target"]
