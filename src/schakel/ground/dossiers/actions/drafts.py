"""Keeping a draft while writing, and letting go of it: filed, or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.models import Draft
from schakel.ground.dossiers.queries.drafts import own_drafts
from schakel.ground.dossiers.verbs.drafts import DraftFiled, DraftKept, DraftThrownAway
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.legal_calendar import add_working_days

LONGEST_LIFE, WARNED_AFTER = 10, 8
"""Working days; the longest stands in the design, the warning is a house norm of ours."""

MOST_CHARACTERS = 8000


@action(access.ANSWER)
def keep_draft(*, actor: Actor, dossier_id: UUID, kind: str, values: Mapping[str, str]) -> UUID:
    """Keep what the actor is writing, in place of what was kept before; returns the draft's id.

    Its term runs from the first time on: keeping it again gives no more days. Raises InvalidError for
    nothing to keep, for too much, and for another kind.
    """
    kept = {name: value for name, value in values.items() if value.strip()}
    _check(kind, kept)
    draft = _kept_before(dossier_id, kind) or _new(actor, dossier_id, kind)
    draft.values, draft.saved_at = kept, clock.now()
    draft.save()
    record(DraftKept(kind), organisation_id=actor.employer_id, things=[Thing("draft", draft.id)])
    return draft.id


@action(access.ANSWER)
def throw_draft_away(*, actor: Actor, dossier_id: UUID, draft_id: UUID) -> UUID:
    """Throw one's own draft away; returns its id. Raises NotFoundError for another's."""
    draft = _own(dossier_id, draft_id)
    draft.delete()
    record(DraftThrownAway(draft.kind), organisation_id=actor.employer_id, things=[Thing("draft", draft_id)])
    return draft_id


@action(access.ANSWER)
def file_draft(*, actor: Actor, dossier_id: UUID, kind: str, draft_id: UUID) -> UUID:
    """Let go of a draft within the act that files its words; returns its id.

    One that is gone already, since its term passed meanwhile, keeps nobody from filing.
    """
    own_drafts().filter(pk=draft_id, dossier_id=dossier_id, kind=kind).delete()
    record(DraftFiled(kind), organisation_id=actor.employer_id, things=[Thing("draft", draft_id)])
    return draft_id


def _kept_before(dossier_id: UUID, kind: str) -> Draft | None:
    """One whose term passed makes room for the new one, also before the daily task comes by."""
    Draft.objects.filter(dossier_id=dossier_id, kind=kind, destroy_on__lte=clock.today()).delete()
    return own_drafts().filter(dossier_id=dossier_id, kind=kind).first()


def _new(actor: Actor, dossier_id: UUID, kind: str) -> Draft:
    today = clock.today()
    return Draft(
        dossier_id=dossier_id,
        reader_id=actor.reader_id,
        kind=kind,
        begun_on=today,
        warn_on=add_working_days(today, WARNED_AFTER),
        destroy_on=add_working_days(today, LONGEST_LIFE),
    )


def _own(dossier_id: UUID, draft_id: UUID) -> Draft:
    found = own_drafts().filter(pk=draft_id, dossier_id=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def _check(kind: str, kept: Mapping[str, str]) -> None:
    if kind not in Draft.Kind.values or not kept:
        raise InvalidError(
            gettext("Er is niets om te bewaren."),
            gettext("U hebt nog niets ingevuld."),
            gettext("Vul iets in, en bewaar het dan als concept."),
        )
    if sum(map(len, kept.values())) > MOST_CHARACTERS:
        raise InvalidError(
            gettext("Dit concept is te lang."),
            gettext("Een concept heeft hoogstens %(count)s tekens.") % {"count": MOST_CHARACTERS},
            gettext("Maak de tekst korter, of leg een deel vast."),
        )
