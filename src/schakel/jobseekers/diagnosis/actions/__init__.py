"""Every write on diagnoses; one noun per file."""

from schakel.jobseekers.diagnosis.actions.advice import (
    NewAdvice,
    NewAdviceRequest,
    ask_advice,
    give_advice,
)
from schakel.jobseekers.diagnosis.actions.analyses import NewAnalysis, file_analysis, withdraw_analysis
from schakel.jobseekers.diagnosis.actions.concluding import (
    Conclusion,
    NewStyle,
    choose_style,
    conclude_diagnosis,
)
from schakel.jobseekers.diagnosis.actions.instruments import load_instrument, remove_instrument
from schakel.jobseekers.diagnosis.actions.market import load_market, remove_market
from schakel.jobseekers.diagnosis.actions.running import (
    Filled,
    NewDiagnosis,
    begin_diagnosis,
    give_own_view,
    save_part,
    sign_part,
)
from schakel.jobseekers.diagnosis.actions.scales import arrange_scales
from schakel.jobseekers.diagnosis.actions.supplements import (
    NewAmbition,
    NewCircumstance,
    NewMissing,
    find_out,
    note_ambition,
    note_circumstance,
    note_missing,
)
from schakel.jobseekers.diagnosis.actions.withdrawing import withdraw_advice_request, withdraw_diagnosis

__all__ = [
    "Conclusion",
    "Filled",
    "NewAdvice",
    "NewAdviceRequest",
    "NewAmbition",
    "NewAnalysis",
    "NewCircumstance",
    "NewDiagnosis",
    "NewMissing",
    "NewStyle",
    "arrange_scales",
    "ask_advice",
    "begin_diagnosis",
    "choose_style",
    "conclude_diagnosis",
    "file_analysis",
    "find_out",
    "give_advice",
    "give_own_view",
    "load_instrument",
    "load_market",
    "note_ambition",
    "note_circumstance",
    "note_missing",
    "remove_instrument",
    "remove_market",
    "save_part",
    "sign_part",
    "withdraw_advice_request",
    "withdraw_analysis",
    "withdraw_diagnosis",
]
