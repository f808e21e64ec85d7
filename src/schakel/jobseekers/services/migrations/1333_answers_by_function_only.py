"""Who works in the dossier asks for agreement and takes back; an answer comes from `services_answer` alone."""

from __future__ import annotations

from django.db import migrations

from schakel.ground.access.policies import granted

_OWN = granted("services_serviceapproval", bit=16)

POLICIES = f"""
alter policy services_serviceapproval_change on services_serviceapproval
  using ({_OWN} and state = 'waiting') with check ({_OWN} and state = 'withdrawn');
alter policy services_serviceapproval_add on services_serviceapproval
  with check ({_OWN} and state = 'waiting');
"""

UNDO = f"""
alter policy services_serviceapproval_add on services_serviceapproval with check ({_OWN});
alter policy services_serviceapproval_change on services_serviceapproval using ({_OWN}) with check ({_OWN});
"""


class Migration(migrations.Migration):
    dependencies = [("services", "1332_approval_security")]
    operations = [migrations.RunSQL(POLICIES, UNDO)]
