"""Every write of the quality room; one noun per file."""

from schakel.programme.quality.actions.counting import ask_count
from schakel.programme.quality.actions.form_times import agree_form_times, end_form_times
from schakel.programme.quality.actions.targets import set_target

__all__ = ["agree_form_times", "ask_count", "end_form_times", "set_target"]
