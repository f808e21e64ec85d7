"""What the page of a study shows of studying together: whom the lead asked, or to whom cases go."""

from __future__ import annotations

from collections import Counter
from typing import Any

from schakel.ground.kernel.shares import too_small
from schakel.programme.studies import queries
from schakel.programme.studies.models import Study, StudyInvitation

State = StudyInvitation.State


def together(row: Study, *, is_drawer: bool) -> dict[str, Any]:
    """The context of the sections on a joint study; at most five statements."""
    if row.joint_lead_id:
        told = _delivered(row, is_drawer=is_drawer)
        return {"is_joint": True, "invitation": queries.invitation_to(row), "delivered": told}
    invitations = queries.invitations_of(row)
    agreed = [one for one in invitations if one.state == State.AGREED]
    return {
        "is_joint": any(one.state in {State.INVITED, State.AGREED} for one in invitations),
        "invitations": invitations,
        "may_invite": row.asks_consent and row.state != Study.State.ENDED,
        "agreed": agreed,
        "sites": _sites(row) if is_drawer and agreed else [],
    }


def _delivered(row: Study, *, is_drawer: bool) -> dict[str, Any]:
    cases, on = queries.delivered_of(row) if is_drawer else (0, None)
    return {"cases": cases, "on": on}


def _sites(row: Study) -> list[dict[str, Any]]:
    """How many cases of each team others handed over; none under ten, nor what would give one away."""
    counts = Counter((one.organisation, one.case.site) for one in queries.handed_over_to(row))
    hidden = too_small(counts)
    return [
        {
            "organisation": organisation,
            "team": team,
            "cases": count,
            "is_hidden": (organisation, team) in hidden,
        }
        for (organisation, team), count in sorted(counts.items())
    ]
