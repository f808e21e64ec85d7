"""Diagnoses with their instruments, parts and results; one noun per file."""

from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis, DiagnosisPart, DiagnosisResult
from schakel.jobseekers.diagnosis.models.instrument import Instrument
from schakel.jobseekers.diagnosis.models.scales import ScaleMapping
from schakel.jobseekers.diagnosis.models.style import GuidanceStyle

__all__ = [
    "Diagnosis",
    "DiagnosisPart",
    "DiagnosisResult",
    "GuidanceStyle",
    "Instrument",
    "ScaleMapping",
]
