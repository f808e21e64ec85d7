"""That a works council agreed with figures on how its people register choices."""

from __future__ import annotations

from schakel.ground.organisations.models import CouncilAgreement, agreement_rules


class CouncilConsent(CouncilAgreement):
    """The works council's agreement with figures on choices."""

    class Meta:
        constraints = agreement_rules("services_council")
