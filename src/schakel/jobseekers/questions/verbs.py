"""What is recorded of questions of clients."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.access.types import Section
from schakel.ground.journal.verbs import ChainTask, register_verb
from schakel.jobseekers.questions.models import ClientQuestion


@dataclass(frozen=True, slots=True)
class QuestionTakenIn:
    """A client asked something, and somebody of the chain wrote it down."""

    channel: str
    question: str
    reach_at: str
    answer_by: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The client got an answer."""

    answer: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "question.take_in",
        QuestionTakenIn,
        section=Section.CONTACTS,
        task=ChainTask.STRENGTHENING,
        heading=lambda c: gettext("Vraag van de cliënt, %(channel)s") % {"channel": _channel(c["channel"])},
        lines=lambda c: [c["question"], *_reach(c["reach_at"])],
    )
    register_verb(
        "question.answer",
        QuestionAnswered,
        section=Section.CONTACTS,
        task=ChainTask.STRENGTHENING,
        heading=lambda _c: gettext("Vraag van de cliënt beantwoord"),
        lines=lambda c: [c["answer"]],
    )


def _channel(channel: str) -> str:
    """A channel as people read it."""
    return str(ClientQuestion.Channel(channel).label)


def _reach(reach_at: str) -> list[str]:
    return [gettext("Bereikbaar: %(reach)s") % {"reach": reach_at}] if reach_at else []
