"""Diagnoses with their instruments, parts, results and what stands beside them; one noun per file."""

from schakel.jobseekers.diagnosis.models.advice import AdviceRequest
from schakel.jobseekers.diagnosis.models.analysis import PartnerAnalysis
from schakel.jobseekers.diagnosis.models.diagnosis import Diagnosis, DiagnosisPart, DiagnosisResult
from schakel.jobseekers.diagnosis.models.instrument import Instrument
from schakel.jobseekers.diagnosis.models.market import MarketFigure
from schakel.jobseekers.diagnosis.models.review import EstimateReview
from schakel.jobseekers.diagnosis.models.scales import ScaleMapping
from schakel.jobseekers.diagnosis.models.style import GuidanceStyle
from schakel.jobseekers.diagnosis.models.supplements import Ambition, Circumstance, MissingItem, SaidBy

__all__ = [
    "AdviceRequest",
    "Ambition",
    "Circumstance",
    "Diagnosis",
    "DiagnosisPart",
    "DiagnosisResult",
    "EstimateReview",
    "GuidanceStyle",
    "Instrument",
    "MarketFigure",
    "MissingItem",
    "PartnerAnalysis",
    "SaidBy",
    "ScaleMapping",
]
