"""Taking over what predecessors set for themselves, each as a choice of the successor itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from schakel.ground.access.permissions import not_found
from schakel.ground.journal.writing import Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor
from schakel.ground.kernel.acts import action
from schakel.ground.kernel.errors import ConflictError
from schakel.ground.norms.actions import set_figure
from schakel.ground.notices.actions import NewParagraph, NewTemplate, write_paragraph, write_template
from schakel.ground.organisations import access
from schakel.ground.organisations.actions.names import give_own_name
from schakel.ground.organisations.mapping import part_of
from schakel.ground.organisations.models import Organisation, Succession
from schakel.ground.organisations.queries.adopting import Adopted, adoptable
from schakel.ground.organisations.verbs.adopting import SettingsAdopted


@action(access.MANAGE)
def adopt_settings(*, actor: Actor, organisation_id: UUID, succession_id: UUID, kind: str) -> UUID:
    """Take over everything of one kind on which the predecessors agree and nothing was set yet.

    From today, each as a choice of the successor with an entry of its own. Returns the succession's id.
    Raises NotFoundError for who is no successor or before all moved, ConflictError when there is nothing.
    """
    plan = part_of(organisation_id, succession_id)
    old = plan.ties.filter(successor_id=organisation_id).values_list("predecessor_id", flat=True)
    if plan.status != Succession.Status.DONE or not old:
        raise not_found()
    found = next((one for one in adoptable(organisation_id, list(old)) if one.kind == kind), None)
    if found is None or not found.ready:
        raise ConflictError(
            gettext("Er is niets over te nemen."),
            gettext("Een collega kan u voor zijn geweest."),
            gettext("Bekijk de pagina opnieuw."),
        )
    names = ", ".join(Organisation.objects.filter(pk__in=old).order_by("name").values_list("name", flat=True))
    reason = (gettext("overgenomen van %(names)s") % {"names": names})[:200]
    for key, (_label, value) in found.ready.items():
        _ADOPT[found.kind](actor, organisation_id, key, value, reason)
    said = SettingsAdopted(str(found.kind), tuple(found.labels), names)
    record(said, organisation_id=organisation_id, things=[Thing("succession", plan.pk)])
    return plan.pk


def _adopt_figure(actor: Actor, organisation_id: UUID, key: str, value: Any, reason: str) -> None:
    set_figure(
        actor=actor,
        organisation_id=organisation_id,
        key=key,
        value=value,
        start=clock.today(),
        reason=reason,
        expected_version=0,
    )


def _adopt_template(actor: Actor, organisation_id: UUID, key: str, value: Any, _reason: str) -> None:
    write_template(actor=actor, organisation_id=organisation_id, new=NewTemplate(key, *value))


def _adopt_paragraph(actor: Actor, organisation_id: UUID, key: str, value: Any, _reason: str) -> None:
    write_paragraph(actor=actor, organisation_id=organisation_id, new=NewParagraph(key, value))


def _adopt_word(actor: Actor, organisation_id: UUID, key: str, value: Any, reason: str) -> None:
    give_own_name(actor=actor, organisation_id=organisation_id, subject=key, text=value, reason=reason)


_ADOPT = {
    Adopted.FIGURES: _adopt_figure,
    Adopted.TEMPLATES: _adopt_template,
    Adopted.PARAGRAPHS: _adopt_paragraph,
    Adopted.WORDS: _adopt_word,
}
