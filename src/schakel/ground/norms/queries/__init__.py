"""Every read of the norms room; one noun per file."""

from schakel.ground.norms.queries.law import Question, cell_questions, question, question_id, questions

__all__ = ["Question", "cell_questions", "question", "question_id", "questions"]
