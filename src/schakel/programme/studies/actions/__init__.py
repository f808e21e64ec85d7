"""Every write of the studies room; one noun per file."""

from schakel.programme.studies.actions.answering import NewAnswer, answer_own, record_answer
from schakel.programme.studies.actions.drawing import draw_sample, end_study, export_cases, export_events
from schakel.programme.studies.actions.making import NewStudy, make_study

__all__ = [
    "NewAnswer",
    "NewStudy",
    "answer_own",
    "draw_sample",
    "end_study",
    "export_cases",
    "export_events",
    "make_study",
    "record_answer",
]
