"""Telling where one works around the system, joining in, and saying what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError
from schakel.ground.kernel.versions import update_version
from schakel.ground.organisations import access
from schakel.ground.organisations.models import Wish, WishSupport
from schakel.ground.organisations.verbs import WishAnswered, WishReported, WishSupported

Status = Wish.Status
MAX_MINUTES = 2_400
"""A working week of forty hours."""

_LONG_NUMBER = re.compile(r"\d(?:[\s.\-/]{0,2}\d){8}")
_PAGE = re.compile(r"[a-z_]+:[a-z_]+")


@dataclass(frozen=True, slots=True)
class NewWish:
    """A workaround as told: the page by its name, the words, what it costs a week, and what is wished."""

    page: str
    workaround: str
    minutes_per_week: int
    wish: str = ""


@action(access.WORK)
def report_wish(*, actor: Actor, organisation_id: UUID, new: NewWish) -> UUID:
    """Tell where one works around the system; returns the wish's id.

    Colleagues of every organisation read it, so a number of nine digits or more is refused with
    InvalidError: it may be a client's.
    """
    _check(new)
    wish = Wish(
        organisation_id=organisation_id,
        reader_id=actor.reader_id,
        page=new.page if _PAGE.fullmatch(new.page) else "",
        workaround=new.workaround.strip(),
        wish=new.wish.strip(),
        minutes_per_week=new.minutes_per_week,
        made_at=clock.now(),
    )
    wish.save(force_insert=True)
    content = WishReported(wish.page, wish.workaround, wish.wish, wish.minutes_per_week)
    record(content, organisation_id=organisation_id, things=[Thing("wish", wish.id)])
    return wish.id


@action(access.WORK)
def support_wish(*, actor: Actor, organisation_id: UUID, wish_id: UUID) -> UUID:
    """Say that one works around the same thing; returns the wish's id.

    Raises NotFoundError for an unknown wish, ConflictError for one's own or when said before.
    """
    wish = Wish.objects.filter(pk=wish_id).first()
    if wish is None:
        raise not_found()
    is_said = wish.reader_id == actor.reader_id or wish.supports.filter(reader_id=actor.reader_id).exists()
    if is_said:
        raise ConflictError(
            gettext("U telt hier al mee."),
            gettext("Iedereen telt één keer mee."),
            gettext("U hoeft niets te doen."),
        )
    WishSupport(wish=wish, reader_id=actor.reader_id, at=clock.now()).save(force_insert=True)
    record(WishSupported(str(wish.id)), organisation_id=organisation_id, things=[Thing("wish", wish.id)])
    return wish.id


@action(access.MANAGE)
def answer_wish(
    *,
    actor: Actor,
    organisation_id: UUID,
    wish_id: UUID,
    status: str,
    answer: str,
    expected_version: int | None = None,
) -> UUID:
    """Say what becomes of a wish of the own organisation; returns its id.

    Raises InvalidError when it is refused without a word, StaleVersionError when it changed meanwhile.
    """
    wish = Wish.objects.filter(pk=wish_id, organisation_id=organisation_id).first()
    if wish is None:
        raise not_found()
    _check_answer(status, answer)
    update_version(wish, expected_version, status=status, answer=answer.strip())
    content = WishAnswered(status, answer.strip())
    record(content, organisation_id=organisation_id, things=[Thing("wish", wish.id)])
    return wish.id


def _check(new: NewWish) -> None:
    fields = {}
    if not new.workaround.strip():
        fields["workaround"] = gettext("Schrijf op wat u doet om het werk toch af te krijgen.")
    if not 0 <= new.minutes_per_week <= MAX_MINUTES:
        fields["minutes_per_week"] = gettext("Vul minuten per week in, van 0 tot 2.400.")
    for name in ("workaround", "wish"):
        if _LONG_NUMBER.search(getattr(new, name)):
            fields[name] = _no_numbers()
    if fields:
        raise InvalidError(gettext("De melding kan zo niet weg."), fields=fields)


def _check_answer(status: str, answer: str) -> None:
    fields = {}
    if status not in Status.values:
        fields["status"] = gettext("Kies wat ermee gebeurt.")
    elif status == Status.NOT and not answer.strip():
        fields["answer"] = gettext("Schrijf op waarom het niet gebeurt.")
    if _LONG_NUMBER.search(answer):
        fields["answer"] = _no_numbers()
    if fields:
        raise InvalidError(gettext("Het antwoord is nog niet compleet."), fields=fields)


def _no_numbers() -> str:
    return gettext("Hier staat een lang nummer, misschien van een cliënt. Haal het weg.")
