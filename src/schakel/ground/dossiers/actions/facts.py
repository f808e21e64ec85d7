"""Facts: asked once, kept per source, never overwritten by another source, open to dispute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.dossiers import access
from schakel.ground.dossiers.facts import FACT_KINDS, FactKind
from schakel.ground.dossiers.models import Fact
from schakel.ground.dossiers.verbs import FactDisputed, FactStated
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import InvalidError
from schakel.ground.kernel.versions import update_version

OWN_WORDS = "client"


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact to state; value is one of the kind's answers where those are closed."""

    name: str
    value: str
    quality: str = Fact.Quality.STATED.value


@action(access.STATE_FACT)
def state_fact(*, actor: Actor, dossier_id: UUID, new: NewFact, expected_version: int | None = None) -> UUID:
    """State what the actor's organisation (or the client) knows; returns the fact's id.

    The same source's earlier value is superseded; another source's stays beside it.
    Raises InvalidError for an unknown fact or answer, StaleVersionError when the value changed meanwhile.
    """
    return _state(actor, dossier_id, new, expected_version)


@action(access.OPEN)
def state_facts(*, actor: Actor, organisation_id: UUID, facts: Iterable[tuple[UUID, NewFact]]) -> list[UUID]:
    """State facts that came with a file, for dossiers the organisation takes part in; returns their ids."""
    return [_state(actor, dossier_id, new, None) for dossier_id, new in facts]


@action(access.SEE_PROFILE)
def dispute_fact(
    *, actor: Actor, dossier_id: UUID, fact_id: UUID, words: str, expected_version: int | None = None
) -> UUID:
    """Let the client say, in their own words, that a fact is not right; returns the fact's id."""
    if not words.strip():
        sentence = gettext("Schrijf op wat er niet klopt.")
        raise InvalidError(gettext("Uw uitleg ontbreekt."), fields={"words": sentence})
    fact = Fact.objects.filter(pk=fact_id, dossier_id=dossier_id, is_current=True).first()
    if fact is None or actor.kind != OWN_WORDS:
        raise not_found()
    nobody_yet = {"dispute_outcome": "", "dispute_answer": "", "answered_by": None, "answered_on": None}
    update_version(fact, expected_version, dispute=words.strip(), **nobody_yet)
    content = FactDisputed(fact.name, fact.value, words.strip())
    record(content, dossier_id=dossier_id, things=[Thing("fact", fact.id)])
    return fact.id


def _state(actor: Actor, dossier_id: UUID, new: NewFact, expected_version: int | None) -> UUID:
    kind = _checked(new)
    before = Fact.objects.filter(
        dossier_id=dossier_id, name=new.name, source_organisation_id=actor.organisation_id, is_current=True
    ).first()
    if before is not None:
        update_version(before, expected_version, is_current=False)
    fact = Fact(
        dossier_id=dossier_id,
        name=new.name,
        value=new.value.strip(),
        section_bit=int(kind.section),
        source_organisation_id=actor.organisation_id,
        obtained_on=clock.today(),
        quality=new.quality,
        # The versions of one source's values go on counting, so that an old form never fits a new row.
        version=before.version if before is not None else 1,
    )
    fact.save(force_insert=True)
    source = str(actor.organisation_id) if actor.organisation_id else OWN_WORDS
    was = before.value if before is not None else None
    content = FactStated(new.name, fact.value, source, new.quality, was)
    record(content, dossier_id=dossier_id, section=kind.section, things=[Thing("fact", fact.id)])
    return fact.id


def _checked(new: NewFact) -> FactKind:
    kind = FACT_KINDS.get(new.name)
    if kind is None:
        raise InvalidError(
            gettext("Dit gegeven kent Schakel niet."), fields={"name": gettext("Kies een gegeven.")}
        )
    if not new.value.strip() or (kind.values and new.value not in kind.values):
        sentence = gettext("Kies een van de antwoorden.") if kind.values else gettext("Vul een antwoord in.")
        raise InvalidError(gettext("Dit antwoord past niet bij de vraag."), fields={"value": sentence})
    return kind
