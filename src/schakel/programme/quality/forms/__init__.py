"""The forms of the quality room; one noun per file."""

from schakel.programme.quality.forms.counting import CountForm
from schakel.programme.quality.forms.form_times import AgreeForm
from schakel.programme.quality.forms.targets import TargetForm

__all__ = ["AgreeForm", "CountForm", "TargetForm"]
