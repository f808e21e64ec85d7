"""Saying whether what another entered on one's behalf is right."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Section
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import DelegatedEntry
from schakel.ground.dossiers.verbs.delegated import DelegatedJudged
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError, InvalidError

Verdict = DelegatedEntry.Verdict


@action(access.SEE)
def judge_delegated(*, actor: Actor, dossier_id: UUID, entry_id: UUID, is_right: bool, words: str) -> UUID:
    """Say whether an entry that was made on the actor's behalf is right; returns the entry's id.

    The entry itself stays as it is: what is wrong is put right by a new one. Raises NotFoundError for one
    on behalf of somebody else, InvalidError for a wrong one without a word on it, ConflictError when it
    was judged before.
    """
    words = " ".join(words.split())
    row = DelegatedEntry.objects.filter(
        entry_id=entry_id, dossier_id=dossier_id, principal_id=actor.reader_id
    ).first()
    if row is None:
        raise not_found()
    _check(is_right, words)
    verdict = Verdict.RIGHT if is_right else Verdict.WRONG
    waiting = DelegatedEntry.objects.filter(pk=entry_id, verdict=Verdict.OPEN)
    if not waiting.update(verdict=verdict, words=words, judged_at=clock.now()):
        raise ConflictError(
            gettext("U heeft hier al iets van gezegd."),
            gettext("Wat u zei, staat in het verloop."),
            gettext("Leg een verandering vast in het dossier zelf."),
        )
    things = [Thing("dossier", dossier_id), Thing("entry", entry_id)]
    record(
        DelegatedJudged(is_right, words),
        dossier_id=dossier_id,
        section=Section(row.section_bit),
        things=things,
    )
    return entry_id


def _check(is_right: bool, words: str) -> None:
    sentence = ""
    if not is_right and not words:
        sentence = gettext("Schrijf op wat er niet klopt.")
    elif len(words) > 400:
        sentence = gettext("Schrijf hoogstens 400 tekens.")
    if sentence:
        raise InvalidError(gettext("Uw oordeel is niet opgeslagen."), sentence, fields={"words": sentence})
