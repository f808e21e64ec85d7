"""What ends with a client's life, in the same transaction: the plan, and agreements still open."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.journal.writing import Recorded, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.diagnosis.reviewing import Prompt, ask_to_compare
from schakel.jobseekers.plans.editing import things_of
from schakel.jobseekers.plans.models import Agreement, Plan
from schakel.jobseekers.plans.verbs import AgreementChecked, PlanClosed


def drop_agreements(death: Recorded) -> None:
    """Drop the open agreements of a client who died: nobody is to keep, recall or miss them."""
    because = gettext("De cliënt is overleden.")
    for agreement in Agreement.objects.filter(dossier_id=death.dossier_id, status=Agreement.Status.OPEN):
        dropped = Agreement.Status.DROPPED
        update_version(agreement, None, status=dropped, result=because, checked_on=clock.today())
        things = [Thing("agreement", agreement.pk), Thing("client", agreement.dossier_id)]
        record(
            AgreementChecked(agreement.what, dropped, because),
            dossier_id=agreement.dossier_id,
            things=things,
        )


def close_plan_of(death: Recorded) -> None:
    """Close the plan of a client who died: nobody is asked to sign it or to look back on it."""
    for plan in Plan.objects.filter(dossier_id=death.dossier_id).exclude(status=Plan.Status.CLOSED):
        closure = Plan.Closure.DEATH
        changes = {"status": Plan.Status.CLOSED, "closure": closure, "closed_on": clock.today()}
        update_version(plan, None, is_waiting=False, **changes)
        record(
            PlanClosed(closure, ""), dossier_id=plan.dossier_id, things=things_of(plan.pk, plan.dossier_id)
        )


def ask_to_compare_estimate(closed: Recorded) -> None:
    """A plan closed: ask who guides to lay the estimate of the diagnosis beside what happened (R067)."""
    content = closed.content
    if isinstance(content, PlanClosed) and content.closure != Plan.Closure.DEATH and closed.dossier_id:
        ask_to_compare(closed.dossier_id, Prompt.PLAN_CLOSED)
