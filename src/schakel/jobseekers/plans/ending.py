"""What ends with a client's life: every agreement that was still open, in the same transaction."""

from __future__ import annotations

from django.utils.translation import gettext

from schakel.ground.journal.writing import Recorded, Thing, record
from schakel.ground.kernel import clock
from schakel.ground.kernel.versions import update_version
from schakel.jobseekers.plans.actions import AgreementChecked
from schakel.jobseekers.plans.models import Agreement


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
