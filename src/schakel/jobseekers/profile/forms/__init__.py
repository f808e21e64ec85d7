"""The forms of the work profile; one noun per file."""

from schakel.jobseekers.profile.forms.occupation import ConfirmForm, TitleForm
from schakel.jobseekers.profile.forms.strengths import CompetenceForm, LimitForm, PeriodForm, RemoveForm

__all__ = ["CompetenceForm", "ConfirmForm", "LimitForm", "PeriodForm", "RemoveForm", "TitleForm"]
