"""What is kept of a client's work profile; one noun per file."""

from schakel.jobseekers.profile.models.occupation import LastOccupation
from schakel.jobseekers.profile.models.strengths import Competence, WorkLimit, WorkPeriod

__all__ = ["Competence", "LastOccupation", "WorkLimit", "WorkPeriod"]
