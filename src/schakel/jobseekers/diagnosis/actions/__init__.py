"""Every write on diagnoses; one noun per file."""

from schakel.jobseekers.diagnosis.actions.concluding import (
    Conclusion,
    NewStyle,
    choose_style,
    conclude_diagnosis,
)
from schakel.jobseekers.diagnosis.actions.running import (
    Filled,
    NewDiagnosis,
    begin_diagnosis,
    give_own_view,
    save_part,
    sign_part,
)

__all__ = [
    "Conclusion",
    "Filled",
    "NewDiagnosis",
    "NewStyle",
    "begin_diagnosis",
    "choose_style",
    "conclude_diagnosis",
    "give_own_view",
    "save_part",
    "sign_part",
]
