"""Who sees a question for agreement without a grant, written down a second time for the access report."""

from __future__ import annotations

from schakel.ground.dossiers.access_report import register_also_seen

ASKED = """
select a.dossier_id, m.reader_id
  from services_serviceapproval a join organisations_membership m on m.id = a.approver_id
 where a.state = 'waiting'
union
select a.dossier_id, c.reader_id
  from services_serviceapproval a join organisations_membership m on m.id = a.approver_id
  join access_readercover c on c.covered_reader_id = m.reader_id
 where a.state = 'waiting' and kernel_today() >= c.valid_from
   and (c.valid_to is null or kernel_today() < c.valid_to)
union
select a.dossier_id, s.reader_id
  from services_serviceapproval a join organisations_membership m on m.id = a.approver_id
  join organisations_membership s on s.organisation_id = m.organisation_id and s.role = m.role
 where a.state = 'waiting' and (m.valid_to <= kernel_today() or exists (
   select from organisations_absence b
    where b.membership_id = m.id and kernel_today() >= b.valid_from
      and (b.valid_to is null or kernel_today() < b.valid_to)))
"""


def register() -> None:
    """Make the definition known."""
    register_also_seen("services_serviceapproval", ASKED)
