"""Reading agreements, and the duties that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.permissions import not_found
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import current_context
from schakel.ground.kernel.prepared import prepared
from schakel.ground.norms.uses import MOST_COUNTED, Use, UseKind
from schakel.jobseekers.plans import access
from schakel.jobseekers.plans.models import Agreement

SHOWN = 200
"""More agreements than a client and a coach can keep; the rest is in the timeline."""

DONE_SHOWN = 3


def agreements_of(dossier_id: UUID) -> QuerySet[Agreement]:
    """The agreements of a dossier that the actor may see, those due first on top."""
    access.SEE.check_cell(current_context())
    found = Agreement.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return found.order_by("due_on", "id")


def plan_of(dossier_id: UUID) -> list[Agreement]:
    """At most SHOWN agreements: the open ones by term, then what was checked, newest first."""
    access.SEE.check_cell(current_context())
    return _plan(dossier_id)


@prepared
def _plan(dossier_id: UUID) -> QuerySet[Agreement]:
    found = Agreement.objects.filter(dossier_id=dossier_id).select_related("organisation")
    return found.order_by(F("checked_on").desc(nulls_first=True), "due_on", "id")[:SHOWN]


def agreement_visible(dossier_id: UUID, agreement_id: UUID) -> Agreement:
    """One agreement. Raises NotFoundError."""
    found = agreements_of(dossier_id).filter(pk=agreement_id).first()
    if found is None:
        raise not_found()
    return found


def lanes_of(agreements: list[Agreement], *, dossier_id: UUID, has_links: bool) -> list[dict[str, Any]]:
    """The duties in two lanes, the institutions' first, as `web/components/lanes.html` shows them."""
    labels = {Agreement.Duty.OURS: gettext("Wij: de instellingen"), Agreement.Duty.CLIENT: gettext("Cliënt")}
    return [
        _lane(side, label, [a for a in agreements if a.duty == side], dossier_id, has_links)
        for side, label in labels.items()
    ]


def _lane(
    side: str, label: str, agreements: list[Agreement], dossier_id: UUID, has_links: bool
) -> dict[str, Any]:
    is_open = [a for a in agreements if a.status == Agreement.Status.OPEN]
    done = [a.what for a in agreements if a.status == Agreement.Status.DONE][:DONE_SHOWN]
    return {
        "side": side,
        "label": label,
        "summary": _summary(is_open, clock.today()),
        "duties": [_duty(a, dossier_id, has_links) for a in is_open],
        "done": gettext("Gedaan: %(what)s") % {"what": " · ".join(done)} if done else "",
    }


def _duty(agreement: Agreement, dossier_id: UUID, has_links: bool) -> dict[str, Any]:
    text = agreement.what
    if agreement.duty == Agreement.Duty.OURS:
        text = f"{text} ({agreement.organisation.name})"
    url = reverse("plans:check", args=[dossier_id, agreement.id]) if has_links else ""
    return {"text": text, "due": agreement.due_on, "reason": agreement.because, "url": url}


def _summary(is_open: list[Agreement], today: date) -> str:
    late = sum(a.due_on < today for a in is_open)
    words = gettext("%(count)s open") % {"count": len(is_open)}
    return gettext("%(open)s, %(late)s te laat") % {"open": words, "late": late} if late else words


def agreements_on(norm_id: str) -> Iterator[Use]:
    """How many open agreements of the dossiers of who looks rest on a norm; counting stops at the most."""
    found = Agreement.objects.filter(norm=norm_id, status=Agreement.Status.OPEN)
    count = len(found.values_list("pk", flat=True)[: MOST_COUNTED + 1])
    if count:
        label = _("Open afspraken in uw dossiers die op deze norm rusten")
        yield Use(UseKind.CASE, label, count=min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def may_change() -> bool:
    """Whether the actor may make, change and check agreements for the purpose in force."""
    return access.may_write(current_context())


def what_must_happen(dossier_id: UUID) -> dict[str, Any]:
    """What the panel on the dossier shows: the two lanes of duties."""
    lanes = lanes_of(plan_of(dossier_id), dossier_id=dossier_id, has_links=may_change())
    return {"lanes": lanes, "dossier_id": dossier_id}
